"""What comes in, what posts cost and what is left, held against sums over every world."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

import pytest
from small_money import HEADER, NETWORK, VOCABULARY, clauses

from pcn_rules.evaluate.money.accrual import financial_year
from pcn_rules.evaluate.money.budget import budget
from pcn_rules.evaluate.money.flows import Between, Budget
from pcn_rules.load import load_specification, load_text
from pcn_rules.networks.folder import load_network

ROOT = Path(__file__).parent.parent

POSTS = """
role nurse
role driver

entity post, plural "staff"
  fact role        : role
  fact WTE in post : WTE
  fact claimed     : yes or no

actor practice, each practice
"""

CAP = (
    "from 1 April 2020 to 31 March 2021 the commissioner pays up to £30,000 per WTE per year "
    "for each claimed nurse"
)
SUM = "from 1 April 2020 to 31 March 2021 the commissioner pays up to £{sum} per year"
PAY = """employing a nurse
  costs £{costs} per WTE per year
  plus {more}% for on-costs
  reimbursed at {share}%
  cites OWN, unverified
"""


def made(
    folder: Path,
    contract: str,
    staff: str,
    *,
    pay: str = "",
    evidence: str = "",
    open_list: bool = False,
) -> Budget:
    """The budget of a network with some staff: rows of id, name, first day, last day and facts."""
    texts = {
        "contract.pcn": f"{HEADER}\n{contract}",
        "vocabulary.pcn": f"{VOCABULARY}\n{POSTS}",
        "pay.pcn": f'assumptions "Pay"\n\nsource OWN "Own", the authors, 2020\n\n{pay}',
    }
    specification, faults = load_text(texts if pay else {k: texts[k] for k in list(texts)[:2]})
    assert faults == ()
    assert specification is not None
    state = "open" if open_list else "complete"
    folder.mkdir(exist_ok=True)
    known = "2019-01-01,us,stated,2019-01-01 onwards"
    rows = []
    for row in staff.splitlines():
        cells = row.split(",")
        rows.append(",".join([*cells[:4], known, *cells[4:]]))
    settings = NETWORK.format(practices="complete", homes="complete")
    files = {
        "network.toml": settings.replace("[lists]", f'[lists]\nstaff = "{state}"'),
        "staff.csv": "id,name,from,to,known,source,standing,describes,role,WTE in post,claimed\n"
        + "\n".join(rows),
        "practices.csv": "id,name,known,source,standing,describes,list size\n"
        "P,Park,2019-01-01,us,stated,2019-01-01 onwards,12000\n"
        "Q,Quay,2019-01-01,us,stated,2019-01-01 onwards,8000\n",
        "evidence.csv": f"about,id,fact,value,describes,known,source,standing\n{evidence}",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    network, found = load_network(folder, specification.vocabulary)
    assert found == ()
    assert network is not None
    return budget(specification, network, as_at=date(2020, 10, 1))


def exactly(amount: Between) -> Fraction:
    assert amount.low == amount.high
    assert amount.low is not None
    return amount.low


# --- posts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "costs", "more", "back"),
    [
        (100, "24,000", 20, Fraction(24_000) * Fraction(120, 100)),
        (70, "24,000", 20, Fraction(24_000) * Fraction(120, 100) * Fraction(70, 100)),
        (100, "28,000", 25, Fraction(30_000)),
    ],
)
def test_a_share_is_paid_back_and_no_more_than_the_cap(
    share: int, costs: str, more: int, back: Fraction, tmp_path: Path
) -> None:
    pay = PAY.format(costs=costs, more=more, share=share)
    found = made(tmp_path, clauses(CAP), "N,Nora,,,nurse,0.6,yes", pay=pay)
    cost = Fraction(costs.replace(",", "")) * (100 + more) / 100
    assert exactly(found.costs) == cost * Fraction("0.6")
    assert exactly(found.paid_back) == back * Fraction("0.6")
    assert exactly(found.difference) == (back - cost) * Fraction("0.6")


def test_a_post_counts_for_the_months_in_which_it_stands(tmp_path: Path) -> None:
    pay = PAY.format(costs="24,000", more=0, share=100)
    staff = "N,Nora,2020-09-01,2020-12-31,nurse,1,yes\nO,Oona,2020-03-01,,nurse,0.5,no"
    found = made(tmp_path, clauses(CAP), staff, pay=pay)
    assert exactly(found.costs) == 2_000 * 4 + 1_000 * 12
    assert exactly(found.paid_back) == 2_000 * 4
    assert [exactly(month.costs) for month in found.months] == [1_000] * 5 + [3_000] * 4 + [
        1_000
    ] * 3


def test_what_is_paid_back_stays_within_the_sum_of_the_year(tmp_path: Path) -> None:
    pay = PAY.format(costs="24,000", more=0, share=100)
    contract = clauses(f"{CAP}\nsubject to clause 2", SUM.format(sum="40,000"))
    found = made(tmp_path, contract, "N,Nora,,,nurse,2,yes", pay=pay)
    (limit,) = found.limits
    assert (exactly(limit.asked), exactly(limit.paid)) == (48_000, 40_000)
    assert exactly(limit.excess) == 8_000
    assert exactly(found.income) == 40_000
    assert exactly(found.difference) == -8_000


def test_wte_that_is_not_known_makes_no_loss_where_all_is_paid_back(tmp_path: Path) -> None:
    pay = PAY.format(costs="24,000", more=0, share=100)
    found = made(tmp_path, clauses(CAP), "N,Nora,,,nurse,estimate 1 to 2,yes", pay=pay)
    assert found.costs == Between(Fraction(24_000), Fraction(48_000))
    assert exactly(found.difference) == 0


def test_what_nobody_said_of_costs_is_missing_and_no_zero(tmp_path: Path) -> None:
    found = made(tmp_path, clauses(CAP), "N,Nora,,,nurse,1,yes\nD,Dan,,,driver,1,no")
    assert found.costs == Between(Fraction(0), None)
    assert found.paid_back == Between(Fraction(0), Fraction(30_000))
    assert found.difference == Between(None, Fraction(0))
    asked = [each.question for flow in found.flows for each in flow.missing]
    assert "what does a nurse cost, for each WTE a year?" in asked
    assert "what does a driver cost, for each WTE a year?" in asked


def test_without_any_post_nothing_is_missing(tmp_path: Path) -> None:
    found = made(tmp_path, clauses(CAP), "", pay="employing a nurse\n  cites OWN, unverified\n")
    assert exactly(found.costs) == 0
    assert exactly(found.difference) == 0


def test_an_open_list_of_staff_leaves_costs_open(tmp_path: Path) -> None:
    pay = PAY.format(costs="24,000", more=0, share=70)
    found = made(tmp_path, clauses(CAP), "N,Nora,,,nurse,1,yes", pay=pay, open_list=True)
    assert found.costs == Between(Fraction(24_000), None)
    assert found.difference == Between(None, Fraction(-24_000) * 30 / 100)


# --- practices --------------------------------------------------------------------------------


def test_what_a_practice_gains_by_signing_and_goes_without_by_staying_out(tmp_path: Path) -> None:
    contract = clauses(
        "the commissioner pays £2 per patient per year to each practice",
        "the commissioner pays £1.50 per registered patient per year to the nominated payee",
        "the PCN pays £5 per month",
    )
    found = made(tmp_path, contract, "")
    assert [(p.name, exactly(p.itself), exactly(p.network)) for p in found.by_practice] == [
        ("Park", 24_000, 18_000),
        ("Quay", 16_000, 12_000),
    ]
    assert exactly(found.practices) == 40_000
    assert exactly(found.income) == 30_000
    assert exactly(found.difference) == 30_000


def test_a_sum_up_to_which_something_is_paid_may_come_to_nothing(tmp_path: Path) -> None:
    found = made(tmp_path, clauses("the commissioner pays up to £100 per month"), "")
    assert found.income == Between(Fraction(0), Fraction(1_200))


def test_one_sum_for_all_its_days_falls_to_the_year_in_which_it_is_due(tmp_path: Path) -> None:
    first, last = date(2020, 4, 1), date(2021, 3, 31)
    assert financial_year(date(2021, 3, 31)) == financial_year(first) == (first, last)
    assert financial_year(date(2021, 4, 1)) == (date(2021, 4, 1), date(2022, 3, 31))
    found = made(tmp_path, clauses("from 1 May 2020 to 31 July 2020 the commissioner pays £9"), "")
    assert [exactly(month.network) for month in found.months] == [0, 0, 0, 9, *([0] * 8)]


# --- the real editions ------------------------------------------------------------------------


def real(edition: str, *assumptions: Path) -> Budget:
    specification, faults, _ = load_specification(ROOT / "specs" / edition, assumptions or None)
    assert faults == ()
    assert specification is not None
    network, found = load_network(ROOT / "networks" / "boston", specification.vocabulary)
    assert found == ()
    assert network is not None
    return budget(specification, network, as_at=date(2020, 10, 1))


def test_the_final_edition_pays_boston_what_its_rates_come_to() -> None:
    found = real("2020-21-final")
    registered, weighted = 74_147, Fraction("75024.10")
    assert found.income.low == registered * Fraction("2.95") + weighted * Fraction("0.27")
    assert exactly(found.practices) == weighted * Fraction("1.761")
    assert found.paid_back == Between(Fraction(0), weighted * Fraction("7.131"))
    assert [limit.clause for limit in found.limits] == ["F-9-06"]


def test_the_draft_knew_of_the_core_payment_only() -> None:
    found = real("2020-21-draft")
    assert (found.start, found.end) == (date(2020, 4, 1), date(2021, 3, 31))
    assert exactly(found.income) == 74_147 * Fraction("1.50")


def test_posts_that_cost_their_caps_leave_nothing_to_pay_under_the_final_edition() -> None:
    found = real("2020-21-final", ROOT / "specs/assumptions/pay-at-caps.pcn")
    costs = [flow for flow in found.flows if flow.direction == "cost"]
    assert len(costs) == 12
    assert {each.kind for flow in costs for each in flow.missing} == {"list"}


def test_each_edition_pays_back_its_own_share() -> None:
    shares = {}
    for edition in ("2020-21-draft", "2020-21-final"):
        specification, *_ = load_specification(ROOT / "specs" / edition)
        assert specification is not None
        shares[edition] = {pay.role: pay.share for pay in specification.pay}
    seventy, whole = Fraction(70, 100), Fraction(1)
    assert shares["2020-21-draft"]["clinical pharmacist"] == (seventy, seventy)
    assert shares["2020-21-draft"]["social prescribing link worker"] == (whole, whole)
    assert shares["2020-21-draft"]["podiatrist"] is None
    assert set(shares["2020-21-final"].values()) == {(whole, whole)}


# --- a second opinion: every world of small networks ------------------------------------------


def _posts(random: Random) -> list[tuple[str, list[Fraction], str, list[bool]]]:
    """Posts with the WTE and the claims that they may have, and how a table writes them."""
    found = []
    for _ in range(random.randrange(4)):
        low = random.randrange(3)
        high = low + random.randrange(2)
        cell = f"estimate {low} to {high}" if high > low else str(low)
        claim = random.choice(("yes", "no", ""))
        claims = {"yes": [True], "no": [False], "": [True, False]}[claim]
        found.append((cell, [Fraction(low), Fraction(high)], claim, claims))
    return found


@pytest.mark.parametrize("seed", range(80))
def test_sums_lie_between_those_of_every_world(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    posts = _posts(random)
    cheap, dear = sorted(random.randrange(20, 40) * 1_000 for _ in range(2))
    share = random.choice((50, 70, 100))
    sum_ = random.choice((20_000, 60_000, 500_000))
    pay = (
        f"employing a nurse\n  costs £{cheap} to £{dear} per WTE per year\n"
        f"  reimbursed at {share}%\n  cites OWN, unverified\n"
    )
    staff = "\n".join(
        f"N{number},Nurse {number},,,nurse,{cell},{claim}"
        for number, (cell, _, claim, _) in enumerate(posts)
    )
    contract = clauses(f"{CAP}\nsubject to clause 2", SUM.format(sum=sum_))
    found = made(tmp_path, contract, staff, pay=pay)
    worlds = product(
        (Fraction(cheap), Fraction(dear)),
        *(product(wtes, claims) for _, wtes, _, claims in posts),
    )
    seen = [_world(cost, each, Fraction(share, 100), sum_) for cost, *each in worlds]
    for name, ends in (("costs", 0), ("paid_back", 1), ("difference", 2)):
        values = [world[ends] for world in seen]
        amount = getattr(found, name)
        assert amount.low <= min(values), name
        assert max(values) <= amount.high, name
        if name != "difference":
            assert (amount.low, amount.high) == (min(values), max(values)), name


def _world(
    cost: Fraction, posts: list[tuple[Fraction, bool]], share: Fraction, sum_: int
) -> tuple[Fraction, Fraction, Fraction]:
    costs = sum((wte * cost for wte, _ in posts), Fraction(0))
    back = sum((wte * min(share * cost, Fraction(30_000)) for wte, c in posts if c), Fraction(0))
    paid = min(back, Fraction(sum_))
    return costs, paid, paid - costs
