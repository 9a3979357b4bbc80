"""A small project with two editions and the rows of what is known of them, to plant slips in."""

from __future__ import annotations

from pathlib import Path

FINAL = """\
specification "Small contract"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "../vocabulary/words.pcn"

source SPEC "Small contract: the text", Somebody, 31 March 2020
source PRESS "Small contract: an account", Somebody else, 2020

service 1 "What is asked"

defers draft A-02
  cites SPEC 1 as reported by PRESS, secondary source

clause 1.1 "Size"
  from 1 April 2020 to 31 March 2021 the PCN must serve at least 30,000 registered patients
  unless registered patients < 28,000
  cites SPEC 1.1 as reported by PRESS, secondary source
  replaces draft A-01

clause 1.2 "A lead GP for each home"
  by 31 July 2020 the PCN must agree a lead GP for each aligned care home
  cites SPEC 1.2 as reported by PRESS, secondary source
  cites SPEC 1.2, unverified

clause 1.3 "Care plans"
  from 1 October 2020 within 7 working days of each admission
  the PCN must agree a plan
  cites SPEC 1.3 as reported by PRESS, secondary source
  another reading: within 7 calendar days of each admission

clause 1.4 "Extra hours"
  every week the PCN must offer 30 minutes of extra hours per 1,000 registered patients
  on 28 calendar days' notice
  cites SPEC 1.4 as reported by PRESS, secondary source

clause 1.5 "Money for beds"
  from 1 August 2020 to 31 March 2021 the commissioner pays £7.50 per bed per month
  for each aligned care home
  cites SPEC 1.5 as reported by PRESS, secondary source
"""

DRAFT = """\
specification "Small draft"
  edition "draft", published 23 December 2019
  in force from 1 April 2020 to 31 March 2021
  uses "../vocabulary/words.pcn"

source SPEC "Small draft: the text", Somebody, 23 December 2019

service A "What is asked"

clause A-01 "Size"
  from 1 April 2020 the PCN must serve at least 25,000 registered patients
  cites SPEC A-01, verified
"""

WORDS = """\
vocabulary "Words"

unit patients, whole numbers
unit beds, whole numbers

actor PCN, the network
actor commissioner, another party

entity care home, plural "care homes"
  fact aligned        : yes or no
  fact lead GP agreed : yes or no
  fact beds           : beds

entity practice
  fact list size : patients

event admission
  fact plan agreed : yes or no

fact extra hours : hours on a day

measure registered patients : patients
  means sum of list size over practices

phrase "agree a lead GP for each aligned care home"
  means every aligned care home has lead GP agreed

state "serve at least (minimum: patients) registered patients"
  means registered patients >= minimum

phrase "agree a plan"
  means plan agreed

phrase "offer (time: minutes) of extra hours per 1,000 registered patients"
  means extra hours in each period >= time × registered patients / 1,000 patients
"""

ROWS = """\
row,section,statement,figures,source,confidence,clauses,reason
F-1-01,1,How many patients a network has,"30,000; 28,000",An account,A,1.1,
F-1-02,1,A lead GP for each home,31 July 2020,An account,"A (content), M (number)",1.2,
F-1-03,1,Care plans,1 October 2020; 7 working days; 7 calendar days,Account,B,1.3,
F-1-04,1,Extra hours each week,"every week; 30 minutes; 1,000; 28 days; 25 hours",Account,A,1.4,
F-1-05,1,Money for each bed,1 August 2020; £7.50 per bed per month,An account,A,1.5,
F-1-06,1,Its days,31 March 2020; 1 April 2020; 31 March 2021,An account,A,,its heading
SMALL-1,1,How many patients a network has,"25,000",The document,V,A-01,
SMALL-2,1,Its days,23 December 2019; 2020/21,The document,V,,its heading
"""

TABLES = """\
edition,table,title,rows
final,1,Requirements,F-1-01..06
draft,A,The draft,SMALL-1 SMALL-2
"""

CROSSWALK = """\
final,draft,relation,confidence
1.1,A-01,tightened,A
1.2,,new,A
,A-02,deferred to 2021/22,A
"""

FILES = {
    "specs/first/contract.pcn": FINAL,
    "specs/second/contract.pcn": DRAFT,
    "specs/vocabulary/words.pcn": WORDS,
    "docs/fidelity/rows.csv": ROWS,
    "docs/fidelity/tables.csv": TABLES,
    "docs/fidelity/crosswalk.csv": CROSSWALK,
}


def written(place: Path, *slips: tuple[str, str, str]) -> Path:
    """The project in a folder; a slip is a file and what is written there in place of what."""
    texts = dict(FILES)
    for name, right, wrong in slips:
        assert right in texts.get(name, right), f"{name} does not hold {right!r}"
        texts[name] = texts[name].replace(right, wrong, 1) if name in texts else wrong
    for name, text in texts.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place
