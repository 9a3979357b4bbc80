"""Hand-made assessments that show every verdict, cause, kind of question and kind of reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from pcn_rules.evaluate.result import (
    Answer,
    Assessment,
    Cause,
    ClauseResult,
    Deciding,
    EarlierText,
    Instalment,
    InstanceResult,
    Money,
    Outcome,
    ReadingResult,
    Reason,
    Share,
    State,
    SubjectResult,
    Verdict,
)
from pcn_rules.language.meaning import Citation, SourceText, Variation
from pcn_rules.networks.model import InputFile, SourceOfFacts

AS_AT = date(2020, 5, 31)

MET = Outcome(Verdict.MET, Cause.FULFILLED)
HOLDING = Outcome(Verdict.MET, Cause.HOLDING)
DELIVERABLE = Outcome(Verdict.MET, Cause.DELIVERABLE)
BEHIND = Outcome(Verdict.AT_RISK, Cause.BEHIND)
THIN = Outcome(Verdict.AT_RISK, Cause.THIN)
COMPETING = Outcome(Verdict.AT_RISK, Cause.COMPETING)
NO_CAPACITY = Outcome(Verdict.IMPOSSIBLE, Cause.NO_CAPACITY)
PRECONDITION = Outcome(Verdict.IMPOSSIBLE, Cause.PRECONDITION)
BREACHED = Outcome(Verdict.IMPOSSIBLE, Cause.BREACHED)
UNKNOWN = Outcome(Verdict.UNKNOWN)
NOT_APPLICABLE = Outcome(Verdict.NOT_APPLICABLE)

SPEC = SourceText(
    "SPEC",
    "Network Contract DES: contract specification 2020/21",
    "NHS England and NHS Improvement",
    "31 March 2020",
)
HEMPSONS = SourceText("HEMPSONS", "Key dates for CCGs", "Hempsons", "2020")

BASE = ClauseResult(
    id="1.1",
    service="1",
    service_title="A service",
    title="A clause",
    text="by 31 July 2020 the PCN must do it",
    actor="the PCN",
    own=True,
    modality="must",
    kind="achieve",
    aim="outcome",
    due=date(2020, 7, 31),
    state=State.IN_EFFECT,
    outcome=DELIVERABLE,
    possible=(DELIVERABLE,),
    deciding=(),
    minimal=True,
    subjects=(),
    instances=(),
    counted="",
    citations=(Citation(SPEC, "1.1", HEMPSONS, "secondary source"),),
    reasons=(),
    readings=(),
)


PARTICIPATION = Money(
    unit="£",
    payer="commissioner",
    payee="practice",
    up_to=False,
    start=date(2020, 4, 1),
    end=date(2020, 6, 30),
    low=Fraction("4402.5"),
    high=None,
    instalments=(
        Instalment(date(2020, 4, 1), date(2020, 4, 30), Fraction("1467.5"), None),
        Instalment(date(2020, 5, 1), date(2020, 5, 31), Fraction("1467.5"), None),
        Instalment(date(2020, 6, 1), date(2020, 6, 30), Fraction("1467.5"), Fraction(5000, 3)),
    ),
    shares=(
        Share("practice", "P1", "Park", Fraction("4402.5"), Fraction("4402.5")),
        Share("practice", "P2", "Quay", Fraction(0), None),
    ),
    missing=(
        Deciding(
            question="Quay: weighted list size, in weighted patients?",
            kind="fact",
            group="weighted list size",
            entity="practice",
            subject="P2",
            subject_name="Quay",
            answers=(),
        ),
    ),
    open=("are these all the practices?",),
)


def clause(id: str, title: str, outcome: Outcome | None, **changes: object) -> ClauseResult:
    """A clause of an outcome, with everything else as it usually is."""
    possible = () if outcome is None else (outcome,)
    parts = {"possible": possible, **changes}
    return replace(BASE, id=id, title=title, outcome=outcome, **parts)  # type: ignore[arg-type]


def yes_no(home: str, *, likely: str | None = None) -> Deciding:
    """Whether a lead GP is agreed at a home: a no settles it."""
    return Deciding(
        question=f"Has a lead GP been agreed for {home}?",
        kind="fact",
        group="lead GP agreed",
        entity="care home",
        subject=home.lower().replace(" ", "-"),
        subject_name=home,
        answers=(Answer("yes", (MET, BREACHED)), Answer("no", (BREACHED,))),
        likely=likely,
    )


def question(kind: str, words: str, group: str, *answers: Answer) -> Deciding:
    """A question about the network as a whole."""
    return Deciding(words, kind, group, None, None, None, answers)  # type: ignore[arg-type]


def missing(home: str) -> Reason:
    """A fact of a home that nobody stated."""
    return Reason(
        kind="fact",
        text=f"lead GP agreed, {home}: not known",
        entity="care home",
        subject=home.lower().replace(" ", "-"),
        subject_name=home,
        fact="lead GP agreed",
    )


HOMES = tuple(f"Home {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")

REASONS = (
    Reason(
        kind="fact",
        text="list size of Beacon Medical Practice: 13,512 patients",
        entity="practice",
        subject="C83019",
        subject_name="Beacon Medical Practice",
        fact="list size",
        value="13,512 patients",
        source="lists",
        describes="1 May 2020",
        known=date(2020, 5, 14),
        standing="published",
    ),
    Reason(kind="arithmetic", text="13,512 + 16,488 = 30,000 patients; at least 30,000: holds"),
    Reason(kind="dates", text="7 working days after 1 May 2020 is 13 May 2020; 8 May is a holiday"),
    Reason(kind="worlds", text="it fails in the worlds where the pharmacist does not start"),
    Reason(kind="assumption", text="a home round takes 15 to 60 minutes per home each time"),
    Reason(kind="exception", text="does not bind Home C: a good reason is recorded (7.3.4(b))"),
    Reason(kind="list", text="the list of care homes is open: 26 are known"),
    Reason(kind="ranking", text="13,400 patients (joined) gives way to 13,512 patients (lists)"),
    Reason(kind="note", text="nothing else was consulted"),
)

CORE = (
    clause(
        "4.14",
        "Leaving on notice",
        None,
        service="4",
        service_title="Taking part",
        text="a practice may end its participation on one month's notice",
        actor="a practice",
        modality="may",
        kind="maintain",
        due=None,
        state=None,
    ),
    clause(
        "5.1",
        "List size",
        HOLDING,
        service="5",
        service_title="The network",
        text="from 1 April 2020 the PCN must serve at least 30,000 registered patients",
        kind="maintain",
        due=None,
        reasons=REASONS,
    ),
    clause(
        "5.2",
        "A clinical director",
        BREACHED,
        service="5",
        service_title="The network",
        text="from 1 April 2020 the PCN must have a clinical director",
        kind="maintain",
        due=None,
    ),
    clause(
        "5.3",
        "An agreement in time",
        BREACHED,
        service="5",
        service_title="The network",
        due=date(2020, 5, 30),
        state=State.BREACHED,
    ),
    clause(
        "5.10",
        "Payment for participation",
        None,
        service="5",
        service_title="The network",
        text="the commissioner pays £1.761 per weighted patient per year",
        actor="the commissioner",
        own=False,
        modality="",
        kind="payment",
        due=None,
        state=None,
        money=PARTICIPATION,
    ),
)

HOME_CLAUSES = (
    clause("7.3.1(a)", "Agree the aligned care homes", DELIVERABLE),
    clause(
        "7.3.1(c)",
        "Register residents",
        UNKNOWN,
        possible=(DELIVERABLE, THIN),
        aim="effort",
        text="by 31 July 2020 the PCN must support residents to register",
        minimal=False,
        deciding=(
            question(
                "assumption",
                "How much work is it to support residents to register?",
                "effort",
                Answer("it can be done", (DELIVERABLE,)),
                Answer("it cannot", (THIN, NO_CAPACITY)),
            ),
            question(
                "people",
                "Are there people enough for 3 to 12 hours of a GP?",
                "hours of a GP",
                Answer("enough", (DELIVERABLE,)),
                Answer("not enough", (NO_CAPACITY,)),
                Answer("enough at the kind end only", (THIN,)),
            ),
        ),
    ),
    clause(
        "7.3.1(d)",
        "A lead GP for each home",
        UNKNOWN,
        possible=(MET, BREACHED),
        due=date(2020, 5, 29),
        text="by 29 May 2020 the PCN must agree a lead GP for each aligned care home",
        deciding=(
            *(
                replace(
                    yes_no(home, likely="yes" if home == "Home B" else None),
                    hint="yes was stated of 2 May 2020 only" if home == "Home A" else None,
                )
                for home in HOMES
            ),
            question(
                "list",
                "Are these all the care homes?",
                "care homes complete",
                Answer("yes", (MET, BREACHED)),
                Answer("no", (UNKNOWN,)),
            ),
        ),
        subjects=tuple(SubjectResult(h.lower(), h, (MET, BREACHED)) for h in HOMES),
        reasons=(*map(missing, HOMES), Reason(kind="list", text="the list of care homes is open")),
    ),
    clause("7.3.1(e)", "Care homes, if any", NOT_APPLICABLE),
    clause("7.3.2(a)", "A pharmacist in post", THIN),
    clause("7.3.2(b)", "Reviews", COMPETING),
    clause("7.3.2(c)", "A willing GP", PRECONDITION),
    clause("7.3.2(d)", "Ward rounds by a geriatrician", NO_CAPACITY),
    clause(
        "7.3.4(a)",
        "Weekly home round",
        BEHIND,
        kind="recur",
        due=date(2020, 6, 4),
        counted="3 of 4 weeks",
        text="from 1 May 2020 every week the PCN must hold a home round in each aligned care home",
        subjects=(
            SubjectResult("a", "Home A", (MET,), 4, 4),
            SubjectResult("b", "Home B", (BREACHED,), 3, 4),
        ),
        instances=(
            InstanceResult("week of 1 May", date(2020, 5, 1), date(2020, 5, 7), True, (MET,)),
            InstanceResult(
                "week of 8 May",
                date(2020, 5, 8),
                date(2020, 5, 14),
                True,
                (BREACHED,),
                ("Home B",),
            ),
            InstanceResult(
                "week of 29 May", date(2020, 5, 29), date(2020, 6, 4), False, (DELIVERABLE,)
            ),
        ),
    ),
    clause(
        "7.3.4(b)",
        "Care plan within seven working days",
        UNKNOWN,
        possible=(MET, BEHIND, BREACHED, NOT_APPLICABLE),
        kind="react",
        due=None,
        deciding=(
            question(
                "day",
                "On which day was the care plan for admission 7 agreed?",
                "care plan agreed",
                Answer("by 13 May 2020", (MET,)),
                Answer("later", (BEHIND,)),
            ),
        ),
        citations=(
            Citation(SPEC, "7.3.4", HEMPSONS, "unverified"),
            Citation(SPEC, "7.3", None, "verified"),
        ),
        readings=(
            ReadingResult("within 7 calendar days of each admission", BREACHED, (BREACHED,), True),
            ReadingResult("agree a plan with the home", UNKNOWN, (MET, BREACHED), False),
        ),
    ),
    clause("7.3.10", "The last of them", MET, state=State.FULFILLED, due=date(2020, 5, 15)),
    clause("7.3.11", "A recommendation", DELIVERABLE, modality="should"),
    clause(
        "7.3.12",
        "The commissioner's part",
        UNKNOWN,
        possible=(MET, BREACHED),
        actor="the commissioner",
        own=False,
        due=date(2020, 5, 1),
        deciding=(
            question(
                "fact",
                "Has the commissioner agreed the care homes?",
                "care homes agreed",
                Answer("yes", (MET,)),
                Answer("no", (BREACHED,)),
            ),
        ),
    ),
)

SAMPLE = Assessment(
    specification="Network Contract DES 2020/21",
    edition="final",
    published=date(2020, 3, 31),
    proposed=False,
    in_force_from=date(2020, 4, 1),
    in_force_to=date(2021, 3, 31),
    variations=(),
    assumptions=("Effort, as estimated in public by early 2020",),
    network="U94399",
    network_name="Skegness and Coast PCN",
    as_at=AS_AT,
    known_by=None,
    clauses=(
        *CORE,
        *(
            replace(each, service="7.3", service_title="Enhanced Health in Care Homes")
            for each in reversed(HOME_CLAUSES)
        ),
    ),
    sources=(
        SourceOfFacts(
            "lists",
            "Patients registered at a GP practice",
            "NHS Digital",
            "14 May 2020",
            licence="Open Government Licence 3.0",
            rank=1,
            suppressed=(Fraction(1), Fraction(4)),
        ),
    ),
    files=(
        InputFile("specs/2020-21-final/7-3-care-homes.pcn", "0" * 64),
        InputFile("networks/skegness-and-coast/network.toml", "1" * 64),
    ),
    notes=("Four practices, from the published membership.",),
    earlier=(
        EarlierText(
            replace(
                BASE,
                id="7.3.9",
                title="A plan of before",
                due=date(2020, 4, 30),
                state=State.BREACHED,
                outcome=BREACHED,
            ),
            date(2020, 5, 1),
            omitted=True,
        ),
    ),
)

HOSTILE_NAME = '<script>alert(1)</script>|`x`[y](javascript:z) **b** "q" & \x1b[31mred\u202e\n# h'

HOSTILE = replace(
    SAMPLE,
    network_name=HOSTILE_NAME,
    specification=HOSTILE_NAME,
    variations=(Variation(HOSTILE_NAME, date(2020, 5, 1)),),
    clauses=tuple(
        replace(
            each,
            title=HOSTILE_NAME,
            text=HOSTILE_NAME,
            service_title=HOSTILE_NAME,
            amended_by=Variation(HOSTILE_NAME, date(2020, 5, 1)),
            subjects=tuple(replace(subject, name=HOSTILE_NAME) for subject in each.subjects),
            reasons=tuple(
                replace(reason, text=HOSTILE_NAME, value="<b>") for reason in each.reasons
            ),
            deciding=tuple(
                replace(asked, question=HOSTILE_NAME, subject_name=HOSTILE_NAME, group="<i>")
                for asked in each.deciding
            ),
        )
        for each in SAMPLE.clauses
    ),
    notes=(HOSTILE_NAME,),
    earlier=tuple(
        replace(each, result=replace(each.result, title=HOSTILE_NAME)) for each in SAMPLE.earlier
    ),
    files=(InputFile(HOSTILE_NAME, "2" * 64),),
)
