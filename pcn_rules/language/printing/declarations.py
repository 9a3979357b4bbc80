"""Turn the blocks of each kind of file into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pcn_rules.language import model
from pcn_rules.language.printing.expressions import amount, expression
from pcn_rules.language.printing.pieces import (
    Line,
    Piece,
    Printed,
    after,
    before,
    day,
    line,
    quoted,
    said,
)
from pcn_rules.language.printing.statements import cites, clause_line, deferral, statement_lines


def printed(file: model.File) -> Iterator[Printed]:
    """The blocks of a file, in order."""
    match file:
        case model.SpecificationFile():
            yield from _specification(file)
        case model.VariationFile():
            yield from _variation(file)
        case model.VocabularyFile(name=name, items=words):
            yield Printed("vocabulary", (Line(0, (Piece("vocabulary"), quoted(name))),))
            for word in words:
                yield _vocabulary_item(word)
        case model.AssumptionsFile(name=name, items=assumed):
            heading = [Piece("assumptions"), quoted(name)]
            if file.only_where_named:
                heading = [*after(heading, ","), Piece("only where named")]
            yield Printed("assumptions", (Line(0, tuple(heading)),))
            for each in assumed:
                yield _assumptions_item(each)
        case _:
            assert_never(file)


def _opening(pieces: tuple[Piece, ...], node: model.Node) -> Line:
    """The first line of a block, which starts where the block does and ends before it."""
    return Line(0, pieces, node.span.start if node.span else None, whole=True)


# --- specifications ---------------------------------------------------------------------------


def _specification(file: model.SpecificationFile) -> Iterator[Printed]:
    if file.header is not None:
        yield Printed("specification", tuple(_header(file.header)))
    for item in file.items:
        yield _specification_item(item)


def _header(node: model.SpecificationHeader) -> Iterator[Line]:
    yield _opening((Piece("specification"), quoted(node.name)), node)
    yield Line(
        2,
        (
            Piece("edition"),
            *after([quoted(node.edition)], ","),
            Piece("published"),
            day(node.published),
        ),
    )
    life = Piece("proposed" if node.proposed else "in force")
    yield Line(2, (life, Piece("from"), day(node.start), Piece("to"), day(node.end)))
    for uses in node.uses:
        yield line(2, (Piece("uses"), quoted(uses.path)), uses)


def _specification_item(node: model.SpecificationItem) -> Printed:
    match node:
        case model.SourceDeclaration():
            return _source(node)
        case model.Service(id=id, title=title):
            heading = (Piece("service"), Piece(id), quoted(title))
            return Printed("service", (replace(line(0, heading, node), whole=True),))
        case model.Clause():
            return Printed("clause", tuple(_clause(node)))
        case model.Deferral(cites=cited):
            said = line(0, tuple(deferral(node)), node)
            return Printed("defers", (said, *(line(2, cites(each), each) for each in cited)))
        case _:
            assert_never(node)


def _source(node: model.SourceDeclaration) -> Printed:
    pieces = (
        Piece("source"),
        Piece(node.id),
        Piece(f'"{node.title}",'),
        Piece(f"{node.publisher},"),
        Piece(node.when),
    )
    return Printed("source", (replace(line(0, pieces, node), whole=True),))


def _clause(node: model.Clause) -> Iterator[Line]:
    yield _opening((Piece("clause"), Piece(node.id), quoted(node.title)), node)
    yield from _terms(node)


def _terms(node: model.Clause) -> Iterator[Line]:
    yield from statement_lines(node.statement)
    for each in node.lines:
        yield line(2, clause_line(each), each)


# --- variations -------------------------------------------------------------------------------


def _variation(file: model.VariationFile) -> Iterator[Printed]:
    if file.header is not None:
        yield Printed("variation", tuple(_variation_header(file.header)))
    for item in file.items:
        yield _variation_item(item)


def _variation_header(node: model.VariationHeader) -> Iterator[Line]:
    yield _opening((Piece("variation"), quoted(node.name)), node)
    yield Line(2, (Piece("amends"), quoted(node.amends), Piece("from"), day(node.start)))


def _variation_item(node: model.VariationItem) -> Printed:
    match node:
        case model.Replacement(clause=clause):
            opening = (Piece("replace clause"), Piece(clause.id), quoted(clause.title))
            return Printed("replace", (_opening(opening, node), *_terms(clause)))
        case model.Omission(clause=id, cites=cited):
            omitted = _opening((Piece("omit clause"), Piece(id)), node)
            return Printed("omit", (omitted, *(line(2, cites(each), each) for each in cited)))
        case model.SourceDeclaration() | model.Service() | model.Clause():
            return _specification_item(node)
        case _:
            assert_never(node)


# --- vocabularies -----------------------------------------------------------------------------


def _vocabulary_item(node: model.VocabularyItem) -> Printed:
    match node:
        case model.UnitDeclaration(name=name, whole=whole):
            unit = f"{name}, whole numbers" if whole else name
            return Printed("unit", (line(0, (Piece("unit"), Piece(unit)), node),))
        case model.EntityDeclaration(event=event):
            return Printed("event" if event else "entity", tuple(_entity(node)))
        case model.FactDeclaration():
            return Printed("fact", (_fact(node, 0),))
        case model.ActorDeclaration():
            return Printed("actor", (line(0, (Piece("actor"), Piece(_actor(node))), node),))
        case model.RoleDeclaration(name=name, plural=plural):
            role = name if plural is None else f'{name}, plural "{plural}"'
            return Printed("role", (line(0, (Piece("role"), Piece(role)), node),))
        case model.MeasureDeclaration():
            return Printed("measure", tuple(_measure(node)))
        case model.PhraseDeclaration(state=state):
            return Printed("state" if state else "phrase", tuple(_phrase(node)))
        case _:
            assert_never(node)


def _entity(node: model.EntityDeclaration) -> Iterator[Line]:
    plural = f', plural "{node.plural}"' if node.plural is not None else ""
    opening = (Piece("event" if node.event else "entity"), Piece(node.name + plural))
    yield _opening(opening, node)
    for fact in node.facts:
        yield _fact(fact, 2)


def _fact(node: model.FactDeclaration, indent: int) -> Line:
    kind = _kind(node.kind) + _indicator(node.indicator)
    pieces = (Piece("fact"), Piece(node.name), Piece(":"), Piece(kind))
    return replace(line(indent, pieces, node), stop=2, whole=True)


def _indicator(id: str | None) -> str:
    return "" if id is None else f", indicator {id}"


def _kind(kind: model.YesOrNo | model.Measured | model.ADate | model.ARole) -> str:
    match kind:
        case model.YesOrNo():
            return "yes or no"
        case model.Measured(unit=unit, on_a_day=on_a_day):
            return f"{unit} on a day" if on_a_day else unit
        case model.ADate():
            return "date"
        case model.ARole():
            return "role"
        case _:
            assert_never(kind)


def _actor(node: model.ActorDeclaration) -> str:
    role = f"each {node.entity}" if node.role == "each" else node.role
    return f"{node.name}, {role}"


def _measure(node: model.MeasureDeclaration) -> Iterator[Line]:
    unit = node.unit + _indicator(node.indicator)
    pieces = (Piece("measure"), Piece(node.name), Piece(":"), Piece(unit))
    yield _opening(pieces, node)
    yield _means("means", node.meaning)


def _phrase(node: model.PhraseDeclaration) -> Iterator[Line]:
    words = _CLINGS.sub(r"\1", " ".join(_phrase_word(word) for word in node.words))
    yield _opening((Piece("state" if node.state else "phrase"), quoted(words)), node)
    if node.meaning is None:
        yield Line(2, (Piece("attested"),))
    else:
        yield _means("means", node.meaning)
    if node.shown_by is not None:
        yield _means("effort shown by", node.shown_by)


_CLINGS = re.compile(r"(\)) (?=[,.;:!?%)])")
"""A space between a blank and a mark after it, which is not written."""


def _means(keyword: str, meaning: model.Expression) -> Line:
    return line(2, (Piece(keyword), *expression(meaning)), meaning)


def _phrase_word(word: str | model.Blank) -> str:
    match word:
        case str():
            return word
        case model.Blank(name=name, unit=unit):
            return f"({name})" if name == unit else f"({name}: {unit})"
        case _:
            assert_never(word)


# --- assumptions ------------------------------------------------------------------------------


def _assumptions_item(node: model.AssumptionsItem) -> Printed:
    match node:
        case model.SourceDeclaration():
            return _source(node)
        case model.Assumption():
            return Printed("to", tuple(_assumption(node)))
        case model.TotalEffort():
            return Printed("all", tuple(_total(node)))
        case model.Conversion(unit=unit, amount=worth):
            opening = (Piece("one"), *said(unit), Piece("is"), *amount(worth))
            return Printed("one", (_opening(opening, node), *_cited(node.cites)))
        case model.Recruiting():
            return Printed("recruiting", tuple(_recruiting(node)))
        case model.Employing():
            return Printed("employing", tuple(_employing(node)))
        case model.AssumedPosts(amount=worth, roles=roles):
            lines = (Line(2, tuple(_roles(roles))),) if roles else ()
            opening = (Piece("assume"), *amount(worth))
            return Printed("assume", (_opening(opening, node), *lines, *_cited(node.cites)))
        case _:
            assert_never(node)


def _total(node: model.TotalEffort) -> Iterator[Line]:
    ids = [Piece(f"{id},") for id in node.clauses[:-1]] + [Piece(node.clauses[-1])]
    edition = () if node.edition is None else (Piece("in"), quoted(node.edition))
    yield replace(_opening((Piece("all of"), *ids, *edition), node), whole=False)
    for part in node.parts:
        yield line(2, (Piece("takes"), *amount(part.amount)), part)
        if part.roles:
            yield Line(2, tuple(_roles(part.roles)))
    yield from _cited(node.cites)


def _recruiting(node: model.Recruiting) -> Iterator[Line]:
    article = "an" if node.role[:1] in "AEIOUaeiou" else "a"
    yield _opening((Piece("recruiting"), Piece(article), Piece(node.role)), node)
    if node.amount is not None:
        yield line(2, (Piece("takes"), *amount(node.amount)), node.amount)
    yield from _cited(node.cites)


def _employing(node: model.Employing) -> Iterator[Line]:
    article = "an" if node.role[:1] in "AEIOUaeiou" else "a"
    yield _opening((Piece("employing"), Piece(article), Piece(node.role)), node)
    if node.costs is not None:
        yield line(2, (Piece("costs"), *amount(node.costs)), node.costs)
    if node.on_costs is not None:
        yield Line(2, (Piece("plus"), *amount(node.on_costs), Piece("for on-costs")))
    for each in node.reimbursed:
        edition = () if each.edition is None else (Piece("in"), quoted(each.edition))
        yield line(2, (Piece("reimbursed at"), *amount(each.share), *edition), each)
    yield from _cited(node.cites)


def _cited(cited: tuple[model.Cites, ...]) -> Iterator[Line]:
    for each in cited:
        yield line(2, cites(each), each)


def _assumption(node: model.Assumption) -> Iterator[Line]:
    yield replace(_opening((Piece("to"), *said(node.action)), node), whole=False)
    match node.effort:
        case None:
            pass
        case model.NegligibleEffort():
            yield line(2, (Piece("takes"), Piece("negligible effort")), node.effort)
        case model.StatedEffort(amount=effort, each_time=each_time):
            often = (Piece("each time"),) if each_time else ()
            yield line(2, (Piece("takes"), *amount(effort), *often), node.effort)
        case _:
            assert_never(node.effort)
    if node.roles:
        yield Line(2, tuple(_roles(node.roles)))
    for need in node.needs:
        words = said(need.name) if need.name is not None else (Piece("nothing"),)
        yield line(2, (Piece("needs"), *words), need)
    for each in node.cites:
        yield line(2, cites(each), each)


def _roles(roles: tuple[str, ...]) -> Iterator[Piece]:
    for number, role in enumerate(roles):
        yield Piece("or" if number else "of")
        yield from before("an " if role[:1] in "AEIOUaeiou" else "a ", (Piece(role),))
