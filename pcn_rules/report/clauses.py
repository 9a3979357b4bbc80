"""Turn the result of one clause into everything a report shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pcn_rules.evaluate.result import (
    ClauseResult,
    InstanceResult,
    ReadingResult,
    Reason,
    State,
    SubjectResult,
)
from pcn_rules.language.meaning import Citation, SourceText
from pcn_rules.report.edition import amended
from pcn_rules.report.model import (
    Badge,
    Clause,
    FactRow,
    Instance,
    Link,
    Reading,
    Reference,
    Step,
    Subjects,
)
from pcn_rules.report.outcomes import (
    AT_RISK,
    IMPOSSIBLE,
    badge,
    badge_of,
    begins,
    possible,
    verdict,
)
from pcn_rules.report.questions import grouped
from pcn_rules.report.sums import sum_of
from pcn_rules.report.words import counted, days_left
from pcn_rules.values.days import written

_STEPS = {
    "arithmetic": "arithmetic",
    "dates": "dates counted",
    "worlds": "what may differ",
    "assumption": "assumed",
    "exception": "exception",
    "list": "list",
    "ranking": "sources disagree",
    "note": "note",
    "fact": "fact",
}
OVER = (State.FULFILLED, State.BREACHED, State.DISCHARGED, State.TERMINATED)
"""States in which a duty asks for nothing any more."""


def clause(result: ClauseResult, link: Link, as_at: date, *, quoted: str) -> Clause:
    """One clause, ready to be laid out; `quoted` is how to name its verdict elsewhere."""
    facts = [reason for reason in result.reasons if reason.kind == "fact" and reason.fact]
    others = [reason for reason in result.reasons if reason.kind != "fact" or not reason.fact]
    return Clause(
        link=link,
        text=result.text,
        amended=amended(result),
        asks=_asks(result),
        dated=_dated(result, as_at),
        due=written(result.due) if result.due else "",
        left=days_left(result.due, as_at) if result.due and result.state not in OVER else "",
        begins=begins(result),
        state=result.state.value if result.state else "",
        badge=badge(result.outcome),
        verdict=verdict(result, as_at),
        counted=result.counted,
        questions=grouped([(link, deciding) for deciding in result.deciding]),
        minimal=result.minimal,
        subjects=_subjects(result.subjects),
        missed=tuple(subject.name for subject in result.subjects if _failed(subject)),
        instances=tuple(_instance(each, as_at) for each in result.instances if _repeats(result)),
        references=tuple(reference(citation) for citation in result.citations),
        quoted=quoted,
        facts=_facts(facts),
        steps=steps(others),
        consulted=frozenset(reason.source for reason in result.reasons if reason.source),
        readings=tuple(_reading(reading) for reading in result.readings),
        sum=sum_of(result.money, link) if result.money else None,
        result=result,
    )


def reference(citation: Citation) -> Reference:
    """A citation, in short (`SPEC 7.3.1(c), as reported by PULSE`) and in full."""
    short = f"{citation.source.id} {citation.place}".strip()
    full = _source(citation.source)
    if citation.place:
        full = f"{full}: {citation.place}"
    if citation.reported_by is not None:
        short = f"{short}, as reported by {citation.reported_by.id}"
        full = f"{full}; as reported by {_source(citation.reported_by)}"
    return Reference(short, full, citation.standing)


def _source(source: SourceText) -> str:
    return f"{source.title} ({source.publisher}, {source.when})"


def _dated(result: ClauseResult, as_at: date) -> str:
    if begins(result):
        return "Begins"
    return "Was due" if result.due is not None and result.due < as_at else "Due"


def _asks(result: ClauseResult) -> str:
    words = [f"{result.actor} {result.modality}".strip()]
    if result.aim == "effort":
        words.append("an effort, not an outcome")
    if result.outcome is not None and not result.own:
        words.append("another party: not held against the network")
    return "; ".join(word for word in words if word)


def _repeats(result: ClauseResult) -> bool:
    return result.kind in ("recur", "react")


def _subjects(subjects: Sequence[SubjectResult]) -> tuple[Subjects, ...]:
    alike: dict[tuple[Badge, str, str], list[str]] = {}
    for subject in subjects:
        judged = "" if subject.judged is None else f"{subject.done or 0} of {subject.judged}"
        words = possible(subject.possible)
        alike.setdefault((badge_of(subject.possible), words, judged), []).append(subject.name)
    return tuple(
        Subjects(tuple(names), len(names) == len(subjects) > 1, mark, words, judged)
        for (mark, words, judged), names in alike.items()
    )


def _failed(subject: SubjectResult) -> bool:
    return badge_of(subject.possible) in (IMPOSSIBLE, AT_RISK)


def _instance(instance: InstanceResult, as_at: date) -> Instance:
    return Instance(
        label=instance.label,
        due=_instance_due(instance, as_at),
        badge=badge_of(instance.possible),
        words=possible(instance.possible),
        missed=instance.missed,
    )


def _instance_due(instance: InstanceResult, as_at: date) -> str:
    if instance.due is None:
        return "each on a day of its own"
    left = "" if instance.past else f", {days_left(instance.due, as_at)}"
    return f"{written(instance.due)}{left}"


def _reading(reading: ReadingResult) -> Reading:
    words = badge(reading.outcome).word
    if len(reading.possible) > 1:
        words = f"{words} ({possible(reading.possible)})"
    effect = f"would change the verdict to {words}" if reading.changes else f"the same: {words}"
    return Reading(reading.words, effect, reading.changes)


def steps(reasons: Sequence[Reason]) -> tuple[Step, ...]:
    """The steps in order; what is said in the same words of several is said once."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for reason in reasons:
        name = reason.subject_name or ""
        said = reason.text.removeprefix(f"{name}: ") if name else reason.text
        named = alike.setdefault((_STEPS[reason.kind], said, reason.entity or ""), [])
        named.extend([name] if said != reason.text else [])
    return tuple(
        Step(kind, said, _whom(names, entity), tuple(names) if len(names) > 1 else ())
        for (kind, said, entity), names in alike.items()
    )


def _whom(names: Sequence[str], entity: str) -> str:
    """Who it is about: nobody in particular, one by name, or how many."""
    match len(names):
        case 0:
            return ""
        case 1:
            return names[0]
        case number:
            return counted(number, entity or "subject")


def _facts(reasons: Sequence[Reason]) -> tuple[FactRow, ...]:
    rows: dict[tuple[str, ...], list[Reason]] = {}
    for reason in reasons:
        rows.setdefault(_cells(reason), []).append(reason)
    return tuple(_row(cells, alike) for cells, alike in rows.items())


def _cells(reason: Reason) -> tuple[str, ...]:
    return (
        reason.fact or "",
        reason.entity or "",
        reason.value or "not known",
        reason.describes or "",
        written(reason.known) if reason.known else "",
        reason.source or "",
        reason.standing or "",
    )


def _row(cells: tuple[str, ...], alike: Sequence[Reason]) -> FactRow:
    fact, entity, value, describes, known, source, standing = cells
    found = (reason.subject_name or reason.subject for reason in alike)
    names = tuple(name for name in found if name)
    about = _whom(names, entity) or "the network"
    return FactRow(fact, about, names, value, describes, known, source, standing)
