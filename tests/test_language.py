"""The pages of the manual, each example of them run as a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from language_expected import differences
from language_pages import (
    ASSUMPTIONS_HEADER,
    SPECIFICATION_HEADER,
    Example,
    Line,
    Moment,
    examples,
)

from pcn_rules.cli.main import program
from pcn_rules.diagnostics import Diagnostic
from pcn_rules.evaluate.assess import assess
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.folder import load_network
from pcn_rules.networks.model import Network
from pcn_rules.report.render import render

EXAMPLES = examples()
OF_NETWORKS = [example for example in EXAMPLES if not example.commands]
OF_COMMANDS = [example for example in EXAMPLES if example.commands]


@pytest.mark.parametrize("example", OF_NETWORKS, ids=lambda e: f"{e.page}: {e.heading}")
def test_the_page_tells_what_happens(example: Example, tmp_path: Path) -> None:
    specification, faults = load_text(files_of(example))
    network = None
    if specification is not None and not faults and example.texts("toml"):
        network, faults = network_of(example, tmp_path, specification)
    assert list(differing_faults(example.faults, faults)) == []
    if faults:
        return
    assert specification is not None
    assert network is not None
    found = [line for moment in example.moments for line in judged(moment, specification, network)]
    assert found == []


@pytest.mark.parametrize("example", OF_COMMANDS, ids=lambda e: e.heading)
def test_the_page_tells_what_a_command_says(example: Example, tmp_path: Path) -> None:
    write_network(example, tmp_path)
    found = [line for command in example.commands for line in said(command, tmp_path)]
    assert found == []


def said(command: Line, network: Path) -> list[str]:
    """Where a command says or does something else than expected; NETWORK is the page's folder."""
    arguments = command.text.removeprefix("command ").split()
    result = CliRunner().invoke(program, [str(network) if a == "NETWORK" else a for a in arguments])
    told = " ".join(f"exit: {result.exit_code} {result.output}".split())
    return [
        f"{line.text}: not so in {told}"
        for line in command.below
        if line.text.removeprefix("says: ") not in told
    ]


def files_of(example: Example) -> dict[str, str]:
    """The files of an example as the loader takes them, headers added where the page has none."""
    texts = example.texts("pcn")
    headers = {"specification": SPECIFICATION_HEADER, "assumptions": ASSUMPTIONS_HEADER}
    return {
        f"{name}.pcn": (
            text
            if name not in headers or text.lstrip().startswith(f"{name} ")
            else f"{headers[name]}\n{text}"
        )
        for name, text in texts.items()
    }


def network_of(
    example: Example, folder: Path, specification: Specification
) -> tuple[Network | None, tuple[Diagnostic, ...]]:
    write_network(example, folder)
    return load_network(folder, specification.vocabulary)


def write_network(example: Example, folder: Path) -> None:
    for language in ("toml", "csv"):
        for name, text in example.texts(language).items():
            (folder / name).write_text(text, encoding="utf-8")


def differing_faults(expected: tuple[Line, ...], found: tuple[Diagnostic, ...]) -> list[str]:
    """Where the faults found are not those expected, in their order."""
    if len(expected) != len(found):
        told = [f"{f.code} `{f.span.text}` {f.message} ({f.help})" for f in found]
        return [f"expected {len(expected)} faults, got {len(found)}: {told}"]
    return [
        difference
        for line, fault in zip(expected, found, strict=True)
        for difference in differing_fault(line, fault)
    ]


def differing_fault(line: Line, fault: Diagnostic) -> list[str]:
    code, _, underlined = line.text.removeprefix("fault ").partition(" underlines ")
    wanted = {"says": fault.message, "help": fault.help or ""}
    found = [] if fault.code == code else [f"expected {code}, got {fault.code}: {fault.message}"]
    if underlined and fault.span.text != underlined.strip("`"):
        found.append(f"expected {underlined} underlined, got `{fault.span.text}`: {fault.message}")
    for below in line.below:
        name, _, text = below.text.partition(": ")
        if text not in wanted[name]:
            found.append(f"{below.text}: not in {wanted[name]!r}")
    return found


def judged(moment: Moment, specification: Specification, network: Network) -> list[str]:
    as_at = moment.as_at or network.as_at
    assessment = assess(specification, network, as_at=as_at, known_by=moment.known_by)
    clauses = {clause.id: clause for clause in assessment.clauses}
    found = []
    for line in moment.lines:
        identity, _, text = line.text.partition(": ")
        if identity in {"report", "no report"}:
            told = " ".join(render((assessment,), "text").split())
            if (text in told) == (identity == "no report"):
                found.append(f"as at {as_at}: {line.text}: not so in {told}")
        else:
            for difference in differences(clauses[identity], line):
                found.append(f"as at {as_at}: clause {identity}: {difference}")
    return found


def test_every_example_expects_something() -> None:
    empty = [e for e in EXAMPLES if not (e.faults or e.commands or any(m.lines for m in e.moments))]
    assert [f"{e.page}: {e.heading}" for e in empty] == []


def test_no_two_examples_of_a_page_have_one_heading() -> None:
    names = [f"{example.page}: {example.heading}" for example in EXAMPLES]
    assert len(set(names)) == len(names)
