"""Say what a clause had asked, and how it came out, before a variation gave it another text."""

from __future__ import annotations

from datetime import timedelta

from pcn_rules.evaluate.result import EarlierText
from pcn_rules.report.outcomes import verdict
from pcn_rules.values.days import written


def earlier_words(earlier: EarlierText) -> str:
    """A sentence for the notes: which text it was, when it was due, and its verdict by then."""
    was = earlier.result
    until = written(earlier.start - timedelta(days=1))
    gone = f"omitted from {written(earlier.start)}" if earlier.omitted else "replaced since"
    due = f", due by {written(was.due)}" if was.kind == "achieve" and was.due else ""
    came = verdict(was, earlier.start)
    return f"{was.id} until {until} ({was.title}{due}; {gone}) came out as {came}"
