"""Resolve what is assumed of several clauses together, and of those who do the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pcn_rules.diagnostics import Related
from pcn_rules.language import meaning, model
from pcn_rules.language.efforts import (
    Conversion,
    counted,
    ends_of,
    read_effort,
    read_role,
    read_roles,
)
from pcn_rules.language.faults import did_you_mean, span_of, spoken, words_within
from pcn_rules.language.quantities import read_amount
from pcn_rules.language.scope import Context
from pcn_rules.language.sources import Sources, read_citation
from pcn_rules.language.symbols import Symbols
from pcn_rules.values.units import DAYS, MINUTES, MONTHS, WTE, Unit

Clauses = Sequence[meaning.ResolvedClause]


def read_workforce(
    files: tuple[model.AssumptionsFile, ...],
    clauses: Clauses,
    edition: str,
    *,
    conversions: Mapping[str, Conversion],
    sources: Sources,
    context: Context,
) -> meaning.Workforce:
    """Totals, full time, recruiting times and assumed posts, and the facts capacity is made of.

    Reports totals of clauses that are not there (E217) or that share some (E218), a part of a total
    that nobody does (E216), two facts of one meaning (E185), and what is no time, role or WTE.
    """
    reader = _Reader(files, edition, sources, context)
    totals = tuple(_unshared(list(reader.totals(clauses, conversions)), context))
    return meaning.Workforce(
        full_time=_full_time(conversions),
        totals=totals,
        recruiting=tuple(reader.recruiting()),
        posts=tuple(reader.posts()),
        facts=_post_facts(context),
    )


def _full_time(conversions: Mapping[str, Conversion]) -> meaning.FullTime | None:
    found = conversions.get("WTE")
    if found is None:
        return None
    words = spoken(found.written.amount)
    return meaning.FullTime(found.low, found.high, words, found.citations, found.set)


class _Reader:
    """Reads the blocks of every file of assumptions."""

    def __init__(
        self,
        files: tuple[model.AssumptionsFile, ...],
        edition: str,
        sources: Sources,
        context: Context,
    ) -> None:
        """For a specification of one edition."""
        self._files = files
        self._edition = edition
        self._sources = sources
        self._context = context

    def _cited(self, cites: tuple[model.Cites, ...]) -> tuple[meaning.Citation, ...]:
        found = (read_citation(each, self._sources, self._context.faults) for each in cites)
        return tuple(each for each in found if each is not None)

    # --- totals ---

    def totals(
        self, clauses: Clauses, conversions: Mapping[str, Conversion]
    ) -> Iterator[tuple[model.TotalEffort, meaning.TotalEffort]]:
        """Every total of this edition, with its node."""
        for file in self._files:
            for item in file.items:
                match item:
                    case model.TotalEffort(edition=edition) if edition in (None, self._edition):
                        total = self._total(item, file.name, clauses, conversions)
                        if total is not None:
                            yield item, total
                    case _:
                        pass

    def _total(
        self,
        item: model.TotalEffort,
        set: str,
        clauses: Clauses,
        conversions: Mapping[str, Conversion],
    ) -> meaning.TotalEffort | None:
        cited = self._cited(item.cites)
        parts = [self._part(part, conversions) for part in item.parts]
        named: list[str] = []
        for id in item.clauses:
            found = _named(id, clauses)
            if not found:
                self._not_there(id, item, clauses)
                return None
            named += found
        sound = [part for part in parts if part is not None]
        if len(sound) < len(parts):
            return None
        if not sound:
            self._context.faults.add(
                "E216",
                item,
                "a total without a part says nothing",
                help="say how much it takes, and of whom",
            )
            return None
        ids = tuple(dict.fromkeys(named))
        words = f"all of {', '.join(item.clauses)}"
        return meaning.TotalEffort(ids, words, tuple(sound), cited, set)

    def _part(
        self, part: model.EffortPart, conversions: Mapping[str, Conversion]
    ) -> meaning.Stated | None:
        found = read_effort(part.amount, conversions, self._context)
        roles = read_roles(part.roles, part, self._context)
        if not part.roles:
            self._context.faults.add(
                "E216",
                part,
                f"`{spoken(part)}` does not say of whom",
                help="write below it who may do it, as in `of a GP or a nurse`",
            )
        if found is None or not roles:
            return None
        stated = replace(found, roles=roles, written=spoken(part))
        return counted(stated, part.amount.per, part, owed=None, context=self._context)

    def _not_there(self, id: str, item: model.TotalEffort, clauses: Clauses) -> None:
        ids = [clause.id for clause in clauses] + [clause.service for clause in clauses]
        known: dict[str, None] = dict.fromkeys(ids)
        self._context.faults.add(
            "E217",
            words_within(item, id),
            f"no clause and no service `{id}` of this specification asks for work",
            help=did_you_mean(id, ((each, None) for each in known))
            or "name the ids of its clauses or services, or say in which edition they stand",
        )

    # --- recruiting, posts ---

    def recruiting(self) -> Iterator[meaning.RecruitingTime]:
        """How long it takes to fill posts, once for each role (else E159)."""
        seen: dict[str, model.Node] = {}
        for file in self._files:
            for item in file.items:
                match item:
                    case model.Recruiting():
                        made = self._recruiting(item, file.name)
                        if made is not None and self._is_first(made.role, item, seen):
                            yield made
                    case _:
                        pass

    def _recruiting(self, item: model.Recruiting, set: str) -> meaning.RecruitingTime | None:
        cited = self._cited(item.cites)
        role = read_role(item.role, item, self._context)
        typed = None if item.amount is None else read_amount(item.amount, self._context)
        if item.amount is None or typed is None or role is None:
            return None
        if typed.unit not in (DAYS, MONTHS):
            self._context.faults.add(
                "E210",
                item.amount,
                f"`{spoken(item.amount)}` is not how long recruiting takes",
                help="write days, weeks or months, as in `takes 3 to 6 months`",
            )
            return None
        low, high = ends_of(typed.expression)
        words = spoken(item.amount)
        return meaning.RecruitingTime(role, low, high, typed.unit, words, cited, set)

    def posts(self) -> Iterator[meaning.AssumedPosts]:
        """Posts that a network is taken to have, once for each role (else E159)."""
        seen: dict[str, model.Node] = {}
        for file in self._files:
            for item in file.items:
                match item:
                    case model.AssumedPosts():
                        made = self._posts(item, file.name)
                        if made is not None and self._is_first(made.role, item, seen):
                            yield made
                    case _:
                        pass

    def _posts(self, item: model.AssumedPosts, set: str) -> meaning.AssumedPosts | None:
        cited = self._cited(item.cites)
        roles = read_roles(item.roles, item, self._context)
        typed = read_amount(item.amount, self._context)
        if typed is not None and typed.unit != WTE:
            self._context.faults.add(
                "E210",
                item.amount,
                f"`{spoken(item.amount)}` is not in WTE, and posts are",
                help="write WTE, as in `assume 3 WTE`",
            )
            return None
        if len(item.roles) != 1:
            self._context.faults.add(
                "E216",
                item,
                f"`{spoken(item.amount)}` is not of one role",
                help="write below it of which, as in `of a clinical pharmacist`",
            )
            return None
        if typed is None or not roles:
            return None
        low, high = ends_of(typed.expression)
        return meaning.AssumedPosts(roles[0], low, high, spoken(item.amount), cited, set)

    def _is_first(self, role: str, item: model.Node, seen: dict[str, model.Node]) -> bool:
        before = seen.setdefault(role, item)
        if before is item:
            return True
        self._context.faults.add(
            "E159",
            item,
            f"the same of `{role}` is assumed twice",
            help="leave one of them out, or read only one of the two sets",
            related=(Related(span_of(before), "assumed here"),),
        )
        return False


def _named(id: str, clauses: Clauses) -> list[str]:
    """The duties that take work and stand under an id: a clause, else all clauses of a service."""
    working = [clause for clause in clauses if _takes_work(clause)]
    own = [clause.id for clause in working if clause.id == id]
    return own or [clause.id for clause in working if clause.service == id]


def _takes_work(clause: meaning.ResolvedClause) -> bool:
    match clause.statement:
        case meaning.ResolvedDuty(state=state, modality=modality, actor=actor):
            return not state and modality == "must" and actor.role != "another party"
        case _:
            return False


def _unshared(
    found: list[tuple[model.TotalEffort, meaning.TotalEffort]], context: Context
) -> Iterator[meaning.TotalEffort]:
    """Totals without those that are part of a wider one; any other that shares a clause is E218."""
    for place, (item, total) in enumerate(found):
        own = set(total.clauses)
        counted = True
        for number, (other_item, other) in enumerate(found):
            theirs = set(other.clauses)
            if number == place or own.isdisjoint(theirs):
                continue
            if own < theirs:
                counted = False
            elif not own > theirs and number < place:
                context.faults.add(
                    "E218",
                    words_within(item, f"all of {', '.join(item.clauses)}"),
                    f"`{total.written}` and `{other.written}` share clauses, and neither is a part "
                    "of the other",
                    help="leave one of them out, or read only one of the two sets",
                    related=(Related(span_of(other_item), "the other one"),),
                )
                counted = False
        yield replace(total, counted=counted)


# --- the facts of posts -----------------------------------------------------------------------

_A_WEEK = MINUTES / DAYS


def _post_facts(context: Context) -> meaning.PostFacts | None:
    """The entity that holds roles, and its facts in WTE and in hours per week (else E185)."""
    symbols = context.symbols
    if symbols.posts is None:
        return None
    entry, role = symbols.posts
    wte = _only(entry.name, WTE, symbols, context)
    committed = _only(entry.name, _A_WEEK, symbols, context)
    return meaning.PostFacts(entry.name, role, wte, committed)


def _only(
    entity: str, unit: Unit, symbols: Symbols, context: Context
) -> meaning.FactDefinition | None:
    entry = symbols.entities.get(entity)
    assert entry is not None
    found = [known for known in entry.facts.entries.values() if _is_in(known.value, unit)]
    for again in found[1:]:
        context.faults.add(
            "E185",
            again.place,
            f"`{again.name}` is a second fact of `{entity}` in the unit of `{found[0].name}`",
            help="keep one of them: it says how much of a post there is, or what is spoken for",
        )
    return found[0].value if found else None


def _is_in(fact: meaning.FactDefinition, unit: Unit) -> bool:
    match fact.kind:
        case meaning.NumberKind(unit=found):
            return found == unit
        case _:
            return False
