"""A world as a table of choices, and the tree of all of them (semantics, section 1)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

Choice = bool | str | Fraction | date
Key = tuple[str, str | None, str | None, str | None]
"""What a question is about: its kind, the entity, the subject's id, and the name of the fact."""


@dataclass(frozen=True)
class Variable:
    """Something that may be so or otherwise.

    `missing` where somebody could find it out, and then `key` is the question; estimates and
    plans are not missing, nobody can settle them today. What nobody can be asked has no key.
    """

    name: Hashable
    domain: tuple[Choice, ...]
    missing: bool = True
    key: Key | None = None


class UnreadError(Exception):
    """A world is silent about a variable that a formula needs."""

    def __init__(self, variable: Variable) -> None:
        super().__init__(variable)
        self.variable = variable


class TooManyWorldsError(Exception):
    """More worlds than are worth writing out."""


@dataclass(frozen=True)
class World:
    """One choice for every variable that was asked for."""

    chosen: Mapping[Hashable, Choice]

    def read(self, variable: Variable) -> Any:
        if variable.name not in self.chosen:
            raise UnreadError(variable)
        return self.chosen[variable.name]


@dataclass(frozen=True)
class Fork:
    """A variable, and what follows from each of its values; the leaves are results."""

    variable: Variable
    branches: Mapping[Choice, Any]


def tree_of(judge: Callable[[World], Any], most: int) -> Any:
    """Every world that `judge` tells apart, by asking for one variable after another.

    Raises TooManyWorldsError where there are more than `most`, on one branch or in the tree.
    """
    left = most

    def grow(chosen: Mapping[Hashable, Choice], worlds: int) -> Any:
        nonlocal left
        left -= 1
        if left < 0 or worlds > most:
            raise TooManyWorldsError
        try:
            return judge(World(chosen))
        except UnreadError as unread:
            variable = unread.variable
        worlds *= len(variable.domain)
        return Fork(
            variable, {v: grow({**chosen, variable.name: v}, worlds) for v in variable.domain}
        )

    return grow({}, 1)


def variables_of(tree: Any) -> dict[Hashable, Variable]:
    """Every variable that some world asks for."""
    if not isinstance(tree, Fork):
        return {}
    found = {tree.variable.name: tree.variable}
    for branch in tree.branches.values():
        found |= variables_of(branch)
    return found


def result_in(tree: Any, chosen: Mapping[Hashable, Choice]) -> Any:
    """What is judged where the variables are as chosen."""
    while isinstance(tree, Fork):
        tree = tree.branches[chosen[tree.variable.name]]
    return tree


def assignments(variables: list[Variable]) -> Iterator[dict[Hashable, Choice]]:
    """Every way to choose a value for each variable."""
    names = [variable.name for variable in variables]
    for values in product(*(variable.domain for variable in variables)):
        yield dict(zip(names, values, strict=True))
