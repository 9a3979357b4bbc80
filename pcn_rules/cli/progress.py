"""Say on standard error what is going on, to a person, and only where it takes a while."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType

_PATIENCE = 2.0
"""Seconds before anything is said."""


class Progress:
    """What a command is doing; silent for two seconds, and where nobody watches."""

    def __init__(self) -> None:
        """Nothing is being done yet."""
        self._doing = ""
        self._talking = False
        self._timer = Timer(_PATIENCE, self._talk)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._talking:
            self._show("")

    def now(self, doing: str) -> None:
        """Note what is being done now."""
        self._doing = doing
        if self._talking:
            self._show(doing)

    def _talk(self) -> None:
        self._talking = True
        self._show(self._doing)

    def _show(self, doing: str) -> None:
        sys.stderr.write(f"\r\x1b[K{doing}")
        sys.stderr.flush()
