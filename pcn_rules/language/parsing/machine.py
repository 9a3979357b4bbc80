"""Read a block by the tables that Lark makes of the grammar.

Lark would do so itself. Run here, the tables give words and branches with two offsets each and
nothing that no one asks for (lines, columns, words that the grammar leaves out), which takes less
than half the time. A test holds that the trees and the places where reading stops are Lark's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pcn_rules.language.parsing.tables import END, Reduction, Tables, Terminal
from pcn_rules.language.parsing.tree import Branch, Part, Word


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where a block cannot be read on: the offset, whether it ends there, and what could follow."""

    at: int
    ended: bool
    accepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The tree of a block, and how many branches it has."""

    tree: Branch
    branches: int


_Match = Callable[[str, int, int], re.Match[str] | None]
_Value = Part | list[Part] | None
"""What stands for a symbol that was read: None for a word that the grammar leaves out, a list for
a rule whose parts belong to the rule above it."""


class _Choices(dict[str, tuple[tuple[_Match, Terminal], ...]]):
    """What is tried at a place, by the first character that stands there.

    It is put together, and its patterns are compiled, when a character is first met.
    """

    def __init__(self, terminals: Sequence[Terminal]) -> None:
        super().__init__()
        self._terminals = terminals

    def __missing__(self, character: str) -> tuple[tuple[_Match, Terminal], ...]:
        made = tuple(
            (_matcher(each.pattern), each)
            for each in self._terminals
            if not each.opens or _matcher(each.opens)(character, 0, 1)
        )
        if character.isascii():  # of others there may be any number
            self[character] = made
        return made


@cache
def _matcher(pattern: str) -> _Match:
    return re.compile(pattern).match


class _Stack:
    """What was read of a block so far: each symbol with its state, value and first offset."""

    __slots__ = ("begins", "branches", "end", "states", "values")

    def __init__(self, state: int) -> None:
        self.states = [state]
        self.values: list[_Value] = []
        self.begins: list[int] = []
        self.end = 0
        self.branches = 0


class Machine:
    """Reads blocks of one kind of file."""

    def __init__(self, tables: Tables) -> None:
        """By the tables of its grammar."""
        self._rows = tables.rows
        self._rules = tables.rules
        self._starts = tables.starts
        choices = [_Choices(terminals) for terminals in tables.places]
        self._choices = [choices[place] for place in tables.place_of]

    def read(self, text: str, start: int, end: int, rule: str) -> Read | Stuck:
        """The tree of what stands between two offsets, read by a rule; or where that stops."""
        stack = _Stack(self._starts[rule])
        states, values, begins = stack.states, stack.values, stack.begins
        choices = self._choices[states[-1]]
        at = start
        while at < end:
            for match, terminal in choices[text[at]]:  # noqa: B007 - the one that is met is used
                found = match(text, at, end)
                if found is not None:
                    break
            else:
                return Stuck(at, False, self._accepts(states))
            begin, at = at, found.end()
            if terminal.ignored:
                continue
            state = self._settle(stack, terminal.name)
            if state is None:
                return Stuck(begin, False, self._accepts(states))
            word = None
            if terminal.kept:
                word = Word(found.group())
                word.kind, word.start, word.end = terminal.name, begin, at
            states.append(state)
            values.append(word)
            begins.append(begin)
            stack.end = at
            choices = self._choices[state]
        if self._settle(stack, END) is None:
            return Stuck(stack.end, True, self._accepts(states))
        (tree,) = values
        assert isinstance(tree, Branch)
        return Read(tree, stack.branches)

    def _settle(self, stack: _Stack, word: str) -> int | None:
        """Put together all that ends before a word; the state that the word leads to, if it fits.

        No rule reads nothing, so that whatever is put together ends with the last word.
        """
        rows, states, values, begins = self._rows, stack.states, stack.values, stack.begins
        while True:
            action = rows[states[-1]].get(word)
            if action is None or action >= 0:
                return action
            rule = self._rules[~action]
            if rule.unchanged:
                states[-1] = rows[states[-2]][rule.origin]
                continue
            size = rule.size
            del states[-size:]
            if size > 1:
                del begins[1 - size :]
            values[-size:] = [self._made(rule, values[-size:], begins[-1], stack)]
            states.append(rows[states[-1]][rule.origin])

    def _made(self, rule: Reduction, values: list[_Value], begin: int, stack: _Stack) -> _Value:
        """What stands for the parts of a rule: a branch, their list, or the one part itself."""
        parts: list[Part] = []
        for value in values:
            if isinstance(value, list):
                parts = [*parts, *value] if parts else value
            elif value is not None:
                parts.append(value)
        if rule.label is None:
            return parts
        if rule.passes_on and len(parts) == 1:
            return parts[0]
        stack.branches += 1
        return Branch(rule.label, parts, begin, stack.end)

    def _accepts(self, states: Sequence[int]) -> frozenset[str]:
        """The words of the grammar that could stand next, by their names."""
        names = (name for name in self._rows[states[-1]] if name.isupper())
        return frozenset(name for name in names if self._fits(states, name))

    def _fits(self, states: Sequence[int], word: str) -> bool:
        left = list(states)
        while True:
            action = self._rows[left[-1]].get(word)
            if action is None or action >= 0:
                return action is not None
            rule = self._rules[~action]
            del left[-rule.size :]
            left.append(self._rows[left[-1]][rule.origin])
