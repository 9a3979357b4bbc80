"""Collect faults of meaning, with the words at fault and the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pcn_rules.diagnostics import Diagnostic, Related
from pcn_rules.language.carried import Node
from pcn_rules.source import Source, Span

_NEAR = 0.6
"""How alike two names must be (0 to 1) for one to be offered in place of the other."""

_NOWHERE = Span(Source("", ""), 0, 0)


@dataclass(slots=True)
class Faults:
    """The faults found so far. A part that is at fault is left out of what is built on it."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self,
        code: str,
        place: Node | Span | None,
        message: str,
        help: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Note a fault at a node or a span, in one sentence."""
        self.found.append(Diagnostic(code, span_of(place), message, help, related))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Every fault once, in the order of the files and of the places in them."""
        return in_order(self.found)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Every fault once, in the order of the files and of the places in them."""
    once = {(d.code, d.span.source.path, d.span.start, d.message): d for d in found}
    return tuple(once[key] for key in sorted(once, key=lambda k: (k[1], k[2], k[0], k[3])))


MOST_FAULTS = 500
"""How many faults of one file, or of meaning, are told: more nobody mends at a time."""


def no_more_than_anybody_mends(
    faults: Sequence[Diagnostic], left_out: str
) -> tuple[Diagnostic, ...]:
    """The first of some faults; E135, which says with their number so, in place of the others."""
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    message = left_out.format(MOST_FAULTS)
    more = Diagnostic("E135", faults[MOST_FAULTS].span, message, "mend those first")
    return (*faults[:MOST_FAULTS], more)


def span_of(place: Node | Span | None) -> Span:
    """The span of a node; an empty one for a node that was read from nowhere."""
    match place:
        case Span():
            return place
        case Node(span=Span() as span):
            return span
        case _:
            return _NOWHERE


def spoken(place: Node) -> str:
    """The words of a node as written, on one line and without comments."""
    if place.span is None:
        return "it"
    return one_line(place.span.text)


def one_line(text: str) -> str:
    """A text on one line, without comments."""
    if "#" in text:
        text = re.sub(r'("[^"\n]*")|#[^\n]*', r"\1", text)
    return " ".join(text.split())


def key(name: str) -> str:
    """What two spellings of a name have in common: case and white space do not matter."""
    return " ".join(name.casefold().split())


def words_within(place: Node | Span, words: str) -> Span:
    """The span of some words inside a node, or of the whole node where they are not found."""
    span = span_of(place)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, span.text, re.IGNORECASE) if pattern else None
    if found is None:
        return span
    return Span(span.source, span.start + found.start(), span.start + found.end())


def id_within(clause: Span, id: str) -> Span:
    """The id that opens a clause, as the words to underline."""
    found = re.match(rf"clause\s+({re.escape(id)})", clause.text, re.IGNORECASE)
    if found is None:
        return clause
    return Span(clause.source, clause.start + found.start(1), clause.start + found.end(1))


def nearest(
    name: str, known: Iterable[tuple[str, Node | None]], most: int = 2
) -> Iterator[tuple[str, Node | None]]:
    """The known names most like a name, best first, each with where it is declared."""
    wanted = key(name)
    scored = []
    for other, place in known:
        score = _likeness(wanted, key(other))
        if score >= _NEAR:
            scored.append((-score, other, place))
    scored.sort(key=lambda entry: entry[:2])
    once = {other: place for _, other, place in reversed(scored)}
    best = dict.fromkeys(other for _, other, _ in scored)
    for other in tuple(best)[:most]:
        yield other, once[other]


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a fault needs it

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        return 0
    return matcher.ratio()


def did_you_mean(name: str, known: Iterable[tuple[str, Node | None]]) -> str | None:
    """A remedy that names the nearest known names and where they are declared, if any is near."""
    offers = [f"`{other}`{_declared_at(place)}" for other, place in nearest(name, known)]
    return f"did you mean {' or '.join(offers)}?" if offers else None


def _declared_at(place: Node | None) -> str:
    if place is None or place.span is None:
        return ""
    return f" ({place.span.source.path}:{place.span.line})"
