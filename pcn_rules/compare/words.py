"""Put timings, parties and terms of a clause into the words a sentence about a change needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur, Timing
from pcn_rules.language.meaning import Actor, Group, ResolvedDuty
from pcn_rules.values.days import written


def timing_words(timing: Timing, start: date) -> str:
    """When something is owed: `by 31 July 2020`, `every week from 1 October 2020`."""
    match timing:
        case Achieve(day=day, included=included):
            return f"{'by' if included else 'before'} {written(day)}"
        case Maintain() | Limit():
            return f"from {written(start)}"
        case Recur():
            return f"{frequency_words(timing)} from {written(start)}"
        case React():
            return f"{reaction_words(timing)} from {written(start)}"
        case _:
            assert_never(timing)


def frequency_words(timing: Recur) -> str:
    """How often something recurs: `every week`, `every 6 months`, `every calendar month`."""
    by = "calendar " if timing.calendar else ""
    if timing.count == 1:
        return f"every {by}{timing.unit}"
    return f"every {timing.count} {by}{timing.unit}s"


def reaction_words(timing: React) -> str:
    """How soon after what: `within 7 working days of each admission or readmission`."""
    unit = timing.unit if timing.count == 1 else f"{timing.unit}s"
    return f"within {timing.count} {unit} of each {' or '.join(timing.events)}"


def party(actor: Actor) -> str:
    """Who acts: `the PCN`, `each core network practice`."""
    match actor.role:
        case "each":
            return f"each {actor.name}"
        case "the network" | "another party":
            return f"the {actor.name}"
        case _:
            assert_never(actor.role)


def action_words(duty: ResolvedDuty) -> str:
    """What is asked, with whom it is asked for: `welcome visitors, for each aligned care home`."""
    group = duty.subjects
    if group is None or group.text in duty.action or duty.actor.entity == group.entity:
        return duty.action
    return f"{duty.action}, {group_words(group)}"


def group_words(group: Group | None) -> str:
    """For whom something is owed: `for each aligned care home`, or for the network as one."""
    return "for the network as one" if group is None else f"for each {group.text}"


def apart(one: date, other: date) -> str:
    """How far another day lies from one: `31 days later`."""
    days = (other - one).days
    unit = "day" if abs(days) == 1 else "days"
    return f"{abs(days)} {unit} {'later' if days > 0 else 'earlier'}"


def listed(words: Sequence[str]) -> str:
    """Words as one would say them: `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def told(clause_text: str) -> str:
    """The words of a clause, to stand in a sentence."""
    return f"“{clause_text}”"
