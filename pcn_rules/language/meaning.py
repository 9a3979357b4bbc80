"""A specification with every word resolved: what each clause asks, in terms of facts.

These are the only nodes the evaluator reads. All amounts are exact and in base units
(minutes, pounds, days, months, and the units a vocabulary declares).

All of them stand in this one file, long as it is: its unions close over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.language.carried import Modality, Notice, Replaces, Timing
from pcn_rules.source import Span
from pcn_rules.values.units import Unit

# --- facts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YesNoKind:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """An amount, never negative; `whole` where it comes in whole numbers only."""

    unit: Unit
    whole: bool
    written: str
    """The unit as declared, for people."""
    factor: Fraction = Fraction(1)
    """How many base units one written unit is (60 for hours)."""


@dataclass(frozen=True, slots=True)
class SeriesKind:
    """Amounts on days, added up over a period."""

    unit: Unit
    whole: bool
    written: str
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class DateKind:
    """A day."""


ANOTHER_ROLE = "another role"
"""The value of a role that nobody declared."""


@dataclass(frozen=True, slots=True)
class RoleKind:
    """One of the declared roles, by name, or another role that nobody declared."""

    roles: tuple[str, ...]


Kind = YesNoKind | NumberKind | SeriesKind | DateKind | RoleKind


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """A fact of an entity, or of the network where `entity` is None.

    `attested` facts are phrases that the network states to be so, with who said it and when.
    `indicator` is the id of the NHS Digital indicator that a fact corresponds to.
    """

    entity: str | None
    name: str
    kind: Kind
    attested: bool = False
    indicator: str | None = None

    def __hash__(self) -> int:
        """By what tells it from others; facts are looked up all the time."""
        return hash((self.entity, self.name))


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of thing a network has; `event` where each of them happens on a day."""

    name: str
    plural: str
    event: bool
    facts: tuple[FactDefinition, ...]


# --- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Constant:
    """An exact amount; `written` is how the clause or vocabulary puts it."""

    amount: Fraction
    unit: Unit
    written: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class RangeConstant:
    """A range, both ends included; stands only on the right of `within`."""

    low: Fraction
    high: Fraction
    unit: Unit
    written: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class DayConstant:
    """A date."""

    day: date


@dataclass(frozen=True, slots=True)
class FactValue:
    """The value of a fact for the entity in scope (for the network where its entity is None)."""

    fact: FactDefinition


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """A series added up over the period of the instance that is judged."""

    fact: FactDefinition


@dataclass(frozen=True, slots=True)
class Named:
    """A measure, under its name."""

    name: str
    unit: Unit
    meaning: Expression

    def __hash__(self) -> int:
        """By its name, and not by all that it means."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Exact arithmetic. Division by what may be zero is unknown."""

    operator: OneOf["+", "-", "×", "/"]
    left: Expression
    right: Expression
    unit: Unit


@dataclass(frozen=True, slots=True)
class Rounded:
    """To a multiple of `step`; `nearest` rounds a half up."""

    operand: Expression
    mode: OneOf["nearest", "up", "down"]
    step: Fraction
    unit: Unit
    written: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Group:
    """Entities of one kind, those for which `where` holds (None: all of them)."""

    entity: str
    where: Expression | None
    text: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class NumberOf:
    """How many there are in a group; its unit is the entity's plural."""

    group: Group
    unit: Unit


@dataclass(frozen=True, slots=True)
class SumOf:
    """An amount added up over a group; facts inside are of the entity, else of the network."""

    operand: Expression
    group: Group
    unit: Unit


@dataclass(frozen=True, slots=True)
class Compare:
    """Two amounts of one unit, or two dates."""

    operator: OneOf[">=", "<=", ">", "<", "="]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Within:
    """low × scale <= operand <= high × scale; `scale` is None for the range as it stands."""

    operand: Expression
    range: RangeConstant
    scale: Expression | None


@dataclass(frozen=True, slots=True)
class HasRole:
    """Whether a fact of the entity in scope, of kind role, is the role of that name."""

    fact: FactDefinition
    role: str


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """Holds where the body holds for each of the group."""

    group: Group
    body: Expression


@dataclass(frozen=True, slots=True)
class Some:
    """Holds where the body holds for one of the group."""

    group: Group
    body: Expression


Expression = (
    Constant
    | RangeConstant
    | DayConstant
    | FactValue
    | PeriodTotal
    | Named
    | Arithmetic
    | Rounded
    | NumberOf
    | SumOf
    | Compare
    | Within
    | HasRole
    | Not
    | And
    | Or
    | Every
    | Some
)

# --- clauses ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the network, each entity of a kind inside it, or another party outside it."""

    name: str
    role: OneOf["the network", "each", "another party"]
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A published text that clauses or assumptions cite."""

    id: str
    title: str
    publisher: str
    when: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a clause or an assumption rests on; `reported_by` is the source read instead."""

    source: SourceText
    place: str
    reported_by: SourceText | None
    standing: OneOf["verified", "secondary source", "unverified"]


