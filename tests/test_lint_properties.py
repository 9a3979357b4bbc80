"""What must hold of lint whatever a file says: it ends, and what it mends still reads."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lint_pages import everything
from oracle.generator import sample
from syntax_strategies import files

from pcn_rules.language import model
from pcn_rules.language.formatter import format_text
from pcn_rules.language.parser import parse
from pcn_rules.language.printer import print_file
from pcn_rules.lint.catalogue import RULES, TITLES
from pcn_rules.lint.lint import lint
from pcn_rules.lint.mend import mend
from pcn_rules.lint.model import Contract, Remark
from pcn_rules.lint.silences import silences_of
from pcn_rules.load import load_text
from pcn_rules.source import Source

SLOW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
SEEDS = range(20_000, 20_060)


def alone(text: str) -> Contract | None:
    """A file that stands alone, where it has no fault."""
    file, faults = parse(Source("example.pcn", text))
    return None if file is None or faults else Contract((file,), None)


def mended(contract: Contract, remarks: tuple[Remark, ...]) -> str:
    found = mend([contract], remarks)
    assert found.refused == ()
    (source,) = contract.sources
    return found.texts.get(source.path, source.text)


@settings(SLOW, max_examples=300)
@given(files, st.data())
def test_any_file_can_be_linted_and_what_is_mended_still_reads(
    file: model.File, data: st.DataObject
) -> None:
    text = print_file(file)
    gaps = [found.start() for found in re.finditer(r"\n", text)]
    for gap in sorted(data.draw(st.lists(st.sampled_from(gaps), max_size=3)), reverse=True):
        codes = data.draw(st.lists(st.sampled_from(tuple(TITLES)), min_size=1, max_size=2))
        why = data.draw(st.sampled_from(("", ", because it is so", " because # lint: of it")))
        place = data.draw(st.sampled_from(("  ", "\n", "\n  ", "\n    ")))
        silence = f"{place}# {data.draw(st.sampled_from(('', 'so; ')))}lint: allow"
        text = f"{text[:gap]}{silence} {', '.join(codes)}{why}{text[gap:]}"
    contract = alone(text)
    assume(contract is not None)
    assert contract is not None
    remarks = lint([contract], everything)
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in remarks)
    after = mended(contract, remarks)
    again = alone(after)
    assert again is not None
    if after != text:
        assert format_text(Source("example.pcn", after)) == (after, ())
    left = lint([again], everything)
    assert not any(remark.edits for remark in left)
    assert mended(again, left) == after


@settings(SLOW, max_examples=300)
@given(st.text(st.sampled_from('# lint:allowL103,becuse\n"“”\r\t x'), max_size=80))
def test_any_text_has_its_silences(text: str) -> None:
    lines = text.count("\n") + 1
    for silence in silences_of(Source("x.pcn", text)):
        assert 1 <= silence.first <= silence.last <= lines


def test_whole_contracts_can_be_linted_and_what_is_mended_means_the_same() -> None:
    told = set()
    for seed in SEEDS:
        texts = dict(sample(seed, days=1).files)
        specification, faults = load_text(texts)
        assert faults == ()
        read = (parse(Source(name, text))[0] for name, text in texts.items())
        contract = Contract(tuple(file for file in read if file is not None), specification)
        remarks = lint([contract], everything)
        told |= {remark.code for remark in remarks}
        found = mend([contract], remarks)
        assert found.refused == ()
        assert load_text(texts | dict(found.texts))[1] == ()
    assert told <= set(TITLES)
    assert len(told & {rule.code for rule in RULES}) >= 2


def test_an_actor_that_was_left_out_is_written_back() -> None:
    written = 0
    for seed in SEEDS:
        texts = dict(sample(seed, days=1).files)
        bare = {name: text.replace("the PCN must ", "") for name, text in texts.items()}
        specification, faults = load_text(bare)
        if faults:  # after an event nothing else would end its name
            continue
        read = (parse(Source(name, text))[0] for name, text in bare.items())
        contract = Contract(tuple(file for file in read if file is not None), specification)
        found = mend([contract], lint([contract], lambda _: {"L102"}))
        again, _ = load_text(bare | dict(found.texts))
        meant, _ = load_text(texts)
        assert again is not None
        assert meant is not None
        assert [each.statement for each in again.clauses] == [
            each.statement for each in meant.clauses
        ]
        written += found.remarks
    assert written > 20


@settings(SLOW, max_examples=60)
@given(st.lists(st.sampled_from(("L102", "L103", "L109")), unique=True))
def test_what_is_not_wanted_is_not_told(wanted: list[str]) -> None:
    text = 'clause 1 "A"\n  by 31 May 2020 write\n  cites SPEC 1, unverified\n'
    contract = alone(text)
    assert contract is not None
    remarks = lint([contract], lambda _: frozenset(wanted))
    assert sorted(remark.code for remark in remarks) == sorted(wanted)
