"""Small contracts for tests: clauses and declarations, with the headers that they need."""

from __future__ import annotations

from pcn_rules.diagnostics import Diagnostic
from pcn_rules.language.meaning import ResolvedClause, ResolvedDuty, Specification
from pcn_rules.load import load_text

HEADER = """specification "Example"
  edition "final", published 31 March 2020
  in force from 1 April 2020 to 31 March 2021
  uses "vocabulary.pcn"

source SPEC "The contract", NHS England, 31 March 2020

service 1 "A service"
"""

CARE_HOMES = """
unit patients, whole numbers
unit weighted patients
unit beds, whole numbers
unit rounds, whole numbers

actor PCN, the network
actor core network practice, each practice
actor commissioner, another party

role GP
role nurse

entity practice
  fact list size          : patients
  fact weighted list size : weighted patients
  fact leaving            : yes or no

entity care home
  fact aligned            : yes or no
  fact nursing            : yes or no
  fact beds               : beds
  fact residents          : patients
  fact lead GP agreed     : yes or no
  fact willing GP         : yes or no
  fact home rounds held   : rounds on a day
  fact registered on      : date

event admission
  fact care plan agreed   : yes or no
  fact care plan tried    : yes or no
  fact good reason given  : yes or no

event readmission
  fact care plan agreed   : yes or no
  fact care plan tried    : yes or no
  fact good reason given  : yes or no

fact rural                : yes or no
fact merger agreed        : yes or no
fact hours offered        : hours on a day
fact opening time         : hours
fact posts                : WTE
fact money spent          : £

measure registered patients : patients
  means sum of list size over practices

measure weighted patients : weighted patients
  means sum of weighted list size over practices

phrase "agree a lead GP for each aligned care home"
  means every aligned care home has lead GP agreed

phrase "a willing GP for each aligned care home"
  means every aligned care home has willing GP

phrase "hold a home round in each aligned care home"
  means every aligned care home has home rounds held in each period >= 1

phrase "agree a plan"
  means care plan agreed
  effort shown by care plan tried

phrase "write a plan"
  attested

phrase "write a summary"
  attested

phrase "leave"
  means leaving

state "serve at least (minimum: patients) registered patients"
  means registered patients >= minimum

state "keep (n: beds) of every home open"
  means every care home has beds >= n

phrase "exceed (limit: beds) in any home"
  means some care home has beds > limit
"""


def files(
    clauses: str, vocabulary: str = "", assumptions: str = "", *, base: str = CARE_HOMES
) -> dict[str, str]:
    """The files of a contract of some clauses, on a vocabulary of care homes and more."""
    texts = {
        "contract.pcn": f"{HEADER}\n{clauses}\n",
        "vocabulary.pcn": f'vocabulary "Example"\n{base}\n{vocabulary}\n',
    }
    if assumptions:
        source = 'source OWN "Own estimates", the authors, 2020'
        texts["assumptions.pcn"] = f'assumptions "Example"\n\n{source}\n\n{assumptions}\n'
    return texts


def clause(body: str, id: str = "1") -> str:
    """A clause that cites something, its lines indented as they should be."""
    lines = "".join(f"  {line}\n" for line in body.splitlines())
    return f'clause {id} "A clause"\n{lines}  cites SPEC {id}, verified\n'


def loaded(clauses: str, vocabulary: str = "", assumptions: str = "") -> Specification:
    """A contract that must hold no fault."""
    specification, faults = load_text(files(clauses, vocabulary, assumptions))
    assert faults == ()
    assert specification is not None
    return specification


def only_clause(body: str, vocabulary: str = "", assumptions: str = "") -> ResolvedClause:
    """The one clause of a contract."""
    (found,) = loaded(clause(body), vocabulary, assumptions).clauses
    return found


def duty(body: str, vocabulary: str = "", assumptions: str = "") -> ResolvedDuty:
    """The duty of the one clause of a contract."""
    return as_duty(only_clause(body, vocabulary, assumptions))


def as_duty(found: ResolvedClause) -> ResolvedDuty:
    match found.statement:
        case ResolvedDuty() as statement:
            return statement
        case other:
            raise TypeError(other)


def faults(clauses: str, vocabulary: str = "", assumptions: str = "") -> tuple[Diagnostic, ...]:
    """Every fault of a contract."""
    return load_text(files(clauses, vocabulary, assumptions))[1]


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Faults as their codes and the words they underline, white space evened out."""
    return [(fault.code, " ".join(fault.span.text.split())) for fault in found]
