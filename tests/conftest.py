"""What holds for every test: nothing is kept in anybody's cache folder."""

from __future__ import annotations

import os

os.environ["PCN_RULES_CACHE"] = "off"