@dataclass(frozen=True, slots=True)
class ExceptionOfText:
    """While `condition` holds for a subject, the duty asks `instead` of it, or nothing (None).

    `words` is the text of the exception; `clause` the clause that brings it.
    """

    condition: Expression
    instead: Expression | None
    clause: str
    words: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negligible:
    """An act the network does alone, in no time to speak of."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An effort with its range, as assumed; hours are judged only with people.

    `low` and `high` are minutes, per day or month where `unit` says so, times what `per` counts:
    things and measures of the network and, where `each_subject`, of each whom the duty is owed.
    """

    low: Fraction
    high: Fraction
    unit: Unit
    each_time: bool
    roles: tuple[str, ...]
    written: str
    per: tuple[Expression, ...] = ()
    each_subject: bool = False


@dataclass(frozen=True, slots=True)
class NotStated:
    """Nobody said how much work it is: missing, not zero."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What performing a duty takes; `needs` is judged for each subject, on the day asked about.

    `set` names the set of assumptions it comes from, empty where none says anything of it.
    """

    amount: Negligible | Stated | NotStated
    needs: Expression | None
    needs_words: tuple[str, ...]
    citations: tuple[Citation, ...]
    set: str


@dataclass(frozen=True, slots=True)
class TotalEffort:
    """What several clauses take together: one demand that nobody splits.

    `clauses` are the ids of the duties it names; `written` is how it is put. A total that is part
    of a wider one is not `counted` beside it.
    """

    clauses: tuple[str, ...]
    written: str
    parts: tuple[Stated, ...]
    citations: tuple[Citation, ...]
    set: str
    counted: bool = True


@dataclass(frozen=True, slots=True)
class FullTime:
    """How many minutes a day a post of one WTE works, over all days of a week."""

    low: Fraction
    high: Fraction
    written: str
    citations: tuple[Citation, ...]
    set: str


@dataclass(frozen=True, slots=True)
class RecruitingTime:
    """How long it takes to fill a post, in days or months."""

    role: str
    low: Fraction
    high: Fraction
    unit: Unit
    written: str
    citations: tuple[Citation, ...]
    set: str


@dataclass(frozen=True, slots=True)
class Pay:
    """What a post of a role costs for each WTE and month, all in all, and what of it is paid back.

    `costs` is None where nobody said, `share` where nobody said how much is paid back. `posts` are
    those that hold the role, `wte` how much of a post each is.
    """

    role: str
    posts: Group
    wte: FactDefinition
    costs: tuple[Fraction, Fraction] | None
    on_costs: tuple[Fraction, Fraction] | None
    share: tuple[Fraction, Fraction] | None
    written: str
    citations: tuple[Citation, ...]
    set: str

    @property
    def whole(self) -> tuple[Fraction, Fraction] | None:
        """The costs with the on-costs that come on top of them."""
        if self.costs is None or self.on_costs is None:
            return self.costs
        (low, high), (least, most) = self.costs, self.on_costs
        return low * (1 + least), high * (1 + most)


@dataclass(frozen=True, slots=True)
class AssumedPosts:
    """WTE of a role that a network is taken to have where nothing is known of its posts."""

    role: str
    low: Fraction
    high: Fraction
    written: str
    citations: tuple[Citation, ...]
    set: str


