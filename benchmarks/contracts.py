"""Contracts of any length, for measuring: clauses of a few makes that differ in their figures."""

from __future__ import annotations

_HEADER = """\
specification "Long contract"
  edition "first", published 1 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "words.pcn"

source SPEC "Long contract: the text", Somebody, 1 March 2020
"""

WORDS = """\
vocabulary "Words"

unit patients, whole numbers

actor PCN, the network

entity care home
  fact aligned          : yes or no
  fact lead GP agreed   : yes or no
  fact home rounds held : number on a day
  fact beds             : number

entity practice
  fact list size        : patients

fact extra access       : hours
fact plan written       : yes or no

measure registered patients : patients
  means sum of list size over practices

phrase "agree a lead GP for the home"
  means lead GP agreed

phrase "hold (rounds: number) home rounds"
  means home rounds held in each period >= rounds

state "serve at least (minimum: patients) registered patients"
  means registered patients >= minimum

state "offer (time: hours) of extra access"
  means extra access >= time

phrase "write a plan" means plan written
"""

_CLAUSES = (
    """\
clause {id} "A lead GP for each home"
  by {day} July 2020 the PCN must agree a lead GP for the home
  for each aligned care home where beds >= {number}
  cites SPEC {id}, unverified
""",
    """\
clause {id} "List size"
  from 1 April 2020 the PCN must serve at least {number} registered patients
  unless number of practices <= {day}
  cites SPEC {id}, unverified
""",
    """\
clause {id} "Rounds"
  from 1 October 2020 every week the PCN must hold 1 home rounds
  for each aligned care home where beds >= {number} and lead GP agreed
  cites SPEC {id}, secondary source
""",
    """\
clause {id} "Access"
  the PCN must offer {number} hours of extra access
  if registered patients >= {number} and plan written
  except where some practice has list size < {day}
  cites SPEC {id}, unverified
""",
    """\
clause {id} "A plan"
  by {day} December 2020 the PCN should write a plan
  where registered patients / number of practices >= {number} patients per practice
  cites SPEC {id}, unverified
""",
)


def contract(clauses: int) -> str:
    """The text of a contract with so many clauses, twenty to a service."""
    parts = [_HEADER]
    for number in range(clauses):
        if number % 20 == 0:
            parts.append(f'service {number // 20 + 1} "Service {number // 20 + 1}"\n')
        make = _CLAUSES[number % len(_CLAUSES)]
        id = f"{number // 20 + 1}.{number % 20 + 1}"
        parts.append(make.format(id=id, day=number % 28 + 1, number=number + 1))
    return "\n".join(parts)
