"""Resolve an incentive: how much is earned as a measure goes from one level to another."""

from __future__ import annotations

from collections.abc import Iterable

from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read
from pcn_rules.language.faults import did_you_mean, key, spoken, words_within
from pcn_rules.language.parties import read_party
from pcn_rules.language.payments import read_terms
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context, Scope, Typed
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.language.symbols import singulars_of, unit_in_words
from pcn_rules.language.timings import read_timing
from pcn_rules.values.units import NUMBER, POUNDS

_SHARE = "%"


def earned_units(items: Iterable[model.Node]) -> frozenset[str]:
    """The units that incentives earn, in the singular and the plural, as they are looked up."""
    found: set[str] = set()
    for item in items:
        unit = _unit_earned(item)
        if unit is not None:
            found |= {key(unit), *(key(one) for one in singulars_of(unit))}
    return frozenset(found)


def _unit_earned(item: model.Node) -> str | None:
    """The unit that a clause earns, added or replaced; None where it earns nothing."""
    match item:
        case model.Replacement(clause=clause):
            return _unit_earned(clause)
        case model.Clause(statement=model.Incentive(most=most)):
            return most.unit
        case _:
            return None


def read_incentive(
    clause: model.Clause, incentive: model.Incentive, around: Surroundings
) -> Draft | None:
    """An incentive; its measure must be one (E150), in the unit of its levels (E227).

    Reports levels that lie the wrong way round (E224), and a timing without days (E222).
    """
    context = around.context
    timing = read_timing(incentive.timing, incentive, around.life, context)
    actor = read_party(incentive.actor, context)
    most = _earned(incentive, context)
    measure = _measure(incentive, context)
    levels = [_level(level, context) for level in (incentive.first, incentive.last)]
    terms = read_terms(clause, None, around)
    if timing is None or actor is None or most is None or terms is None:
        return None
    first, last = levels
    if measure is None or first is None or last is None:
        return None
    if not _fits(incentive, (first, last), measure, context):
        return None
    match timing.timing:
        case model.Recur() | model.React() | model.Achieve():
            _no_days(incentive, context)
            return None
        case _:
            pass
    assert incentive.most.unit is not None
    resolved = meaning.ResolvedIncentive(
        actor=actor.actor,
        timing=timing.timing,
        start=timing.start,
        end=timing.end,
        most=most.amount,
        unit=most.unit,
        unit_written=incentive.most.unit,
        measure=measure.expression,
        first=first.amount,
        last=last.amount,
        levels=(spoken(incentive.first), spoken(incentive.last)),
        condition=terms.condition,
        counted_on=terms.counted_on,
    )
    return Draft(resolved)


def _earned(incentive: model.Incentive, context: Context) -> meaning.Constant | None:
    typed = read_amount(incentive.most, context)
    if typed is None:
        return None
    if not incentive.most.amount:
        context.faults.add(
            "E232",
            incentive.most,
            f"`{spoken(incentive.most)}` is nothing, and so nothing could be earned",
            help="write the most that can be earned, as in `up to 72 points`",
        )
        return None
    if POUNDS.powers[0] in typed.unit.powers:
        context.faults.add(
            "E227",
            incentive.most,
            f"`{spoken(incentive.most)}` is money, and what is earned is paid by another clause",
            help="let it earn points, and write what is paid for each point in a clause of its own",
        )
        return None
    return _constant(typed)


def _constant(typed: Typed) -> meaning.Constant | None:
    match typed.expression:
        case meaning.Constant() as constant:
            return constant
        case _:
            return None


def _level(level: model.Amount, context: Context) -> meaning.Constant | None:
    typed = read_amount(level, context)
    return None if typed is None else _constant(typed)


def _measure(incentive: model.Incentive, context: Context) -> Typed | None:
    symbols = context.symbols
    name = incentive.measure
    if symbols.measures.get(name) is None and symbols.facts.get(name) is None:
        if not symbols.measures.is_faulty(name) and not symbols.facts.is_faulty(name):
            known = [*symbols.measures.names(), *symbols.facts.names()]
            context.faults.add(
                "E150",
                words_within(incentive, name),
                f"no measure is called `{name}`",
                help=did_you_mean(name, known) or f"declare it: `measure {name} : % means ...`",
            )
        return None
    return read(model.Name(name, span=words_within(incentive, name)), Scope(), context)


def _fits(
    incentive: model.Incentive,
    levels: tuple[meaning.Constant, meaning.Constant],
    measure: Typed,
    context: Context,
) -> bool:
    first, last = levels
    share = _is_share(incentive.measure, context)
    for level, written in zip(levels, (incentive.first, incentive.last), strict=True):
        if share and not _stands_as_share(written, level, incentive.measure, context):
            return False
        if measure.sort != "amount" or level.unit != measure.unit:
            what = unit_in_words(measure.unit) if measure.sort == "amount" else "no amount"
            context.faults.add(
                "E227",
                written,
                f"`{spoken(written)}` is in {unit_in_words(level.unit)}, "
                f"and `{incentive.measure}` is {what}",
                help="write the levels in the unit of the measure",
            )
            return False
    rises = incentive.direction == "rises"
    if (first.amount < last.amount) is not rises or first.amount == last.amount:
        context.faults.add(
            "E224",
            incentive.last,
            f"`{spoken(incentive.last)}` is not {'above' if rises else 'below'} "
            f"`{spoken(incentive.first)}`, from which it {incentive.direction}",
            help="write the level at which nothing is earned first, then that at which all is",
        )
        return False
    return True


def _is_share(name: str, context: Context) -> bool:
    """Whether a measure or a fact is declared in %."""
    measure, fact = context.symbols.measures.get(name), context.symbols.facts.get(name)
    if measure is not None:
        return measure.unit == _SHARE
    match fact.kind if fact is not None else None:
        case meaning.NumberKind(written=written):
            return written == _SHARE
        case _:
            return False


def _stands_as_share(
    written: model.Amount, level: meaning.Constant, measure: str, context: Context
) -> bool:
    """Whether a level of a share is written with its % (else E227), and no more than all (E231)."""
    if written.unit is None:
        context.faults.add(
            "E227",
            written,
            f"`{spoken(written)}` has no %, and `{measure}` is a share in %",
            help=f"write `{spoken(written)}%`",
        )
        return False
    if level.unit == NUMBER and level.amount > 1:
        context.faults.add(
            "E231",
            written,
            f"`{spoken(written)}` is more than all of it, and `{measure}` is a share",
            help="write a level from 0% to 100%",
        )
        return False
    return True


def _no_days(incentive: model.Incentive, context: Context) -> None:
    context.faults.add(
        "E222",
        incentive.timing if incentive.timing.span else incentive,
        f"`{spoken(incentive.most)}` cannot be earned at such a time",
        help="write over which days it counts: `from 1 October 2020 to 31 March 2021`",
    )
