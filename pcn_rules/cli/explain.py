"""The command that explains one clause of one network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pcn_rules.cli import faults, options, pages
from pcn_rules.cli.assessing import Wish, Work, assess, fails
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.pages import Look, Page, Question
from pcn_rules.cli.progress import Progress

if TYPE_CHECKING:
    from pcn_rules.evaluate.result import Assessment


@click.command("explain", short_help="Say why one clause comes out as it does.")
@click.argument("clause", metavar="CLAUSE")
@click.argument("network", metavar="NETWORK")
@options.judging
@click.pass_context
def explain_command(context: click.Context, clause: str, network: str, wish: Wish) -> None:
    """Say why one CLAUSE comes out as it does for a NETWORK: every fact that was consulted with
    its source and date, each step of the arithmetic, the dates counted, what may differ, and what
    to find out.

    \b
    Examples:
      pcn-rules explain "7.3.1(c)" skegness-and-coast
      pcn-rules explain 7.3.1c skegness-and-coast

    A shell reads brackets as its own, so put the id in quotation marks or leave them out.
    """
    work = Work(context.obj)
    options.check_output(wish, work)
    look = options.look_of(wish, work)
    asked = pages.question(("explain", clause), (network,), wish, look, work)
    page = pages.find(asked)
    if page is None:
        page = _explained(clause, network, wish, look, asked, work)
    options.deliver(page.text, wish, work)
    context.exit(FOUND if page.found else DONE)


def _explained(
    clause: str, network: str, wish: Wish, look: Look, asked: Question | None, work: Work
) -> Page:
    """The page of a clause that is judged now."""
    with Progress() as progress:
        assessments = assess((network,), wish, work, progress)
    id = _clause(clause, assessments, work)
    stop_on(work.faults, wish.no_colour)
    from pcn_rules.report.render import render_clause  # noqa: PLC0415 - it brings the templates

    text = render_clause(assessments[0], id, look.format, colour=look.colour, theme=look.theme)
    results = [result for result in assessments[0].clauses if result.id == id]
    page = Page(text, fails(results, wish.fail_on))
    pages.keep(asked, page, assessments, work)
    return page


def _clause(typed: str, assessments: Sequence[Assessment], work: Work) -> str:
    """The id that is meant, brackets and case aside; the fault is kept where there is none."""
    what = work.specification
    if what is None:
        return typed
    somewhere = tuple(dict.fromkeys(clause.id for text in what.texts for clause in text.clauses))
    here = [clause.id for judged in assessments for clause in judged.clauses] or somewhere
    found, elsewhere = _meant(typed, here), _meant(typed, somewhere)
    if found is not None:
        return found
    if elsewhere is None:
        work.keep([faults.no_clause(work.line, typed, here)])
    else:
        as_at = assessments[0].as_at
        work.keep([faults.no_clause_then(work.line, typed, elsewhere, as_at, what)])
    return typed


def _meant(typed: str, ids: Sequence[str]) -> str | None:
    """The one id that is meant."""
    alike = [id for id in ids if _bare(id) == _bare(typed)]
    if typed in ids or len(alike) != 1:
        return typed if typed in ids else None
    return alike[0]


def _bare(id: str) -> str:
    """The id without brackets, space and case."""
    return re.sub(r"[^0-9a-z.]", "", id.casefold().removeprefix("clause"))
