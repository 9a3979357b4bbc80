"""Resolve what is no duty: permissions and powers, and payments."""

from __future__ import annotations

from fractions import Fraction

from pcn_rules.language import meaning, model
from pcn_rules.language.expressions import read_group, read_truth
from pcn_rules.language.faults import spoken
from pcn_rules.language.owed import for_each_lines, named_subjects, read_meaning
from pcn_rules.language.parties import read_party
from pcn_rules.language.phrases import match_phrase
from pcn_rules.language.qualifiers import read_lines_alone, read_tests
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.subjects import narrowed
from pcn_rules.language.surroundings import Draft, Surroundings
from pcn_rules.language.symbols import unit_in_words
from pcn_rules.language.timings import read_timing
from pcn_rules.values.units import POUNDS, Unit


def read_power(clause: model.Clause, power: model.Duty, around: Surroundings) -> Draft | None:
    """A permission, or a power where the clause has a notice. It gets no verdict.

    When it applies is kept: another clause may be subject to it.
    """
    context = around.context
    timing = read_timing(power.timing, power, around.life, context)
    actor = read_party(power.actor, context)
    matched = match_phrase(power.action.text, power.action, context)
    named = named_subjects(clause, actor, timing, context)
    if matched is None or named is None or actor is None or timing is None:
        read_lines_alone(clause, named, context)
        return None
    scope = named.scopes[0] if named.scopes else Scope()
    body = read_meaning(matched, power, scope, context)
    lines = read_tests(clause, scope, context)
    if body is None or lines is None:
        return None
    resolved = meaning.ResolvedPower(
        actor=actor.actor,
        timing=timing.timing,
        subjects=named.group,
        fact=_exercise(body),
        notice=_notice(clause),
        action=" ".join(power.action.text.split()),
    )
    return Draft(resolved, scope.entity.name if scope.entity else None, lines.applies)


def _exercise(body: meaning.Expression) -> meaning.FactDefinition | None:
    match body:
        case meaning.FactValue(fact=fact):
            return fact
        case _:
            return None


def _notice(clause: model.Clause) -> model.Notice | None:
    for line in clause.lines:
        match line:
            case model.Notice():
                return line
            case _:
                pass
    return None


def read_payment(
    clause: model.Clause, payment: model.Payment, around: Surroundings
) -> Draft | None:
    """What is paid, of what, and for whom; the amount must be one sum of money (E207, E211)."""
    context = around.context
    timing = read_timing(payment.timing, payment, around.life, context)
    actor = read_party(payment.actor, context)
    paid = _money(payment.amount, context)
    sound, group = _group(clause, payment, context)
    if timing is None or actor is None or paid is None or not sound:
        return None
    amount, unit = paid
    resolved = meaning.ResolvedPayment(
        actor=actor.actor,
        timing=timing.timing,
        amount=amount,
        unit=unit,
        group=group,
        written=spoken(payment.amount),
    )
    return Draft(resolved)


def _money(written: model.Amount, context: Context) -> tuple[Fraction, Unit] | None:
    typed = read_amount(written, context)
    if typed is None:
        return None
    powers = dict(typed.unit.powers)
    name = POUNDS.powers[0][0]
    per = (power for other, power in powers.items() if other != name)
    if powers.get(name) != 1 or any(power > 0 for power in per):
        context.faults.add(
            "E211",
            written,
            f"`{spoken(written)}` is in {unit_in_words(typed.unit)}, and a payment is money",
            help="write pounds, as in `£7.50 per bed per month`",
        )
        return None
    match typed.expression:
        case meaning.Constant(amount=amount, unit=unit):
            return amount, unit
        case _:
            context.faults.add(
                "E207", written, f"the range `{spoken(written)}` stands where one sum is paid"
            )
            return None


def _group(
    clause: model.Clause, payment: model.Payment, context: Context
) -> tuple[bool, meaning.Group | None]:
    """Whether the group that is paid for is sound, and the group, narrowed by `where` lines."""
    written = [payment.group] if payment.group else []
    written += [line.group for line in for_each_lines(clause)]
    groups = [read_group(group, Scope(), context) for group in written]
    group = groups[0] if groups else None
    if None in groups:
        return False, None
    for line in clause.lines:
        match line:
            case model.Condition(word="where", test=test) if group is not None:
                entity = context.symbols.entities.get(group.entity)
                where = read_truth(test, Scope(entity=entity), context)
                if where is None:
                    return False, None
                group = narrowed(group, where)
            case model.Condition(word="where"):
                context.faults.add(
                    "E306",
                    line,
                    f"`{spoken(line)}` says nothing of a payment that is made for nobody by name",
                    help="say for each of whom it is paid, as in `for each care home`",
                )
                return False, None
            case _:
                pass
    return True, group
