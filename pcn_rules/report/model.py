"""What a report shows, in words: one view model that every format lays out in its own way.

No format decides anything: what is said, in which order and under which heading is settled here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.report.drawing import Timeline

BadgeCode = OneOf[
    "met", "can-be-met", "at-risk", "impossible", "unknown", "not-applicable", "no-verdict"
]


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as a word, a code for its colour and shape, and a mark for plain text.

    What is deliverable has a badge of its own: it is never shown as plain "met".
    """

    code: BadgeCode
    word: str
    mark: str


@dataclass(frozen=True, slots=True)
class Link:
    """A clause as another part of the report names it."""

    id: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many duties have a verdict."""

    badge: Badge
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Verdicts counted: the network's own `must` and `must not`, and the others apart."""

    duties: int
    counts: tuple[Count, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause in a list, and how it stands; `begins` where the day is only its first."""

    clause: Link
    badge: Badge
    begins: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which clauses ask for something, how far off it is, and how they stand."""

    on: date
    day: str
    left: str
    clauses: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One of those whom a question or a fact is about, with a guess where there is one."""

    name: str
    likely: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What answers do to clauses, ready to print ("if no: impossible").

    `settling` are those of the answers that are enough for a verdict.
    """

    clauses: tuple[Link, ...]
    answers: tuple[str, ...]
    settling: tuple[str, ...]
    settles: bool

    @property
    def ids(self) -> str:
        """The ids of the clauses, one after another."""
        return ", ".join(clause.id for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to find out, counted ("lead GP agreed: 50 care homes"), and what it decides.

    `likely` is a guess in words ("yes", "yes for 44"), which never counts. `hint` says how to write
    that what was stated of another day still stands; it is empty where nothing was.
    """

    heading: str
    about: tuple[Named, ...]
    likely: str | None
    hint: str
    effects: tuple[Effect, ...]
    settles: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one kind, under a heading."""

    heading: str
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Homes, practices or other subjects of a clause that stand alike, and how they stand.

    `all` is whether these are all of several.
    """

    names: tuple[str, ...]
    all: bool
    badge: Badge
    words: str
    counted: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One week or one admission of a clause, and how it stands."""

    label: str
    due: str
    badge: Badge
    words: str
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that was consulted, of one or of several subjects for which it reads the same."""

    fact: str
    about: str
    names: tuple[str, ...]
    value: str
    describes: str
    known: str
    source: str
    standing: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the explanation that is not a fact: its kind in words, and what it says.

    `names` are those for whom it says the same, where there are several.
    """

    kind: str
    text: str
    about: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where facts come from: the short name they carry, and the source in full."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation: its source and place, short and in full, and its standing."""

    short: str
    full: str
    standing: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the clause, and whether it would change the verdict."""

    words: str
    effect: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """What a payment or an incentive comes to, over which days, and what is missing for it.

    `months` and `shares` say what of it falls to a month, and to a practice or a home.
    `note` says that a list is open, where one is.
    """

    words: str
    days: str
    months: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with everything that is said of it; `result` is what it was made from.

    `dated` says what the day `due` is: `Due`, `Was due` or `Begins`.
    `amended` says since when it stands or has its text, where that is not as published.
    `missed` names the subjects for which the clause is known not to be met; `consulted` the ids
    of the sources of its facts; `quoted` is how to name this verdict elsewhere.
    """

    link: Link
    text: str
    amended: str
    asks: str
    dated: str
    due: str
    left: str
    begins: bool
    state: str
    badge: Badge
    verdict: str
    counted: str
    questions: tuple[Question, ...]
    minimal: bool
    subjects: tuple[Subjects, ...]
    missed: tuple[str, ...]
    instances: tuple[Instance, ...]
    references: tuple[Reference, ...]
    quoted: str
    facts: tuple[FactRow, ...]
    steps: tuple[Step, ...]
    consulted: frozenset[str]
    readings: tuple[Reading, ...]
    sum: Sum | None
    result: ClauseResult


@dataclass(frozen=True, slots=True)
class Service:
    """The clauses of one service, in natural order of their ids."""

    id: str
    title: str
    anchor: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A clause that is unknown; `apart` says why it does not bind the network, where it does not.

    `answers` is what answers to the `first` question do; `more` counts the other questions.
    """

    clause: Link
    apart: str
    possible: str
    missing: str
    first: str
    answers: str
    more: int


@dataclass(frozen=True, slots=True)
class Begin:
    """What to find out before anything else, and what that is enough for."""

    question: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One assessment, ready to be laid out; `assessment` is what it was made from.

    `inputs` is one hash of all its files: it differs where the bytes of any of them do.
    """

    title: str
    network: str
    specification: str
    anchor: str
    dates: tuple[tuple[str, str], ...]
    summary: Summary
    begin: Begin | None
    unanswered: tuple[Unanswered, ...]
    timeline: Timeline | None
    passed: tuple[Deadline, ...]
    deadlines: tuple[Deadline, ...]
    questions: tuple[Questions, ...]
    services: tuple[Service, ...]
    sources: tuple[Origin, ...]
    notes: tuple[str, ...]
    inputs: str
    assessment: Assessment

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, service by service."""
        return tuple(clause for service in self.services for clause in service.clauses)
