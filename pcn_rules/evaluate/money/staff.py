"""What posts cost, and how much of that is paid back, from what is known and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.flows import ANYTHING, Between, Flow
from pcn_rules.evaluate.money.payments import Payments
from pcn_rules.evaluate.money.words import between, pounds
from pcn_rules.evaluate.result import Deciding, Instalment, Money, Reason, Share
from pcn_rules.language.carried import Maintain
from pcn_rules.language.meaning import (
    Actor,
    And,
    Expression,
    FactValue,
    Group,
    Pay,
    Rate,
    ResolvedClause,
    ResolvedPayment,
    Specification,
)
from pcn_rules.networks.model import Known
from pcn_rules.values import written
from pcn_rules.values.days import written as day_written

ZERO = Fraction(0)


def pay_of(payment: ResolvedPayment, pays: tuple[Pay, ...]) -> Pay | None:
    """The pay of the posts that a payment pays back, up to its sum for each WTE and month."""
    if not payment.up_to or payment.group is None or payment.rate.span != "month":
        return None
    for pay in pays:
        if payment.counted == FactValue(pay.wte) and _are_among(payment.group, pay.posts):
            return pay
    return None


def pays_back_posts(payment: ResolvedPayment, specification: Specification) -> bool:
    """Whether a payment is for posts, whatever anybody assumed of what they cost."""
    facts = specification.workforce.facts
    if facts is None or facts.wte is None:
        return False
    return payment.up_to and payment.counted == FactValue(facts.wte)


def _are_among(group: Group, posts: Group) -> bool:
    return group.entity == posts.entity and set(_parts(posts.where)) <= set(_parts(group.where))


def _parts(where: Expression | None) -> tuple[Expression, ...]:
    match where:
        case None:
            return ()
        case And(operands=operands):
            return operands
        case _:
            return (where,)


# --- paid back --------------------------------------------------------------------------------


def paid_back(
    clause: ResolvedClause, payment: ResolvedPayment, pay: Pay | None, payments: Payments
) -> Flow:
    """What is paid back of what posts cost: the share of it, and no more than the cap.

    Both go by WTE and time, so the lesser of the two is taken for each WTE.
    """
    notes = payments.notes()
    money = payments.payment(payment, notes)
    cap = payment.rate.exact
    low, high = _of_each_wte(pay, cap)
    notes.say(Reason(kind="arithmetic", text=_back_words(pay, cap, low, high)))
    least, most = low / cap if cap else ZERO, high / cap if cap else ZERO
    missing = money.missing if pay and pay.whole and pay.share else (*money.missing, _asks(pay))
    return Flow(
        clause=clause.id,
        title=clause.title,
        direction="paid back",
        amount=times(Between(money.low, money.high), least, most),
        instalments=tuple(_instalment(each, least, most) for each in money.instalments),
        shares=(),
        within=payment.limits,
        missing=missing,
        open=money.open,
        steps=notes.reasons,
        citations=clause.citations if pay is None else (*clause.citations, *pay.citations),
    )


def _of_each_wte(pay: Pay | None, cap: Fraction) -> tuple[Fraction, Fraction]:
    """What is paid back for each WTE and month: up to the cap where nobody said what it costs."""
    whole = pay.whole if pay else None
    share = pay.share if pay else None
    low, high = share if share else (ZERO, Fraction(1))
    if whole is None:
        return ZERO, cap
    return min(whole[0] * low, cap), min(whole[1] * high, cap)


def _back_words(pay: Pay | None, cap: Fraction, low: Fraction, high: Fraction) -> str:
    role = one(pay.role if pay else "post")
    limit = f"at most {pounds(cap * 12)} for each WTE a year"
    if pay is None or pay.whole is None:
        return f"what {role} costs is not known; {limit} is paid back"
    whole = between(pay.whole[0] * 12, pay.whole[1] * 12, "£")
    back = between(low * 12, high * 12, "£")
    return f"{role} costs {whole} for each WTE a year ({pay.written}); {limit}: {back} paid back"


def _asks(pay: Pay | None) -> Deciding:
    what = "cost, for each WTE a year, and how much of it is paid back?"
    return _asked(f"what does {one(pay.role)} {what}" if pay else f"what do these posts {what}")


def one(role: str) -> str:
    """One who holds a role: `a nurse`, `an administrator`."""
    return f"{'an' if role[:1].casefold() in 'aeiou' else 'a'} {role}"


def _asked(question: str) -> Deciding:
    return Deciding(
        question=question,
        kind="assumption",
        group=question,
        entity=None,
        subject=None,
        subject_name=None,
        answers=(),
    )


def times(amount: Between, low: Fraction, high: Fraction) -> Between:
    """An amount times a factor that lies between two ends; neither is below zero."""
    least = None if amount.low is None else amount.low * low
    if amount.high is None:
        return Between(least, None if high else ZERO)
    return Between(least, amount.high * high)


def _instalment(each: Instalment, low: Fraction, high: Fraction) -> Instalment:
    found = times(Between(each.low, each.high), low, high)
    return replace(each, low=found.low or ZERO, high=found.high)


# --- costs ------------------------------------------------------------------------------------


def costs(
    specification: Specification, payments: Payments, facts: Facts, days: tuple[date, date]
) -> Iterator[Flow]:
    """What the posts of each role cost over some days; those that nobody priced apart."""
    for pay in specification.pay:
        yield _cost(pay, days, payments)
    unpriced = tuple(_unpriced(specification, facts, days))
    if unpriced:
        questions = tuple(
            _asked(f"what does {role} cost, for each WTE a year?") for role in unpriced
        )
        text = f"nobody said what these posts cost: {', '.join(unpriced)}"
        yield Flow(
            clause="",
            title="other posts",
            direction="cost",
            amount=ANYTHING,
            instalments=(),
            shares=(),
            within=(),
            missing=questions,
            open=(),
            steps=(Reason(kind="note", text=text),),
            citations=(),
        )


def _cost(pay: Pay, days: tuple[date, date], payments: Payments) -> Flow:
    """WTE by month, times what a WTE costs."""
    notes = payments.notes()
    counted = payments.payment(wte_months(pay, days), notes)
    low, high = pay.whole or (ZERO, None)
    amount = _priced(Between(counted.low, counted.high), low, high)
    priced = pay.whole is not None or counted.high == 0
    steps = [reason for reason in notes.reasons if reason.kind != "arithmetic"]
    steps.append(Reason(kind="arithmetic", text=_cost_words(pay, counted, amount)))
    return Flow(
        clause="",
        title=pay.posts.text,
        direction="cost",
        amount=amount,
        instalments=tuple(
            replace(each, low=found.low or ZERO, high=found.high)
            for each in counted.instalments
            for found in (_priced(Between(each.low, each.high), low, high),)
        ),
        shares=tuple(
            Share(each.entity, each.id, each.name, found.low or ZERO, found.high)
            for each in counted.shares
            for found in (_priced(Between(each.low, each.high), low, high),)
        ),
        within=(),
        missing=counted.missing if priced else (*counted.missing, _asks(pay)),
        open=counted.open,
        steps=tuple(steps),
        citations=pay.citations,
    )


def wte_months(pay: Pay, days: tuple[date, date]) -> ResolvedPayment:
    """A payment of £1 for each WTE and month, which counts them."""
    return ResolvedPayment(
        actor=Actor("PCN", "the network"),
        payee=None,
        timing=Maintain(),
        start=days[0],
        end=days[1],
        rate=Rate(Fraction(1), Fraction(1), "month", Fraction(1)),
        up_to=False,
        counted=FactValue(pay.wte),
        group=pay.posts,
        condition=None,
        counted_on=None,
        factor=None,
        limits=(),
        written="",
    )


def _priced(counted: Between, low: Fraction, high: Fraction | None) -> Between:
    least = None if counted.low is None else counted.low * low
    if counted.high == 0:
        return Between(least, ZERO)
    if counted.high is None or high is None:
        return Between(least, None)
    return Between(least, counted.high * high)


def _cost_words(pay: Pay, counted: Money, amount: Between) -> str:
    months = written.spread(counted.low, counted.high)
    found = between(amount.low or ZERO, amount.high, "£")
    if pay.whole is None:
        return f"{months} WTE × months, at a cost that is not known: {found}"
    whole = between(pay.whole[0] * 12, pay.whole[1] * 12, "£")
    return f"{months} WTE × months at {whole} for each WTE a year ({pay.written}) = {found}"


def _unpriced(specification: Specification, facts: Facts, days: tuple[date, date]) -> Iterator[str]:
    """The roles of posts there are that nobody said the cost of, each once, or posts by name."""
    held = specification.workforce.facts
    if held is None:
        return
    known = {pay.role for pay in specification.pay}
    told: set[str] = set()
    for thing in facts.things(held.entity):
        if thing.stands.first > days[1]:
            continue
        if thing.stands.last is not None and thing.stands.last < days[0]:
            continue
        day = max(thing.stands.first, days[0])
        found = facts.on((held.entity, thing.id, held.role.name), day)
        match found.value:
            case Known(value=str() as role) if role in known:
                continue
            case Known(value=str() as role):
                name = one(role)
            case _:
                name = f"{thing.name} (whose role on {day_written(day)} is not known)"
        if name not in told:
            told.add(name)
            yield name
