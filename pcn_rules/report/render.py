"""Turn assessments into pages: text, HTML, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, assert_never
from typing import Literal as OneOf

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pcn_rules import __version__
from pcn_rules.evaluate.result import Assessment
from pcn_rules.report import text
from pcn_rules.report.markdown import escaped
from pcn_rules.report.model import Clause, Report
from pcn_rules.report.view import report
from pcn_rules.report.words import capital
from pcn_rules.shipped import folder

if TYPE_CHECKING:  # whoever judges a network needs none of these
    from pcn_rules.compare.impact_model import Impact
    from pcn_rules.compare.model import Comparison
    from pcn_rules.compare.profile import Profile
    from pcn_rules.diagnostics import Diagnostic
    from pcn_rules.evaluate.capacity.outlook import Outlook
    from pcn_rules.evaluate.money.flows import Budget
    from pcn_rules.expectations.model import Tested
    from pcn_rules.membership.result import Moved
    from pcn_rules.report.budget import BudgetPage, Compared
    from pcn_rules.report.capacity import Shown
    from pcn_rules.report.coverage import EditionCoverage
    from pcn_rules.report.differences import Differences
    from pcn_rules.report.findings import Finding
    from pcn_rules.report.impact import ImpactPage
    from pcn_rules.report.moved import MovedPage
    from pcn_rules.report.profile import ProfilePage
    from pcn_rules.report.tested import Page

Format = OneOf["text", "html", "markdown", "json"]
Style = Format | OneOf["docx"]
"""How a person may ask for a page: a document for Word is written by the module `word`."""

FORMATS: tuple[Format, ...] = ("text", "html", "markdown", "json")


def render(
    assessments: Sequence[Assessment], format: Format, *, colour: bool = False, theme: str = ""
) -> str:
    """A report of one or of several assessments.

    `colour` is for text on a terminal; `theme`, a stylesheet that was checked, for a page.
    """
    several = len(assessments) > 1
    reports = [
        report(assessment, f"network-{number}-" if several else "")
        for number, assessment in enumerate(assessments, start=1)
    ]
    if format == "json":
        from pcn_rules.report import data  # noqa: PLC0415 - no other format needs it

        return data.assessments(reports)
    return _page("assess", format, colour, theme=Markup(theme), reports=reports)


def render_clause(
    assessment: Assessment,
    clause_id: str,
    format: Format,
    *,
    colour: bool = False,
    theme: str = "",
) -> str:
    """One clause of an assessment with everything behind its verdict; the clause is there."""
    own = tuple(each for each in assessment.earlier if each.result.id == clause_id)
    whole = report(replace(assessment, earlier=own))
    clause = next(each for each in whole.clauses if each.result.id == clause_id)
    if format == "json":
        from pcn_rules.report import data  # noqa: PLC0415 - as above

        return data.explained(whole, clause)
    return _page("explain", format, colour, theme=Markup(theme), report=whole, clause=clause)


def render_coverage(
    editions: Sequence[EditionCoverage], format: Format, *, colour: bool = False, theme: str = ""
) -> str:
    """How the clauses of some editions have come out over networks and days."""
    from pcn_rules.report import coverage_data  # noqa: PLC0415 - no other page needs it

    if format == "json":
        return coverage_data.coverage(editions)
    return _page("coverage", format, colour, theme=Markup(theme), editions=editions)


def render_diff(
    comparison: Comparison,
    format: Format,
    *,
    impact: Impact | None = None,
    colour: bool = False,
    theme: str = "",
) -> str:
    """What changed from one edition to another, and what that does to networks, if to any."""
    from pcn_rules.report import differences_data  # noqa: PLC0415 - no other page needs it
    from pcn_rules.report.differences import differences  # noqa: PLC0415 - as above
    from pcn_rules.report.impact import impact_page  # noqa: PLC0415 - as above

    if format == "json":
        return differences_data.diff(comparison, impact)
    shown = None if impact is None else impact_page(impact)
    page = differences(comparison)
    return _page("diff", format, colour, theme=Markup(theme), diff=page, impact=shown)


def render_profile(
    profiles: Sequence[Profile], format: Format, *, colour: bool = False, theme: str = ""
) -> str:
    """What editions are like for those who live with them."""
    from pcn_rules.report import profile_data  # noqa: PLC0415 - no other page needs it
    from pcn_rules.report.profile import profile_page  # noqa: PLC0415 - as above

    if format == "json":
        return profile_data.profiles(profiles)
    return _page("profile", format, colour, theme=Markup(theme), page=profile_page(profiles))


def render_capacity(
    outlook: Outlook, format: Format, *, colour: bool = False, theme: str = ""
) -> str:
    """Who is needed when, what conflicts and what it would take."""
    from pcn_rules.report import capacity, capacity_data  # noqa: PLC0415 - no other page needs it

    if format == "json":
        return capacity_data.capacity(outlook)
    shown = capacity.shown(outlook)
    return _page("capacity", format, colour, theme=Markup(theme), shown=shown)


def render_money(
    budgets: Sequence[Budget], format: Format, *, colour: bool = False, theme: str = ""
) -> str:
    """What comes in and what it costs; of two budgets also what changes from one to the other."""
    from pcn_rules.report import budget_data  # noqa: PLC0415 - no other page needs it
    from pcn_rules.report.budget import budget_page, compared  # noqa: PLC0415 - as above

    if format == "json":
        return budget_data.budgets(budgets)
    changes = compared(*budgets) if len(budgets) == 2 else ()
    pages = tuple(budget_page(budget) for budget in budgets)
    return _page("money", format, colour, theme=Markup(theme), pages=pages, changes=changes)


def render_moved(found: Moved, format: Format, *, colour: bool = False, theme: str = "") -> str:
    """Both sides of a practice that left or joined, or of a network that was divided."""
    from pcn_rules.report import moved_data  # noqa: PLC0415 - no other page needs it
    from pcn_rules.report.moved import moved_page  # noqa: PLC0415 - as above

    if format == "json":
        return moved_data.moved(found)
    return _page("moved", format, colour, theme=Markup(theme), page=moved_page(found))


def render_test(
    tested: Sequence[Tested],
    faults: Sequence[Diagnostic],
    format: OneOf["text", "markdown"],
    *,
    colour: bool = False,
) -> str:
    """What moved against what is expected of networks; a terminal is told of faults elsewhere."""
    from pcn_rules.report.findings import of_faults  # noqa: PLC0415 - no other page needs it
    from pcn_rules.report.tested import page, remedies  # noqa: PLC0415 - as above

    return _page(
        "test",
        format,
        colour,
        page=page(tested, faults),
        faults=of_faults(faults),
        remedies=tuple(remedies(tested)),
    )


def _page(
    name: str,
    format: Format,
    colour: bool,
    **shown: Sequence[Report]
    | Sequence[EditionCoverage]
    | Sequence[BudgetPage]
    | Sequence[Compared]
    | Report
    | Clause
    | Differences
    | ImpactPage
    | MovedPage
    | Markup
    | ProfilePage
    | Shown
    | Page
    | Sequence[Finding]
    | Sequence[str]
    | None,
) -> str:
    page = _environment(format, colour).get_template(f"{name}.{format}.jinja").render(shown)
    return page.rstrip("\n") + "\n"


@cache
def _environment(format: Format, colour: bool) -> Environment:
    """Templates of a format; what they print is escaped unless a macro made it.

    Escaping is switched on by hand: choosing it by the ending of a file name would leave
    templates that end in `.jinja` without it.
    """
    environment = Environment(
        loader=FileSystemLoader(folder("templates"), encoding="utf-8"),
        autoescape=format in ("html", "markdown"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_literal if format == "markdown" else None,
        optimized=False,  # each template is compiled to be run once
    )
    environment.globals["version"] = __version__
    environment.filters["capital"] = capital
    match format:
        case "text":
            environment.filters.update(
                fill=text.fill,
                pad=text.pad,
                field=text.field,
                underlined=partial(text.underlined, colour=colour),
                verdict=partial(text.verdict, colour=colour),
                painted=partial(text.painted, colour=colour),
            )
        case "html" | "markdown" | "json":
            pass
        case _:
            assert_never(format)
    return environment


def _literal(value: object) -> object:
    return value if hasattr(value, "__html__") else escaped(str(value))
