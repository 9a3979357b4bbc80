"""Turn an assessment into the view model that every format shares."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from pcn_rules import __version__
from pcn_rules.evaluate.result import Assessment, ClauseResult
from pcn_rules.language.order import natural
from pcn_rules.networks.model import InputFile, SourceOfFacts
from pcn_rules.report.clauses import OVER, clause
from pcn_rules.report.clean import cleaned
from pcn_rules.report.earlier import earlier_words
from pcn_rules.report.edition import edition, in_force, text_used
from pcn_rules.report.model import (
    Clause,
    Count,
    Deadline,
    Link,
    Origin,
    Questions,
    Report,
    Service,
    Standing,
    Summary,
)
from pcn_rules.report.outcomes import MET, NOT_APPLICABLE, VERDICTS, badge, verdict
from pcn_rules.report.questions import sections
from pcn_rules.report.timeline import timeline
from pcn_rules.report.unanswered import begin, unanswered
from pcn_rules.report.words import counted, days_left
from pcn_rules.values.days import written


def binding(result: ClauseResult) -> bool:
    """Whether a clause counts: a `must` or `must not` of the network or its practices."""
    return result.outcome is not None and result.own and result.modality.startswith("must")


def report(assessment: Assessment, prefix: str = "") -> Report:
    """One assessment, ready to be laid out; `prefix` keeps anchors apart on a shared page."""
    assessment = cleaned(assessment)
    results = sorted(assessment.clauses, key=lambda result: natural(result.id))
    anchored = _anchors(prefix)
    inputs = _inputs(assessment.files)
    clauses = [
        clause(
            result,
            _link(result, anchored),
            assessment.as_at,
            quoted=_quoted(result, assessment, inputs),
        )
        for result in results
    ]
    own = [each for each in clauses if binding(each.result)]
    passed, to_come = _passed(own, assessment.as_at), _next(own, assessment.as_at)
    questions = _questions(clauses)
    return Report(
        title=f"{assessment.network_name}: {assessment.specification}",
        network=f"{assessment.network_name} ({assessment.network})",
        specification=edition(assessment),
        anchor=anchored("report"),
        dates=_dates(assessment),
        summary=_summary(results),
        begin=begin(questions),
        unanswered=unanswered(clauses),
        timeline=timeline((*passed, *to_come), assessment.as_at, assessment.in_force_to),
        passed=passed,
        deadlines=to_come,
        questions=questions,
        services=_services(clauses, anchored),
        sources=tuple(_origin(source) for source in assessment.sources),
        notes=(*assessment.notes, *map(earlier_words, assessment.earlier)),
        inputs=inputs,
        assessment=assessment,
    )


def _link(result: ClauseResult, anchored: Callable[[str], str]) -> Link:
    return Link(result.id, result.title, anchored(f"clause-{result.id}"))


def _inputs(files: Sequence[InputFile]) -> str:
    """One SHA-256 over the contents of all files, wherever they lie and whatever their order."""
    contents = "\n".join(sorted(file.sha256 for file in files))
    return hashlib.sha256(contents.encode()).hexdigest()


def _quoted(result: ClauseResult, assessment: Assessment, inputs: str) -> str:
    """A verdict as one would quote it: whose, of what, when, by which program from which files."""
    known = f", known by {written(assessment.known_by)}" if assessment.known_by else ""
    return (
        f"{result.id}: {verdict(result, assessment.as_at)}. {assessment.network_name} "
        f"({assessment.network}), {edition(assessment)}, "
        f"as at {written(assessment.as_at)}{known}; pcn-rules {__version__}, "
        f"inputs {inputs[:12]}."
    )


def _anchors(prefix: str) -> Callable[[str], str]:
    """A function from ids to anchors, none of which it gives twice."""
    given: Counter[str] = Counter()

    def anchored(name: str) -> str:
        slug = prefix + (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "part")
        given[slug] += 1
        return slug if given[slug] == 1 else anchored(f"{name}-{given[slug]}")

    return anchored


def _dates(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    known_by = assessment.known_by
    return (
        ("As at", written(assessment.as_at)),
        ("Known by", written(known_by) if known_by else "everything in the folder"),
        ("In force", in_force(assessment)),
        ("Text", text_used(assessment)),
        ("Assumptions", "; ".join(assessment.assumptions) or "none"),
    )


def _summary(results: Sequence[ClauseResult]) -> Summary:
    own = [result for result in results if binding(result)]
    should = [r for r in results if r.outcome and r.own and not binding(r)]
    others = [r for r in results if r.outcome and not r.own]
    without = sum(1 for result in results if result.outcome is None)
    tallies = Counter(badge(result.outcome).code for result in own)
    apart = [
        f"{counted(len(found), noun)}{whom}: {_tally(found)}"
        for found, noun, whom in (
            (should, "recommendation", ""),
            (others, "duty", " of other parties"),
        )
        if found
    ]
    if without:
        apart.append(f"{counted(without, 'clause')} without a verdict (permission, payment, term)")
    return Summary(
        duties=len(own),
        counts=tuple(Count(each, tallies[each.code]) for each in VERDICTS),
        apart=tuple(apart),
    )


def _tally(results: Sequence[ClauseResult]) -> str:
    tallies = Counter(badge(result.outcome).code for result in results)
    return ", ".join(
        f"{tallies[each.code]} {each.word}" for each in VERDICTS if each.code in tallies
    )


def _next(own: Sequence[Clause], as_at: date) -> tuple[Deadline, ...]:
    """Days still to come by which something is asked."""
    to_come = [
        (due, each)
        for each in own
        if (due := each.result.due)
        and due >= as_at
        and each.result.state not in OVER
        and each.badge != NOT_APPLICABLE
    ]
    return _by_day(to_come, as_at)


def _passed(own: Sequence[Clause], as_at: date) -> tuple[Deadline, ...]:
    """Deadlines that are over, of clauses that are not known to be met."""
    over = [
        (due, each)
        for each in own
        if (due := each.result.due) and due < as_at and each.badge not in (MET, NOT_APPLICABLE)
    ]
    return _by_day(over, as_at)


def _by_day(dated: Sequence[tuple[date, Clause]], as_at: date) -> tuple[Deadline, ...]:
    days: dict[date, list[Standing]] = {}
    for due, each in dated:
        days.setdefault(due, []).append(Standing(each.link, each.badge, each.begins))
    return tuple(
        Deadline(due, written(due), days_left(due, as_at), tuple(days[due])) for due in sorted(days)
    )


def _questions(clauses: Sequence[Clause]) -> tuple[Questions, ...]:
    own = [(c.link, d) for c in clauses if binding(c.result) for d in c.result.deciding]
    others = [(c.link, d) for c in clauses if not binding(c.result) for d in c.result.deciding]
    return sections(own, others, {c.link.id: due for c in clauses if (due := c.result.due)})


def _services(clauses: Sequence[Clause], anchored: Callable[[str], str]) -> tuple[Service, ...]:
    """The services in the order of the contract, whatever letters the ids of their clauses bear."""
    services: dict[tuple[str, str], list[Clause]] = {}
    for each in clauses:
        key = (each.result.service, each.result.service_title)
        services.setdefault(key, []).append(each)
    return tuple(
        Service(id, title, anchored(f"service-{id}"), tuple(found))
        for (id, title), found in sorted(services.items(), key=lambda each: natural(each[0][0]))
    )


def _origin(source: SourceOfFacts) -> Origin:
    licence = f"; {source.licence}" if source.licence else ""
    return Origin(source.id, f"{source.title} ({source.publisher}, {source.day}){licence}")
