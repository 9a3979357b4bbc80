"""A specification and a network into a budget: what comes in, what it costs, and what is left."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.facts import Facts
from pcn_rules.evaluate.money.accrual import financial_year, months_between, within
from pcn_rules.evaluate.money.flows import (
    ANYTHING,
    NOTHING,
    Between,
    Budget,
    Direction,
    Flow,
    Limit,
    Month,
    PracticePart,
    added,
)
from pcn_rules.evaluate.money.left import left_to_pay
from pcn_rules.evaluate.money.parts import Counter
from pcn_rules.evaluate.money.payments import Payments
from pcn_rules.evaluate.money.staff import costs, paid_back, pay_of, pays_back_posts
from pcn_rules.evaluate.money.words import between
from pcn_rules.evaluate.result import Instalment, Reason, Share
from pcn_rules.language.meaning import (
    Actor,
    ResolvedClause,
    ResolvedDuty,
    ResolvedPayment,
    ResolvedPower,
    Specification,
)
from pcn_rules.networks.model import Network

ZERO = Fraction(0)
PRACTICE = "each"


def budget(
    specification: Specification, network: Network, *, as_at: date, known_by: date | None = None
) -> Budget:
    """What comes in and what it costs in a financial year, by the text in force on a day.

    The year is that of the day, or the nearest to it in which the edition is in force.
    Everything is exact, between the ends of what is known (semantics, section 6); what nobody
    said is missing, and never taken to be zero.
    """
    facts = Facts(network, known_by)
    names = {(thing.entity, thing.id): thing.name for thing in network.things}
    clauses = specification.text_on(as_at).clauses
    payments = Payments(clauses, Counter(specification.vocabulary, facts, names))
    first, last = _days(specification, as_at)
    paid = tuple(_payments(clauses, first, last))
    limiting = {id for _, payment in paid for id in payment.limits}
    flows = (
        *(
            _flow(clause, payment, specification, payments)
            for clause, payment in paid
            if clause.id not in limiting and _comes_in(payment)
        ),
        *costs(specification, payments, facts, (first, last)),
    )
    limits = tuple(
        _limit(clause, payment, flows, payments)
        for clause, payment in paid
        if clause.id in limiting
    )
    return Budget(
        specification=specification.name,
        edition=specification.edition,
        proposed=specification.proposed,
        in_force_from=specification.start,
        in_force_to=specification.end,
        network=network.id,
        network_name=network.name,
        as_at=as_at,
        known_by=known_by,
        start=first,
        end=last,
        assumptions=specification.assumptions,
        flows=flows,
        limits=limits,
        left_to_pay=added(_left(specification, (first, last), paid, flows, payments)),
        months=tuple(_months(flows, first, last)),
        by_practice=tuple(_by_practice(flows, _members(clauses))),
    )


def _days(specification: Specification, as_at: date) -> tuple[date, date]:
    """The days of the financial year on which the edition is in force."""
    day = min(max(as_at, specification.start), specification.end)
    first, last = financial_year(day)
    return max(first, specification.start), min(last, specification.end)


def _left(
    specification: Specification,
    days: tuple[date, date],
    paid: Sequence[tuple[ResolvedClause, ResolvedPayment]],
    flows: Sequence[Flow],
    payments: Payments,
) -> Iterator[Between]:
    """What is left to pay for the posts of each role, and for those that nobody priced."""
    back = {
        pay.role: payment
        for _, payment in paid
        for pay in (pay_of(payment, specification.pay),)
        if pay is not None and pays_back_posts(payment, specification)
    }
    for pay in specification.pay:
        yield left_to_pay(pay, back.get(pay.role), days, payments)
    if any(flow.direction == "cost" and flow.amount == ANYTHING for flow in flows):
        yield ANYTHING


def _members(clauses: Sequence[ResolvedClause]) -> frozenset[str]:
    """The kinds of thing that act each for themselves: practices."""
    found: set[str] = set()
    for clause in clauses:
        match clause.statement:
            case ResolvedPayment(payee=Actor(role="each", entity=str() as entity)):
                found.add(entity)
            case ResolvedDuty(actor=Actor(role="each", entity=str() as entity)):
                found.add(entity)
            case ResolvedPower(actor=Actor(role="each", entity=str() as entity)):
                found.add(entity)
            case _:
                pass
    return frozenset(found)


def _payments(
    clauses: Sequence[ResolvedClause], first: date, last: date
) -> Iterator[tuple[ResolvedClause, ResolvedPayment]]:
    """Every payment over some days."""
    for clause in clauses:
        match clause.statement:
            case ResolvedPayment() as payment:
                cut = within(payment, first, last)
                if cut is not None:
                    yield clause, cut
            case _:
                pass


def _comes_in(payment: ResolvedPayment) -> bool:
    """Whether it is paid by somebody else, to the network or its practices."""
    payee = payment.payee.role if payment.payee else "the network"
    return payment.actor.role == "another party" and payee != "another party"


def _flow(
    clause: ResolvedClause,
    payment: ResolvedPayment,
    specification: Specification,
    payments: Payments,
) -> Flow:
    if pays_back_posts(payment, specification):
        return paid_back(clause, payment, pay_of(payment, specification.pay), payments)
    notes = payments.notes()
    money = payments.payment(payment, notes)
    to_each = payment.payee is not None and payment.payee.role == PRACTICE
    direction: Direction = "to practices" if to_each else "to the network"
    flow = Flow(
        clause=clause.id,
        title=clause.title,
        direction=direction,
        amount=Between(money.low, money.high),
        instalments=money.instalments,
        shares=money.shares,
        within=payment.limits,
        missing=money.missing,
        open=money.open,
        steps=notes.reasons,
        citations=clause.citations,
    )
    return _up_to(flow) if payment.up_to else flow


def _up_to(flow: Flow) -> Flow:
    """What is paid up to a sum may be nothing, as far as anybody said what was spent."""
    return replace(
        flow,
        amount=Between(ZERO, flow.amount.high),
        instalments=tuple(replace(each, low=ZERO) for each in flow.instalments),
        shares=tuple(replace(each, low=ZERO) for each in flow.shares),
    )


def _limit(
    clause: ResolvedClause, payment: ResolvedPayment, flows: Sequence[Flow], payments: Payments
) -> Limit:
    """What all that is within a sum comes to: as much as is asked, and no more than the sum."""
    notes = payments.notes()
    money = payments.payment(payment, notes)
    most = Between(money.low, money.high)
    asked = added(flow.amount for flow in flows if clause.id in flow.within)
    paid = asked.at_most(most)
    text = (
        f"{_words(asked)} is asked for within clause {clause.id}, which pays up to {_words(most)}: "
        f"{_words(paid)}"
    )
    steps = (*notes.reasons, Reason(kind="arithmetic", text=text))
    return Limit(
        clause=clause.id,
        title=clause.title,
        most=most,
        asked=asked,
        paid=paid,
        excess=_excess(asked, most),
        steps=steps,
        missing=money.missing,
    )


def _excess(asked: Between, most: Between) -> Between:
    """How much more is asked for than a sum, at least and at most."""
    least = (asked.low or ZERO) - most.high if most.high is not None else ZERO
    high = None if asked.high is None else max(asked.high - (most.low or ZERO), ZERO)
    return Between(max(least, ZERO), high)


def _words(amount: Between) -> str:
    return between(amount.low or ZERO, amount.high, "£")


# --- by month and by practice -----------------------------------------------------------------


def _months(flows: Sequence[Flow], start: date, end: date) -> Iterator[Month]:
    """Every month of some days; a sum for several months falls to the last of them."""
    for stretch in months_between(start, end):
        begins = stretch.first.replace(day=1)
        ends = begins.replace(day=monthrange(begins.year, begins.month)[1])
        found: dict[Direction, Between] = {}
        for flow in flows:
            part = added(_between(e) for e in flow.instalments if begins <= e.last <= ends)
            if not flow.instalments:
                part = flow.amount
            found[flow.direction] = found.get(flow.direction, NOTHING) + part
        yield Month(
            first=stretch.first,
            last=stretch.last,
            network=added(found.get(each, NOTHING) for each in ("to the network", "paid back")),
            practices=found.get("to practices", NOTHING),
            costs=found.get("cost", NOTHING),
        )


def _between(each: Instalment | Share) -> Between:
    return Between(each.low, each.high)


def _by_practice(flows: Sequence[Flow], members: frozenset[str]) -> Iterator[PracticePart]:
    """What each practice is paid, and what of the network's money is counted over it."""
    names: dict[str, str] = {}
    itself: dict[str, Between] = {}
    network: dict[str, Between] = {}
    for flow in flows:
        into = itself if flow.direction == "to practices" else network
        for share in flow.shares if flow.direction in ("to practices", "to the network") else ():
            if share.entity in members:
                names[share.id] = share.name
                into[share.id] = into.get(share.id, NOTHING) + _between(share)
    for id in sorted(names):
        yield PracticePart(id, names[id], itself.get(id, NOTHING), network.get(id, NOTHING))
