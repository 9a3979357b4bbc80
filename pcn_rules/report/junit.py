"""Turn networks held against what is expected of them into JUnit, as pipelines read it.

A suite is a network by an edition on a day; a case is a clause. Faults are a suite of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pcn_rules.diagnostics import Diagnostic, render
from pcn_rules.expectations.model import Known, Moved, Tested
from pcn_rules.expectations.standing import change
from pcn_rules.report.clean import plain
from pcn_rules.report.findings import path_from_here
from pcn_rules.report.tested import TITLES, remedy, words
from pcn_rules.source import Span
from pcn_rules.values.days import written

# Characters that no XML may hold; `plain` has taken out those that steer.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(tested: Sequence[Tested], faults: Sequence[Diagnostic]) -> str:
    """A document with a suite for each network, edition and day."""
    root = Element("testsuites", name="pcn-rules test")
    for each in tested:
        _suite(root, each)
    if faults:
        _faults(root, faults)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: Element, tested: Tested) -> None:
    name = f"{tested.edition_folder} {tested.network} {tested.as_at.isoformat()}"
    suite = SubElement(root, "testsuite", name=_text(name))
    known = {each.clause: each for each in tested.known}
    for clause, title in tested.held:
        case = _case(suite, tested, clause, title)
        if clause in known:
            SubElement(case, "skipped", message=_text(_acknowledged(known[clause])))
    for moved in tested.moved:
        _moved(suite, tested, moved)
    _count(suite, failures=len(tested.moved), skipped=len(tested.known))


def _moved(suite: Element, tested: Tested, moved: Moved) -> None:
    case = _case(suite, tested, moved.clause or "expectations", moved.title)
    _at(case, moved.place)
    said = words(tested, moved)
    failure = SubElement(case, "failure", message=_text(said), type=_text(TITLES[moved.kind]))
    failure.text = _text(f"{said}; {remedy(moved.kind)}")


def _faults(root: Element, faults: Sequence[Diagnostic]) -> None:
    suite = SubElement(root, "testsuite", name="faults")
    for fault in faults:
        name = f"{fault.span}: {fault.code}"
        case = SubElement(suite, "testcase", name=_text(name), classname="faults")
        _at(case, fault.span)
        error = SubElement(case, "error", message=_text(fault.message), type=fault.code)
        error.text = _NO_XML.sub("", render(fault))
    _count(suite, errors=len(faults))


def _case(suite: Element, tested: Tested, clause: str, title: str) -> Element:
    of = f"{tested.edition_folder}.{tested.network}"
    return SubElement(
        suite, "testcase", name=_text(f"{clause} {title}".strip()), classname=_text(of)
    )


def _at(case: Element, place: Span) -> None:
    case.set("file", _text(path_from_here(place.source.path)))
    if place.source.text:
        case.set("line", str(place.line))


def _count(suite: Element, failures: int = 0, errors: int = 0, skipped: int = 0) -> None:
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("errors", str(errors))
    suite.set("skipped", str(skipped))


def _acknowledged(known: Known) -> str:
    who = known.acknowledged
    return (
        f"{change(known.was, known.now)}, acknowledged by {who.by} until {written(who.until)}: "
        f"{who.reason}"
    )


def _text(text: str) -> str:
    return _NO_XML.sub("", plain(text))
