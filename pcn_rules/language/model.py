"""The syntax of the language as values: what a file says, before anyone asks what it means.

Every node carries the span it was read from; spans take no part in equality, so that re-flowed
and re-commented text gives an equal model.

All nodes stand in this one file, long as it is: it is the list of everything the language has, and
its unions close over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.language.carried import (  # noqa: F401 - they are part of the syntax
    Achieve,
    Limit,
    Maintain,
    Modality,
    Node,
    Notice,
    React,
    Recur,
    Replaces,
    Standing,
    Timing,
)

# --- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Per(Node):
    """One `per 1,000 registered patients` of a rate; `amount` is 1 where none is written."""

    amount: Fraction
    unit: str


@dataclass(frozen=True)
class Amount(Node):
    """A quantity as written: `30 minutes`, `4 to 8 per 1,000 weighted patients`, `£7.50 per bed`.

    `upper` is the end of a range. `unit` is the written unit, None for a plain number.
    """

    amount: Fraction
    upper: Fraction | None
    unit: str | None
    per: tuple[Per, ...] = ()


@dataclass(frozen=True)
class DayAmount(Node):
    """A date in an expression, `31 July 2020`."""

    day: date


@dataclass(frozen=True)
class Name(Node):
    """Words that name a fact, a measure, a blank or a phrase; resolved against the vocabulary."""

    text: str


@dataclass(frozen=True)
class InEachPeriod(Node):
    """`home rounds held in each period`: a dated series, added up over one period of the duty."""

    operand: Name


@dataclass(frozen=True)
class Arithmetic(Node):
    """`left + right` and its kin."""

    operator: OneOf["+", "-", "×", "/"]
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Rounded(Node):
    """`x rounded to the nearest quarter of an hour` (or `up to the next`, `down to the last`)."""

    operand: Expression
    mode: OneOf["nearest", "up", "down"]
    step: Expression


@dataclass(frozen=True)
class Group(Node):
    """`aligned care homes where beds >= 10`: an entity, with adjectives before it and a filter."""

    text: str
    where: Expression | None = None


@dataclass(frozen=True)
class NumberOf(Node):
    """`number of aligned care homes`."""

    group: Group


@dataclass(frozen=True)
class SumOf(Node):
    """`sum of beds over aligned care homes`."""

    operand: Expression
    group: Group


@dataclass(frozen=True)
class Compare(Node):
    """`left >= right` and its kin; `within` takes a range on its right."""

    operator: OneOf[">=", "<=", ">", "<", "=", "within"]
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Not(Node):
    """`not x`."""

    operand: Expression


@dataclass(frozen=True)
class And(Node):
    """`x and y and z`."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True)
