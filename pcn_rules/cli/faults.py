"""Faults of the command line itself, each as a value like any other fault."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pcn_rules.cli.line import CommandLine
from pcn_rules.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pcn_rules.cli.editions import Edition
    from pcn_rules.language.meaning import Specification


def no_network(
    line: CommandLine, name: str, beside: Iterable[str], shipped: Iterable[str]
) -> Diagnostic:
    """E501: a network that is neither a folder nor one that comes with the program.

    `beside` are the networks that lie where it was looked for; `shipped` those that come along.
    """
    message = f"no network `{name}`: there is no such folder, and none comes with the program"
    help = _known(name, tuple(beside), tuple(shipped), "network")
    return Diagnostic("E501", line.span(name), message, help)


def no_specification(
    line: CommandLine, name: str, beside: Iterable[str], shipped: Iterable[str]
) -> Diagnostic:
    """E502: a specification that is neither a path nor one that comes with the program."""
    message = f"no specification `{name}`: there is no such path, and none comes with the program"
    help = _known(name, tuple(beside), tuple(shipped), "specification")
    return Diagnostic("E502", line.span(name), message, help)


def no_path(line: CommandLine, name: str, known: Iterable[str] = ()) -> Diagnostic:
    """E503: a file or folder that is not there."""
    return Diagnostic("E503", line.span(name), f"no file or folder `{name}`", _nearest(name, known))


def not_a_day(line: CommandLine, typed: str, why: str) -> Diagnostic:
    """E504: a day that cannot be read, or that does not exist."""
    help = "write it as `2020-05-31` or `31 May 2020`"
    return Diagnostic("E504", line.span(typed), why, help)


def none_in_force(
    line: CommandLine, word: str, as_at: date, known: Iterable[Edition]
) -> Diagnostic:
    """E505: no edition that comes with the program is in force on the day asked about."""
    there = "; ".join(f"`{each.name}` {_life(each)}" for each in known)
    message = f"no edition is in force on {_written(as_at)}: {there}"
    help = "ask about a day within one with `--as-at`, or name an edition with `--spec`"
    return Diagnostic("E505", line.span(word), message, help)


def _life(edition: Edition) -> str:
    if edition.proposed:
        return "was only proposed, never in force"
    if edition.life is None:
        return "does not say when"
    first, last = edition.life
    return f"runs from {_written(first)} to {_written(last)}"


def not_in_force_then(
    line: CommandLine, typed: str, as_at: date, name: str, specification: Specification
) -> Diagnostic:
    """E505: a day on which one of two editions does not live, so that it has no text then."""
    life = f"{_written(specification.start)} to {_written(specification.end)}"
    of = "was proposed for" if specification.proposed else "runs from"
    message = f"`{name}` has no text of {_written(as_at)}: it {of} {life}"
    help = "name a day on which both editions live, or leave `--as-at` out"
    return Diagnostic("E505", line.span(typed), message, help)


def several_in_force(line: CommandLine, word: str, as_at: date, names: Iterable[str]) -> Diagnostic:
    """E513: several editions that come with the program are in force on the day asked about."""
    there = " and ".join(f"`{each}`" for each in names)
    message = f"more than one edition is in force on {_written(as_at)}: {there}"
    return Diagnostic("E513", line.span(word), message, "name the one you mean with `--spec`")


def no_clause(line: CommandLine, id: str, known: Iterable[str]) -> Diagnostic:
    """E506: a clause that the specification does not have."""
    help = _nearest(id, known) or f"the clauses are {', '.join(f'`{each}`' for each in known)}"
    return Diagnostic("E506", line.span(id), f"no clause `{id}` in the specification", help)


def no_clause_then(
    line: CommandLine, typed: str, id: str, as_at: date, specification: Specification
) -> Diagnostic:
    """E506: a clause that the text in force on the day does not have, though another has it."""
    texts = specification.texts
    having = [text for text in texts if any(clause.id == id for clause in text.clauses)]
    later = next((text for text in having if text.start > as_at), None)
    if later is not None:
        stands = f"from {_written(later.start)} on"
    else:
        after = texts[texts.index(having[-1]) + 1]
        stands = f"up to {_written(after.start - timedelta(days=1))}"
    message = f"no clause `{id}` in the text of {_written(as_at)}"
    help = f"it is in the text {stands}: ask about such a day with `--as-at`"
    return Diagnostic("E506", line.span(typed), message, help)


def cannot_write(line: CommandLine, path: Path, why: str) -> Diagnostic:
    """E507: a file that cannot be written."""
    help = "name a file in a folder that is there and that you may write to"
    return Diagnostic("E507", line.span(str(path)), f"cannot write `{path}`: {why}", help)


def wrong_ending(line: CommandLine, output: str, ending: str, why: str, help: str) -> Diagnostic:
    """E514: a file to be written whose ending says another format, or none that is written."""
    message = f"a file that ends in `{ending}` {why}"
    return Diagnostic("E514", line.span(output), message, help)


def not_of_the_language(line: CommandLine, name: str) -> Diagnostic:
    """E510: a file that is to be laid out, and is none of the language."""
    message = f"`{name}` is no file of the language: its name does not end in `.pcn`"
    help = "name a file that does, or a folder: every such file in it is laid out"
    return Diagnostic("E510", line.span(name), message, help)


def in_use(line: CommandLine, path: Path, typed: str | None = None) -> Diagnostic:
    """E508: a folder to be begun that already holds something.

    `typed` is how it was named, nothing where it was not.
    """
    message = f"`{path}` is there already, and nothing in it is overwritten"
    span = line.span(str(path) if typed is None else typed)
    help = "choose a name that is not taken" + (", with `--into`" if typed == "" else "")
    return Diagnostic("E508", span, message, help)


def twice(line: CommandLine, name: str) -> Diagnostic:
    """E509: a network that is named twice."""
    message = f"the network `{name}` is named twice"
    return Diagnostic("E509", line.span(name), message, "name each network once")


def nothing_here(line: CommandLine, name: str) -> Diagnostic:
    """E510: a path that holds neither files of the language nor a network."""
    message = f"`{name}` holds nothing to read: no file that ends in `.pcn`, and no `network.toml`"
    help = "name a specification, a vocabulary, assumptions or the folder of a network"
    return Diagnostic("E510", line.span(name), message, help)


def cannot_read(line: CommandLine, name: str, why: str) -> Diagnostic:
    """E511: a file that is there and cannot be read as text."""
    help = "save it as text in UTF-8, in a place you may read from"
    return Diagnostic("E511", line.span(name), f"cannot read `{name}`: {why}", help)


def no_theme(line: CommandLine, name: str, why: str) -> Diagnostic:
    """E512: a stylesheet that cannot stand in a page."""
    help = "a theme is a small stylesheet in UTF-8 that fetches nothing, for a page of HTML"
    return Diagnostic("E512", line.span(name), f"cannot use `{name}` as a theme: {why}", help)


def no_networks(line: CommandLine) -> Diagnostic:
    """E515: paths among which there is no network."""
    message = "there is no network to judge among these paths"
    help = "name the folder of a network, or one that comes along, such as `skegness-and-coast`"
    return Diagnostic("E515", line.span(""), message, help)


def no_editions(line: CommandLine) -> Diagnostic:
    """E516: paths among which there is no specification."""
    message = "there is no specification to test among these paths"
    help = "name the folder of an edition, or one that comes along, such as `2020-21-final`"
    return Diagnostic("E516", line.span(""), message, help)


def no_rule(line: CommandLine, typed: str, code: str, help: str) -> Diagnostic:
    """E541: a rule of lint that there is not."""
    return Diagnostic("E541", line.span(typed), f"no rule is called `{code}`", help)


def nothing_to_lint(line: CommandLine, name: str) -> Diagnostic:
    """E542: paths among which there is no specification, vocabulary or set of assumptions."""
    message = f"`{name}` holds nothing to lint: no file that ends in `.pcn`"
    help = "name a specification, a vocabulary or assumptions: networks hold no clauses"
    return Diagnostic("E542", line.span(name), message, help)


def no_common_day(
    line: CommandLine, name: str, old: Specification, new: Specification
) -> Diagnostic:
    """E520: two editions that never lived on one day."""
    lives = (f"{_written(each.start)} to {_written(each.end)}" for each in (old, new))
    message = "these editions have no day in common: {} and {}".format(*lives)
    return Diagnostic("E520", line.span(name), message, "compare editions of the same year")


def other_words(line: CommandLine, name: str, why: str) -> Diagnostic:
    """E521: two editions whose vocabularies mean different things."""
    message = f"these editions do not speak of the same things: {why}"
    help = "let both use one vocabulary: what is compared is what the clauses mean under it"
    return Diagnostic("E521", line.span(name), message, help)


def no_pins(line: CommandLine, path: str, why: str) -> Diagnostic:
    """E522: a file of pairs that cannot be followed."""
    help = "write `pair EHCH-04 with 7.3.2(a)` or `never pair EHCH-01 with 7.3.1(d)`, one to a line"
    return Diagnostic("E522", line.span(path), f"in `{path}`, {why}", help)


def no_service(line: CommandLine, typed: str, name: str, known: Iterable[str]) -> Diagnostic:
    """E523: a number that no service and no clause of either edition has or begins with."""
    help = _nearest(name, known) or "name services or clauses by number: `7.2`, `7.3.1`, `EHCH-03`"
    message = f"no service and no clause has the number `{name}`"
    return Diagnostic("E523", line.span(typed), message, help)


def no_word(line: CommandLine, why: str, help: str) -> Diagnostic:
    """E524: a document for Word that cannot be written."""
    return Diagnostic("E524", line.span("docx"), f"cannot write a document for Word: {why}", help)


def _known(name: str, beside: tuple[str, ...], shipped: tuple[str, ...], noun: str) -> str:
    """The nearest name; else those that lie there, told from those that come along."""
    offered = ", ".join(f"`{each}`" for each in shipped)
    here = ", ".join(f"`{each}`" for each in beside[:_MOST_BESIDE])
    more = len(beside) - _MOST_BESIDE
    here += f" and {more} more" if more > 0 else ""
    folder = f"a folder, such as {here}" if beside else "a folder"
    return _nearest(name, (*beside, *shipped)) or (
        f"name {folder}, or a {noun} that comes along: {offered}"
    )


_MOST_BESIDE = 5
"""How many of the folders that lie there are offered by name."""


def _nearest(name: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only a fault needs it

    folded = {each.casefold(): each for each in known}
    begun = [each for each in folded if len(name) > 2 and each.startswith(name.casefold())]
    found = begun or get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[found[0]]}`?" if found else None


def _written(day: date) -> str:
    """A day as a reader writes it."""
    from pcn_rules.values.days import written  # noqa: PLC0415 - only a fault needs it

    return written(day)
