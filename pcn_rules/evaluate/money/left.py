"""What posts cost a network beyond what is paid back for them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.money.flows import ANYTHING, NOTHING, Between, added
from pcn_rules.evaluate.money.payments import Payments
from pcn_rules.evaluate.money.staff import times, wte_months
from pcn_rules.evaluate.result import Share
from pcn_rules.language.meaning import Pay, ResolvedPayment

ZERO = Fraction(0)


def left_to_pay(
    pay: Pay, payment: ResolvedPayment | None, days: tuple[date, date], payments: Payments
) -> Between:
    """What the posts of a role cost beyond what is paid back, post by post.

    The WTE of a post stands in both, so that what is not known of it makes the difference no wider
    than it is. `payment` is what pays back, before any sum that it is within.
    """
    posts = payments.payment(wte_months(pay, days), payments.notes())
    claimed: dict[str, Between] = {}
    if payment is not None and payment.rate.exact:
        back = payments.payment(payment, payments.notes())
        claimed = {
            each.id: times(_ends(each), 1 / payment.rate.exact, 1 / payment.rate.exact)
            for each in back.shares
        }
    cap = payment.rate.exact if payment else ZERO
    found = added(
        _left_of(pay, cap, _ends(each), claimed.get(each.id, NOTHING)) for each in posts.shares
    )
    return found + ANYTHING if posts.open else found


def _ends(each: Share) -> Between:
    return Between(each.low, each.high)


def _left_of(pay: Pay, cap: Fraction, wte: Between, claimed: Between) -> Between:
    """What is left to pay for one post, from its WTE × months and how much of them is claimed."""
    if wte.high == 0:
        return NOTHING
    if pay.whole is None:
        return ANYTHING
    (cheap, dear), (least, most) = pay.whole, pay.share or (ZERO, Fraction(1))
    low, held = wte.low or ZERO, claimed.low or ZERO
    up_to = low if claimed.high is None else min(claimed.high, low)
    at_least = low * cheap - up_to * min(most * cheap, cap)
    if wte.high is None:
        return Between(at_least, None)
    if claimed == wte and low:
        return Between(at_least, wte.high * (dear - min(least * dear, cap)))
    return Between(at_least, wte.high * dear - held * min(least * dear, cap))
