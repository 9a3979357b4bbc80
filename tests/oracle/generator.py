"""Cases drawn at random, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from oracle.networks import network
from oracle.specifications import written
from pcn_rules.language.meaning import Specification
from pcn_rules.load import load_text
from pcn_rules.networks.model import Network

UNSOUND = {"E301", "E303", "E311"}
"""What chance may write and nobody should: what can never apply, or cannot both be kept."""

FEW_DAYS = timedelta(days=20)


@dataclass(frozen=True)
class Sample:
    """A specification with its files, a network, and the days to ask about."""

    seed: int
    files: dict[str, str]
    specification: Specification
    network: Network
    days: tuple[date, ...]
    known_by: date | None


def sample(seed: int, days: int = 5) -> Sample:
    """One sample, with so many days to ask about; those on which something turns are likelier."""
    random = Random(seed)
    while True:
        written_down = written(random)
        specification, faults = load_text(written_down.files)
        if specification is not None:
            break
        assert {fault.code for fault in faults} <= UNSOUND, (seed, faults)
    drawn = network(random, written_down.days, written_down.anchor)
    near = [d for d in written_down.days if abs(d - written_down.anchor) < FEW_DAYS]
    asked = random.sample(near, min(days, len(near)))
    known_by = random.choice(written_down.days) if random.random() < 0.1 else None
    return Sample(seed, written_down.files, specification, drawn, tuple(sorted(asked)), known_by)
