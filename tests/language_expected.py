"""Hold what an assessment says against what a page expects, and say where they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from language_pages import Line, day

from pcn_rules.evaluate.money.words import rounded_between
from pcn_rules.evaluate.result import (
    Answer,
    Cause,
    ClauseResult,
    Deciding,
    InstanceResult,
    Outcome,
    Reason,
    SubjectResult,
    Verdict,
)
from pcn_rules.report.sums import sum_words

_OUTCOME = re.compile(r"([a-z ]+?)(?:\s*\(([a-z ]+)\))?")
_COUNT = re.compile(r"(\d+) of (\d+)")
_SETTLED = re.compile(r"(?P<key>[^:]+):\s*(?P<value>.*)")


def differences(clause: ClauseResult, expected: Line) -> Iterator[str]:
    """What differs between a clause as judged and the line about it with all below it."""
    wanted = expected.text.removeprefix(f"{clause.id}: ")
    yield from _differ("verdict", wanted, _verdict(clause))
    taken: set[str] = set()
    for line in expected.below:
        name, _, value = line.text.partition(": ")
        word = name.split(" ")[0]
        taken.add(name if name in {"decided by", "not minimal"} else word)
        if word not in {"decided", "possible", "not"}:
            yield from _line(clause, line, name, value)
    yield from _possible(clause, expected)
    yield from _decided(clause, expected)
    yield from _differ("minimal", "not minimal" not in taken, clause.minimal)


def _differ(what: str, wanted: object, found: object) -> Iterator[str]:
    if wanted != found:
        yield f"{what}: expected {wanted!r}, got {found!r}"


def _verdict(clause: ClauseResult) -> str:
    return "no verdict" if clause.outcome is None else _words(clause.outcome, ", ", "")


def _words(outcome: Outcome, before: str = " (", after: str = ")") -> str:
    cause = f"{before}{outcome.cause.value}{after}" if outcome.cause else ""
    return f"{outcome.verdict.value}{cause}"


# --- sets of outcomes -------------------------------------------------------------------------


def _outcomes(text: str) -> set[tuple[Verdict, Cause | None]]:
    found = set()
    for part in text.split(","):
        match = _OUTCOME.fullmatch(part.strip())
        assert match, f"no outcome: {part!r}"
        found.add((Verdict(match[1]), Cause(match[2]) if match[2] else None))
    return found


def _same_outcomes(what: str, text: str, found: tuple[Outcome, ...]) -> Iterator[str]:
    """Verdicts must be those of the text; causes too, where the text gives them."""
    wanted = _outcomes(text)
    causes = any(cause for _, cause in wanted)
    got = {(o.verdict, o.cause if causes else None) for o in found}
    if wanted != got:
        yield f"{what}: expected {text!r}, got {', '.join(_words(o) for o in found)!r}"


def _possible(clause: ClauseResult, expected: Line) -> Iterator[str]:
    lines = [line for line in expected.below if line.text.startswith("possible: ")]
    unknown = clause.outcome is not None and clause.outcome.verdict is Verdict.UNKNOWN
    for line in lines:
        yield from _same_outcomes("possible", line.text.removeprefix("possible: "), clause.possible)
    if unknown and not lines:
        yield f"possible: not expected, got {', '.join(_words(o) for o in clause.possible)!r}"


# --- deciding facts ---------------------------------------------------------------------------


def _decided(clause: ClauseResult, expected: Line) -> Iterator[str]:
    lines = [line for line in expected.below if line.text.startswith("decided by")]
    wanted = [line.text.partition(": ")[2] for line in lines]
    found = [_named(fact) for fact in clause.deciding]
    if wanted != found:
        yield f"decided by: expected {wanted}, got {found}"
        return
    for line, fact in zip(lines, clause.deciding, strict=True):
        for below in line.below:
            yield from _answer(below.text, fact)


def _named(fact: Deciding) -> str:
    match fact.kind:
        case "fact":
            return f"{fact.group} of {fact.subject_name}" if fact.subject_name else fact.group
        case "day":
            of = f" of {fact.subject_name}" if fact.subject_name else ""
            return f"day of {fact.group.removeprefix('the day of: ')}{of}"
        case "list":
            return fact.group
        case "assumption":
            return "effort"
        case "people":
            return "people"


def _answer(text: str, fact: Deciding) -> Iterator[str]:
    match = _SETTLED.fullmatch(text)
    assert match, f"no answer: {text!r}"
    if match["key"] == "likely":
        yield from _differ("likely", match["value"], fact.likely)
        return
    if match["key"] == "hint":
        yield from _differ("hint", match["value"], fact.hint)
        return
    words = match["key"].removeprefix("if ")
    answers: dict[str, Answer] = {answer.words: answer for answer in fact.answers}
    if words not in answers:
        yield f"answers to {_named(fact)!r}: expected {words!r}, got {list(answers)}"
        return
    yield from _same_outcomes(f"if {words}", match["value"], answers[words].outcomes)


# --- the other lines --------------------------------------------------------------------------


def _line(clause: ClauseResult, line: Line, name: str, value: str) -> Iterator[str]:
    word, _, rest = name.partition(" ")
    match word:
        case "subject":
            yield from _subject(clause, rest, value)
        case "subjects":
            wanted = sorted(part.strip() for part in value.split(","))
            yield from _differ("subjects", wanted, sorted(s.name for s in clause.subjects))
        case "instance":
            yield from _instance(clause, rest.removeprefix("due "), value)
        case "reading" | "month" | "share":
            check = _reading if word == "reading" else _part_of_sum(word)
            yield from check(clause, rest, value)
        case "reason" if rest == "kind":
            yield from _differ(line.text, True, any(r.kind == value for r in clause.reasons))
        case "reason" | "no":
            held = any(value in _told(reason) for reason in clause.reasons)
            if held == (word == "no"):
                told = "\n    ".join(_told(reason) for reason in clause.reasons)
                yield f"{line.text}: not so in\n    {told}"
        case "citation":
            cited = " / ".join(_cited(clause))
            if value not in cited:
                yield f"{line.text}: not in {cited!r}"
        case _:
            assert word in _FIELDS, f"no such line: {line.text!r}"
            yield from _field(word, value, _FIELDS[word](clause))


def _amended(clause: ClauseResult) -> str:
    by = clause.amended_by
    return f"{by.start.day} {by.start:%B %Y}, {by.name}" if by else "no"


def _part_of_sum(word: str) -> Callable[[ClauseResult, str, str], Iterator[str]]:
    def check(clause: ClauseResult, name: str, value: str) -> Iterator[str]:
        assert clause.money is not None
        found = {
            "month": {f"{i.first.day} {i.first:%B %Y}": i for i in clause.money.instalments},
            "share": {s.name: s for s in clause.money.shares},
        }[word]
        part = found.get(name)
        if part is None:
            yield f"{word} {name}: not among {list(found)}"
            return
        words = rounded_between(part.low, part.high, clause.money.unit)
        yield from _differ(f"{word} {name}", value, words)

    return check


def _comes_to(clause: ClauseResult) -> str:
    return sum_words(clause.money) if clause.money else ""


def _missing(clause: ClauseResult) -> str:
    missing = clause.money.missing if clause.money else ()
    return ", ".join(_named(each) for each in missing)


_FIELDS: dict[str, Callable[[ClauseResult], str]] = {
    "state": lambda c: c.state.value if c.state else "",
    "due": lambda c: f"{c.due.day} {c.due:%B %Y}" if c.due else "",
    "aim": lambda c: c.aim,
    "kind": lambda c: c.kind,
    "own": lambda c: "yes" if c.own else "no",
    "modality": lambda c: c.modality,
    "actor": lambda c: c.actor,
    "service": lambda c: f"{c.service} {c.service_title}",
    "text": lambda c: " ".join(c.text.split()),
    "counted": lambda c: c.counted,
    "amended": _amended,
    "comes": _comes_to,
    "missing": _missing,
}


def _field(word: str, wanted: str, found: str) -> Iterator[str]:
    if word in {"text", "counted"} and wanted in found:
        return
    yield from _differ(word, wanted, found)


def _subject(clause: ClauseResult, name: str, value: str) -> Iterator[str]:
    found = [s for s in clause.subjects if name in {s.name, s.id}]
    if len(found) != 1:
        yield f"subject {name}: not once among {[s.name for s in clause.subjects]}"
        return
    text, count = _split_count(value)
    yield from _same_outcomes(f"subject {name}", text, found[0].possible)
    if count:
        yield from _differ(f"subject {name}", count, _counts(found[0]))


def _split_count(value: str) -> tuple[str, tuple[int, int] | None]:
    parts = [part.strip() for part in value.split(",")]
    match = _COUNT.fullmatch(parts[-1])
    if match is None:
        return value, None
    return ", ".join(parts[:-1]), (int(match[1]), int(match[2]))


def _counts(subject: SubjectResult) -> tuple[int | None, int | None]:
    return subject.done, subject.judged


def _instance(clause: ClauseResult, due: str, value: str) -> Iterator[str]:
    found = [i for i in clause.instances if i.due == day(due)]
    if len(found) != 1:
        yield f"instance due {due}: not once among {[str(i.due) for i in clause.instances]}"
        return
    outcome, _, missed = value.partition(", missed ")
    yield from _same_outcomes(f"instance due {due}", outcome, found[0].possible)
    if missed:
        yield from _differ(f"instance due {due}", missed, _missed(found[0]))


def _missed(instance: InstanceResult) -> str:
    return ", ".join(instance.missed)


def _reading(clause: ClauseResult, words: str, value: str) -> Iterator[str]:
    found = [r for r in clause.readings if words in r.words]
    if len(found) != 1:
        yield f"reading {words}: not once among {[r.words for r in clause.readings]}"
        return
    outcome, _, changes = value.partition(", ")
    yield from _same_outcomes(f"reading {words}", outcome, (found[0].outcome,))
    yield from _differ(f"reading {words}", changes == "changes", found[0].changes)


def _told(reason: Reason) -> str:
    subject = f" of {reason.subject_name}" if reason.subject_name else ""
    fact = f"{reason.fact}{subject}: {reason.value}" if reason.fact else ""
    known = f"{reason.known.day} {reason.known:%B %Y}" if reason.known else None
    parts = (f"[{reason.kind}]", reason.text, fact, reason.source, reason.describes, known)
    return " | ".join(part for part in parts if part)


def _cited(clause: ClauseResult) -> Iterator[str]:
    for citation in clause.citations:
        reported = citation.reported_by.id if citation.reported_by else ""
        yield f"{citation.source.id} {citation.place} {reported} {citation.standing}"