@dataclass(frozen=True, slots=True)
class PostFacts:
    """The entity that holds roles, and which of its facts say what a capacity is made of."""

    entity: str
    role: FactDefinition
    wte: FactDefinition | None
    committed: FactDefinition | None
    """Hours per week that other work has claimed already."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """What is assumed of work and of those who do it, beyond single duties."""

    full_time: FullTime | None = None
    totals: tuple[TotalEffort, ...] = ()
    recruiting: tuple[RecruitingTime, ...] = ()
    posts: tuple[AssumedPosts, ...] = ()
    facts: PostFacts | None = None


@dataclass(frozen=True, slots=True)
class ResolvedDuty:
    """A duty ready to be judged.

    `subjects` is who or what it is owed for (None: the network as one); for a reaction it is
    None and the event is the subject. `body`, `condition`, exceptions and needs are judged in the
    scope of the subject. `effort_shown` is the evidence of effort that fulfils an aim of effort.
    For `must not`, `body` is already negated: it always says what the duty wants to hold.
    `state` marks what is judged on the day and takes no effort.
    """

    actor: Actor
    modality: Modality
    aim: OneOf["outcome", "effort"]
    timing: Timing
    start: date
    end: date
    subjects: Group | None
    condition: Expression | None
    body: Expression
    effort_shown: Expression | None
    state: bool
    exceptions: tuple[ExceptionOfText, ...]
    suspended: tuple[tuple[date, date], ...]
    effort: Effort
    notice: Notice | None
    action: str


@dataclass(frozen=True, slots=True)
class ResolvedPower:
    """A permission, or a power on notice: no verdict. `fact` is the attested exercise of it."""

    actor: Actor
    timing: Timing
    subjects: Group | None
    fact: FactDefinition | None
    notice: Notice | None
    action: str


@dataclass(frozen=True, slots=True)
class Rate:
    """`pounds` for every `each` base units of what is counted, in every `spans` of a `span`.

    `£20 per 1,000 patients per year` is £20, 1,000, 12 and "month". Without a `span` it is one sum
    for the whole period; `each` is 1 where nothing is counted.
    """

    pounds: Fraction
    each: Fraction
    span: OneOf["month", "day"] | None
    spans: Fraction

    @property
    def exact(self) -> Fraction:
        """Pounds for one base unit in one month or day (or in all)."""
        return self.pounds / self.each / self.spans


@dataclass(frozen=True, slots=True)
class Earned:
    """What the incentives of the specification earn in a unit, such as points."""

    unit: Unit
    written: str


@dataclass(frozen=True, slots=True)
class ResolvedPayment:
    """What is paid, by whom, to whom (None: to the network), from and to dates.

    `counted` is what it is paid for each of: an amount of the network or, where there is a `group`,
    of each of them; None where a fixed sum is paid. Membership, conditions and groups go by the
    days of the payment; `counted` goes by `counted_on` where that is given. With `up_to` the sum
    is a most. `factor` is a plain number that all is multiplied by. `limits` are clauses that pay
    up to a sum: all payments that are subject to one of them come to no more than that.
    """

    actor: Actor
    payee: Actor | None
    timing: Timing
    start: date
    end: date
    rate: Rate
    up_to: bool
    counted: Expression | Earned | None
    group: Group | None
    condition: Expression | None
    counted_on: date | None
    factor: Expression | None
    limits: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class ResolvedIncentive:
    """What is earned, at most `most`, as a measure goes from `first` (nothing) to `last` (all)."""

    actor: Actor
    timing: Timing
    start: date
    end: date
    most: Fraction
    unit: Unit
    unit_written: str
    measure: Expression
    first: Fraction
    last: Fraction
    levels: tuple[str, str]
    condition: Expression | None
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class ResolvedDefinition:
    """What a term of the contract means, in words."""

    term: str
    meaning: str


Resolved = ResolvedDuty | ResolvedPower | ResolvedPayment | ResolvedIncentive | ResolvedDefinition


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The same statement read another way, with the words that differ."""

    words: str
    statement: ResolvedDuty


@dataclass(frozen=True, slots=True)
class Variation:
    """What amends a specification, and the day from which it does."""

    name: str
    start: date


@dataclass(frozen=True, slots=True)
class ResolvedClause:
    """A clause with its place in the document and what it asks; `text` is it in words.

    `amended_by` is the variation that added it or replaced it; None for a clause as published.
    """

    id: str
    title: str
    service: str
    service_title: str
    statement: Resolved
    text: str
    citations: tuple[Citation, ...]
    replaces: tuple[Replaces, ...]
    readings: tuple[OtherReading, ...]
    amended_by: Variation | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deferral:
    """Clauses of another edition, by their ids there, that this one says are put off.

    `until` is the day from which they may be asked again; None where that is not said.
    """

    edition: str
    clauses: tuple[str, ...]
    until: date | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is worked out under a name: in which unit, and the indicator it corresponds to."""

    name: str
    written: str
    indicator: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every entity, and every fact of the network itself; attested phrases are among the facts."""

    name: str
    entities: tuple[Entity, ...]
    facts: tuple[FactDefinition, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The clauses in force from a day on, as all variations that have begun by then leave them.

    They stand in the order of the document, natural by id.
    """

    start: date
    variations: tuple[Variation, ...]
    clauses: tuple[ResolvedClause, ...]


@dataclass(frozen=True, slots=True)
class Specification:
    """A checked specification: the clauses as published, and the texts that variations made of it.

    A `proposed` edition never came into force; `start` and `end` are what it was proposed for.
    """

    name: str
    edition: str
    published: date
    proposed: bool
    start: date
    end: date
    clauses: tuple[ResolvedClause, ...]
    vocabulary: Vocabulary
    assumptions: tuple[str, ...]
    amended: tuple[Text, ...]
    workforce: Workforce = Workforce()
    pay: tuple[Pay, ...] = ()
    deferred: tuple[Deferral, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text there has been, in the order of their days; the first is as published."""
        return (Text(self.start, (), self.clauses), *self.amended)

    def text_on(self, day: date) -> Text:
        """The text in force on a day; on any day before the edition's life, as published."""
        first, *later = self.texts
        return next((text for text in reversed(later) if text.start <= day), first)

    def adds(self, clause: ResolvedClause) -> bool:
        """Whether a clause came in with a variation, and stood in no text before it."""
        by = clause.amended_by
        return by is not None and all(
            other.id != clause.id
            for text in self.texts
            if text.start < by.start
            for other in text.clauses
        )
