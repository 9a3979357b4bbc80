"""What may stand at a place of a file, in a reader's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_NAME_OR_NUMBER = "a name or a number"

_WORDS: Mapping[str, str] = {
    "DATE": "a day such as `31 July 2020`",
    "WHEN": "a year, a month or a day",
    "TITLE": "words in quotation marks",
    "CLAUSE_ID": "the number of a clause",
    "EDITION": "the name of an edition",
    "SOURCE_ID": "the name of a source",
    "PUBLISHER": "who published it",
    "PLACE": "where in it",
    "STANDING": "`verified`, `secondary source` or `unverified`",
    "WORDS": "what is asked",
    "TEXT": "the words of a phrase",
    "ARTICLE": "who it is asked of",
    "PARTY": "who it is asked of",
    "MODALITY": "`must`, `must not`, `should` or `may`",
    "PAYEE": "who is paid",
    "EARNED": "what is earned, such as `points as ...`",
    "MEASURED": "a measure that `rises from` or `falls from`",
    "_TO_WHOM": "`to` and who is paid",
    "UP_TO": "`up to`",
    "EVENT_NAME": "the name of an event",
    "COUNT": "a whole number",
    "INTERVAL": "`day`, `week`, `month`, `quarter` or `year`",
    "DELAY": "`working days`, `calendar days`, `weeks` or `months`",
    "NOTICE_UNIT": "`months'`, `working days'` or `calendar days'`",
    "NUMBER": _NAME_OR_NUMBER,
    "POUNDS": _NAME_OR_NUMBER,
    "PERCENT": _NAME_OR_NUMBER,
    "NAME": _NAME_OR_NUMBER,
    "_NOT": _NAME_OR_NUMBER,
    "_SOME": _NAME_OR_NUMBER,
    "_OPEN": _NAME_OR_NUMBER,
    "_NUMBER_OF": _NAME_OR_NUMBER,
    "_SUM_OF": _NAME_OR_NUMBER,
    "UNIT": "a unit",
    "ROUNDING": "`to the nearest`, `up to the next` or `down to the last`",
    "DECLARED": "a name",
    "UNIT_RUN": "a unit",
    "A_DATE": "`date`",
    "A_ROLE": "`role`",
    "INDICATOR": "the id of an indicator",
    "CONVERTED": "a unit",
    "_ARTICLE": "the name of a role",
    "_COMMA": "a comma",
    "_COLON": "a colon",
    "_CLOSE": "a closing bracket",
}
"""The words for what is no keyword, by the name the grammar has for it.

A keyword is named by its own words, `_EXCEPT_WHERE`, and speaks for itself.
"""

_GOES_ON = frozenset(
    {"CARRIED_ON", "EFFORT", "COMPARISON", "SIGN", "FACTOR", "UNIT", "ON_A_DAY", "EACH_TIME"}
    | {"_AND", "_OR", "_TO", "_OVER", "_HAS", "_ROUNDED", "_PER", "_IN_EACH_PERIOD", "_WHERE"}
    | {"_COMMA", "_TO_WHOM", "UP_TO"}
)
"""What may go on, but is not named as long as something else is needed."""

_ENDS = frozenset({"$END", "_LINE", "_EFFORT_SHOWN_BY"})
_MOST = 3


def spoken(names: Collection[str]) -> str | None:
    """What a place needs, in words; None where nothing is needed, or too much to list."""
    for first in ("WORDS", "TEXT"):
        if first in names:
            return _WORDS[first]
    if _ENDS & set(names):
        return None
    goes_on = _GOES_ON if "NUMBER" in names else _GOES_ON | {"NAME"}
    wanted = set(names) - goes_on or set(names) & {"_TO", "_HAS", "_OVER", "_OR", "_COMMA", "UNIT"}
    if not wanted and "NAME" in names:
        return "a name"
    if "NUMBER" in wanted:
        wanted -= {"DATE", "_EVERY"}
    words = sorted({words_of(name) for name in wanted})
    if "NAME" not in names:
        words = ["a number" if each == _NAME_OR_NUMBER else each for each in words]
    if not words or len(words) > _MOST:
        return None
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def words_of(name: str) -> str:
    """The reader's words for one name of the grammar."""
    return _WORDS.get(name) or f"`{keyword(name)}`"


def keyword(name: str) -> str:
    """The words a keyword is named by."""
    return name.strip("_").replace("_", " ").casefold()


def is_keyword(name: str) -> bool:
    """Whether a name of the grammar is that of one keyword."""
    return name not in _WORDS and name not in CHOICES and name not in _NEITHER


