"""The small world that generated specifications speak of: its entities, facts and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

KindOfFact = OneOf["yes or no", "number", "series", "date", "role"]


@dataclass(frozen=True)
class Word:
    """A fact: of what (None: the network), its name, its kind, and its unit."""

    entity: str | None
    name: str
    kind: KindOfFact
    unit: str = ""
    whole: bool = True

    @property
    def declared(self) -> str:
        match self.kind:
            case "number":
                return self.unit
            case "series":
                return f"{self.unit} on a day"
            case _:
                return self.kind


PLURALS = {"practice": "practices", "care home": "care homes", "post": "staff"}
ROLES = {"GP": "GPs", "nurse": "nurses", "advisory nurse": "advisory nurses"}
EVENTS = ("admission", "readmission")

WORDS = (
    Word("practice", "signed up", "yes or no"),
    Word("practice", "open late", "yes or no"),
    Word("practice", "list size", "number", "patients"),
    Word("practice", "filled posts", "number", "WTE", whole=False),
    Word("practice", "sessions held", "series", "sessions"),
    Word("practice", "joined on", "date"),
    Word("care home", "aligned", "yes or no"),
    Word("care home", "lead agreed", "yes or no"),
    Word("care home", "willing GP", "yes or no"),
    Word("care home", "beds", "number", "beds"),
    Word("care home", "rounds held", "series", "rounds"),
    Word("care home", "time given", "series", "hours", whole=False),
    Word("care home", "registered on", "date"),
    Word("post", "role", "role"),
    Word("post", "funded", "yes or no"),
    Word("post", "WTE in post", "number", "WTE", whole=False),
    Word("post", "clinics held", "series", "sessions"),
    Word("post", "appointed on", "date"),
    *(
        word
        for event in EVENTS
        for word in (
            Word(event, "plan agreed", "yes or no"),
            Word(event, "plan tried", "yes or no"),
            Word(event, "reason recorded", "yes or no"),
            Word(event, "patients seen", "number", "patients"),
        )
    ),
    Word(None, "board formed", "yes or no"),
    Word(None, "area approved", "yes or no"),
    Word(None, "waiver granted", "yes or no"),
    Word(None, "weighted list", "number", "weighted patients", whole=False),
    Word(None, "budget", "number", "£", whole=False),
    Word(None, "time promised", "number", "hours", whole=False),
    Word(None, "referrals", "series", "patients"),
    Word(None, "time offered", "series", "hours", whole=False),
    Word(None, "founded on", "date"),
)

_HEAD = """vocabulary "A small world"

unit patients, whole numbers
unit weighted patients
unit beds, whole numbers
unit rounds, whole numbers
unit sessions, whole numbers

actor PCN, the network
actor core practice, each practice
actor commissioner, another party

role GP, plural "GPs"
role nurse
role advisory nurse
"""

_MEASURES = """
measure registered patients : patients
  means sum of list size over practices

measure late practices : practices
  means number of practices where open late
"""


def vocabulary(phrases: list[str]) -> str:
    """The vocabulary file: what is fixed, and the phrases of one specification."""
    parts = [_HEAD]
    for entity in (*PLURALS, *EVENTS):
        opening = "event" if entity in EVENTS else "entity"
        plural = ', plural "staff"' if entity == "post" else ""
        parts.append(f"{opening} {entity}{plural}\n" + "".join(map(_fact, facts_of(entity))))
    parts.extend(_fact(word).strip() + "\n" for word in facts_of(None))
    return "\n".join([*parts, _MEASURES, *phrases])


def facts_of(entity: str | None, *kinds: KindOfFact) -> list[Word]:
    return [w for w in WORDS if w.entity == entity and (not kinds or w.kind in kinds)]


def _fact(word: Word) -> str:
    return f"  fact {word.name} : {word.declared}\n"
