"""What payments and incentives come to: published arithmetic, and the same worked by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from small_money import clauses, exactly, money, results

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.money.accrual import months_between
from pcn_rules.evaluate.money.words import pounds, rounded_between, to_the_penny
from pcn_rules.evaluate.result import Assessment, Money
from pcn_rules.load import load_specification
from pcn_rules.networks.folder import load_network

ROOT = Path(__file__).parent.parent

# --- published arithmetic, over small networks ------------------------------------------------

YEAR = "from 1 April 2020 to 31 March 2021 the commissioner pays"
EIGHT = "from 1 August 2020 to 31 March 2021 the commissioner pays"


def test_a_bed_is_worth_60_pounds_in_2020_21_and_120_in_a_full_year(tmp_path: Path) -> None:
    whom = "to the nominated payee for each aligned care home"
    contract = clauses(
        f"{EIGHT} £7.50 per bed per month {whom}", f"{YEAR} £120 per bed per year {whom}"
    )
    found = results(tmp_path, contract, homes="A,Ash,,,yes,1")
    assert exactly(money(found, "1")) == Fraction("7.50") * 8 == 60
    assert exactly(money(found, "2")) == 120
    assert {each.low for each in money(found, "2").instalments} == {Fraction(10)}


def test_665_and_a_half_beds_are_39930_pounds_with_every_step_shown(tmp_path: Path) -> None:
    contract = clauses(f"{EIGHT} £7.50 per bed per month for each aligned care home")
    homes = "A,Ash,,,yes,400.5\nB,Birch,,,yes,265\nC,Cedar,,,no,77"
    found = results(tmp_path, contract, homes=homes)
    assert exactly(money(found)) == Fraction("665.5") * 60 == 39_930
    texts = [reason.text for reason in found["1"].reasons]
    assert "£7.50 × 665.5 beds × 8 months = £39,930.00 (1 August 2020 to 31 March 2021)" in texts
    assert "beds of aligned care home, on 1 August 2020: 400.5 + 265 + 0 = 665.5" in texts


@pytest.mark.parametrize(
    ("rate", "patients", "by_hand"),
    [
        ("£0.722 per registered patient per year", "50000", Fraction("0.722") * 50_000),
        ("£1.50 per registered patient per year", "50000", Fraction("1.5") * 50_000),
        ("£1.45 per registered patient per year", "50000", Fraction("1.45") * 50_000),
    ],
)
def test_rates_for_registered_patients(
    rate: str, patients: str, by_hand: Fraction, tmp_path: Path
) -> None:
    found = results(tmp_path, clauses(f"{YEAR} {rate}"), practices=f"P,Park,,,{patients},1")
    assert exactly(money(found)) == by_hand


def test_rates_for_weighted_patients_the_support_payment_over_six_months(tmp_path: Path) -> None:
    contract = clauses(
        f"{YEAR} £1.761 per weighted patient per year to each practice",
        "from 1 April 2020 to 30 September 2020 the commissioner pays £0.045 per weighted patient "
        "per month",
        f"{YEAR} up to £7.131 per weighted patient per year",
    )
    found = results(tmp_path, contract, practices="P,Park,,,1,8000.5\nQ,Quay,,,1,9000")
    weighted = Fraction("17000.5")
    assert exactly(money(found, "1")) == Fraction("1.761") * weighted
    assert exactly(money(found, "2")) == Fraction("0.27") * weighted
    assert exactly(money(found, "3")) == Fraction("7.131") * weighted
    assert money(found, "3").up_to
    assert [share.name for share in money(found, "1").shares] == ["Park", "Quay"]


INDICATORS = (
    ("72", "rises", "70%", "77%"),
    ("47", "rises", "49%", "80%"),
    ("25", "rises", "0.4%", "0.8%"),
    ("32", "falls", "43%", "30%"),
    ("6", "falls", "40%", "25%"),
    ("12", "falls", "42%", "25%"),
)


def fund(folder: Path, achieved: tuple[str, ...]) -> Money:
    """The Investment and Impact Fund at some achievement of each indicator."""
    names = ("first", "second", "third", "fourth", "fifth", "sixth")
    more = "".join(f"fact {name} indicator : %\n" for name in names)
    earning = [
        f"from 1 October 2020 the PCN earns up to {most} points as {name} indicator "
        f"{direction} from {first} to {last}"
        for name, (most, direction, first, last) in zip(names, INDICATORS, strict=True)
    ]
    pays = "from 1 October 2020 the commissioner pays £111 per point\nadjusted by adjustment"
    evidence = "".join(
        f"network,,{name} indicator,{value},2021-03-31,2021-03-31,us,stated\n"
        for name, value in zip(names, achieved, strict=True)
    )
    evidence += "network,,adjustment,100%,2021-03-31,2021-03-31,us,stated\n"
    return money(results(folder, clauses(*earning, pays), more=more, evidence=evidence), "7")


def test_194_points_at_111_pounds(tmp_path: Path) -> None:
    everything = fund(tmp_path / "all", ("77%", "80%", "0.8%", "30%", "25%", "25%"))
    assert exactly(everything) == 194 * 111 == 21_534
    assert sum(int(most) for most, *_ in INDICATORS) == 194
    nothing = fund(tmp_path / "none", ("70%", "49%", "0.4%", "43%", "40%", "42%"))
    assert exactly(nothing) == 0


def test_what_lies_between_the_levels_is_earned_in_step(tmp_path: Path) -> None:
    achieved = ("73%", "60%", "0.5%", "40%", "41%", "10%")
    points = Fraction(0)
    for (most, direction, first, last), value in zip(INDICATORS, achieved, strict=True):
        low, high, at = (Fraction(level.rstrip("%")) for level in (first, last, value))
        reached = (at - low) / (high - low) if direction == "rises" else (low - at) / (low - high)
        points += Fraction(most) * max(Fraction(0), min(Fraction(1), reached))
    assert exactly(fund(tmp_path, achieved)) == points * 111


# --- published totals, over the real network --------------------------------------------------

PAID = {
    "leadership": Fraction("53282.66"),
    "support": Fraction("131143.73"),
    "extended hours": Fraction("107193.35"),
    "participation": Fraction("132498.79"),
    "care home premium": Fraction("39930"),
}
"""What the practices of Boston PCN were paid in 2020-21 (NHS Payments to General Practice)."""

PARTICIPATION = {
    "C83059": Fraction("21531.44"),
    "C83057": Fraction("13786.30"),
    "C83004": Fraction("20935.21"),
    "C83010": Fraction("27799.94"),
    "C83015": Fraction("18592.38"),
    "C83060": Fraction("29853.52"),
}


@cache
def boston(known_director: bool = False) -> Assessment:
    specification, faults, _ = load_specification(ROOT / "specs" / "2020-21-final")
    assert faults == ()
    assert specification is not None
    network, found = load_network(ROOT / "networks" / "boston", specification.vocabulary)
    assert found == ()
    assert network is not None
    return assess(specification, network, as_at=date(2021, 3, 31))


def entitlement(id: str) -> Money:
    sums = [clause.money for clause in boston().clauses if clause.id == id]
    assert len(sums) == 1
    assert sums[0] is not None
    return sums[0]


def close(found: Fraction, paid: Fraction) -> bool:
    """Whether two sums are within 1% of each other."""
    return abs(found - paid) <= paid / 100


def test_boston_was_paid_what_its_lists_come_to_within_one_per_cent() -> None:
    leadership = entitlement("F-9-02").high
    assert leadership is not None
    assert close(leadership, PAID["leadership"])
    core, support = exactly(entitlement("F-9-01")), exactly(entitlement("F-9-07"))
    assert close(core + support, PAID["support"])
    assert close(exactly(entitlement("F-9-04")), PAID["extended hours"])
    assert close(exactly(entitlement("F-9-09")), PAID["participation"])


def test_the_same_sums_by_hand_from_the_published_lists() -> None:
    registered = sum((11_612, 16_706, 8_587, 7_389, 12_852, 17_001))
    weighted = sum(
        Fraction(each)
        for each in ("11802.47", "15767.61", "10588.42", "7986.18", "12360.46", "16518.96")
    )
    assert exactly(entitlement("F-9-01")) == Fraction("1.50") * registered
    assert entitlement("F-9-02").high == Fraction("0.722") * registered
    assert exactly(entitlement("F-9-04")) == Fraction("1.45") * registered
    assert exactly(entitlement("F-9-06")) == Fraction("7.131") * weighted
    assert exactly(entitlement("F-9-07")) == Fraction("0.27") * weighted
    assert exactly(entitlement("F-9-09")) == Fraction("1.761") * weighted


def test_what_each_practice_of_boston_was_paid_differs_by_less_than_three_per_cent() -> None:
    shares = {share.id: share.low for share in entitlement("F-9-09").shares}
    assert sum(PARTICIPATION.values()) == PAID["participation"]
    differences = {id: abs(shares[id] - paid) / paid for id, paid in PARTICIPATION.items()}
    assert max(differences.values()) < Fraction(3, 100)


def test_the_clinical_director_is_missing_and_not_taken_to_be_in_post() -> None:
    found = entitlement("F-9-02")
    assert found.low == 0
    assert [each.question for each in found.missing] == ["clinical director in post?"]


def test_of_the_premium_of_boston_nothing_is_known_and_that_is_no_zero() -> None:
    found = entitlement("F-9-05")
    assert (found.low, found.high) == (0, None)
    assert rounded_between(found.low, found.high, "£") == "not known"
    assert {each.group for each in found.missing} >= {"aligned", "beds"}
    assert found.open == ("are these all the care homes?",)


def test_a_network_is_paid_for_the_months_in_which_it_has_practices() -> None:
    specification, *_ = load_specification(ROOT / "specs" / "2020-21-final")
    assert specification is not None
    network, _ = load_network(ROOT / "networks" / "skegness-and-coast", specification.vocabulary)
    assert network is not None
    judged = assess(specification, network, as_at=date(2021, 3, 31))
    (core,) = (clause.money for clause in judged.clauses if clause.id == "F-9-01")
    assert core is not None
    assert exactly(core) == 2 * Fraction("1.50") / 12 * 80_188
    assert [each.low > 0 for each in core.instalments] == [True] * 2 + [False] * 10


# --- accrual ----------------------------------------------------------------------------------


def test_months_count_whole_and_parts_of_them_by_days() -> None:
    found = list(months_between(date(2020, 1, 31), date(2020, 3, 10)))
    assert [each.share for each in found] == [Fraction(1, 31), Fraction(1), Fraction(10, 31)]
    assert [each.days for each in found] == [1, 29, 10]


def test_a_year_is_twelve_months_wherever_it_begins() -> None:
    assert sum(each.share for each in months_between(date(2020, 4, 1), date(2021, 3, 31))) == 12


def test_every_day_counts_once() -> None:
    random = Random(7)
    for _ in range(200):
        start = date(2019, 1, 1) + timedelta(days=random.randrange(800))
        end = start + timedelta(days=random.randrange(800))
        stretches = list(months_between(start, end))
        assert sum(each.days for each in stretches) == (end - start).days + 1
        for each in stretches:
            assert each.share == Fraction(
                each.days, monthrange(each.first.year, each.first.month)[1]
            )


def test_a_day_before_the_first_has_no_months() -> None:
    assert list(months_between(date(2020, 5, 2), date(2020, 5, 1))) == []


# --- pounds and pence -------------------------------------------------------------------------


def test_half_a_penny_is_rounded_up_and_a_sum_only_once() -> None:
    assert to_the_penny(Fraction("0.005")) == Fraction("0.01")
    assert to_the_penny(Fraction("0.0049999")) == 0
    assert pounds(Fraction("1234567.5")) == "£1,234,567.50"
    assert pounds(Fraction(1, 3)) == "£1/3"
    assert rounded_between(Fraction(1, 3), None, "£") == "at least £0.33"


def test_the_total_is_rounded_once_and_not_month_by_month(tmp_path: Path) -> None:
    found = money(results(tmp_path, clauses(f"{YEAR} £0.05 per year")))
    assert exactly(found) == Fraction("0.05")
    months = [to_the_penny(each.low) for each in found.instalments]
    assert sum(months) == 0


# --- a second opinion over networks drawn at random -------------------------------------------


def _figure(random: Random, most: int) -> tuple[str, int, int | None]:
    """A cell, and the least and the most it can be (None: no most)."""
    low = random.randrange(most)
    match random.randrange(4):
        case 0:
            return "", 0, None
        case 1:
            high = low + random.randrange(5)
            return f"estimate {low} to {high}", low, high
        case _:
            return str(low), low, low


@pytest.mark.parametrize("seed", range(60))
def test_sums_lie_between_what_is_worked_out_by_hand(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    first = date(2020, 4, 1) + timedelta(days=random.randrange(300))
    last = min(first + timedelta(days=random.randrange(200)), date(2021, 3, 31))
    pence = random.randrange(1, 2000)
    days = f"from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    contract = clauses(
        f"{days} the commissioner pays £{pence // 100}.{pence % 100:02} per bed per month "
        "for each aligned care home"
    )
    rows, homes = [], []
    for number in range(random.randrange(5)):
        cell, low, high = _figure(random, 50)
        aligned = random.choice(("yes", "no", ""))
        begins = date(2020, 3, 1) + timedelta(days=random.randrange(300))
        rows.append(f"H{number},Home {number},{begins},,{aligned},{cell}")
        homes.append((begins, aligned, low, high))
    open_list = random.random() < 0.3
    found = money(
        results(
            tmp_path,
            contract,
            homes="\n".join(rows),
            lists=("complete", "open" if open_list else "complete"),
        )
    )
    least, most = Fraction(0), Fraction(0)
    unbounded = open_list
    day = first
    while day <= last:
        length = monthrange(day.year, day.month)[1]
        end = min(last, day.replace(day=length))
        rate = Fraction(pence, 100) * Fraction((end - day).days + 1, length)
        for begins, aligned, low, high in homes:
            if begins > day or aligned == "no":
                continue
            least += rate * low if aligned == "yes" else 0
            unbounded = unbounded or high is None
            most += rate * (high or 0)
        day = end + timedelta(days=1)
    assert found.low == least
    assert found.high == (None if unbounded else most)
    assert sum((each.low for each in found.instalments), Fraction(0)) == least
    assert sum((each.low for each in found.shares), Fraction(0)) == least
