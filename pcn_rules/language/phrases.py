"""Match the words of an action with a phrase of the vocabulary, and fill its blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pcn_rules.diagnostics import Related
from pcn_rules.language.faults import Faults, did_you_mean, key, one_line, span_of, spoken
from pcn_rules.language.model import Amount, Blank, Node, PhraseDeclaration
from pcn_rules.language.quantities import Word, fitted, read_amount, read_quantity
from pcn_rules.language.scope import Context, Typed
from pcn_rules.language.symbols import Symbols, phrase_in_words, unit_in_words
from pcn_rules.language.vocabulary import blank_unit
from pcn_rules.source import Span
from pcn_rules.values.units import NUMBER, POUNDS, Unit

_WORD = re.compile(r"#[^\n]*|[^\s#]+")

Arguments = tuple[tuple[Blank, tuple[Word, ...], Amount], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A phrase with its blanks filled: `words` as filled, `blanks` by the key of their name."""

    phrase: PhraseDeclaration
    words: str
    blanks: dict[str, Typed]


@dataclass(frozen=True, slots=True)
class _Candidate:
    phrase: PhraseDeclaration
    arguments: Arguments
    literals: int

    @property
    def filled(self) -> str:
        """The words of the phrase with its blanks filled as written."""
        taken = iter(self.arguments)
        parts: list[str] = []
        for word in self.phrase.words:
            match word:
                case Blank():
                    parts.extend(w.text for w in next(taken)[1])
                case str():
                    parts.append(word)
        return " ".join(" ".join(parts).split()).replace(" ,", ",")


def match_phrase(text: str, place: Node, context: Context) -> Matched | None:
    """The phrase that the words of an action are, with its blanks filled.

    Reports words that no phrase has (E103), two phrases that fit equally well (E158), and a blank
    filled with an amount of another unit (E203, E204).
    """
    words = words_of(text, place)
    plain = tuple(_plain(word.text) for word in words)
    opening = _opening_like(plain, context.symbols)
    candidates = [c for phrase in opening for c in _fits(phrase, words, plain)]
    if not candidates:
        _unknown(text, place, context)
        return None
    return _best(candidates, place, context)


def _best(candidates: list[_Candidate], place: Node, context: Context) -> Matched | None:
    candidates.sort(key=lambda c: (-c.literals, phrase_in_words(c.phrase.words)))
    fitting: list[tuple[_Candidate, dict[str, Typed]]] = []
    for candidate in candidates:
        blanks = _fill(candidate, context.trial())
        if blanks is not None:
            fitting.append((candidate, blanks))
    if not fitting:
        _fill(candidates[0], context)
        return None
    best, blanks = fitting[0]
    rivals = [c for c, _ in fitting if c.literals == best.literals and c.phrase != best.phrase]
    if rivals:
        _ambiguous(best.phrase, rivals[0].phrase, place, context)
        return None
    return Matched(best.phrase, best.filled, blanks)


def words_of(text: str, place: Node) -> tuple[Word, ...]:
    """The words of a text, each with where it stands in the node it was read from.

    What else the node holds (`aim to`, comments) is left out.
    """
    texts = text.split()
    if place.span is None:
        return tuple(Word(word, None) for word in texts)
    source, start = place.span.source, place.span.start
    found = [w for w in _WORD.finditer(place.span.text) if w[0][0] != "#"]
    written = [w[0] for w in found]
    for first in range(len(found) - len(texts) + 1):
        if written[first : first + len(texts)] == texts:
            run = found[first : first + len(texts)]
            return tuple(Word(w[0], Span(source, start + w.start(), start + w.end())) for w in run)
    return tuple(Word(word, place.span) for word in texts)


# --- fitting ----------------------------------------------------------------------------------


def _opening_like(plain: tuple[str, ...], symbols: Symbols) -> Iterator[PhraseDeclaration]:
    """The phrases that begin with the first of some words, and those that begin with a blank."""
    if not symbols.openings:
        for known in symbols.phrases.entries.values():
            match _pattern(known.value.words):
                case (str() as first, *_):
                    symbols.openings.setdefault(first, []).append(known.value)
                case _:
                    symbols.openings.setdefault(None, []).append(known.value)
    if plain:
        yield from symbols.openings.get(plain[0], ())
    yield from symbols.openings.get(None, ())


def _fits(
    phrase: PhraseDeclaration, words: tuple[Word, ...], plain: tuple[str, ...]
) -> Iterator[_Candidate]:
    pattern = _pattern(phrase.words)
    for arguments in _ways(pattern, words, plain):
        yield _Candidate(phrase, arguments, len(pattern) - len(arguments))


