"""When two networks say yes of what only one of them can."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_network import FILES, load

from pcn_rules.networks.agreement import check_together
from pcn_rules.networks.model import Network

ALIGNED = "id,source,describes,aligned\n"


def aligned(folder: Path, row: str, **more: str) -> Network:
    found, faults = load(folder, care_homes=ALIGNED + row, practices=None, **more)
    assert faults == ()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "row",
    [
        "A,own,2020-04-01 to 2020-04-30,yes\n",
        "A,own,2020-05-01 onwards,no\n",
        "A,own,2020-05-01 onwards,likely yes\n",
        "A,own,2020-05-01 onwards,planned yes from 2020-07-01\n",
        "B,own,2020-05-01 onwards,yes\n",
    ],
)
def test_other_days_another_home_a_guess_and_a_plan_are_none(tmp_path: Path, row: str) -> None:
    one = aligned(tmp_path / "one", "A,own,2020-05-01 onwards,yes\n")
    other = aligned(tmp_path / "other", f"{row}C,own,,\n", evidence="about,fact,value\n")
    assert check_together([one, other]) == ()


def test_the_best_source_of_each_network_counts(tmp_path: Path) -> None:
    ranked = FILES["network.toml"].replace("day = 2020-06-01", "day = 2020-06-01\nrank = 1")
    evidence = "about,id,fact,value,describes,known,source\n"
    doubt = f"{evidence}care home,A,aligned,no,2020-05-01 to {{}},2020-06-01,own\n"
    one = aligned(tmp_path / "one", "A,own,2020-05-01 to 2020-06-30,yes\n")
    row = "A,nhs,2020-05-01 onwards,yes\n"
    other = aligned(tmp_path / "a", row, network=ranked, evidence=doubt.format("2020-06-30"))
    assert check_together([one, other]) == ()
    other = aligned(tmp_path / "b", row, network=ranked, evidence=doubt.format("2020-06-29"))
    assert [fault.code for fault in check_together([one, other])] == ["E452"]
