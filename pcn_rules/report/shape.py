"""What every JSON report holds: the one place from which its types and its JSON Schema are made.

The first words of a class, and the words beside a key, are what the schema says of it. A type
checker holds what is written to these shapes.
"""

from __future__ import annotations

from typing import Annotated, TypedDict
from typing import Literal as OneOf

Day = Annotated[str, "a day as YYYY-MM-DD", "date"]
Exact = Annotated[str, "an exact amount: a number, or one over another", "exact"]
Hash = Annotated[str, "64 hexadecimal digits", "sha256"]

VerdictWord = OneOf["met", "at risk", "impossible", "not applicable", "unknown"]
CauseWord = OneOf[
    "deliverable",
    "holding",
    "fulfilled",
    "behind",
    "thin",
    "competing",
    "no capacity",
    "precondition",
    "breached",
]
StateWord = OneOf[
    "not yet in force",
    "pending",
    "in effect",
    "fulfilled",
    "breached",
    "discharged",
    "terminated",
    "suspended",
]


class ProgramData(TypedDict):
    """The program that wrote it."""

    name: str
    version: str


class FileData(TypedDict):
    """A file that was read, with the SHA-256 of its bytes."""

    path: str
    sha256: Hash


class VariationData(TypedDict):
    """What amends a specification, and from when."""

    name: str
    in_force_from: Day


class SpecificationData(TypedDict):
    """The specification that was judged by; one that was only proposed, as if it were in force."""

    name: str
    edition: str
    published: Day
    proposed: Annotated[bool, "true of an edition that never came into force"]
    in_force_from: Day
    in_force_to: Day
    in_force: Annotated[bool, "whether it is on the day asked about; else it was named"]
    variations: Annotated[list[VariationData], "what had amended it by the day asked about"]
    assumptions: list[str]
    files: list[FileData]


class FactSourceData(TypedDict):
    """Where facts of the network come from; reasons name it by its id."""

    id: str
    title: str
    publisher: str
    day: str
    licence: str


class NetworkData(TypedDict):
    """The network that was judged."""

    id: str
    name: str
    notes: list[str]
    sources: list[FactSourceData]
    files: list[FileData]


class CountsData(TypedDict):
    """How many duties have which verdict and which cause."""

    duties: int
    verdicts: dict[VerdictWord, int]
    causes: dict[CauseWord, int]


class SummaryData(TypedDict):
    """Verdicts counted, and never rolled into a score."""

    own: Annotated[CountsData, "what the network and its practices must and must not do"]
    should: Annotated[CountsData, "what is recommended to them"]
    others: Annotated[CountsData, "what other parties owe"]
    no_verdict: Annotated[int, "permissions, payments, powers and definitions"]


class OutcomeData(TypedDict):
    """A verdict with its cause; unknown and not applicable have none."""

    verdict: VerdictWord
    cause: CauseWord | None


class AnswerData(TypedDict):
    """An answer to a question, and what is possible after it."""

    answer: str
    settles: Annotated[bool, "whether this answer alone settles the verdict"]
    possible: list[OutcomeData]
    in_words: str


class DecidingData(TypedDict):
    """A missing fact that decides the verdict, as a question to somebody."""

    question: str
    kind: OneOf["fact", "list", "day", "assumption", "people"]
    group: Annotated[str, "the heading it is counted under"]
    entity: str | None
    subject: str | None
    subject_name: str | None
    likely: Annotated[str | None, "a guess in words, which never counts"]
    indicator: Annotated[str | None, "the NHS Digital indicator that the fact corresponds to"]
    hint: Annotated[str | None, "how to write that what was stated of another day still stands"]
    settles: Annotated[bool, "whether some single answer settles the verdict"]
    answers: list[AnswerData]


class SubjectData(TypedDict):
    """How one home, practice or other subject stands."""

    id: str
    name: str
    possible: list[OutcomeData]
    done: Annotated[int | None, "past instances that were fulfilled"]
    judged: Annotated[int | None, "past instances that were judged"]


class InstanceData(TypedDict):
    """One week, or one admission."""

    label: str
    first: Day
    due: Day | None
    past: bool
    possible: list[OutcomeData]
    missed: Annotated[list[str], "subjects for which it failed"]


class SourceData(TypedDict):
    """A document that is cited."""

    id: str
    title: str
    publisher: str
    when: str


