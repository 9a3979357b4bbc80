"""Turn days, counts and entities into the words a report prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def days_left(due: date, as_at: date) -> str:
    """How far a day still is: `60 days left`, `1 day left`, `due today`, `3 days ago`."""
    left = (due - as_at).days
    match left:
        case 0:
            return "due today"
        case 1:
            return "1 day left"
        case -1:
            return "1 day ago"
        case _ if left > 0:
            return f"{left} days left"
        case _:
            return f"{-left} days ago"


def plural(noun: str) -> str:
    """More than one of a noun: `care homes`, `bodies`."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def counted(number: int, noun: str) -> str:
    """A number of a noun: `1 care home`, `1,250 care homes`."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def either(words: Sequence[str]) -> str:
    """Alternatives as one would say them: `met, at risk or impossible`."""
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]
