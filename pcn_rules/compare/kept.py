"""Whether a network keeps a duty over its whole life, as the evaluator judges it day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from pcn_rules.evaluate.duties import DutyGrounding
from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.grounding import Grounding
from pcn_rules.evaluate.notes import Notes
from pcn_rules.evaluate.result import Verdict
from pcn_rules.evaluate.verdicts import verdict_of
from pcn_rules.language.carried import Achieve, Limit, Maintain, React, Recur
from pcn_rules.language.meaning import ResolvedDuty, Vocabulary
from pcn_rules.networks.model import Network
from pcn_rules.values.days import last_day_within

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a duty is kept on every day of its life, and a day on which that is seen.

    `kept` is None where that is not known, on `day`.
    """

    kept: bool | None
    day: date


def keeps(duty: ResolvedDuty, network: Network, vocabulary: Vocabulary) -> Kept:
    """Whether a network keeps a duty on every day of its life.

    What is due by a day is judged on the day after; what is owed all the time, on its first day and
    on every day on which something on record changes; what recurs, after its last day.
    """
    facts = Facts(network, None)
    day = duty.start
    for day in _days(duty, network):
        grounding = Grounding(vocabulary, facts, Notes({}))
        match verdict_of(DutyGrounding(duty, "", grounding, day)).outcome.verdict:
            case Verdict.MET | Verdict.NOT_APPLICABLE:
                continue
            case Verdict.IMPOSSIBLE | Verdict.AT_RISK:
                return Kept(False, day)
            case Verdict.UNKNOWN:
                return Kept(None, day)
    return Kept(True, day)


def _days(duty: ResolvedDuty, network: Network) -> Iterator[date]:
    timing = duty.timing
    match timing:
        case Achieve(day=day, included=included):
            yield day + ONE_DAY if included else day
        case Maintain() | Limit():
            yield from _turns(duty, network)
        case Recur():
            yield duty.end + ONE_DAY
        case React(count=count, unit=unit):
            yield last_day_within(duty.end, count, unit) + ONE_DAY
        case _:
            assert_never(timing)


def _turns(duty: ResolvedDuty, network: Network) -> list[date]:
    """The days of a duty's life on which something on record begins, or has just ended."""
    turns = {duty.start}
    stretches = [record.describes for record in network.records]
    stretches += [thing.stands for thing in network.things]
    for stretch in stretches:
        turns.add(stretch.first)
        if stretch.last is not None:
            turns.add(stretch.last + ONE_DAY)
    return sorted(turn for turn in turns if duty.start <= turn <= duty.end)
