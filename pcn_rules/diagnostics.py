"""Faults as values of one type, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pcn_rules.excerpt import excerpt, shown
from pcn_rules.source import Span


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a fault has to do with, and what it is."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of the input: what, where, and what to do about it.

    `message` is one lower-case sentence in a reader's words, the reader's own text in backticks,
    without a full stop or a line break; `help` is a remedy of the same make, where one is known.
    """

    code: str
    span: Span
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    severity: OneOf["error", "warning"] = "error"


def render(diagnostic: Diagnostic, colour: bool = False) -> str:
    """A fault for people: its message, the line it stands on with its words underlined, a remedy.

    Ends without a new line. Nothing of the input can steer a screen: control characters are
    replaced.
    """
    gutter = max(len(str(span.line)) for span in _places(diagnostic))
    return "\n".join(_lines(diagnostic, gutter, _COLOURED if colour else _PLAIN))


def _places(diagnostic: Diagnostic) -> Iterator[Span]:
    yield diagnostic.span
    yield from (related.span for related in diagnostic.related)


def _lines(diagnostic: Diagnostic, gutter: int, style: Mapping[str, str]) -> Iterator[str]:
    colour, end = style[diagnostic.severity], style["end"]
    head = f"{colour}{diagnostic.severity}[{diagnostic.code}]{end}"
    yield f"{head}: {style['strong']}{shown(diagnostic.message)}{end}"
    yield f" {' ' * gutter}{style['gutter']}-->{end} {shown(str(diagnostic.span))}"
    yield from _snippet(diagnostic.span, gutter, style, f"{colour}^")
    for related in diagnostic.related:
        yield f" {' ' * gutter}{style['gutter']}:::{end} {shown(str(related.span))}"
        yield from _snippet(related.span, gutter, style, f"{style['gutter']}-", related.label)
    if diagnostic.help is not None:
        sign = f"{style['gutter']}={end} {style['help']}help{end}"
        yield f" {' ' * gutter} {sign}: {shown(diagnostic.help)}"


def _snippet(
    span: Span, gutter: int, style: Mapping[str, str], mark: str, label: str = ""
) -> Iterator[str]:
    """The line of a span between bars; nothing for a file that has no text to show."""
    if not span.source.text:
        return
    cut = excerpt(span)
    faint, end = style["gutter"], style["end"]
    bar = f" {' ' * gutter} {faint}|{end}"
    below = mark[:-1] + cut.marks(mark[-1]) + ("…" if cut.goes_on else "") + end
    yield bar
    yield f" {faint}{cut.line:>{gutter}} |{end} {cut.text}".rstrip()
    yield f"{bar} {below}{' ' if label else ''}{shown(label)}"


_PLAIN: Mapping[str, str] = dict.fromkeys(
    ("error", "warning", "gutter", "help", "strong", "end"), ""
)
_COLOURED: Mapping[str, str] = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "gutter": "\x1b[34m",
    "help": "\x1b[36m",
    "strong": "\x1b[1m",
    "end": "\x1b[0m",
}


