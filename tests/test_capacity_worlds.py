"""Estimates and plans at their ends against sampled worlds, and what more staff or days change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from pcn_rules.evaluate.assess import assess
from pcn_rules.evaluate.capacity.outlook import Outlook, outlook_of
from pcn_rules.evaluate.result import Cause, Outcome, Verdict
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.model import Days, Estimate, Known, Network, Record, Thing, Value

AS_AT = date(2020, 6, 1)
ALWAYS = Days(date(2020, 1, 1), None)
ROLES = ("GP", "nurse", "pharmacist")
ORDER = ("in no world", "in some worlds", "in every world")


@dataclass(frozen=True)
class Duty:
    """Hours between two ends, of some roles: each week, or once by a day."""

    low: Fraction
    high: Fraction
    roles: tuple[str, ...]
    due: date | None


@dataclass(frozen=True)
class Post:
    """WTE between two ends of a role, from a day; one that is planned may never come."""

    role: str
    low: Fraction
    high: Fraction
    begins: date
    planned: bool


@dataclass(frozen=True)
class World:
    """Everything that takes work and everybody who is there, between ends or settled."""

    duties: tuple[Duty, ...]
    posts: tuple[Post, ...]

    def settled(self, random: Random) -> World:
        """One of the worlds there are."""
        duties = tuple(_duty_in(duty, random) for duty in self.duties)
        posts = tuple(
            _post_in(post, random)
            for post in self.posts
            if not post.planned or random.random() < 0.5
        )
        return World(duties, posts)


def _duty_in(duty: Duty, random: Random) -> Duty:
    hours = _between(duty.low, duty.high, random)
    return replace(duty, low=hours, high=hours)


def _post_in(post: Post, random: Random) -> Post:
    wte = _between(post.low, post.high, random)
    return replace(post, low=wte, high=wte, planned=False)


def _between(low: Fraction, high: Fraction, random: Random) -> Fraction:
    return low + (high - low) * random.choice((Fraction(0), Fraction(1, 3), Fraction(1, 2), 1))


def drawn(seed: int) -> World:
    random = Random(seed)
    duties = []
    for _ in range(random.randint(1, 4)):
        low = Fraction(random.randint(1, 6))
        high = low + random.choice((0, 0, 1, 3))
        once = random.random() < 0.3
        due = date(2020, 7, random.randint(1, 28)) if once else None
        roles = tuple(sorted(random.sample(ROLES, random.choice((1, 1, 2)))))
        duties.append(Duty(low * (5 if once else 1), high * (5 if once else 1), roles, due))
    posts = []
    for _ in range(random.randint(1, 4)):
        low = Fraction(random.randint(1, 8), 40)
        high = low + random.choice((Fraction(0), Fraction(0), Fraction(2, 40)))
        begins = AS_AT if random.random() < 0.7 else date(2020, 7, 10)
        planned = random.random() < 0.25
        posts.append(Post(random.choice(ROLES), low, high, begins, planned))
    return World(tuple(duties), tuple(posts))


def specification(world: World) -> Specification:
    texts = {
        "contract": 'specification "S"\n  edition "final", published 31 March 2020\n'
        '  in force from 1 April 2020 to 31 March 2021\n  uses "v.pcn"\n'
        'source SPEC "S", NHS, 2020\nservice 7 "S"\n'
        + "".join(_clause(number, duty) for number, duty in enumerate(world.duties)),
        "vocabulary": 'vocabulary "V"\nactor PCN, the network\n'
        + "".join(f"role {role}\n" for role in ROLES)
        + 'entity post, plural "staff"\n  fact role : role\n  fact WTE in post : WTE\n'
        + "".join(f'phrase "do {WORDS[n]}"\n  attested\n' for n in range(len(world.duties))),
        "assumptions": 'assumptions "A"\none WTE is 40 hours per week\n'
        + "".join(_takes(number, duty) for number, duty in enumerate(world.duties)),
    }
    found, faults = load_text(texts)
    assert faults == ()
    assert found is not None
    return found


WORDS = ("alpha", "bravo", "charlie", "delta", "echo")


def _clause(number: int, duty: Duty) -> str:
    when = "from 15 June 2020 every week" if duty.due is None else f"by {_day(duty.due)}"
    said = f"  {when} the PCN must do {WORDS[number]}\n  cites SPEC 1, verified\n"
    return f'clause {number + 1} "C"\n{said}'


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _takes(number: int, duty: Duty) -> str:
    low, high = (_minutes(each) for each in (duty.low, duty.high))
    amount = low if low == high else f"{low} to {high}"
    each = " each time" if duty.due is None else ""
    roles = " or ".join(f"a {role}" for role in duty.roles)
    return f"to do {WORDS[number]}\n  takes {amount} minutes{each}\n  of {roles}\n"


def _minutes(hours: Fraction) -> str:
    minutes = hours * 60
    assert minutes.denominator == 1
    return str(minutes)


def network(world: World) -> Network:
    things, records = [], []
    for number, post in enumerate(world.posts):
        id = str(number)
        stands = Days(post.begins, None)
        things.append(Thing("post", id, id, stands, AS_AT, "X", planned=post.planned))
        amount: Value = Known(post.low) if post.low == post.high else Estimate(post.low, post.high)
        for fact, value in (("role", Known(post.role)), ("WTE in post", amount)):
            records.append(Record("post", id, fact, value, ALWAYS, AS_AT, "X", "stated"))
    for number in range(len(world.duties)):
        not_done = Known(False)
        words = f"do {WORDS[number]}"
        records.append(Record(None, None, words, not_done, ALWAYS, AS_AT, "X", "stated"))
    complete = frozenset({"post"})
    return Network("N", "N", AS_AT, tuple(things), tuple(records), complete, (), (), ())


def outcomes(world: World) -> tuple[Outcome, ...]:
    found = assess(specification(world), network(world), as_at=AS_AT)
    assert all(clause.outcome is not None for clause in found.clauses)
    return tuple(clause.outcome for clause in found.clauses if clause.outcome is not None)


def outlook(world: World) -> Outlook:
    return outlook_of(specification(world), network(world), as_at=AS_AT)


@pytest.mark.parametrize("part", range(4))
def test_no_sampled_world_contradicts_the_ends(part: int) -> None:
    for seed in range(part * 20, part * 20 + 20):
        world = drawn(seed)
        said, whole = outcomes(world), outlook(world).answer
        random = Random(seed)
        for _ in range(6):
            one = world.settled(random)
            answer = outlook(one).answer
            assert answer in ("in every world", "in no world"), seed
            assert whole in ("in some worlds", answer), seed
            for outcome, here in zip(said, outcomes(one), strict=True):
                _agrees(outcome, here, seed)


def _agrees(over_all: Outcome, in_one: Outcome, seed: int) -> None:
    """Met in all is met in one; impossible in all is so in one; competing is failing in none."""
    match over_all.verdict, over_all.cause:
        case Verdict.MET, _:
            assert in_one.verdict is Verdict.MET, seed
        case Verdict.IMPOSSIBLE, _:
            assert in_one.verdict is Verdict.IMPOSSIBLE, seed
        case _, Cause.COMPETING:
            assert in_one.verdict is not Verdict.IMPOSSIBLE, seed
        case _, cause:
            assert cause is Cause.THIN, seed


def test_all_three_answers_and_causes_come_up() -> None:
    worlds = [drawn(seed) for seed in range(60)]
    assert {outlook(world).answer for world in worlds} == set(ORDER)
    causes = {outcome.cause for world in worlds for outcome in outcomes(world)}
    assert causes >= {Cause.DELIVERABLE, Cause.THIN, Cause.COMPETING, Cause.NO_CAPACITY}


# --- what must hold for every network ---------------------------------------------------------

RANK = {Verdict.IMPOSSIBLE: 0, Verdict.AT_RISK: 1, Verdict.MET: 2}


def alone(world: World, place: int) -> int:
    only = World((world.duties[place],), world.posts)
    return RANK[outcomes(only)[0].verdict]


def more_staff(world: World) -> World:
    post = Post(world.posts[0].role, Fraction(1, 10), Fraction(1, 10), AS_AT, planned=False)
    return replace(world, posts=(*world.posts, post))


def sooner(world: World) -> World:
    duties = (
        duty if duty.due is None else replace(duty, due=duty.due - timedelta(days=5))
        for duty in world.duties
    )
    return replace(world, duties=tuple(duties))


def harder(world: World) -> World:
    duties = (replace(duty, low=duty.low + 1, high=duty.high + 1) for duty in world.duties)
    return replace(world, duties=tuple(duties))


def test_more_staff_never_worsens_a_duty_alone_nor_the_whole() -> None:
    for seed in range(40):
        world = drawn(seed)
        other = more_staff(world)
        assert ORDER.index(outlook(world).answer) <= ORDER.index(outlook(other).answer), seed
        for place in range(len(world.duties)):
            assert alone(world, place) <= alone(other, place), seed


@pytest.mark.parametrize("change", [sooner, harder])
def test_sooner_or_more_never_improves_a_duty_alone_nor_the_whole(change: object) -> None:
    assert callable(change)
    for seed in range(40):
        world = drawn(seed)
        other = change(world)
        assert ORDER.index(outlook(world).answer) >= ORDER.index(outlook(other).answer), seed
        for place in range(len(world.duties)):
            assert alone(world, place) >= alone(other, place), seed


def proofs(found: Outlook) -> Iterator[str]:
    ways = found.remedies
    for more in ways.more:
        yield more.proof
        if more.proof_of_tenths is not None:
            yield more.proof_of_tenths
    yield from (later.proof for later in ways.later)
    if ways.fewer is not None:
        yield ways.fewer.proof


def test_every_way_out_is_proven_by_judging_again() -> None:
    seen = 0
    for seed in range(60):
        found = outlook(drawn(seed))
        for proof in proofs(found):
            assert proof == "in every world", seed
            seen += 1
        if found.answer != "in every world":
            assert found.remedies.more, seed
    assert seen > 50


def test_the_order_of_posts_and_clauses_changes_nothing() -> None:
    for seed in range(20):
        world = drawn(seed)
        turned = World(tuple(reversed(world.duties)), tuple(reversed(world.posts)))
        assert outcomes(turned) == tuple(reversed(outcomes(world))), seed
