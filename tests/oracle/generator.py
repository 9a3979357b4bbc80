"""Cases drawn at random, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from oracle.networks import network
from oracle.specifications import written
from pcn_rules.networks.model import Network


@dataclass(frozen=True)
class Sample:
    """The files of a specification, a network, and the days to ask about."""

    seed: int
    files: dict[str, str]
    network: Network
    days: tuple[date, ...]
    known_by: date | None


def sample(seed: int, days: int = 5) -> Sample:
    """One sample, with so many days to ask about; those on which something turns are likelier."""
    random = Random(seed)
    specification = written(random)
    drawn = network(random, specification.days, specification.anchor)
    asked = random.sample(specification.days, min(days, len(specification.days)))
    known_by = random.choice(specification.days) if random.random() < 0.1 else None
    return Sample(seed, specification.files, drawn, tuple(sorted(asked)), known_by)
