"""L102: a duty that does not name the one who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcn_rules.language import model
from pcn_rules.language.faults import key
from pcn_rules.lint.model import Contract, Edit, Remark, Rule
from pcn_rules.lint.wording import matches, phrase, spoken

_PASSIVE = re.compile(
    r"^be\s+(?:\w+ly\s+)?(?:\w+[^\We]ed|\w+(?:ied|ated|ised|ized|ged|red|ved|sed|ced|ked|led)|"
    r"told|paid|made|given|sent|shown|held|kept|seen|taken|written|chosen|built|found|met|"
    r"offered|done|brought|sought|taught|led)\b",
    re.IGNORECASE,
)
_MUST = re.compile(phrase("must"), re.IGNORECASE)


def look(contract: Contract) -> Iterator[Remark]:
    """Duties that name nobody, and duties of a party to which something is to be done."""
    network = _network(contract)
    for clause in contract.clauses:
        match clause.statement:
            case model.Duty(actor=None) as duty:
                yield from _nobody(duty, network)
            case model.Duty() as duty:
                yield from _passive(duty)
            case _:
                pass


def _network(contract: Contract) -> str | None:
    """The actor that a duty without one is read to have, by the name that is declared for it.

    That is the PCN, where the vocabulary has one, and otherwise the first that is the network.
    """
    actors = [item for item in contract.words if isinstance(item, model.ActorDeclaration)]
    named = [actor.name for actor in actors if key(actor.name) == "pcn"]
    networks = [actor.name for actor in actors if actor.role == "the network"]
    return next(iter((*named, *networks)), None)


def _nobody(duty: model.Duty, network: str | None) -> Iterator[Remark]:
    if duty.span is None or duty.action.span is None:
        return
    named = f"the {network}" if network else "the network"
    source, action = duty.span.source, duty.action.span
    if duty.modality is None:
        edits: tuple[Edit, ...] = (Edit(source.span(action.start, action.start), f"{named} must "),)
    else:
        before = source.span(duty.span.start, action.start)
        places = [source.span(place.start, place.start) for place in matches(_MUST, before)]
        edits = (Edit(places[-1], f"{named} "),) if places else ()
    yield Remark(
        RULE.code,
        duty.span,
        "this duty does not say whose it is",
        f"it is read as a duty of {named}: write `{named} must`",
        edits=edits if network else (),
    )


def _passive(duty: model.Duty) -> Iterator[Remark]:
    for place in matches(_PASSIVE, duty.action.span):
        yield Remark(
            RULE.code,
            place,
            f"`{spoken(place)}` does not say who does it",
            "let the one who acts be the actor, as in `the commissioner must tell the PCN`",
        )


RULE = Rule("L102", "no_actor", "a duty without its actor", look)
