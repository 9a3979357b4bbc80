"""What an assessment says, as values that a report can print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.language.meaning import Citation, Variation
from pcn_rules.networks.model import InputFile, SourceOfFacts


class Verdict(Enum):
    """The outcome of a duty; `value` is the word a report prints."""

    MET = "met"
    AT_RISK = "at risk"
    IMPOSSIBLE = "impossible"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"


class Cause(Enum):
    """Why a verdict is what it is; weakest first within each verdict."""

    DELIVERABLE = "deliverable"
    HOLDING = "holding"
    FULFILLED = "fulfilled"
    BEHIND = "behind"
    THIN = "thin"
    COMPETING = "competing"
    NO_CAPACITY = "no capacity"
    PRECONDITION = "precondition"
    BREACHED = "breached"


class State(Enum):
    """Where a duty stands in its life; apart from its verdict."""

    NOT_YET_IN_FORCE = "not yet in force"
    PENDING = "pending"
    IN_EFFECT = "in effect"
    FULFILLED = "fulfilled"
    BREACHED = "breached"
    DISCHARGED = "discharged"
    TERMINATED = "terminated"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its cause; unknown and not applicable have none."""

    verdict: Verdict
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question ("yes", "1,000 or more"), and the outcomes possible after it."""

    words: str
    outcomes: tuple[Outcome, ...]

    @property
    def settles(self) -> bool:
        """Whether this answer alone settles the verdict."""
        return len({outcome.verdict for outcome in self.outcomes}) == 1


@dataclass(frozen=True, slots=True)
class Deciding:
    """A missing fact that decides a verdict, as a question to somebody.

    `kind` says what it is: a `fact`; whether a `list` is complete; the `day` something was done;
    an `assumption` (effort); or the `people` there are. `group` is the heading it is counted under
    ("lead GP agreed"). `likely` is a guess in words, never counted; `indicator` is the id of the
    NHS Digital indicator that a fact corresponds to. `hint` says what was stated of another day,
    and how to write that it still stands.
    """

    question: str
    kind: OneOf["fact", "list", "day", "assumption", "people"]
    group: str
    entity: str | None
    subject: str | None
    subject_name: str | None
    answers: tuple[Answer, ...]
    likely: str | None = None
    indicator: str | None = None
    hint: str | None = None

    @property
    def settles(self) -> bool:
        """Whether some single answer to it settles the verdict."""
        return any(answer.settles for answer in self.answers)


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """How one home, practice or other subject stands: its outcomes, over all its instances.

    `done` of `judged` instances in the past were fulfilled, where the duty has instances.
    """

    id: str
    name: str
    possible: tuple[Outcome, ...]
    done: int | None = None
    judged: int | None = None


@dataclass(frozen=True, slots=True)
class InstanceResult:
    """One week, or one admission: its days, when it was due, and its outcomes.

    `due` is None for events still to come, each of which will have a day of its own. `missed`
    names subjects for which it failed.
    """

    label: str
    first: date
    due: date | None
    past: bool
    possible: tuple[Outcome, ...]
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation, in order.

    `kind`: a `fact` that was consulted (then subject, value, source, days, standing are given), a
    step of `arithmetic`, how `dates` were counted, what differs between `worlds`, an `assumption`
    that a value stands for another day or how much work something is, an `exception` of text, a
    `list` of entities, a value that lost to a better `ranking`, or a plain `note`.
    """

    kind: OneOf[
        "fact",
        "arithmetic",
        "dates",
        "worlds",
        "assumption",
        "exception",
        "list",
        "ranking",
        "note",
    ]
    text: str
    entity: str | None = None
    subject: str | None = None
    subject_name: str | None = None
    fact: str | None = None
    value: str | None = None
    source: str | None = None
    describes: str | None = None
    known: date | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """What falls to some days of one month, exact; `high` is None where it has no upper end."""

    first: date
    last: date
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Share:
    """What of a sum goes by one practice, home or other thing it is counted over, exact."""

    entity: str
    id: str
    name: str
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Money:
    """What a payment or an incentive comes to over its days, exact; no verdict.

    `unit` is £, or what is earned. `high` is None where the sum has no upper end; `up_to` says that
    it is a most, of what was spent. `missing` are the facts that would say it more closely, `open`
    the lists of which nobody said that they are complete.
    """

    unit: str
    payer: str
    payee: str
    up_to: bool
    start: date
    end: date
    low: Fraction
    high: Fraction | None
    instalments: tuple[Instalment, ...]
    shares: tuple[Share, ...]
    missing: tuple[Deciding, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The same clause read another way, and whether that changes the verdict."""

    words: str
    outcome: Outcome
    possible: tuple[Outcome, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """One clause: its place, what it asks, and (for duties) the outcome with everything behind it.

    `outcome` is None for permissions, powers, payments and definitions. `own` is whether the duty
    is the network's or its practices', and not another party's. `minimal` is False where
    `deciding` may name more facts than decide. `may_be_done` is whether a duty that can be met may
    have been fulfilled already, as far as anyone said. `counted` is ("23 of 24 weeks") the past
    instances. `amended_by` is the variation that gave the clause this text; None as published.
    `added` is whether the clause is new with it, and stood in no earlier text.
    `money` is what a payment or an incentive comes to.
    """

    id: str
    service: str
    service_title: str
    title: str
    text: str
    actor: str
    own: bool
    modality: str
    kind: str
    aim: str
    due: date | None
    state: State | None
    outcome: Outcome | None
    possible: tuple[Outcome, ...]
    deciding: tuple[Deciding, ...]
    minimal: bool
    subjects: tuple[SubjectResult, ...]
    instances: tuple[InstanceResult, ...]
    counted: str
    citations: tuple[Citation, ...]
    reasons: tuple[Reason, ...]
    readings: tuple[ReadingResult, ...]
    may_be_done: bool = False
    amended_by: Variation | None = None
    money: Money | None = None
    added: bool = False


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A clause that had fallen due before a variation replaced it, or omitted it, from a day on.

    `result` is what comes out by the text that it had until then, judged on the day `start`, on
    which all that it had asked is past.
    """

    result: ClauseResult
    start: date
    omitted: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """A specification judged against a network, as at a day, by what was known by another.

    A `proposed` edition is judged as if in force. `variations` are those that had begun on the day.
    `earlier` are duties that had fallen due by the texts before these variations.
    """

    specification: str
    edition: str
    published: date
    proposed: bool
    in_force_from: date
    in_force_to: date
    variations: tuple[Variation, ...]
    assumptions: tuple[str, ...]
    network: str
    network_name: str
    as_at: date
    known_by: date | None
    clauses: tuple[ClauseResult, ...]
    sources: tuple[SourceOfFacts, ...]
    files: tuple[InputFile, ...]
    notes: tuple[str, ...]
    earlier: tuple[EarlierText, ...] = ()