@lru_cache(maxsize=1024)
def _pattern(parts: tuple[str | Blank, ...]) -> tuple[str | Blank, ...]:
    """The words of a phrase one by one, each blank in its place."""
    pattern: list[str | Blank] = []
    for part in parts:
        match part:
            case Blank():
                pattern.append(part)
            case str():
                pattern.extend(_plain(part).split())
    return tuple(pattern)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(word.rstrip(",") for word in key(text).split())


def _ways(
    pattern: tuple[str | Blank, ...], words: tuple[Word, ...], plain: tuple[str, ...]
) -> Iterator[Arguments]:
    """Every way some words can be the words of a phrase, the shortest arguments first."""
    same = 0
    while same < len(pattern) and same < len(plain) and pattern[same] == plain[same]:
        same += 1
    pattern, words, plain = pattern[same:], words[same:], plain[same:]
    if not pattern:
        if not words:
            yield ()
        return
    match pattern[0]:
        case Blank() as blank:
            for taken in range(1, len(words) + 1):
                if not _goes_on(pattern[1:], plain[taken:]):
                    continue  # what more words make of the quantity does not depend on this
                inner_comma = any(word.text.endswith(",") for word in words[: taken - 1])
                amount = read_quantity(words[:taken])
                if inner_comma or amount is None:
                    return
                for rest in _ways(pattern[1:], words[taken:], plain[taken:]):
                    yield ((blank, words[:taken], amount), *rest)
        case _:  # another word than the one that stands here
            pass


def _goes_on(pattern: tuple[str | Blank, ...], plain: tuple[str, ...]) -> bool:
    """Whether some words can be those of a phrase, as far as the first of them tells."""
    if not pattern or not plain:
        return not pattern and not plain
    match pattern[0]:
        case str() as literal:
            return literal == plain[0]
        case _:
            return True


def _fill(candidate: _Candidate, context: Context) -> dict[str, Typed] | None:
    filled: dict[str, Typed] = {}
    for blank, _, amount in candidate.arguments:
        named = blank_unit(blank.unit, context.symbols)
        if named is None:  # told where the phrase is declared
            return None
        if amount.upper is not None and amount.upper < amount.amount:
            context.faults.add(
                "E110",
                amount,
                f"the range `{spoken(amount)}` ends below its start",
                help="write the smaller number first",
            )
        typed = read_amount(amount, context)
        if typed is not None:
            typed = _of_unit(typed, blank, named.unit, amount, context.faults)
        if typed is not None:
            filled[key(blank.name)] = replace(typed, place=span_of(amount))
    return filled if len(filled) == len(candidate.arguments) else None


def _of_unit(
    typed: Typed, blank: Blank, unit: Unit, amount: Amount, faults: Faults
) -> Typed | None:
    """An argument in the unit of its blank; a bare number counts what the blank counts."""
    typed = fitted(typed, unit)
    if typed.unit == unit:
        return typed
    written = one_line(span_of(amount).text) or "it"
    if typed.unit == NUMBER and amount.unit is None:
        example = f"£{written}" if unit == POUNDS else f"{written} {unit_in_words(unit)}"
        faults.add(
            "E204",
            amount,
            f"`{written}` does not say of what, where {_wanted(blank, unit)} is needed",
            help=f"say of what, as in `{example}`",
        )
    else:
        faults.add(
            "E203",
            amount,
            f"`{written}` is in {unit_in_words(typed.unit)}, "
            f"where {_wanted(blank, unit)} is needed",
            help=f"write {_wanted(blank, unit)}",
        )
    return None


def _wanted(blank: Blank, unit: Unit) -> str:
    if unit == NUMBER:
        return f"a {blank.unit}"
    return f"an amount in {unit_in_words(unit)}"


# --- faults -----------------------------------------------------------------------------------


def _unknown(text: str, place: Node, context: Context) -> None:
    known = [
        (phrase_in_words(entry.value.words), entry.place)
        for entry in context.symbols.phrases.entries.values()
    ]
    words = words_of(text, place)
    first, last = words[0].span, words[-1].span
    exact = first.source.span(first.start, last.end) if first and last else place
    context.faults.add(
        "E103",
        exact,
        f"no meaning for the phrase `{text}`",
        help=did_you_mean(text, known)
        or f'declare it in the vocabulary: `phrase "{text}"`, and what it means or `attested`',
    )


def _ambiguous(
    one: PhraseDeclaration, other: PhraseDeclaration, place: Node, context: Context
) -> None:
    first, second = phrase_in_words(one.words), phrase_in_words(other.words)
    context.faults.add(
        "E158",
        place,
        f"the words fit two phrases, `{first}` and `{second}`",
        help="change the words of one of them",
        related=tuple(
            Related(span_of(phrase), "declared here") for phrase in (one, other) if phrase.span
        ),
    )