CODES: Mapping[str, str] = {
    "E001": "a file that cannot be read",
    "E002": "a file that is not UTF-8 text",
    "E003": "a file that is too large",
    "E004": "no word on which specification it is",
    "E005": "two specifications in one folder",
    "E006": "a folder without files of the language",
    "E007": "a file of another kind than is wanted",
    "E100": "words that do not fit here",
    "E101": "a block that nobody knows",
    "E102": "a line of a block that is not indented",
    "E103": "no meaning for a phrase",
    "E104": "a quotation mark that is never closed",
    "E105": "a day that does not exist",
    "E106": "a day written another way",
    "E107": "days neither working nor calendar",
    "E108": "a clause that cites nothing",
    "E109": "a count of nothing",
    "E110": "a range the wrong way round",
    "E111": "an end before its start",
    "E112": "a reserved word in a name",
    "E113": "a second duty in one clause",
    "E114": "a line that neither opens nor carries on",
    "E115": "a clause that asks nothing",
    "E116": "something missing",
    "E117": "brackets that do not pair",
    "E118": "too much inside one another",
    "E119": "a block in another kind of file",
    "E120": "a heading missing, twice or too late",
    "E121": "a file with nothing in it",
    "E122": "a character that nobody can see",
    "E123": "a citation without its standing",
    "E124": "an actor without its must, should or may",
    "E125": "two comparisons in a row",
    "E126": "a line that may stand only once",
    "E127": "a number that cannot be read",
    "E128": "a name that cannot stand in a calculation",
    "E129": "a blank that cannot be filled",
    "E130": "nothing between the quotation marks",
    "E131": "words without their quotation marks",
    "E132": "days counted from nothing",
    "E133": "an interval that nobody knows",
    "E134": "a block that is indented",
    "E135": "more faults than anybody mends at a time",
    "E150": "a name that is not known here",
    "E151": "a group of things that are not known",
    "E152": "a unit that is not known",
    "E153": "a source that is not declared",
    "E154": "nobody of that name",
    "E155": "a role that is not declared",
    "E156": "a clause that is not there",
    "E157": "what is no event",
    "E158": "words that fit two phrases",
    "E159": "declared twice",
    "E161": "a meaning that goes in a circle",
    "E162": "a phrase that does not fit",
    "E163": "each of what there is one of",
    "E164": "a clause under no service",
    "E165": "a clause that cannot be put off",
    "E166": "put off until a day that has come",
    "E171": "a day outside the life of the edition",
    "E172": "counted in each period, without periods",
    "E173": "in each period, of what is on no day",
    "E174": "a series without its period",
    "E181": "a role that nobody is said to hold",
    "E182": "a second holder of roles",
    "E183": "a role where a value is needed",
    "E184": "an indicator that nobody defined",
    "E185": "two facts for one thing about posts",
    "E201": "units that do not add",
    "E202": "units that cannot be compared",
    "E203": "a blank filled with another unit",
    "E204": "a number of what",
    "E205": "an amount where a yes or no is needed",
    "E206": "a yes or no where an amount is needed",
    "E207": "a range out of place",
    "E208": "a measure in another unit",
    "E209": "no step to round to",
    "E210": "an effort that is no time",
    "E211": "a payment that is no money",
    "E212": "a date and what is none",
    "E213": "divided by nothing",
    "E214": "work in a unit of no known time",
    "E215": "work per what nothing counts",
    "E216": "work that nobody is said to do",
    "E217": "work for clauses that are not there",
    "E218": "totals that share clauses",
    "E220": "paid for each of what nobody counts",
    "E221": "paid for each of one of several facts",
    "E222": "a payment without days to reckon it over",
    "E223": "two times, or two things, that a sum is paid per",
    "E224": "levels the wrong way round",
    "E225": "paid for each of two kinds at once",
    "E226": "adjusted by what is no plain number",
    "E227": "a level in another unit",
    "E228": "what a post costs in another unit",
    "E229": "no share of what a post costs",
    "E230": "a payment within what is no sum",
    "E231": "a level beyond all there is",
    "E232": "nothing to be earned",
    "E233": "counted on a day far from the edition",
    "E301": "an exception that can never apply",
    "E302": "two exceptions that disagree",
    "E303": "two clauses that disagree",
    "E304": "clauses that give way in a circle",
    "E305": "giving way to what asks nothing",
    "E306": "a line that says nothing of its clause",
    "E307": "no clause at all",
    "E308": "giving way to what is counted in periods",
    "E310": "another reading of nothing",
    "E311": "a clause that can never apply",
    "E320": "a variation of another specification",
    "E321": "a variation outside the life of the edition",
    "E322": "a change of a clause that is not there",
    "E323": "an added clause that stands already",
    "E324": "a clause changed twice on one day",
    "E325": "giving way to a clause that was omitted",
    "E326": "two variations of one name",
    "E401": "the folder cannot be read",
    "E402": "there is no network.toml",
    "E403": "a file cannot be read",
    "E404": "a file is too large",
    "E405": "a file is not UTF-8 text",
    "E406": "a file belongs to nothing",
    "E407": "network.toml cannot be read",
    "E408": "a key that nobody knows",
    "E409": "a key is missing",
    "E410": "a value of network.toml does not fit",
    "E411": "no such thing in the vocabulary",
    "E412": "no such fact in the vocabulary",
    "E413": "a double quote that is never closed",
    "E414": "a column that nobody knows",
    "E415": "a column is there twice",
    "E416": "a column is missing",
    "E417": "a cell under no heading",
    "E418": "too much of it",
    "E420": "a day that does not exist",
    "E421": "words that are not a day",
    "E422": "days the wrong way round",
    "E430": "a value of another kind",
    "E431": "a value that nobody can read",
    "E432": "another unit",
    "E433": "less than nothing",
    "E434": "a range the wrong way round",
    "E435": "a part of what is counted whole",
    "E436": "a star that stands for nothing",
    "E437": "a figure that is not rounded",
    "E438": "a name like a formula",
    "E439": "more than anybody employs",
    "E440": "a row without an id",
    "E441": "listed twice",
    "E442": "nobody has this id",
    "E443": "a list neither complete nor open",
    "E444": "no list of them",
    "E445": "a source that is not declared",
    "E446": "a row without a source",
    "E447": "an event without its day",
    "E448": "known before it was so",
    "E449": "none of the words that fit",
    "E450": "two values for one fact and day",
    "E451": "a practice in two networks",
    "E452": "a yes that two networks say",
    "E461": "a role that nobody knows",
    "E462": "more than one post's worth of a person",
    "E463": "a plan for what has ended by then",
    "E469": "no postcode",
    "E470": "no reader of workbooks",
    "E471": "a file that is no workbook",
    "E472": "a workbook that is damaged",
    "E473": "a workbook that unpacks to too much",
    "E474": "a sheet that is missing",
    "E475": "a published column that is missing, or there twice",
    "E476": "a formula in place of a value",
    "E477": "a published cell that does not hold what it should",
    "E478": "two rows for one thing",
    "E479": "a row with too many cells, or too few",
    "E480": "a day that nobody says",
    "E481": "a day without any network",
    "E482": "a published file that is too large",
    "E483": "a published table with nothing in it",
    "E484": "a workbook of the wrong day",
    "E485": "homes that cannot be placed",
    "E486": "a network without members on the day",
    "E487": "a star that is not explained",
    "E501": "no such network",
    "E502": "no such specification",
    "E503": "no such file or folder",
    "E504": "a day that is none",
    "E505": "no edition in force",
    "E506": "no such clause",
    "E507": "a file that cannot be written",
    "E508": "a folder that is in use",
    "E509": "a network named twice",
    "E510": "nothing to read",
    "E511": "a file that cannot be read",
    "E512": "a theme that cannot be used",
    "E513": "several editions in force",
    "E514": "an ending of another format",
    "E515": "no network to judge",
    "E516": "no specification to test",
    "E520": "editions of different years",
    "E521": "editions with other words",
    "E522": "pairs that cannot be made",
    "E523": "no such service",
    "E524": "no document for Word",
    "E541": "no such rule of lint",
    "E542": "nothing to lint",
    "E570": "no practice of the network",
    "E571": "leaving before it joined",
    "E572": "leaving after it left",
    "E573": "nobody left in the network",
    "E574": "no notice to count",
    "E575": "no day, or two",
    "E576": "a day before anybody moved",
    "E577": "a member already",
    "E578": "in another network still",
    "E579": "practices that go nowhere, or twice",
    "E580": "no division",
    "E581": "parts that are not the list",
    "E582": "a list that may not be divided",
    "E583": "a day outside the edition",
    "E601": "an expectation that lacks something",
    "E602": "expected twice",
    "E603": "an expectation that says no verdict",
    "E604": "half an acknowledgement",
    "E605": "an acknowledgement that has ended",
    "E606": "an acknowledgement of nothing",
    "E701": "settings that cannot be read",
    "E702": "a setting that nobody knows",
    "E703": "a setting that does not fit",
}
"""The title of every fault by its code; its page is in docs/faults."""
