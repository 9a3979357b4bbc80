"""Turn who must do what, and when, into nodes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pcn_rules.language import model
from pcn_rules.language.parsing.expressions import read_amount, read_group
from pcn_rules.language.parsing.layout import check_carried_on
from pcn_rules.language.parsing.mistaken import check_who_and_when
from pcn_rules.language.parsing.tree import (
    Reading,
    branch_of,
    branches,
    cut,
    joined,
    spaced,
    token,
    tokens,
)
from pcn_rules.language.parsing.values import (
    read_count,
    read_date,
    read_number,
    read_period,
    read_quoted,
)

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch, Word

TIMINGS = ("by", "before", "maintain", "recur", "react")


def read_duty(reading: Reading, branch: Branch) -> model.Duty:
    """`[timing] [actor] [modality] action`; `must not exceed` with no deadline is a limit."""
    timing = _timing(reading, branch)
    action_branch = branch_of(branch, "action")
    assert action_branch is not None
    action = read_action(reading, action_branch, branch)
    modality = _modality(token(branch, "MODALITY"))
    check_who_and_when(reading, branch, action_branch)
    match timing:
        case model.Maintain(start=start, end=end) if modality == "must not" and _EXCEED.match(
            action.text
        ):
            timing = model.Limit(start, end, span=timing.span)
        case _:
            pass
    return model.Duty(timing, _party(reading, branch), modality, action, span=reading.span(branch))


_EXCEED = re.compile(r"exceed\b", re.IGNORECASE)


def read_payment(reading: Reading, branch: Branch) -> model.Payment:
    """`[timing] the commissioner pays £7.50 per bed per month [to the nominated payee]`."""
    amount = branch_of(branch, "amount")
    group = branch_of(branch, "group")
    payee = branch_of(branch, "payee")
    party = _party(reading, branch)
    assert amount is not None
    assert party is not None
    return model.Payment(
        timing=_timing(reading, branch),
        actor=party,
        amount=read_amount(reading, amount),
        group=read_group(reading, group) if group else None,
        payee=_named(reading, payee, "PAYEE") if payee else None,
        up_to=token(branch, "UP_TO") is not None,
        span=reading.span(branch),
    )


def read_incentive(reading: Reading, branch: Branch) -> model.Incentive:
    """`[timing] the PCN earns up to 72 points as flu vaccination rises from 70% to 77%`."""
    most, *levels = branches(branch, "most", "level")
    first, last = (read_amount(reading, level) for level in levels)
    (measured,), (direction,) = tokens(branch, "MEASURED"), tokens(branch, "DIRECTION")
    (number,), (unit,) = tokens(most, "NUMBER"), tokens(most, "EARNED")
    party = _party(reading, branch)
    assert party is not None
    return model.Incentive(
        timing=_timing(reading, branch),
        actor=party,
        most=model.Amount(
            read_number(reading, number, number), None, spaced(unit), span=reading.span(most)
        ),
        measure=spaced(measured),
        direction="rises" if direction.casefold() == "rises" else "falls",
        first=first,
        last=last,
        span=reading.span(branch),
    )


def read_definition(reading: Reading, branch: Branch) -> model.Definition:
    """`"care home" means "..."`."""
    term, meaning = tokens(branch, "TITLE")
    return model.Definition(
        read_quoted(reading, term), read_quoted(reading, meaning), span=reading.span(branch)
    )


def read_action(reading: Reading, branch: Branch, within: Branch) -> model.Action:
    """What is asked, as one line of words, with `aim to` and its kin apart.

    Lines that carry it on are indented deeper than the line with which all it belongs to, a duty
    or another line of a clause, begins (E114).
    """
    words = tokens(branch, "WORDS", "CARRIED_ON")
    check_carried_on(reading, within.start, words)
    return model.Action(joined(words), _effort(token(branch, "EFFORT")), span=reading.span(branch))


def _effort(written: Word | None) -> OneOf["aim to", "make reasonable efforts to"] | None:
    if written is None:
        return None
    return "aim to" if written.casefold().startswith("aim") else "make reasonable efforts to"


def _modality(written: Word | None) -> model.Modality | None:
    if written is None:
        return None
    match written.casefold().split():
        case ["must", "not"]:
            return "must not"
        case ["should"]:
            return "should"
        case ["may"]:
            return "may"
        case _:
            return "must"


def _party(reading: Reading, branch: Branch) -> model.Party | None:
    party = branch_of(branch, "party")
    return None if party is None else _named(reading, party, "PARTY")


def _named(reading: Reading, party: Branch, kind: str) -> model.Party:
    """`the commissioner`, with its article; the words before it are no part of its name."""
    article, *names = tokens(party, "ARTICLE", kind)
    span = reading.source.span(article.start, names[-1].end)
    name = joined(names)
    match article.casefold():
        case "the":
            return model.Party("the", name, span=span)
        case "each":
            return model.Party("each", name, span=span)
        case _:
            return model.Party("a", name, span=span)


def _timing(reading: Reading, branch: Branch) -> model.Timing:
    timing = branch_of(branch, *TIMINGS)
    if timing is None:
        start = branch.start
        return model.Maintain(span=reading.source.span(start, start))
    return read_timing(reading, timing)


def read_timing(reading: Reading, branch: Branch) -> model.Timing:
    """`by`, `before`, `from`, `every` or `within`, with their days."""
    span = reading.span(branch)
    match branch.kind:
        case "by" | "before":
            (day,) = tokens(branch, "DATE")
            return model.Achieve(read_date(reading, day), branch.kind == "by", span=span)
        case "recur":
            return _recur(reading, branch)
        case "react":
            return _react(reading, branch)
        case _:
            start, end = _period(reading, branch)
            return model.Maintain(start, end, span=span)


def _period(reading: Reading, branch: Branch) -> tuple[date | None, date | None]:
    period = branch_of(branch, "period")
    if period is None:
        return None, None
    start, *end = tokens(period, "DATE")
    return read_period(reading, start, end[0] if end else None)


def _recur(reading: Reading, branch: Branch) -> model.Recur:
    count = token(branch, "COUNT")
    (interval,) = tokens(branch, "INTERVAL")
    start, end = _period(reading, branch)
    return model.Recur(
        count=read_count(reading, count) if count else 1,
        unit=_INTERVALS[interval.casefold().removesuffix("s")],
        calendar=token(branch, "CALENDAR") is not None,
        start=start,
        end=end,
        span=reading.span(branch),
    )


_INTERVALS: dict[str, OneOf["day", "week", "month", "quarter", "year"]] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}


def _react(reading: Reading, branch: Branch) -> model.React:
    (count,) = tokens(branch, "COUNT")
    (delay,) = tokens(branch, "DELAY")
    start, end = _period(reading, branch)
    return model.React(
        count=read_count(reading, count),
        unit=_delay(reading, delay),
        events=tuple(spaced(event) for event in tokens(branch, "EVENT_NAME")),
        start=start,
        end=end,
        span=reading.span(branch),
    )


def _delay(
    reading: Reading, written: Word
) -> OneOf["working day", "calendar day", "week", "month"]:
    match spaced(written).casefold().removesuffix("s"):
        case "working day":
            return "working day"
        case "week":
            return "week"
        case "month":
            return "month"
        case "day":
            days_of_which_kind(reading, written)
            return "calendar day"
        case _:
            return "calendar day"


def days_of_which_kind(reading: Reading, written: Word) -> None:
    """E107: days that do not say whether weekends and bank holidays count."""
    reading.fault(
        "E107",
        reading.span(written),
        f"`{cut(written)}` does not say which days count",
        f"write `working {written}` or `calendar {written}`",
    )