class Or(Node):
    """`x or y or z`."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True)
class Every(Node):
    """`every aligned care home has lead GP agreed`."""

    group: Group
    body: Expression


@dataclass(frozen=True)
class Some(Node):
    """`some practice has ...`."""

    group: Group
    body: Expression


Expression = (
    Amount
    | DayAmount
    | Name
    | InEachPeriod
    | Arithmetic
    | Rounded
    | NumberOf
    | SumOf
    | Compare
    | Not
    | And
    | Or
    | Every
    | Some
)

# --- clauses ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Party(Node):
    """An actor as written: `the PCN`, `each core network practice`."""

    article: OneOf["the", "each", "a"]
    name: str


@dataclass(frozen=True)
class Action(Node):
    """The words of what is asked, without `aim to` or `make reasonable efforts to`.

    `effort` holds that prefix where it is written: then evidence of the effort fulfils the duty.
    """

    text: str
    effort: OneOf["aim to", "make reasonable efforts to"] | None = None


@dataclass(frozen=True)
class Duty(Node):
    """Who must (must not, should, may) do what, when. A missing actor is the PCN, modality must.

    `may` makes a permission, or a power where the clause has a notice.
    """

    timing: Timing
    actor: Party | None
    modality: Modality | None
    action: Action


@dataclass(frozen=True)
class Payment(Node):
    """`[timing] the commissioner pays [up to] £7.50 per bed per month [to the nominated payee]
    [for each aligned care home]`.

    `up_to` marks a most: what is paid is what was spent, and no more than that.
    """

    timing: Timing
    actor: Party
    amount: Amount
    group: Group | None = None
    payee: Party | None = None
    up_to: bool = False


@dataclass(frozen=True)
class Incentive(Node):
    """`[timing] the PCN earns up to 72 points as flu vaccination rises from 70% to 77%`."""

    timing: Timing
    actor: Party
    most: Amount
    measure: str
    direction: OneOf["rises", "falls"]
    first: Amount
    last: Amount


@dataclass(frozen=True)
class Definition(Node):
    """`"care home" means "a registered care home, with or without nursing"`."""

    term: str
    meaning: str


@dataclass(frozen=True)
class ForEach(Node):
    """`for each aligned care home`: the duty is owed for each of them."""

    group: Group


@dataclass(frozen=True)
class Condition(Node):
    """`if ...` (a trigger that can come and lapse) or `where ...` (to whom it applies)."""

    word: OneOf["if", "where"]
    test: Expression


@dataclass(frozen=True)
class Unless(Node):
    """`unless ...`: while it holds, nothing is asked."""

    test: Expression


@dataclass(frozen=True)
class ExceptWhere(Node):
    """`except where TEST [: ACTION]`: there, ACTION is asked instead, or nothing."""

    test: Expression
    instead: Action | None = None


@dataclass(frozen=True)
class SubjectTo(Node):
    """`subject to clause 5.1(w)`: where that clause applies, it goes before this one."""

    clause: str


@dataclass(frozen=True)
class Notwithstanding(Node):
    """`notwithstanding clause 5.1`: where this clause applies, it goes before that one."""

    clause: str


@dataclass(frozen=True)
class Suspended(Node):
    """`suspended from 19 March 2020 to 30 June 2020`: nothing is asked on those days."""

    start: date
    end: date


@dataclass(frozen=True)
class CountedOn(Node):
    """`counted on 1 January 2020`: the day whose figures a payment or an incentive goes by."""

    day: date


@dataclass(frozen=True)
class AdjustedBy(Node):
    """`adjusted by prevalence adjustment`: a plain number that a payment is multiplied by."""

    factor: Expression


@dataclass(frozen=True)
class Cites(Node):
    """`cites SPEC 7.3.1(a) as reported by HEMPSONS, secondary source`."""

    source: str
    place: str
    reported_by: str | None
    standing: Standing


@dataclass(frozen=True)
class AnotherReading(Node):
    """`another reading: within 7 calendar days of each admission` or `another reading: ACTION`."""

    timing: Timing | None
    action: Action | None


ClauseLine = (
    ForEach
    | Condition
    | Unless
    | ExceptWhere
    | SubjectTo
    | Notwithstanding
    | Suspended
    | Notice
    | CountedOn
    | AdjustedBy
    | Cites
    | Replaces
    | AnotherReading
)


Statement = Duty | Payment | Incentive | Definition


@dataclass(frozen=True)
class Clause(Node):
    """One clause: id as in the document, title, statement, and the lines that qualify it."""

    id: str
    title: str
    statement: Statement
    lines: tuple[ClauseLine, ...]


# --- files ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceDeclaration(Node):
    """`source HEMPSONS "title", publisher, 2020`; `when` is as written (a year, a month, a day)."""

    id: str
    title: str
    publisher: str
    when: str


@dataclass(frozen=True)
class Service(Node):
    """`service 7.3 "Enhanced Health in Care Homes"`: heads the clauses below it."""

    id: str
    title: str


@dataclass(frozen=True)
class PutOff(Node):
    """One clause of another edition that waits, by its id there."""

    clause: str


@dataclass(frozen=True)
class Deferral(Node):
    """`defers draft AC-01, AC-02 until 1 April 2021`: clauses of another edition that wait."""

    edition: str
    clauses: tuple[PutOff, ...]
    until: date | None
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class Uses(Node):
    """`uses "../vocabulary/primary-care-network.pcn"`, relative to the file."""

    path: str


@dataclass(frozen=True)
class SpecificationHeader(Node):
    """Name, edition and life of a specification; the other files of its folder leave it out.

    A `proposed` edition never came into force: its life is that for which it was proposed.
    """

    name: str
    edition: str
    published: date
    proposed: bool
    start: date
    end: date
    uses: tuple[Uses, ...]


SpecificationItem = SourceDeclaration | Service | Clause | Deferral


@dataclass(frozen=True)
class SpecificationFile(Node):
    """One file of a specification: at most one header in a folder, items in order."""

    header: SpecificationHeader | None
    items: tuple[SpecificationItem, ...]


@dataclass(frozen=True)
class VariationHeader(Node):
    """Name of a variation, the specification it amends, and the day from which it does."""

    name: str
    amends: str
    start: date


@dataclass(frozen=True)
class Replacement(Node):
    """`replace clause 7.3.1(d) "A clinical lead for each home"`, and the whole clause anew."""

    clause: Clause


@dataclass(frozen=True)
class Omission(Node):
    """`omit clause 7.3.3`: from then on the clause asks nothing."""

    clause: str
    cites: tuple[Cites, ...]


VariationItem = SourceDeclaration | Service | Clause | Replacement | Omission


@dataclass(frozen=True)
class VariationFile(Node):
    """One variation: clauses that it adds, replaces and omits.

    There is no header where it could not be read.
    """

    header: VariationHeader | None
    items: tuple[VariationItem, ...]


@dataclass(frozen=True)
class YesOrNo(Node):
    """A fact that is yes or no."""


@dataclass(frozen=True)
class Measured(Node):
    """A fact that is an amount of a unit; `on_a_day` makes it a dated series."""

    unit: str
    on_a_day: bool = False


@dataclass(frozen=True)
class ADate(Node):
    """A fact that is a date."""


@dataclass(frozen=True)
class ARole(Node):
    """A fact that is one of the declared roles, or another."""


@dataclass(frozen=True)
class FactDeclaration(Node):
    """`fact beds : beds`, inside an entity or on its own for the network.

    `indicator` is the NHS Digital indicator it corresponds to, `NCD012`.
    """

    name: str
    kind: YesOrNo | Measured | ADate | ARole
    indicator: str | None = None


@dataclass(frozen=True)
class EntityDeclaration(Node):
    """`entity care home` or `event admission`, and its facts. An event happens on a day."""

    name: str
    plural: str | None
    event: bool
    facts: tuple[FactDeclaration, ...]


@dataclass(frozen=True)
class UnitDeclaration(Node):
    """`unit patients, whole numbers`."""

    name: str
    whole: bool


@dataclass(frozen=True)
class ActorDeclaration(Node):
    """`actor PCN, the network`, or `..., each practice`, or `..., another party`."""

    name: str
    role: OneOf["the network", "each", "another party"]
    entity: str | None = None


@dataclass(frozen=True)
class RoleDeclaration(Node):
    """`role nurse`, or `role GP, plural "GPs"`: a kind of worker.

    Assumptions may name it, and its name is that of the posts that hold it.
    """

    name: str
    plural: str | None = None


@dataclass(frozen=True)
class MeasureDeclaration(Node):
    """`measure registered patients : patients means sum of list size over practices`."""

    name: str
    unit: str
    meaning: Expression
    indicator: str | None = None


@dataclass(frozen=True)
class Blank(Node):
    """A typed blank of a phrase, `(minimum: patients)`; `(time)` is named after its unit."""

    name: str
    unit: str


@dataclass(frozen=True)
class PhraseDeclaration(Node):
    """`phrase "serve at least (minimum: patients) registered patients" means ...`.

    `meaning` is None for an attested phrase. A `state` is judged on the day and takes no effort.
    `shown_by` is the evidence of effort that fulfils `aim to ...`.
    """

    words: tuple[str | Blank, ...]
    state: bool
    meaning: Expression | None
    shown_by: Expression | None = None


VocabularyItem = (
    UnitDeclaration
    | EntityDeclaration
    | FactDeclaration
    | ActorDeclaration
    | RoleDeclaration
    | MeasureDeclaration
    | PhraseDeclaration
)


@dataclass(frozen=True)
class VocabularyFile(Node):
    """One vocabulary: what words mean in data."""

    name: str
    items: tuple[VocabularyItem, ...]


@dataclass(frozen=True)
class NegligibleEffort(Node):
    """`takes negligible effort`."""


@dataclass(frozen=True)
class StatedEffort(Node):
    """`takes 15 to 60 minutes per aligned care home each time`."""

    amount: Amount
    each_time: bool


@dataclass(frozen=True)
class Need(Node):
    """`needs a willing GP for each aligned care home`; `needs nothing` has no name."""

    name: str | None


@dataclass(frozen=True)
class Assumption(Node):
    """`to hold a home round in each aligned care home` with what it takes, of whom, and needs.

    `effort` is None where no `takes` line is written: then it is missing, never zero.
    """

    action: str
    effort: NegligibleEffort | StatedEffort | None
    roles: tuple[str, ...]
    needs: tuple[Need, ...]
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class EffortPart(Node):
    """`takes 3.8 WTE per 50,000 registered patients`, and below it who may do that part."""

    amount: Amount
    roles: tuple[str, ...]


@dataclass(frozen=True)
class TotalEffort(Node):
    """`all of 7.2, 7.3 in "final"` and what they take together: one demand that nobody splits.

    `clauses` are ids of clauses or of services; `edition` that of the edition they stand in, where
    the total is of one only.
    """

    clauses: tuple[str, ...]
    edition: str | None
    parts: tuple[EffortPart, ...]
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class Conversion(Node):
    """`one WTE is 37.5 hours per week`, `one session is 4 hours`."""

    unit: str
    amount: Amount
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class Recruiting(Node):
    """`recruiting a clinical pharmacist` takes some time; None where no line says how much."""

    role: str
    amount: Amount | None
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class Reimbursed(Node):
    """`reimbursed at 70% in "draft"`: what share of the costs is paid back, by which edition."""

    share: Amount
    edition: str | None


@dataclass(frozen=True)
class Employing(Node):
    """`employing a clinical pharmacist`: what a post costs, and how much of that is paid back.

    `on_costs` is a share that comes on top of `costs`; where it is None they are within it.
    """

    role: str
    costs: Amount | None
    on_costs: Amount | None
    reimbursed: tuple[Reimbursed, ...]
    cites: tuple[Cites, ...]


@dataclass(frozen=True)
class AssumedPosts(Node):
    """`assume 3 WTE` of a role, where nothing is known of the posts of a network."""

    amount: Amount
    roles: tuple[str, ...]
    cites: tuple[Cites, ...]


AssumptionsItem = (
    SourceDeclaration
    | Assumption
    | TotalEffort
    | Conversion
    | Recruiting
    | Employing
    | AssumedPosts
)


@dataclass(frozen=True)
class AssumptionsFile(Node):
    """One set of assumptions: how much work it is, and what it needs of others.

    One that stands `only where named` is read only where somebody asks for it.
    """

    name: str
    items: tuple[AssumptionsItem, ...]
    only_where_named: bool = False


File = SpecificationFile | VariationFile | VocabularyFile | AssumptionsFile
