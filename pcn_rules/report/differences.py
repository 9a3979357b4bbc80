"""Turn a comparison of two editions into what a page of it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import get_args

from pcn_rules.compare.model import (
    Compared,
    Comparison,
    Direction,
    Header,
    Kind,
    Told,
    Witness,
    way_told,
)
from pcn_rules.language.meaning import ResolvedClause
from pcn_rules.report.profile import ProfilePage, profile_page
from pcn_rules.values.days import written


@dataclass(frozen=True, slots=True)
class Mark:
    """A direction as it is shown: a symbol, plain characters for a terminal, and its words."""

    symbol: str
    plain: str
    word: str
    code: str


MARKS: dict[Told, Mark] = {
    "tighter": Mark("▲", "^", "tighter", "impossible"),
    "easier": Mark("▼", "v", "easier", "met"),
    "different": Mark("◆", "#", "different", "at-risk"),
    "same": Mark("=", "=", "same", "can-be-met"),
    "not established": Mark("?", "?", "not established", "unknown"),
    "new subject": Mark("+", "+", "new subject", "not-applicable"),
    "subject gone": Mark("−", "-", "subject gone", "not-applicable"),
}
NOT_JUDGED = Mark("·", ".", "binds nobody", "no-verdict")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a clause, and whether the other side has them too."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A clause of one side with its words, those that changed marked."""

    id: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A witness in words: what it keeps and breaks, when that is seen, and all that it holds."""

    words: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """The direction for one party."""

    mark: Mark
    bearer: str
    proved: tuple[str, ...]
    witnesses: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair: its clauses, why they are a pair, what changed, and which way it goes for whom.

    `mark` is that of the first of `aims`, which is the network's where it is bound.
    """

    heading: str
    anchor: str
    mark: Mark
    why: str
    old: tuple[Text, ...]
    new: tuple[Text, ...]
    changes: tuple[tuple[Kind, str], ...]
    aims: tuple[Aim, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The pairs of one service, or those that are gone of one service of the old edition.

    `note` warns where the other edition treats nothing of it.
    """

    title: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an edition said before the day of which its text is compared."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What a page shows of two editions.

    `texts` says which text of each is compared; `earlier` what was said before and is no more.
    """

    old: str
    new: str
    texts: tuple[str, str]
    earlier: tuple[Earlier, ...]
    days: str
    unchanged: int
    ways: tuple[tuple[Mark, int], ...]
    kinds: tuple[tuple[Kind, int], ...]
    sections: tuple[Section, ...]
    profile: ProfilePage

    @property
    def changed(self) -> int:
        """How many pairs changed."""
        return sum(len(section.entries) for section in self.sections)


def differences(comparison: Comparison) -> Differences:
    """Everything that a page shows of a comparison."""
    entries = [(_section(each), entry_of(each)) for each in comparison.changed]
    titles = dict.fromkeys(title for title, _ in entries)
    notes = dict(zip((title for title, _ in entries), map(_note, comparison.changed), strict=True))
    return Differences(
        old=_edition(comparison.old),
        new=_edition(comparison.new),
        texts=(_text_used(comparison.old), _text_used(comparison.new)),
        earlier=tuple(
            found for header in (comparison.old, comparison.new) for found in _earlier(header)
        ),
        days=f"{written(comparison.first)} to {written(comparison.last)}",
        unchanged=len(comparison.unchanged),
        ways=tuple(_counted(entry.mark for _, entry in entries)),
        kinds=tuple(_kinds(comparison)),
        sections=tuple(
            Section(title, notes[title], tuple(entry for where, entry in entries if where == title))
            for title in titles
        ),
        profile=profile_page(comparison.profiles),
    )


def _note(compared: Compared) -> str:
    """A warning where a pair is of a subject of which only one edition treats anything."""
    if not compared.pair.untreated:
        return ""
    if compared.pair.new:
        return (
            "The old edition treats nothing of this subject. What stands here is new in these two "
            "texts, and need not be new to those who were bound by another text before."
        )
    return "The new edition treats nothing of this subject, and does not say that it is put off."


def _edition(header: Header) -> str:
    proposed = ", proposed and never in force" if header.proposed else ""
    return f"{header.name}, {header.edition}{proposed}"


def _text_used(header: Header) -> str:
    if header.as_at is None:
        return f"as published on {written(header.published)}"
    if not header.variations:
        return f"as on {written(header.as_at)}, which is as published"
    by = "; ".join(f"{each.name}, from {written(each.start)}" for each in header.variations)
    return f"as on {written(header.as_at)}, amended by {by}"


def _earlier(header: Header) -> Iterator[Earlier]:
    for each in header.before:
        names = " or ".join(variation.name for variation in each.by)
        gone = "omitted" if each.omitted else "replaced"
        yield Earlier(
            f"{each.id} {each.title}, {header.edition}",
            f"from {written(each.start)} to {written(each.end)} it said “{each.text}”; "
            f"{gone} by {names}",
        )


def _counted(marks: Iterable[Mark]) -> Iterator[tuple[Mark, int]]:
    found = list(marks)
    for mark in (*MARKS.values(), NOT_JUDGED):
        if mark in found:
            yield mark, found.count(mark)


def _kinds(comparison: Comparison) -> Iterator[tuple[Kind, int]]:
    """In how many pairs something of each kind changed."""
    for kind in get_args(Kind):
        count = sum(any(c.kind == kind for c in each.changes) for each in comparison.changed)
        if count:
            yield kind, count


def _section(compared: Compared) -> str:
    pair = compared.pair
    if pair.new:
        return f"{pair.new[0].service} {pair.new[0].service_title}"
    return f"No longer there: {pair.old[0].service} {pair.old[0].service_title}"


# --- one pair ---------------------------------------------------------------------------------


def entry_of(compared: Compared) -> Entry:
    """One pair as a page shows it."""
    pair = compared.pair
    old, new = _texts(pair.old, pair.new)
    aims = tuple(_aim(compared, direction) for direction in compared.directions)
    ids = [", ".join(clause.id for clause in side) for side in (pair.old, pair.new) if side]
    heading = " → ".join(dict.fromkeys(ids))
    score = "" if pair.score is None else f" ({round(pair.score * 100)}% alike)"
    return Entry(
        heading=f"{heading} {(pair.new or pair.old)[0].title}",
        anchor=re.sub(r"\W+", "-", f"{'-'.join(c.id for c in pair.old)}--{ids[-1]}"),
        mark=aims[0].mark if aims else NOT_JUDGED,
        why=pair.why if pair.how == "alone" else f"paired as {pair.how}{score}: {pair.why}",
        old=old,
        new=new,
        changes=tuple((change.kind, change.sentence) for change in compared.changes),
        aims=aims,
    )


def _aim(compared: Compared, direction: Direction) -> Aim:
    shown = tuple(_shown(witness) for witness in direction.witnesses)
    mark = MARKS[way_told(compared, direction)]
    return Aim(mark, direction.bearer, direction.proved, shown)


def _shown(witness: Witness) -> Shown:
    keeps, breaks = ("old", "new") if witness.keeps == "old" else ("new", "old")
    told = f"does what the {keeps} text asks and not what the {breaks} one asks"
    seen = f"{witness.clause} is broken as at {written(witness.day)}"
    return Shown(f"a network that {told} ({seen})", witness.facts)


# --- words that changed -----------------------------------------------------------------------


def _texts(
    old: Sequence[ResolvedClause], new: Sequence[ResolvedClause]
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Both sides, each clause with the words that the other side has nowhere near marked."""
    if len(old) == len(new) == 1:
        before, after = marked(old[0].text, new[0].text)
        return (_text(old[0], before),), (_text(new[0], after),)
    return tuple(_plain(clause) for clause in old), tuple(_plain(clause) for clause in new)


def _text(clause: ResolvedClause, pieces: tuple[Piece, ...]) -> Text:
    return Text(clause.id, clause.title, pieces)


def _plain(clause: ResolvedClause) -> Text:
    return _text(clause, (Piece(clause.text, changed=False),))


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces: those words that only one of them has are marked."""
    before, after = old.split(), new.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if a < b:
            left.append(Piece(" ".join(before[a:b]), changed=what != "equal"))
        if c < d:
            right.append(Piece(" ".join(after[c:d]), changed=what != "equal"))
    return tuple(left), tuple(right)
