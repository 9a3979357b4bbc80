"""The command that explains one clause of one network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import click

from pcn_rules.cli import faults, options, pages
from pcn_rules.cli.assessing import Wish, Work, fails, judge, networks_to_judge
from pcn_rules.cli.output import DONE, FOUND, stop_on
from pcn_rules.cli.pages import Look, Page, Question
from pcn_rules.cli.progress import Progress


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
    """The page of a clause that is judged now, by itself."""
    with Progress() as progress:
        as_at, known_by = work.day(wish.as_at), work.day(wish.known_by)
        found = networks_to_judge((network,), as_at, wish, work, progress)
        day = as_at or (found[0][0].as_at if found else None)
        id = _clause(clause, day, work)
        stop_on(work.faults, wish.no_colour)
        ((known, judging),) = found
        days = (as_at or known.as_at, known_by)
        assessment = judge(known, judging, days, progress, only=id)
    from pcn_rules.report.render import render_clause  # noqa: PLC0415 - it brings the templates

    text = render_clause(assessment, id, look.format, colour=look.colour, theme=look.theme)
    page = Page(text, fails(assessment.clauses, wish.fail_on))
    pages.keep(asked, page, (assessment,), work)
    return page


def _clause(typed: str, as_at: date | None, work: Work) -> str:
    """The id that is meant, brackets and case aside; the fault is kept where there is none."""
    what = work.specification
    if what is None:
        return typed
    somewhere = tuple(dict.fromkeys(clause.id for text in what.texts for clause in text.clauses))
    here = somewhere
    if as_at is not None:
        here = tuple(clause.id for clause in what.text_on(as_at).clauses)
    found, elsewhere = _meant(typed, here), _meant(typed, somewhere)
    if found is not None:
        return found
    if elsewhere is None or as_at is None:
        work.keep([faults.no_clause(work.line, typed, here)])
    else:
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
