"""Whether one condition holds wherever another does: shown, or not shown.

Everything here is sound and nothing is complete: True is a proof, False is none.
"""

from __future__ import annotations

from itertools import combinations

from pcn_rules.compare.linear import exclude, impossible, inequalities
from pcn_rules.compare.literals import TRUE, contrary, every, plain
from pcn_rules.language.meaning import (
    And,
    Compare,
    Every,
    Expression,
    Group,
    HasRole,
    Not,
    Or,
    Some,
)

MOST_CASES = 2_000
"""How many combinations of alternatives are looked at before nothing is said."""


def implies(one: Expression, other: Expression) -> bool:
    """Whether the other condition certainly holds wherever the one does."""
    return never(every((plain(one), contrary(other))))


def never(condition: Expression) -> bool:
    """Whether a condition in plain form certainly holds nowhere."""
    cases = _cases(condition)
    return cases is not None and all(_clash(case) for case in cases)


Case = tuple[Expression, ...]
"""What holds together: yes or no, comparisons, and what holds of a group."""


def _cases(condition: Expression) -> list[Case] | None:
    """The alternatives of a condition; None where they are too many to look at."""
    match condition:
        case Or(operands=operands):
            found: list[Case] = []
            for operand in operands:
                more = _cases(operand)
                if more is None or len(found) + len(more) > MOST_CASES:
                    return None
                found.extend(more)
            return found
        case And(operands=operands):
            together: list[Case] = [()]
            for operand in operands:
                more = _cases(operand)
                if more is None or len(together) * len(more) > MOST_CASES:
                    return None
                together = [(*case, *added) for case in together for added in more]
            return together
        case _:
            return [(condition,)]


def _clash(case: Case) -> bool:
    """Whether two parts of a case, or one alone, can never hold."""
    return any(_alone(part) for part in case) or any(
        _apart(one, other) or _apart(other, one) for one, other in combinations(case, 2)
    )


def _alone(part: Expression) -> bool:
    match part:
        case Compare():
            return any(impossible(each) for each in inequalities(part))
        case Some(group=group, body=body):
            return never(every((_belongs(group), body)))
        case _:
            return False


def _apart(one: Expression, other: Expression) -> bool:
    """Whether two parts never hold together, told from the side of the first."""
    match one, other:
        case Compare(), Compare():
            return any(exclude(a, b) for a in inequalities(one) for b in inequalities(other))
        case Every(group=whole, body=holds), Some(group=group, body=body) if (
            whole.entity == group.entity
        ):
            # Some of the group is one of all, and for it both would have to hold.
            found = every((_belongs(group), body))
            return _within(found, whole) and never(every((found, holds)))
        case HasRole(fact=fact, role=role), HasRole(fact=same, role=other_role):
            return fact == same and role != other_role
        case _, Not(operand=denied):
            return one == denied
        case _:
            return False


def _belongs(group: Group) -> Expression:
    return TRUE if group.where is None else group.where


def _within(found: Expression, group: Group) -> bool:
    return never(every((found, contrary(_belongs(group)))))