_NEITHER = frozenset({"$END", "_LINE", "WORDS", "CARRIED_ON", "COMPARISON", "SIGN", "FACTOR"})

CHOICES: Mapping[str, tuple[str, ...]] = {
    "STANDING": ("verified", "secondary source", "unverified"),
    "MODALITY": ("must", "must not", "should", "may"),
    "ARTICLE": ("the", "each"),
    "EFFORT": ("aim to", "make reasonable efforts to"),
    "INTERVAL": ("day", "week", "month", "quarter", "year"),
    "DELAY": ("working days", "calendar days", "weeks", "months"),
    "ROUNDING": ("to the nearest", "up to the next", "down to the last"),
    "A_DATE": ("date",),
    "A_ROLE": ("role",),
    "_ARTICLE": ("a", "an"),
    "_HAS": ("has", "have"),
    "DIRECTION": ("rises", "falls"),
    "_FOR_ON_COSTS": ("for on-costs",),
}
"""The keywords of a name that stands for several."""

EXAMPLES: Mapping[str, str] = {
    "specification": 'specification "Network Contract DES 2020/21"',
    "edition": 'edition "final", published 31 March 2020',
    "in force": "in force from 1 April 2020 to 31 March 2021",
    "proposed": "proposed from 1 April 2020 to 31 March 2021",
    "uses": 'uses "../vocabulary/primary-care-network.pcn"',
    "source": 'source HEMPSONS "Key dates for CCGs", Hempsons, 2020',
    "service": 'service 7.3 "Enhanced Health in Care Homes"',
    "clause": 'clause 7.3.1(c) "Register residents"',
    "by": "by 31 July 2020 the PCN must ...",
    "before": "before 31 July 2020 the PCN must ...",
    "from": "from 1 April 2020 the PCN must ...",
    "every": "every 2 weeks the PCN must ...",
    "within": "within 7 working days of each admission",
    "the": "the PCN must ...",
    "each": "each core network practice must ...",
    "for each": "for each aligned care home",
    "if": "if ending participation",
    "where": "where beds >= 10",
    "unless": "unless a good reason is recorded",
    "except where": "except where a larger network is agreed",
    "subject to": "subject to clause 5.1",
    "notwithstanding": "notwithstanding clause 5.1",
    "suspended": "suspended from 19 March 2020 to 30 June 2020",
    "on": "on 3 months' notice",
    "counted on": "counted on 1 January 2020",
    "adjusted by": "adjusted by prevalence adjustment",
    "cites": "cites SPEC 7.3.1(a) as reported by HEMPSONS, secondary source",
    "replaces": "replaces draft EHCH-01",
    "defers": "defers draft AC-01, AC-02 until 1 April 2021",
    "until": "until 1 April 2021",
    "another reading": "another reading: within 7 calendar days of each admission",
    "variation": 'variation "Amendments of 17 September 2020"',
    "amends": 'amends "Network Contract DES 2020/21" from 1 October 2020',
    "replace": 'replace clause 7.3.1(d) "A clinical lead for each home"',
    "omit": "omit clause 7.3.3",
    "vocabulary": 'vocabulary "Primary care network"',
    "unit": "unit patients, whole numbers",
    "entity": "entity care home",
    "event": "event admission",
    "fact": "fact beds : beds",
    "actor": "actor core network practice, each practice",
    "role": "role GP",
    "measure": "measure registered patients : patients means sum of list size over practices",
    "phrase": 'phrase "tell patients about extended hours"',
    "state": 'state "serve at least (minimum: patients) registered patients"',
    "means": "means every aligned care home has lead GP agreed",
    "attested": "attested",
    "effort shown by": "effort shown by care plan attempted",
    "assumptions": 'assumptions "Effort, as estimated in public by early 2020"',
    "to": "to hold a home round in each aligned care home",
    "takes": "takes 15 to 60 minutes per aligned care home each time",
    "of": "of a GP or a community geriatrician",
    "needs": "needs the agreement of the commissioner",
    "all": 'all of 7.2, 7.3 in "final"',
    "one": "one session is 4 hours",
    "recruiting": "recruiting a clinical pharmacist",
    "assume": "assume 3 WTE",
    "employing": "employing a clinical pharmacist",
    "costs": "costs £44,000 to £52,000 per WTE per year",
    "plus": "plus 20% to 25% for on-costs",
    "reimbursed at": 'reimbursed at 70% in "draft"',
}
"""How each line reads, by the words that open it."""
