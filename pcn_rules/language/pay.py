"""Resolve what posts cost, and how much of that is paid back by this edition."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.efforts import ends_of, read_role
from pcn_rules.language.expressions import read_group
from pcn_rules.language.faults import span_of, spoken, words_within
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context, Scope
from pcn_rules.language.sources import Sources, read_citation
from pcn_rules.language.symbols import unit_in_words
from pcn_rules.source import Span
from pcn_rules.values.units import MONTHS, POUNDS, WTE

Ends = tuple[Fraction, Fraction]

_A_MONTH = POUNDS / WTE / MONTHS


def read_pay(
    files: tuple[model.AssumptionsFile, ...], edition: str, sources: Sources, context: Context
) -> tuple[meaning.Pay, ...]:
    """What posts cost, once for each role (else E159).

    Reports unknown roles (E155), roles that no post can be said to hold (E181), costs that are no
    money for each WTE in a time (E228), and shares that are none (E229).
    """
    seen: dict[str, model.Node] = {}
    found: list[meaning.Pay] = []
    for set, item in _items(files):
        made = _pay(item, set, edition, sources, context)
        if made is None:
            continue
        before = seen.setdefault(made.role, item)
        if before is item:
            found.append(made)
            continue
        context.faults.add(
            "E159",
            item,
            f"what a `{made.role}` costs is assumed twice",
            help="leave one of them out, or read only one of the two sets",
            related=(Related(span_of(before), "assumed here"),),
        )
    return tuple(found)


def _items(files: tuple[model.AssumptionsFile, ...]) -> Iterator[tuple[str, model.Employing]]:
    for file in files:
        for item in file.items:
            match item:
                case model.Employing():
                    yield file.name, item
                case _:
                    pass


def _pay(
    item: model.Employing, set: str, edition: str, sources: Sources, context: Context
) -> meaning.Pay | None:
    cited = tuple(read_citation(each, sources, context.faults) for each in item.cites)
    role = read_role(item.role, item, context)
    costs = _costs(item.costs, context)
    on_costs = _share(item.on_costs, None, context)
    shares = [(_share(each.share, Fraction(1), context), each) for each in item.reimbursed]
    if role is None or None in (costs, on_costs) or any(share is None for share, _ in shares):
        return None
    words = words_within(item, item.role)
    group = read_group(model.Group(role, span=words), Scope(), context)
    wte = _wte(group, words, context) if group else None
    if group is None or wte is None:
        return None
    assert costs is not None
    assert on_costs is not None
    return meaning.Pay(
        role=role,
        posts=group,
        wte=wte,
        costs=costs or None,
        on_costs=on_costs or None,
        share=_of_edition([(share, each) for share, each in shares if share], edition),
        written=_in_words(item, edition),
        citations=tuple(each for each in cited if each is not None),
        set=set,
    )


def _costs(written: model.Amount | None, context: Context) -> Ends | tuple[()] | None:
    """What a WTE costs in a month; () where nobody said, None where it is at fault (E228)."""
    if written is None:
        return ()
    typed = read_amount(written, context)
    if typed is None:
        return None
    if typed.unit != _A_MONTH:
        context.faults.add(
            "E228",
            written,
            f"`{spoken(written)}` is in {unit_in_words(typed.unit)}, and a post costs money for "
            "each WTE in a time",
            help="write it as in `costs £44,000 to £52,000 per WTE per year`",
        )
        return None
    return ends_of(typed.expression)


def _share(
    written: model.Amount | None, most: Fraction | None, context: Context
) -> Ends | tuple[()] | None:
    """A share; () where nobody said, None where it is none (E229)."""
    if written is None:
        return ()
    typed = read_amount(written, context)
    if typed is None:
        return None
    low, high = ends_of(typed.expression)
    if most is not None and high > most:
        context.faults.add(
            "E229",
            written,
            f"`{spoken(written)}` is not a share of what a post costs",
            help="write at most 100%, as in `reimbursed at 70%`",
        )
        return None
    return low, high


def _of_edition(shares: list[tuple[Ends, model.Reimbursed]], edition: str) -> Ends | None:
    """The share that is said for an edition, else for any."""
    for wanted in (edition, None):
        for share, each in shares:
            if each.edition == wanted:
                return share
    return None


def _wte(group: meaning.Group, words: Span, context: Context) -> meaning.FactDefinition | None:
    """The fact that says how much of a post each is."""
    entry = context.symbols.entities.get(group.entity)
    assert entry is not None
    for known in entry.facts.entries.values():
        match known.value.kind:
            case meaning.NumberKind(unit=unit) if unit == WTE:
                return known.value
            case _:
                pass
    context.faults.add(
        "E220",
        words,
        f"nothing of each {entry.name} that is called `WTE` is counted",
        help="declare how much of a post each is, as in `fact WTE in post : WTE`",
    )
    return None


def _in_words(item: model.Employing, edition: str) -> str:
    said = [] if item.costs is None else [f"costs {spoken(item.costs)}"]
    said += [] if item.on_costs is None else [f"plus {spoken(item.on_costs)} for on-costs"]
    for wanted in (edition, None):
        named = [each for each in item.reimbursed if each.edition == wanted]
        if named:
            said.append(f"reimbursed at {spoken(named[0].share)}")
            break
    return ", ".join(said)
