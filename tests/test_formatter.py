"""One layout: comments stay where they belong, and laying out again changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from syntax_strategies import files

from pcn_rules.language import model
from pcn_rules.language.formatter import format_text
from pcn_rules.language.parser import parse
from pcn_rules.language.printer import print_file
from pcn_rules.shipped import folder
from pcn_rules.source import Source

SLOW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)
SHIPPED = sorted(folder("specs").rglob("*.pcn"))


def laid_out(text: str) -> str:
    formatted, faults = format_text(Source("example.pcn", text))
    assert faults == ()
    return formatted


def syntax(text: str) -> model.File | None:
    return parse(Source("example.pcn", text))[0]


UNTIDY = """\
# The words of the contract.

  # Still at the top.
Vocabulary    "Primary   care network" # its name
unit   patients,whole numbers
unit weighted patients # after the formula
# a list of its own

entity care home# where people live

  # who is responsible
  fact aligned:yes or no # this network
  fact residents on a network list :patients
     # still of the home
# of the next one
phrase "support residents to register"   # support is owed, no outcome
  MEANS every care home where (aligned) has # what is known of each
     residents>=2 and   # two of them
     # and also
     not (beds > 1,000)

# at the very end"""

TIDY = """\
# The words of the contract.

# Still at the top.
vocabulary "Primary care network"  # its name

unit patients, whole numbers
unit weighted patients  # after the formula
# a list of its own

entity care home  # where people live
  # who is responsible
  fact aligned                     : yes or no  # this network
  fact residents on a network list : patients
  # still of the home

# of the next one
phrase "support residents to register"  # support is owed, no outcome
  means every care home where aligned has  # what is known of each
    residents >= 2 and  # two of them
    # and also
    not beds > 1,000

# at the very end
"""


def test_every_comment_stays_with_what_it_is_about() -> None:
    assert laid_out(UNTIDY) == TIDY


def test_laying_out_again_changes_nothing() -> None:
    assert laid_out(TIDY) == TIDY


def test_like_lines_keep_the_blank_lines_between_them_and_get_no_others() -> None:
    text = 'vocabulary "Example"\n\nunit beds\nunit rounds\n\n\n\nunit homes\nrole GP\n'
    assert laid_out(text) == (
        'vocabulary "Example"\n\nunit beds\nunit rounds\n\nunit homes\n\nrole GP\n'
    )


def test_line_ends_and_marks_of_other_systems_go() -> None:
    text = '\ufeffvocabulary "Example"\r\n\r\nunit beds # how many\r\n'
    assert laid_out(text) == 'vocabulary "Example"\n\nunit beds  # how many\n'


def test_a_long_action_goes_on_over_deeper_lines_that_open_nothing() -> None:
    asked = " ".join(["agree"] + ["a plan for each home"] * 9)
    text = f'clause 1 "A"\n  by 1 May 2020 the PCN must {asked}\n  cites SPEC, verified\n'
    formatted = laid_out(text)
    assert syntax(text) == syntax(formatted)
    assert all(len(line) <= 100 for line in formatted.splitlines())
    assert [len(line) - len(line.lstrip()) for line in formatted.splitlines()[2:-1]] == [4, 4]


def test_a_text_with_faults_stays_as_it_is() -> None:
    text = 'clause 1   "A"\n  by 31 June 2020 agree\n  cites SPEC,verified\n'
    formatted, faults = format_text(Source("example.pcn", text))
    assert text == formatted
    assert [fault.code for fault in faults] == ["E105"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_keeps_its_meaning_and_its_comments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    formatted = laid_out(text)
    assert syntax(text) == syntax(formatted)
    assert sorted(re.findall(r"#.*", text)) == sorted(re.findall(r"#.*", formatted))
    assert formatted == laid_out(formatted)


@settings(SLOW, max_examples=200)
@given(files, st.data())
def test_comments_anywhere_are_kept(file: model.File, data: st.DataObject) -> None:
    printed = print_file(file)
    gaps = [found.start() for found in re.finditer(r"[ \n]+", printed)]
    chosen = data.draw(st.lists(st.sampled_from(gaps), unique=True, max_size=4))
    text = printed
    for number, gap in enumerate(sorted(chosen, reverse=True)):
        end = "\n" if printed[gap] == "\n" else "\n        "
        place = data.draw(st.sampled_from((" ", "\n  ", "\n")))
        text = f"{text[:gap]}{place}# note-{number}{end}{text[gap:].lstrip(' ')}"
    commented, faults = parse(Source("example.pcn", text))
    assume(not faults and file == commented)
    formatted = laid_out(text)
    assert file == syntax(formatted)
    assert sorted(re.findall(r"# note-\d", text)) == sorted(re.findall(r"# note-\d", formatted))
    assert formatted == laid_out(formatted)
