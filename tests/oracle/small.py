"""Duties and networks put together by hand, without a word of the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from oracle.worlds import Answer, judge
from pcn_rules.language.meaning import (
    Actor,
    Effort,
    Entity,
    Expression,
    FactDefinition,
    FactValue,
    Group,
    Negligible,
    NotStated,
    NumberKind,
    ResolvedClause,
    ResolvedDuty,
    SeriesKind,
    Specification,
    Vocabulary,
    YesNoKind,
)
from pcn_rules.language.model import Achieve, React, Recur, Timing
from pcn_rules.networks.model import (
    Days,
    Known,
    Network,
    Record,
    Thing,
    Value,
)
from pcn_rules.source import Source
from pcn_rules.values.units import Unit

PATIENTS, ROUNDS, RESIDENTS = (Unit(((name, 1),)) for name in ("patients", "rounds", "residents"))
START, END = date(2020, 4, 1), date(2021, 3, 31)
ALWAYS = Days(date.min, None)

ALIGNED = FactDefinition("care home", "aligned", YesNoKind())
LEAD = FactDefinition("care home", "lead GP agreed", YesNoKind())
WILLING = FactDefinition("care home", "willing GP", YesNoKind())
ROUNDS_HELD = FactDefinition("care home", "rounds held", SeriesKind(ROUNDS, whole=True, written=""))
RESIDENTS_OF = FactDefinition("care home", "residents", NumberKind(RESIDENTS, True, "residents"))
LIST_SIZE = FactDefinition("practice", "list size", NumberKind(PATIENTS, True, "patients"))
WTE_IN_POST = FactDefinition("practice", "WTE", NumberKind(Unit((("WTE", 1),)), False, "WTE"))
PLAN_AGREED = FactDefinition("admission", "plan agreed", YesNoKind())
LEAD_OF_ALL = FactDefinition(None, "lead", YesNoKind())
PLAN = FactDefinition(None, "plan", YesNoKind())
REFERRALS = FactDefinition(None, "referrals", SeriesKind(PATIENTS, whole=True, written=""))
WEIGHTED = FactDefinition(None, "weighted patients", NumberKind(PATIENTS, False, ""))

HOMES = Group("care home", FactValue(ALIGNED))
EASY = Effort(Negligible(), None, (), (), "")
UNSTATED = Effort(NotStated(), None, (), (), "")
BY_JULY = Achieve(date(2020, 7, 31))
WEEKLY = Recur(1, "week", False)
IN_SEVEN_DAYS = React(7, "working day", ("admission",))


@dataclass
class Case:
    """A network being put together, and a duty to judge it by."""

    timing: Timing
    body: Expression
    subjects: Group | None = None
    effort: Effort = EASY
    start: date = START
    end: date = END
    state: bool = False
    condition: Expression | None = None
    things: list[Thing] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    open: set[str] = field(default_factory=set)

    def thing(self, entity: str, name: str, on: date | None = None) -> Case:
        stands = ALWAYS if on is None else Days(on, on)
        self.things.append(Thing(entity, name, name, stands, START, "X"))
        return self

    def says(
        self, fact: FactDefinition, subject: str | None, value: Value, describes: Days = ALWAYS
    ) -> Case:
        known = describes.first if describes.first > START else START
        self.records.append(
            Record(fact.entity, subject, fact.name, value, describes, known, "X", "stated")
        )
        return self

    def home(self, name: str, lead: Value | None = None, aligned: Value | None = None) -> Case:
        self.thing("care home", name).says(ALIGNED, name, aligned or Known(True))
        return self if lead is None else self.says(LEAD, name, lead)

    def judged(self, as_at: date) -> Answer:
        actor = Actor("PCN", "the network")
        duty = ResolvedDuty(
            actor, "must", "outcome", self.timing, self.start, self.end, self.subjects,
            self.condition, self.body, None, self.state, (), (), self.effort, None, "do it",
        )  # fmt: skip
        nowhere = Source("x", "").span(0, 0)
        clause = ResolvedClause("1", "", "", "", duty, "", (), (), (), None, nowhere)
        entities = tuple(Entity(e, e + "s", False, ()) for e in ("practice", "care home"))
        specification = Specification(
            "S",
            "final",
            START,
            False,
            START,
            END,
            (clause,),
            Vocabulary("V", entities, (), ()),
            (),
            (),
        )
        complete = frozenset({"practice", "care home", "admission"} - self.open)
        network = Network(
            "N", "N", as_at, tuple(self.things), tuple(self.records), complete, (), (), ()
        )
        answer = judge(specification, clause, network, as_at)
        assert answer is not None
        return answer
