"""Tell a duty that is too large to be worked out, before any of it is."""

from __future__ import annotations

from pcn_rules.evaluate.duties import DutyGrounding

MOST_WORKED_OUT = 100_000
"""How many periods are looked at, times the things there are of one kind: those of every day of a
year for 200 homes are fewer."""


class TooLargeError(Exception):
    """A duty has more parts than are worked out; the message says so to a reader.

    It is no mistake of the contract or of the data: its verdict is unknown, with that reason.
    """


def check_size(duty: DutyGrounding, periods: int) -> None:
    """Raise TooLargeError where a duty comes round too often for too many."""
    things = max(1, duty.grounding.facts.longest_list)
    if periods * things > MOST_WORKED_OUT:
        over = periods > MOST_WORKED_OUT
        times = f"more than {MOST_WORKED_OUT:,}" if over else f"{periods:,}"
        among = "" if over else f", and the network lists up to {things:,} of a kind"
        raise TooLargeError(f"it comes round {times} times{among}")
