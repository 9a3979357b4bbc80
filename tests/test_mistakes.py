"""What people write by mistake: the words that are underlined, and what they are told to write."""

from __future__ import annotations

import pytest
from test_syntax_faults import assert_in_a_readers_words

from pcn_rules.language.parser import parse
from pcn_rules.source import Source

HEADS = {
    "clause": ('clause 1 "A"\n  ', "\n  cites SPEC 1, verified\n"),
    "change": ('variation "A"\n  amends "B" from 1 October 2020\n\n', "\n"),
    "variation": ('variation "A"\n  ', "\n"),
    "vocabulary": ('vocabulary "A"\n\n', "\n"),
    "assumptions": ('assumptions "A"\n\n', "\n"),
}

# fmt: off
MISTAKES = [
    (
        "variation", 'amends "B"',
        "E116", '"B"',
        'there should be `from` after `"B"`',
        'it reads like this: `amends "Network Contract DES 2020/21" from 1 October 2020`',
    ),
    (
        "variation", 'amend "B" from 1 October 2020',
        "E100", "amend",
        "`amend` stands where there should be `amends`",
        "did you mean `amends`?",
    ),
    (
        "change", "omit 7\n  cites SPEC, verified",
        "E100", "7",
        "`7` stands where there should be `clause`",
        "it reads like this: `omit clause 7.3.3`",
    ),
    (
        "change", "omit clause 7\n  if merger agreed\n  cites SPEC, verified",
        "E116", "7",
        "there should be `cites` after `7`",
        "it reads like this: `cites SPEC 7.3.1(a) as reported by HEMPSONS, secondary source`",
    ),
    (
        "clause", "from 1 April 2020 until 31 July 2020 the PCN must agree",
        "E100", "until 31 July 2020",
        "`until 31 July 2020` is not how a time is written",
        "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`",
    ),
    (
        "clause", "weekly the PCN must agree",
        "E100", "weekly",
        "`weekly` is not how a time is written",
        "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`",
    ),
    (
        "clause", "each week the PCN must agree",
        "E100", "each week",
        "`each week` is not how a time is written",
        "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`",
    ),
    (
        "clause", "between 1 May 2020 and 2 May 2020 the PCN must agree",
        "E100", "between 1 May 2020 and 2 May 2020",
        "`between 1 May 2020 and 2 May 2020` is not how a time is written",
        "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`",
    ),
    (
        "clause", "from 1 May 2020 - 2 May 2020 the PCN must agree",
        "E100", "- 2 May 2020",
        "`- 2 May 2020` is not how a time is written",
        "write `by`, `before`, `from ... to`, `every 2 weeks` or `within ... of each ...`",
    ),
    (
        "clause", "by July 31, 2020 agree",
        "E106", "July 31, 2020",
        "`July 31, 2020` is not how a day is written",
        "write `31 July 2020`",
    ),
    (
        "clause", "by 2020-07-31 agree",
        "E106", "2020-07-31",
        "`2020-07-31` is not how a day is written",
        "write `31 July 2020`",
    ),
    (
        "clause", "by 31 Juli 2020 agree",
        "E106", "31 Juli 2020",
        "`31 Juli 2020` is not how a day is written",
        "write `31 July 2020`",
    ),
    (
        "clause", "by the end of July agree",
        "E100", "the",
        "`the` stands where there should be a day such as `31 July 2020`",
        "it reads like this: `by 31 July 2020 the PCN must ...`",
    ),
    (
        "clause", "the commissioner pays £seven per month",
        "E127", "£seven",
        "`£seven` is not written in figures",
        "write it in figures, as in `£7.50`",
    ),
    (
        "clause", "the commissioner pays seven pounds per month",
        "E127", "seven",
        "`seven` is not written in figures",
        "write it in figures, as in `£7.50`",
    ),
    (
        "clause", "the commissioner pays £-7.50 per month",
        "E127", "£-7.50",
        "`£-7.50` is less than nothing, and no sum is",
        "write it without the sign: who pays it stands before `pays`",
    ),
    (
        "clause", "the commissioner pays up to -£7.50 per month",
        "E127", "-£7.50",
        "`-£7.50` is less than nothing, and no sum is",
        "write it without the sign: who pays it stands before `pays`",
    ),
    (
        "clause", "the PCN earns 72 points as uptake rises from 70% to 77%",
        "E116", "earns",
        "there should be `up to` after `earns`",
        "write `up to 72 ...`: less is earned short of the last level",
    ),
    (
        "clause", "the PCN earns up to £72 points as uptake rises from 70% to 77%",
        "E127", "£72",
        "`£72` is money, where a plain number belongs",
        "write `72` and what is earned; what that is worth, another clause pays",
    ),
    (
        "clause", "the PCN earns up to seventy points as uptake rises from 70% to 77%",
        "E127", "seventy",
        "`seventy` is not written in figures",
        "write it in figures, as in `72 points`",
    ),
    (
        "clause", "every working day the PCN must agree",
        "E133", "working",
        "`working` is not a time to count in",
        "count in days, weeks, months, quarters or years: `every 2 weeks`",
    ),
    (
        "clause", "within 48 hours of each admission\n  agree",
        "E133", "hours",
        "`hours` is not a time to count in",
        "count in working days, calendar days, weeks or months",
    ),
    (
        "clause", "within 2 weeks of each\n  the PCN must agree",
        "E116", "each",
        "there should be the name of an event after `each`",
        "it reads like this: `within 7 working days of each admission`",
    ),
    (
        "clause", "within 7 working days of the admission\n  the PCN must agree",
        "E132", "within 7 working days",
        "`within 7 working days` does not say from when",
        "write `within 7 working days of each admission`, or whichever event it is",
    ),
    (
        "clause", "the PCN agree a plan",
        "E124", "the PCN agree a plan",
        "`the PCN agree a plan` does not say `must`, `must not`, `should` or `may`",
        "it reads like this: `the PCN must ...`",
    ),
    (
        "clause", "each practice is to agree",
        "E124", "is to",
        "`is to` is not one of `must`, `must not`, `should` and `may`",
        "write `must`, if that is what it means",
    ),
    (
        "clause", "the PCN mustagree",
        "E124", "mustagree",
        "`mustagree` is not one of `must`, `must not`, `should` and `may`",
        "write a space after `must`",
    ),
    (
        "clause", 'by 31 July 2020 agree the "simple" plan',
        "E100", '"simple"',
        '`"simple"` does not fit after `the`',
        "leave the quotation marks out",
    ),
    (
        "clause", "agree\n  unles rural",
        "E114", "unles",
        "no line begins with `unles` here",
        "did you mean `unless`?",
    ),
    (
        "clause", "agree\n  if rural\n  unles remote",
        "E114", "unles",
        "no line begins with `unles` here",
        "did you mean `unless`?",
    ),
    (
        "clause", "agree\n  for every care home",
        "E114", "for",
        "no line begins with `for` here",
        "did you mean `for each`?",
    ),
    (
        "clause", "agree\n  when rural",
        "E114", "when",
        "no line begins with `when` here",
        "did you mean `if`?",
    ),
    (
        "clause", "agree\n  subject to 5.1",
        "E114", "subject",
        "no line begins with `subject` here",
        "did you mean `subject to clause`?",
    ),
    (
        "clause", "agree\n  subject to clauses 5.1",
        "E100", "clauses",
        "`clauses` stands where there should be `clause`",
        "did you mean `clause`?",
    ),
    (
        "clause", "agree\n  for each",
        "E116", "each",
        "there should be a name after `each`",
        "it reads like this: `for each aligned care home`",
    ),
    (
        "clause", "agree\n  if",
        "E116", "if",
        "there should be a name or a number after `if`",
        "it reads like this: `if ending participation`",
    ),
    (
        "clause", "agree\n  if beds at least 3",
        "E100", "3",
        "`3` does not fit after `least`",
        "write `>=` for `at least`",
    ),
    (
        "clause", "agree\n  if beds is 3",
        "E100", "3",
        "`3` does not fit after `is`",
        "write `=` for `is`",
    ),
    (
        "clause", "agree\n  if beds == 3",
        "E100", "==",
        "`==` is no comparison",
        "the signs are `>=`, `<=`, `>`, `<` and `=`",
    ),
    (
        "clause", "agree\n  on a month's notice",
        "E109", "a",
        "`a` is not a whole number",
        "write a whole number, from 1 on",
    ),
    (
        "clause", "agree\n  on 3 weeks' notice",
        "E133", "weeks'",
        "`weeks'` is not a time to count in",
        "count in months, working days or calendar days",
    ),
    (
        "clause", "agree\n  suspended until 19 March 2020",
        "E100", "until",
        "`until` stands where there should be `from`",
        "it reads like this: `suspended from 19 March 2020 to 30 June 2020`",
    ),
    (
        "clause", "agree\n  suspended from 19 March 2020",
        "E116", "19 March 2020",
        "there should be `to` after `19 March 2020`",
        "it reads like this: `suspended from 19 March 2020 to 30 June 2020`",
    ),
    (
        "clause", "agree\n  except where rural:",
        "E115", ":",
        "there should be what is asked after `:`",
        "it reads like this: `except where a larger network is agreed`",
    ),
    (
        "clause", "agree\n  replaces draft",
        "E116", "draft",
        "there should be the number of a clause after `draft`",
        "it reads like this: `replaces draft EHCH-01`",
    ),
    (
        "clause", "agree\n  another reading within 7 calendar days",
        "E100", "within",
        "`within` stands where there should be a colon",
        "it reads like this: `another reading: within 7 calendar days of each admission`",
    ),
    (
        "clause", "agree\n  cites SPEC page 4 reported by X, verified",
        "E100", "reported by",
        "`reported by` is read as a place in the source",
        "write `as reported by` and the name of a source",
    ),
    (
        "clause", "agree\n  cites SPEC 7.3 verified",
        "E123", "cites SPEC 7.3 verified",
        "`cites SPEC 7.3 verified` does not say how far it may be relied on",
        "end it with `, verified`, `, secondary source` or `, unverified`",
    ),
    (
        "clause", "agree\n  cites",
        "E116", "cites",
        "there should be the name of a source after `cites`",
        "it reads like this: `cites SPEC 7.3.1(a) as reported by HEMPSONS, secondary source`",
    ),
    (
        "clause", "agree\n  cites SPEC, secondhand",
        "E123", "secondhand",
        "`secondhand` is no standing of a citation",
        "end it with `, verified`, `, secondary source` or `, unverified`",
    ),
    (
        "clause", "agree\n  # so\n  and then",
        "E114", "and",
        "no line begins with `and` here",
        "indent the line more deeply if it carries on the line above",
    ),
    (
        "vocabulary", 'entity care home plural "care homes"',
        "E100", '"care homes"',
        '`"care homes"` does not fit after `plural`',
        "it reads like this: `entity care home`",
    ),
    (
        "vocabulary", 'entity care home, plurals "care homes"',
        "E100", "plurals",
        "`plurals` stands where there should be `plural`",
        "did you mean `plural`?",
    ),
    (
        "vocabulary", "fact beds, beds",
        "E100", ",",
        "`,` stands where there should be a colon",
        "it reads like this: `fact beds : beds`",
    ),
    (
        "vocabulary", "unit patients whole numbers",
        "E100", "whole numbers",
        "there should be a comma before `whole numbers`",
        "it reads like this: `unit patients, whole numbers`",
    ),
    (
        "vocabulary", "unit patients, whole number",
        "E100", "whole",
        "`whole` stands where there should be `whole numbers`",
        "did you mean `whole numbers`?",
    ),
    (
        "vocabulary", "actor PCN, network",
        "E100", "network",
        "`network` stands where there should be `another party`, `each` or `the network`",
        "did you mean `the network`?",
    ),
    (
        "vocabulary", "phrase tell patients\n  attested",
        "E131", "tell patients",
        "`tell patients` has no quotation marks around it",
        'write `"tell patients"`',
    ),
    (
        "vocabulary", 'phrase "tell"\n  mean beds > 3',
        "E100", "mean",
        "`mean` stands where there should be `attested` or `means`",
        "did you mean `means`?",
    ),
    (
        "vocabulary", 'phrase "tell"\n  effort shown by beds',
        "E116", '"tell"',
        'there should be `attested` or `means` after `"tell"`',
        'it reads like this: `phrase "tell patients about extended hours"`',
    ),
    (
        "vocabulary", 'state "tell"\n  attested\n  effort shown by beds',
        "E100", "effort shown by beds",
        "a state takes no effort, so that nothing shows it",
        "leave the line out, or begin the block with `phrase`",
    ),
    (
        "vocabulary", "measure m : beds\n  sum of beds over homes",
        "E116", "beds",
        "there should be `means` after `beds`",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means all homes have beds',
        "E100", "have",
        "`have` does not fit after `homes`",
        "write `every care home has ...` or `some care home has ...`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means every home is aligned',
        "E116", "aligned",
        "there should be `has` after `aligned`",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means a, b',
        "E100", ",",
        "`,` does not fit after `a`",
        "write `and` or `or` in its place",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means a and and b',
        "E100", "and",
        "`and` stands where there should be a name or a number",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means a +',
        "E116", "+",
        "there should be a name or a number after `+`",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means sum of beds',
        "E116", "beds",
        "there should be `over` after `beds`",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means 3 >= beds => 2',
        "E125", "=>",
        "`=>` compares a second time what was compared before",
        "join two comparisons by `and`, or write `beds within 10 to 20`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means number of homes >= 3 where beds > 3',
        "E100", "where",
        "`where` does not fit after `3`",
        "it reads like this: `means every aligned care home has lead GP agreed`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means beds + 1 >= 3 in each period',
        "E100", "in each period",
        "`in each period` counts no one thing here",
        "write it after the name of what is counted: `home rounds held in each period`",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means a)',
        "E117", ")",
        "this bracket closes nothing",
        "give each bracket its other half",
    ),
    (
        "vocabulary", 'phrase "tell (a: b: c)"\n  attested',
        "E129", "(",
        "`(` belongs to no blank",
        "write a blank as `(minimum: patients)` or `(patients)`",
    ),
    (
        "vocabulary", 'phrase "(a)"\n  attested',
        "E129", '"(a)"',
        "the phrase has no words of its own",
        "write words beside the blank",
    ),
    (
        "vocabulary", 'phrase "tell (a) (b)"\n  attested',
        "E129", "(b)",
        "no word stands between the blanks `a` and `b`",
        "write a word between them, so that both can be told apart",
    ),
    (
        "vocabulary", 'phrase "tell"\n  means on <= 31 Jul 2020',
        "E106", "31 Jul 2020",
        "`31 Jul 2020` is not how a day is written",
        "write `31 July 2020`",
    ),
    (
        "vocabulary", 'vocabulary "Again"',
        "E120", "vocabulary",
        "this is the second `vocabulary` of the file",
        "give each a file of its own",
    ),
    (
        "assumptions", "to agree\n  takes 15-60 minutes",
        "E100", "-",
        "`-` does not fit after `15`",
        "write a range with `to`: `15 to 60 minutes`",
    ),
    (
        "assumptions", "to agree\n  takes no effort",
        "E100", "no",
        "`no` stands where there should be `negligible effort` or a number",
        "write `negligible effort`, if that is what is assumed",
    ),
    (
        "assumptions", "to agree\n  takes 2 hours of a GP",
        "E100", "of",
        "`of` opens a line of its own",
        "begin a new line with it",
    ),
    (
        "assumptions", "to agree\n  of a GP, a nurse",
        "E100", ",",
        "`,` does not fit after `GP`",
        "write `or` in its place",
    ),
    (
        "assumptions", "to agree\n  needs",
        "E116", "needs",
        "there should be the words of a phrase after `needs`",
        "it reads like this: `needs the agreement of the commissioner`",
    ),
    (
        "assumptions", "to agree\n  takse 2 hours\n  needs nothing",
        "E114", "takse",
        "no line begins with `takse` here",
        "did you mean `takes`?",
    ),
    (
        "assumptions", "to agree\n  takes 2 hours\n  takes 3 hours",
        "E126", "takes 3 hours",
        "`takes 3 hours` is a second line of a kind that stands once",
        "keep one of the two",
    ),
    (
        "assumptions", "to agree\n  of",
        "E116", "of",
        "there should be the name of a role after `of`",
        "it reads like this: `of a GP or a community geriatrician`",
    ),
    (
        "assumptions", "to",
        "E116", "to",
        "there should be the words of a phrase after `to`",
        "it reads like this: `to hold a home round in each aligned care home`",
    ),
]
# fmt: on


@pytest.mark.parametrize(
    ("kind", "said", "code", "underlined", "message", "remedy"),
    MISTAKES,
    ids=[mistake[1] for mistake in MISTAKES],
)
def test_mistakes_are_told_at_their_words(
    kind: str, said: str, code: str, underlined: str, message: str, remedy: str
) -> None:
    head, tail = HEADS[kind]
    _, faults = parse(Source("example.pcn", f"{head}{said}{tail}"))
    assert [(code, underlined, message, remedy)] == [
        (fault.code, fault.span.text, fault.message, fault.help) for fault in faults
    ]
    assert_in_a_readers_words(faults[0])