class CitationData(TypedDict):
    """Where the clause is from, and how far that may be relied on."""

    source: SourceData
    place: str
    reported_by: SourceData | None
    standing: OneOf["verified", "secondary source", "unverified"]


class ReasonData(TypedDict):
    """A step of the explanation; of a fact, also its value, source and days."""

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
    entity: str | None
    subject: str | None
    subject_name: str | None
    fact: str | None
    value: str | None
    source: str | None
    describes: str | None
    known: Day | None
    standing: str | None


class ReadingData(OutcomeData):
    """The same clause read another way."""

    words: str
    possible: list[OutcomeData]
    changes: Annotated[bool, "whether it would change the verdict"]


class InstalmentData(TypedDict):
    """What of a sum falls to some days of a month."""

    first: Day
    last: Day
    low: Exact
    high: Exact | None


class ShareData(TypedDict):
    """What of a sum goes by one practice, home or other thing."""

    entity: str
    id: str
    name: str
    low: Exact
    high: Exact | None


class MissingData(TypedDict):
    """A fact that would say a sum more closely, as a question to somebody."""

    question: str
    kind: OneOf["fact", "list", "day", "assumption", "people"]
    group: Annotated[str, "the heading it is counted under"]
    entity: str | None
    subject: str | None
    subject_name: str | None
    likely: Annotated[str | None, "a guess in words, which never counts"]
    indicator: Annotated[str | None, "the NHS Digital indicator that the fact corresponds to"]


class MoneyData(TypedDict):
    """What a payment or an incentive comes to, from the least to the most it can be."""

    unit: Annotated[str, "£, or what is earned"]
    payer: Annotated[str, "who pays; empty for what is earned"]
    payee: Annotated[str, "who is paid or earns; empty where that is not said"]
    up_to: Annotated[bool, "whether it is a most, of what was spent"]
    start: Day
    end: Day
    low: Exact
    high: Annotated[Exact | None, "null where it has no upper end"]
    rounded_low: Annotated[str, "to the nearest penny, half a penny up; of points, exact"]
    rounded_high: str | None
    in_words: str
    instalments: list[InstalmentData]
    shares: list[ShareData]
    missing: list[MissingData]
    open: Annotated[list[str], "lists of which nobody said that they are complete"]


class ClauseData(TypedDict):
    """One clause with everything behind its verdict."""

    id: str
    service: str
    service_title: str
    title: str
    text: str
    amended_by: Annotated[VariationData | None, "what gave it this text; null: as published"]
    actor: str
    own: Annotated[bool, "whether the duty is the network's or its practices'"]
    modality: str
    kind: str
    aim: str
    due: Day | None
    state: StateWord | None
    verdict: Annotated[VerdictWord | None, "null for what gets no verdict, such as a permission"]
    cause: CauseWord | None
    in_words: str
    possible: Annotated[list[OutcomeData], "what can still happen"]
    deciding: Annotated[list[DecidingData], "what to find out"]
    minimal: Annotated[bool, "false where fewer of `deciding` may be enough"]
    counted: str
    subjects: list[SubjectData]
    instances: list[InstanceData]
    citations: list[CitationData]
    reasons: list[ReasonData]
    readings: list[ReadingData]
    money: Annotated[MoneyData | None, "null for what is no payment and no incentive"]


class EarlierData(OutcomeData):
    """A clause that had fallen due by the text it had before a variation, judged by that text."""

    id: str
    title: str
    replaced_from: Day
    omitted: Annotated[bool, "true where no other text took its place"]
    due: Day | None
    counted: str
    possible: list[OutcomeData]
    in_words: str


class HeadingData(TypedDict):
    """What was judged, by what, and as at when."""

    specification: SpecificationData
    network: NetworkData
    as_at: Day
    known_by: Annotated[Day | None, "what was known later is left out; null: nothing is"]
    earlier: Annotated[list[EarlierData], "what texts before the variations had asked by then"]


class AssessmentData(HeadingData):
    """One network judged."""

    summary: SummaryData
    clauses: list[ClauseData]


class _Versions(TypedDict):
    schema_version: Annotated[str, "of this schema", "version"]
    program: ProgramData


class OneAssessment(_Versions, AssessmentData):
    """What `assess` says of one network."""


class Assessments(_Versions):
    """What `assess` says of several networks."""

    assessments: list[AssessmentData]


class Explained(_Versions, HeadingData):
    """What `explain` says of one clause."""

    clause: ClauseData
