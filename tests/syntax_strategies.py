"""Syntax drawn at random: every node a file can hold, in words that a reader might choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from pcn_rules.language import model

_PLAIN = ("beds", "list", "care", "home", "GP", "A&E", "Über", "resident's", "COVID-19", "number")
_LOOSE = (*_PLAIN, "in", "sum", "per", "each", "on", "a", "for", "if", "cites", "takes")
_ASKED = (
    *_LOOSE,
    "of",
    "the",
    "must",
    "where",
    "plan,",
    "1,000",
    "31",
    "July",
    "(again)",
    "£5",
    "by",
)


def _run(words: Sequence[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=most).map(" ".join)


names = _run(_LOOSE)
plain_names = _run(_PLAIN)
titles = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters='"“”'),
    min_size=1,
    max_size=60,
).map(lambda text: " ".join(text.split()) or "A title, and more (of it)")
ids = st.sampled_from(("1", "7.3.1(c)", "7.3.4(a)-02", "F-7-04", "EHCH-01", "5.1(w)(ii)"))
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
counts = st.integers(1, 9999)
figures = st.builds(Fraction, st.integers(0, 10**9), st.sampled_from((1, 10, 100, 1000)))


@st.composite
def spans_of_days(draw: st.DrawFn) -> tuple[date, date]:
    first, last = sorted((draw(days), draw(days)))
    return first, last


@st.composite
def periods(draw: st.DrawFn) -> tuple[date | None, date | None]:
    first, last = draw(spans_of_days())
    return draw(st.sampled_from(((None, None), (first, None), (first, last))))


# --- expressions ------------------------------------------------------------------------------

pers = st.builds(model.Per, figures, plain_names)


@st.composite
def amounts(draw: st.DrawFn) -> model.Amount:
    low, high = sorted((draw(figures), draw(figures)))
    upper = draw(st.sampled_from((None, high)))
    unit = draw(st.none() | st.sampled_from(("£", "%", "per cent")) | plain_names)
    return model.Amount(low, upper, unit, tuple(draw(st.lists(pers, max_size=2))))


@st.composite
def shares(draw: st.DrawFn) -> model.Amount:
    low, high = sorted((draw(figures), draw(figures)))
    return model.Amount(low, draw(st.sampled_from((None, high))), "%")


_leaves = (
    amounts()
    | st.builds(model.DayAmount, days)
    | st.builds(model.Name, names)
    | st.builds(model.InEachPeriod, st.builds(model.Name, names))
)


def _groups(inside: st.SearchStrategy[model.Expression]) -> st.SearchStrategy[model.Group]:
    return st.builds(model.Group, names, st.none() | inside)


def _deeper(inside: st.SearchStrategy[model.Expression]) -> st.SearchStrategy[model.Expression]:
    group = _groups(inside)
    several = st.lists(inside, min_size=2, max_size=3).map(tuple)
    signs = st.sampled_from((">=", "<=", ">", "<", "=", "within"))
    return st.one_of(
        st.builds(model.Arithmetic, st.sampled_from("+-×/"), inside, inside),
        st.builds(model.Rounded, inside, st.sampled_from(("nearest", "up", "down")), amounts()),
        st.builds(model.NumberOf, group),
        st.builds(model.SumOf, inside, group),
        st.builds(model.Compare, signs, inside, inside),
        st.builds(model.Not, inside),
        st.builds(model.And, several),
        st.builds(model.Or, several),
        st.builds(model.Every, group, inside),
        st.builds(model.Some, group, inside),
    )


expressions: st.SearchStrategy[model.Expression] = st.recursive(_leaves, _deeper, max_leaves=8)
groups = _groups(expressions)

# --- clauses ----------------------------------------------------------------------------------

achieve = st.builds(model.Achieve, days, st.booleans())
maintain = periods().map(lambda period: model.Maintain(*period))


@st.composite
def recur(draw: st.DrawFn) -> model.Recur:
    unit = draw(st.sampled_from(("day", "week", "month", "quarter", "year")))
    return model.Recur(draw(counts), unit, draw(st.booleans()), *draw(periods()))


@st.composite
def react(draw: st.DrawFn, *, fewest: int = 1) -> model.React:
    unit = draw(st.sampled_from(("working day", "calendar day", "week", "month")))
    events = draw(st.lists(plain_names, min_size=fewest, max_size=2))
    return model.React(draw(counts), unit, tuple(events), *draw(periods()))


timings = achieve | maintain | recur() | react()
parties = st.builds(model.Party, st.sampled_from(("the", "each", "a")), plain_names)


@st.composite
def actions(draw: st.DrawFn, verb: str = "agree") -> model.Action:
    words = draw(st.lists(st.sampled_from(_ASKED), max_size=25))
    effort = draw(st.sampled_from((None, "aim to", "make reasonable efforts to")))
    return model.Action(" ".join([verb, "it", *words]), effort)


@st.composite
def duties(draw: st.DrawFn) -> model.Duty:
    timing = draw(timings)
    actor = draw(st.none() | parties)
    modality = draw(st.sampled_from(("must", "must not", "should", "may")))
    return model.Duty(timing, actor, modality if actor else None, draw(actions()))


@st.composite
def limits(draw: st.DrawFn) -> model.Duty:
    timing = model.Limit(*draw(periods()))
    return model.Duty(timing, draw(st.none() | parties), "must not", draw(actions("exceed")))


payments = st.builds(
    model.Payment,
    timings,
    parties,
    amounts(),
    st.none() | groups,
    st.none() | parties,
    st.booleans(),
)
levels = st.builds(
    model.Amount, figures, st.none(), st.none() | st.sampled_from(("£", "%")) | plain_names,
    st.lists(pers, max_size=1).map(tuple),
)  # fmt: skip
incentives = st.builds(
    model.Incentive,
    timings,
    parties,
    st.builds(model.Amount, figures, st.none(), plain_names),
    _run((*_PLAIN, "of", "65", "and", "over", "where", "to", "from")).map(lambda run: f"flu {run}"),
    st.sampled_from(("rises", "falls")),
    levels,
    levels,
)
definitions = st.builds(model.Definition, titles, titles)

cites = st.builds(
    model.Cites,
    st.sampled_from(("SPEC", "HEMPSONS-SEP", "source_2")),
    st.sampled_from(("", "7.3.1(a)", "page 14", "table 2: rows 1-3")),
    st.none() | st.sampled_from(("PULSE", "as", "NHSE-FAQ")),
    st.sampled_from(("verified", "secondary source", "unverified")),
)
editions = st.sampled_from(("draft", "2020-21", "of July")) | titles
deferrals = st.builds(
    model.Deferral,
    editions,
    st.lists(st.builds(model.PutOff, ids), min_size=1, max_size=20).map(tuple),
    st.none() | days,
    st.lists(cites, min_size=1, max_size=2).map(tuple),
)
lines = st.one_of(
    st.builds(model.Condition, st.sampled_from(("if", "where")), expressions),
    st.builds(model.Unless, expressions),
    st.builds(model.ExceptWhere, expressions, st.none() | actions()),
    st.builds(model.SubjectTo, ids),
    st.builds(model.Notwithstanding, ids),
    spans_of_days().map(lambda found: model.Suspended(*found)),
    st.builds(model.Replaces, editions, ids),
    st.builds(
        model.AnotherReading,
        achieve | recur() | react(fewest=0) | maintain.filter(lambda timing: timing.start),
        st.none(),
    ),
    st.builds(model.AnotherReading, st.none(), actions()),
)
once = st.one_of(
    st.builds(model.ForEach, groups),
    st.builds(model.CountedOn, days),
    st.builds(model.AdjustedBy, expressions),
    st.builds(model.Notice, counts, st.sampled_from(("month", "calendar day", "working day"))),
)


@st.composite
def clauses(draw: st.DrawFn) -> model.Clause:
    said = [*draw(st.lists(lines, max_size=3)), draw(cites), *draw(st.lists(once, max_size=1))]
    statement = draw(duties() | limits() | payments | incentives | definitions)
    return model.Clause(draw(ids), draw(titles), statement, tuple(draw(st.permutations(said))))


# --- files ------------------------------------------------------------------------------------

sources = st.builds(
    model.SourceDeclaration,
    st.sampled_from(("SPEC", "HEMPSONS-SEP")),
    titles,
    st.sampled_from(("NHS England", "NHS England, BMA", "the authors (2019 team)")),
    st.sampled_from(("2020", "May 2019", "31 March 2020")),
)


@st.composite
def headers(draw: st.DrawFn) -> model.SpecificationHeader:
    uses = tuple(model.Uses(path) for path in draw(st.lists(titles, max_size=2)))
    start, end = draw(spans_of_days())
    name, edition, published, proposed = (
        draw(titles),
        draw(titles),
        draw(days),
        draw(st.booleans()),
    )
    return model.SpecificationHeader(name, edition, published, proposed, start, end, uses)


@st.composite
def specifications(draw: st.DrawFn) -> model.SpecificationFile:
    services = st.builds(model.Service, ids, titles)
    items = draw(st.lists(sources | services | clauses() | deferrals, min_size=1, max_size=4))
    return model.SpecificationFile(draw(st.none() | headers()), tuple(items))


changes: st.SearchStrategy[model.VariationItem] = st.one_of(
    st.builds(model.Replacement, clauses()),
    st.builds(model.Omission, ids, st.lists(cites, min_size=1, max_size=2).map(tuple)),
    clauses(),
    st.builds(model.Service, ids, titles),
    sources,
)
variations = st.builds(
    model.VariationFile,
    st.builds(model.VariationHeader, titles, titles, days),
    st.lists(changes, max_size=4).map(tuple),
)

declared = _run((*_PLAIN, "in", "sum", "on", "a", "if", "cites", "takes"))
units_of_facts = plain_names | st.sampled_from(("£", "%", "per cent", "hours per week"))
kinds = (
    st.builds(model.YesOrNo)
    | st.builds(model.ADate)
    | st.builds(model.ARole)
    | st.builds(model.Measured, units_of_facts, st.booleans())
)
indicators = st.none() | st.sampled_from(("NCD001", "NCD126"))
facts = st.builds(model.FactDeclaration, declared, kinds, indicators)


@st.composite
def phrase_words(draw: st.DrawFn) -> tuple[str | model.Blank, ...]:
    words: list[str | model.Blank] = [draw(_run((*_ASKED[:10], "so,", "to", "100%")))]
    blank_names = draw(st.lists(plain_names, max_size=2, unique_by=str.casefold))
    for name in blank_names:
        unit = draw(st.just(name) | st.sampled_from(("patients", "time", "£")))
        words += [model.Blank(name, unit), draw(st.sampled_from(("of", ", then", "at most")))]
    return tuple(words[draw(st.integers(0, len(blank_names) and 1)) :])


phrases = st.builds(
    model.PhraseDeclaration, phrase_words(), st.just(False), st.none() | expressions,
    st.none() | expressions,
)  # fmt: skip
states = st.builds(model.PhraseDeclaration, phrase_words(), st.just(True), st.none() | expressions)
actors = st.builds(
    model.ActorDeclaration, declared, st.sampled_from(("the network", "another party"))
) | st.builds(model.ActorDeclaration, declared, st.just("each"), declared)
words_of_a_vocabulary = st.one_of(
    st.builds(model.UnitDeclaration, plain_names, st.booleans()),
    st.builds(
        model.EntityDeclaration,
        declared,
        st.none() | titles,
        st.booleans(),
        st.lists(facts, max_size=3).map(tuple),
    ),
    facts,
    actors,
    st.builds(model.RoleDeclaration, declared, st.none() | titles),
    st.builds(model.MeasureDeclaration, declared, units_of_facts, expressions, indicators),
    phrases,
    states,
)
vocabularies = st.builds(
    model.VocabularyFile, titles, st.lists(words_of_a_vocabulary, max_size=5).map(tuple)
)

efforts = st.none() | st.builds(model.NegligibleEffort)
assumed = st.builds(
    model.Assumption,
    actions().map(lambda action: action.text),
    efforts | st.builds(model.StatedEffort, amounts(), st.booleans()),
    st.lists(plain_names | st.just("advanced nurse"), max_size=3).map(tuple),
    st.lists(
        st.builds(model.Need, st.none() | actions().map(lambda action: action.text)), max_size=2
    ).map(tuple),
    st.lists(cites, max_size=2).map(tuple),
)
roles = st.lists(plain_names | st.just("advanced nurse"), max_size=3).map(tuple)
cited = st.lists(cites, max_size=2).map(tuple)
totals = st.builds(
    model.TotalEffort,
    st.lists(ids, min_size=1, max_size=3).map(tuple),
    st.none() | titles,
    st.lists(st.builds(model.EffortPart, amounts(), roles), max_size=2).map(tuple),
    cited,
)
workforce = st.one_of(
    totals,
    st.builds(
        model.Conversion, st.sampled_from(("WTE", "session", "clinical day")), amounts(), cited
    ),
    st.builds(model.Recruiting, plain_names, st.none() | amounts(), cited),
    st.builds(model.AssumedPosts, amounts(), roles, cited),
    st.builds(
        model.Employing,
        plain_names,
        st.none() | amounts(),
        st.none() | shares(),
        st.lists(
            st.builds(model.Reimbursed, shares(), st.none() | titles),
            max_size=2,
            unique_by=lambda each: each.edition,
        ).map(tuple),
        cited,
    ),
)
assumptions = st.builds(
    model.AssumptionsFile,
    titles,
    st.lists(sources | assumed | workforce, max_size=3).map(tuple),
    st.booleans(),
)

files: st.SearchStrategy[model.File] = specifications() | variations | vocabularies | assumptions
