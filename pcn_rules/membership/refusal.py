"""A move that cannot be made, as a value: what is wrong with it, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

About = OneOf["practice", "network", "day", "first", "as at", "whole"]
"""Which of the words that were asked with is at fault; `whole` is all of them together."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be moved; `code` is that of a fault in docs/faults/command-line.md."""

    code: str
    about: About
    message: str
    help: str
