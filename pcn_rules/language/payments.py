"""Resolve a payment: how much, for each of what, to whom, over which time and on which terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal as OneOf

from pcn_rules.language import meaning, model
from pcn_rules.language.counted import what_is_counted
from pcn_rules.language.expressions import read, read_group, read_truth
from pcn_rules.language.faults import key, spoken
from pcn_rules.language.owed import for_each_lines
from pcn_rules.language.parties import read_party
from pcn_rules.language.quantities import nothing_per, read_amount
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.subjects import joined, narrowed, negated
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.language.symbols import ActorEntry, unit_in_words
from pcn_rules.language.timings import Resolved, read_timing
from pcn_rules.language.vocabulary import OTHER_TIMES, unknown_unit
from pcn_rules.language.walk import totals_a_period
from pcn_rules.values.days import written as written_day
from pcn_rules.values.units import DAYS, MONTHS, NUMBER

_NEAR = timedelta(days=366)
"""How far from an edition the day may lie whose figures count."""


def read_payment(
    clause: model.Clause, payment: model.Payment, around: Surroundings
) -> Draft | None:
    """A payment with everything its clause says of it; None where any of it is at fault.

    The sum must be one of money (E211, E207), for each of something that is counted (E220, E221),
    over days (E222); a plain number may adjust it (E226).
    """
    context = around.context
    timing = read_timing(payment.timing, payment, around.life, context)
    actor = read_party(payment.actor, context)
    payee = read_party(payment.payee, context) if payment.payee else None
    if payment.payee and payee is None:
        return None
    sound, group = _group(clause, payment, payee, context)
    terms = read_terms(clause, group, around)
    pers = _pers(payment, context)
    if not sound or terms is None or pers is None or timing is None or actor is None:
        return None
    rate = _rate(payment, pers, context)
    counted = what_is_counted(pers[0], group, around) if pers[0] else None
    if rate is None or (pers[0] and counted is None):
        return None
    if not _days_stand(payment, timing, rate, context):
        return None
    each = counted.each if counted else Fraction(1)
    resolved = meaning.ResolvedPayment(
        actor=actor.actor,
        payee=payee.actor if payee else None,
        timing=timing.timing,
        start=timing.start,
        end=timing.end,
        rate=meaning.Rate(rate.pounds, rate.each * each, rate.span, rate.spans),
        up_to=payment.up_to,
        counted=counted.what if counted else None,
        group=narrowed(group, terms.condition) if group else None,
        condition=None if group else terms.condition,
        counted_on=terms.counted_on,
        factor=terms.factor,
        limits=terms.limits,
        written=spoken(payment.amount),
    )
    return Draft(resolved)


# --- how much ---------------------------------------------------------------------------------

_Pers = tuple[model.Per | None, model.Per | None]
"""What it is paid for each of, and in each of which time."""


def _pers(payment: model.Payment, context: Context) -> _Pers | None:
    """The two things a sum may be paid per, each once (else E223)."""
    sound = True
    counted: list[model.Per] = []
    spans: list[model.Per] = []
    for per in payment.amount.per:
        named = context.symbols.units.get(per.unit)
        other = key(per.unit) in OTHER_TIMES and context.symbols.counted(per.unit) is None
        is_time = other or (named is not None and named.unit in (DAYS, MONTHS))
        if other:
            unknown_unit(per.unit, per, context.symbols, context.faults)
            sound = False
        (spans if is_time else counted).append(per)
    for several, what in ((counted, "something that is counted"), (spans, "a time")):
        for again in several[1:]:
            context.faults.add(
                "E223",
                again,
                f"`{spoken(again)}` is a second time that it says per {what}",
                help="keep one of the two, as in `£7.50 per bed per month`",
            )
    if any(_nothing(per, context) for per in counted + spans):
        return None
    if not sound or len(counted) > 1 or len(spans) > 1:
        return None
    return (counted[0] if counted else None, spans[0] if spans else None)


def _nothing(per: model.Per, context: Context) -> bool:
    return per.amount == 0 and nothing_per(per, context)


def _rate(payment: model.Payment, pers: _Pers, context: Context) -> meaning.Rate | None:
    written = payment.amount
    if written.unit is None or context.symbols.unit(written.unit) != context.symbols.unit("£"):
        typed = read_amount(written, context)
        if typed is not None:
            context.faults.add(
                "E211",
                written,
                f"`{spoken(written)}` is in {unit_in_words(typed.unit)}, and a payment is money",
                help="write pounds, as in `£7.50 per bed per month`",
            )
        return None
    if written.upper is not None:
        context.faults.add(
            "E207", written, f"the range `{spoken(written)}` stands where one sum is paid"
        )
        return None
    each, time = pers
    amount = Fraction(1) if each is None else each.amount
    named = context.symbols.units.get(time.unit) if time else None
    if time is None or named is None:
        return meaning.Rate(written.amount, amount, None, Fraction(1))
    span: OneOf["day", "month"] = "day" if named.unit == DAYS else "month"
    return meaning.Rate(written.amount, amount, span, time.amount * named.factor)


def _days_stand(
    payment: model.Payment, timing: Resolved, rate: meaning.Rate, context: Context
) -> bool:
    """Whether the timing is one that a payment can be reckoned over (else E222)."""
    match timing.timing:
        case model.Achieve() if rate.span is not None:
            words, help = "one day", "write from when to when it is paid: `from 1 April 2020`"
        case model.Recur() | model.React():
            words, help = "many times", "say how often it is paid as in `£7.50 per bed per month`"
        case _:
            return True
    context.faults.add(
        "E222",
        payment.timing if payment.timing.span else payment,
        f"`{spoken(payment.amount)}` cannot be reckoned over {words}",
        help=help,
    )
    return False


# --- for whom, and on which terms -------------------------------------------------------------


def _group(
    clause: model.Clause, payment: model.Payment, payee: ActorEntry | None, context: Context
) -> tuple[bool, meaning.Group | None]:
    """Whether what is paid for is sound, and those for each of whom it is paid, if any.

    A payment `to each practice` is paid for each of them; it names no others (E225).
    """
    written = [payment.group] if payment.group else []
    lines = for_each_lines(clause)
    written += [line.group for line in lines]
    groups = [read_group(group, Scope(), context) for group in written]
    if None in groups:
        return False, None
    named = [group for group in groups if group is not None]
    if payee is not None and payee.group is not None:
        named = [payee.group, *named]
    if len(named) > 1:
        context.faults.add(
            "E225",
            lines[0] if lines else written[0],
            f"`{spoken(payment)}` says twice for each of whom it is paid",
            help="keep one of the two",
        )
        return False, None
    return True, named[0] if named else None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the lines of a clause say of a payment or an incentive."""

    condition: meaning.Expression | None = None
    counted_on: date | None = None
    factor: meaning.Expression | None = None
    limits: tuple[str, ...] = ()


