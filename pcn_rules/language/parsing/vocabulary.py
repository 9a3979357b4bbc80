"""Turn the blocks of a vocabulary into nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pcn_rules.language import model
from pcn_rules.language.parsing.expressions import check_runs, expression_in, expressions_in
from pcn_rules.language.parsing.names import read_name
from pcn_rules.language.parsing.phrases import read_phrase_words
from pcn_rules.language.parsing.tree import (
    Reading,
    branch_of,
    branches,
    spaced,
    token,
    tokens,
)
from pcn_rules.language.parsing.values import read_quoted

if TYPE_CHECKING:
    from pcn_rules.language.parsing.tree import Branch


def read_heading(reading: Reading, branch: Branch) -> model.VocabularyFile:
    """`vocabulary "Primary care network"`: a vocabulary by its name, as yet without items."""
    (name,) = tokens(branch, "TITLE")
    return model.VocabularyFile(read_quoted(reading, name), (), span=reading.span(branch))


def read_unit(reading: Reading, branch: Branch) -> model.UnitDeclaration:
    """`unit patients, whole numbers`."""
    (name,) = tokens(branch, "DECLARED")
    glued = re.search(r"\s(whole\s+numbers?)$", name, re.IGNORECASE)
    if glued:
        start = name.start
        reading.fault(
            "E100",
            reading.source.span(start + glued.start(1), start + glued.end(1)),
            "there should be a comma before `whole numbers`",
            "it reads like this: `unit patients, whole numbers`",
        )
    return model.UnitDeclaration(
        read_name(reading, name, unit=True),
        token(branch, "WHOLE_NUMBERS") is not None,
        span=reading.span(branch),
    )


def read_entity(reading: Reading, branch: Branch) -> model.EntityDeclaration:
    """`entity care home` or `event admission`, and its facts."""
    (name,) = tokens(branch, "DECLARED")
    plural = token(branch, "TITLE")
    return model.EntityDeclaration(
        name=read_name(reading, name),
        plural=read_quoted(reading, plural) if plural else None,
        event=token(branch, "EVENT") is not None,
        facts=tuple(read_fact(reading, each) for each in branches(branch, "fact_declaration")),
        span=reading.span(branch),
    )


def read_fact(reading: Reading, branch: Branch) -> model.FactDeclaration:
    """`fact beds : beds`."""
    (name,) = tokens(branch, "DECLARED")
    kind = branch_of(branch, "yes_or_no", "a_date", "a_role", "measured")
    assert kind is not None
    return model.FactDeclaration(
        read_name(reading, name),
        _kind(reading, kind),
        _indicator(branch),
        span=reading.span(branch),
    )


def _kind(
    reading: Reading, branch: Branch
) -> model.YesOrNo | model.Measured | model.ADate | model.ARole:
    span = reading.span(branch)
    unit = token(branch, "UNIT_RUN")
    if unit is not None:
        return model.Measured(spaced(unit), token(branch, "ON_A_DAY") is not None, span=span)
    match branch.kind:
        case "yes_or_no":
            return model.YesOrNo(span=span)
        case "a_date":
            return model.ADate(span=span)
        case _:
            return model.ARole(span=span)


def _indicator(branch: Branch) -> str | None:
    """The indicator that a fact or a measure corresponds to, in capitals."""
    id = token(branch, "INDICATOR")
    return None if id is None else str(id).upper()


def read_actor(reading: Reading, branch: Branch) -> model.ActorDeclaration:
    """`actor PCN, the network`, `actor core network practice, each practice`."""
    name, *entity = tokens(branch, "DECLARED")
    role: OneOf["the network", "each", "another party"] = "another party"
    if entity:
        role = "each"
    elif token(branch, "THE_NETWORK"):
        role = "the network"
    return model.ActorDeclaration(
        name=read_name(reading, name),
        role=role,
        entity=spaced(entity[0]) if entity else None,
        span=reading.span(branch),
    )


def read_role(reading: Reading, branch: Branch) -> model.RoleDeclaration:
    """`role nurse`, or with a plural that is not regular."""
    (name,) = tokens(branch, "DECLARED")
    plural = token(branch, "TITLE")
    return model.RoleDeclaration(
        read_name(reading, name),
        read_quoted(reading, plural) if plural else None,
        span=reading.span(branch),
    )


def read_measure(reading: Reading, branch: Branch) -> model.MeasureDeclaration:
    """`measure registered patients : patients means sum of list size over practices`."""
    (name,) = tokens(branch, "DECLARED")
    (unit,) = tokens(branch, "UNIT_RUN")
    _check_meanings(reading, branch)
    return model.MeasureDeclaration(
        name=read_name(reading, name),
        unit=spaced(unit),
        meaning=expression_in(reading, branch),
        indicator=_indicator(branch),
        span=reading.span(branch),
    )


def read_phrase(reading: Reading, branch: Branch) -> model.PhraseDeclaration:
    """`phrase "..." means ...` or `attested`, with what shows effort; or a `state`."""
    (words,) = tokens(branch, "TITLE")
    _check_meanings(reading, branch)
    said = expressions_in(reading, branch)
    attested = token(branch, "ATTESTED") is not None
    shown = said if attested else said[1:]
    state = token(branch, "STATE")
    if state and shown:
        _effort_of_a_state(reading, shown[0])
    return model.PhraseDeclaration(
        words=read_phrase_words(reading, words),
        state=state is not None,
        meaning=None if attested else said[0],
        shown_by=shown[0] if shown else None,
        span=reading.span(branch),
    )


def _effort_of_a_state(reading: Reading, shown: model.Expression) -> None:
    """E100: a state, which is judged on the day, says how effort is shown."""
    if shown.span is not None:
        words = reading.source.text.casefold().rindex("effort", 0, shown.span.start)
        reading.fault(
            "E100",
            reading.source.span(words, shown.span.end),
            "a state takes no effort, so that nothing shows it",
            "leave the line out, or begin the block with `phrase`",
        )


def _check_meanings(reading: Reading, branch: Branch) -> None:
    """Check the layout of each expression against the line of the keyword before it."""
    for expression in branches(branch):
        opening = expression.start - 1
        while reading.source.text[opening].isspace():
            opening -= 1
        check_runs(reading, expression, opening)