def read_terms(
    clause: model.Clause, group: meaning.Group | None, around: Surroundings
) -> Terms | None:
    """Conditions, the day that counts, and what adjusts; None where any of it is at fault."""
    context = around.context
    terms = Terms()
    sound = True
    scope = Scope(entity=context.symbols.entities.get(group.entity)) if group else Scope()
    for line in clause.lines:
        match line:
            case model.Condition(word="where") if group is None:
                context.faults.add(
                    "E306",
                    line,
                    f"`{spoken(line)}` says nothing of a payment that is made for nobody by name",
                    help="say for each of whom it is paid, as in `for each care home`",
                )
                sound = False
            case model.Condition(test=test) | model.Unless(test=test):
                found = _test(test, scope, context)
                sound = sound and found is not None
                if found is not None:
                    holds = found if _asks(line) else negated(found)
                    terms = replace(terms, condition=joined(terms.condition, holds))
            case model.CountedOn(day=day):
                sound = _counts(line, day, around) and sound
                terms = replace(terms, counted_on=day)
            case model.SubjectTo(clause=limit):
                terms = replace(terms, limits=(*terms.limits, limit))
            case model.AdjustedBy(factor=factor) if _is_payment(clause):
                terms = replace(terms, factor=_factor(line, factor, context))
                sound = sound and terms.factor is not None
            case _:
                pass
    return terms if sound else None


def _counts(line: model.CountedOn, day: date, around: Surroundings) -> bool:
    """Whether the day that counts is one of the edition, or at most a year from it (else E233)."""
    life = around.life
    first, last = life.start - _NEAR, life.end + _NEAR
    if first <= day <= last:
        return True
    away = "before" if day < first else "after"
    around.context.faults.add(
        "E233",
        line,
        f"`{spoken(line)}` is more than a year {away} the edition, which is in force from "
        f"{written_day(life.start)} to {written_day(life.end)}",
        help="write the day whose figures count; look at its year",
    )
    return False


def _is_payment(clause: model.Clause) -> bool:
    match clause.statement:
        case model.Payment():
            return True
        case _:
            return False


def _asks(line: model.ClauseLine) -> bool:
    match line:
        case model.Unless():
            return False
        case _:
            return True


def _test(test: model.Expression, scope: Scope, context: Context) -> meaning.Expression | None:
    found = read_truth(test, scope, context)
    if found is not None and totals_a_period(found):
        context.faults.add(
            "E172",
            test,
            f"`{spoken(test)}` is counted in each period, and a payment has no periods",
            help="compare a fact that stands on a day, or a measure",
        )
        return None
    return found


def _factor(
    line: model.AdjustedBy, factor: model.Expression, context: Context
) -> meaning.Expression | None:
    typed = read(factor, Scope(), context)
    if typed is None:
        return None
    if typed.sort != "amount" or typed.unit != NUMBER or totals_a_period(typed.expression):
        what = f"in {unit_in_words(typed.unit)}" if typed.sort == "amount" else "no amount"
        context.faults.add(
            "E226",
            line,
            f"`{spoken(factor)}` is {what}, and a payment is adjusted by a plain number",
            help="declare it so: `fact prevalence adjustment : %`",
        )
        return None
    return typed.expression
