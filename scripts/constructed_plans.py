"""The plans of the constructed networks: what each is made of, and what is known of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from constructed_networks import PLANNED, Plan, Said, n

YEAR_END = date(2021, 3, 31)
ENTITIES = {
    "practice": 2,
    "care home": 1,
    "post": 1,
    "outside practice": 1,
    "sub-contract": 1,
    "admission": 1,
    "readmission": 1,
    "cancelled session": 1,
}
NEEDED: dict[str, Said] = {
    "residents": n(20),
    "patients referred urgently": n(50),
    "baseline posts": n(2),
    "people on the anticipatory care list": n(100),
    "patients in their last year": n(30),
    "patients qualifying for a plan": n(40),
    "patients found for a review": n(500),
    "weekly medication review capacity": n(60),
}
DONE: dict[str, Said] = {
    "monthly payments received": n(5),
    "extended hours offered": n(500),
    "weekly medication reviews": n(60),
    "residents on a network list": n(20),
    "residents offered support": n(20),
    "home rounds held": n(1),
    "home rounds led by a doctor": n(1),
    "rounds in person by a doctor": n(1),
    "home rounds held in person": n(1),
    "residents with a named team": n(20),
    "residents with a care plan": n(20),
    "residents offered a review": n(20),
    "patients followed up": n(50),
    "patients told of the referral": n(50),
    "baseline posts filled": n(2),
    "people on the anticipatory care list assessed": n(100),
    "people on the anticipatory care list with a plan": n(100),
    "care plans agreed": n(1000),
    "last-year patients with a plan": n(30),
    "qualifying patients with a plan": n(40),
    "social prescribing referrals made": n(1000),
    "patients offered a review": n(500),
    "personal health budgets counted": n(1),
    "updates of network agreement": n(1),
    "review searches run": n(1),
    "fewest medicines searched for": n(10),
}
UNDONE: dict[str, Said] = {
    **{name: n(0) for name in DONE},
    "fewest medicines searched for": n(11),
}
PERHAPS: dict[str, Said] = {
    name: (n(0), done) for name, done in DONE.items() if isinstance(done, Fraction)
}


def sized(patients: int) -> dict[str, Said]:
    """The lists of a practice of so many patients."""
    return {"list size": n(patients), "weighted list size": n(patients)}


POST: dict[tuple[str | None, str], Said] = {
    ("post", "role"): "clinical pharmacist",
    ("post", "WTE in post"): n(1),
    ("post", "claimed"): True,
}

GOING_ON: dict[str, Said] = {"network approved the year before": True}
STAFF: dict[tuple[str | None, str], Said] = {
    ("post", "WTE in post"): n(1),
    ("post", "hours committed"): n(0),
    ("post", "claimed"): True,
    ("post", "created"): date(2019, 6, 1),
}


OLD_POST: dict[tuple[str | None, str], Said] = {("post", "created"): date(2018, 6, 1)}

JUST_ENOUGH: dict[str, Said] = {
    "extended hours offered": n(140),
    "care plans agreed": n(4),
    "social prescribing referrals made": n(4),
}
"""A week, for 40,000 patients: hardly more than is asked (20 hours in the one day that there is of
the last week of the year)."""

HALF_WAY: dict[tuple[str | None, str], Said] = {
    (None, "patients counted for flu vaccination"): n(1000),
    (None, "patients vaccinated against flu"): n(735),
    (None, "people on the learning disability register"): n(200),
    (None, "health checks with an action plan"): n(129),
    (None, "patients referred for social prescribing"): n(240),
    (None, "patients counted for anti-inflammatories"): n(1000),
    (None, "anti-inflammatories without gastroprotection"): n(365),
    (None, "patients counted for anticoagulants"): n(1000),
    (None, "anticoagulants without gastroprotection"): n(325),
    (None, "patients counted for two antiplatelets"): n(1000),
    (None, "two antiplatelets without gastroprotection"): n(335),
}
"""Between the levels of each indicator that pays."""

PLANS = (
    Plan(
        "well-run",
        "all is done",
        "Two practices that have done whatever was asked of them and hardly more, as at the last "
        "day of the year, so that it shows where more is asked.",
        YEAR_END,
        "well",
        ENTITIES | {"post": 2},
        STAFF | HALF_WAY,
        NEEDED
        | DONE
        | sized(20_000)
        | JUST_ENOUGH
        | GOING_ON
        | {"network dissolved": False, "aligned elsewhere": False},
        roles=("clinical pharmacist", "GP"),
    ),
    Plan(
        "nothing-done",
        "nothing is done",
        "Two practices that have done nothing of what was asked, as at the last day of the year.",
        YEAR_END,
        "badly",
        ENTITIES,
        STAFF | OLD_POST,
        NEEDED
        | UNDONE
        | sized(12_000)
        | {
            "ending participation": False,
            "medication reviewing": True,
            "approved training": n(0),
            "allocated": True,
            "aligned": False,
        },
        untold=frozenset(
            {"network approved the year before", "carry unclaimed funding over to the next year"}
        ),
        roles=("clinical pharmacist",),
    ),
    Plan(
        "changing",
        "a network that changes",
        "Two practices that change their network, have far too many patients for one, and have "
        "asked for everything in time; it has many link workers.",
        YEAR_END,
        "well",
        ENTITIES | {"post": 3},
        STAFF,
        NEEDED
        | DONE
        | sized(26_000)
        | GOING_ON
        | {
            "change of members proposed": True,
            "members changed": True,
            "network area changed": True,
            "neighbourhood teams required": True,
            "smallest neighbourhood": n(30_000),
            "largest neighbourhood": n(40_000),
            "all patients of the area covered": False,
            "gaps taken up with the LMC": True,
            "network dissolved": False,
            "small network waiver granted": False,
            "aligned elsewhere": False,
        },
        roles=("social prescribing link worker",),
    ),
    Plan(
        "changing-unasked",
        "a network that changes without asking",
        "Two practices that change their network and tell nobody, in London; each belongs to "
        "another network as well, and closes half a day a week. It claims for three technicians.",
        YEAR_END,
        "badly",
        ENTITIES | {"post": 3},
        STAFF,
        NEEDED
        | UNDONE
        | sized(26_000)
        | GOING_ON
        | {
            "change of members proposed": True,
            "members changed": True,
            "neighbourhood teams required": True,
            "smallest neighbourhood": n(10_000),
            "largest neighbourhood": n(60_000),
            "area in London": True,
            "small network waiver granted": True,
            "member of another network": True,
            "division of its list agreed": False,
            "closing half a day each week": True,
            "half day closure approved": False,
            "ending participation": False,
            "acceptance required": True,
            "local agreement made": True,
            "refused by all networks": True,
            "network sought for it": False,
            "larger network agreed": False,
            "enough pharmacy technicians locally": False,
            "network dissolved": False,
        },
        roles=("pharmacy technician",),
    ),
    Plan(
        "new-and-idle",
        "a new network that has not applied",
        "Two practices that want a new network and have done nothing about it. It claims for three "
        "physiotherapists.",
        YEAR_END,
        "badly",
        ENTITIES | {"post": 3},
        STAFF,
        NEEDED
        | UNDONE
        | sized(16_000)
        | {
            "network approved the year before": False,
            "more physiotherapists approved": False,
            "network agreement signed": False,
            "ending participation": True,
            "notice of leaving given": False,
            "network dissolved": True,
            "cover found for its patients": False,
        },
        roles=("first contact physiotherapist",),
    ),
    Plan(
        "plans-for-april",
        "all is planned in April",
        "Two practices that have plans and estimates for everything, on the first day of the year; "
        "nobody knows yet how much of three physiotherapists they will have.",
        date(2020, 4, 1),
        "planned",
        ENTITIES | {"post": 3},
        STAFF
        | OLD_POST
        | {
            ("post", "WTE in post"): (n(0), n(1)),
            ("post", "from a national scheme"): PLANNED,
            (None, "network area refused"): PLANNED,
            (None, "good reason for refusal"): False,
        },
        NEEDED
        | PERHAPS
        | sized(20_000)
        | {
            "list size": (n(12_000), n(20_000)),
            "more physiotherapists approved": False,
            "willing GP": PLANNED,
            "lead GP agreed": False,
        },
        roles=("first contact physiotherapist",),
    ),
    Plan(
        "plans-for-october",
        "all is planned in October",
        "Two practices that have plans and estimates for everything, when the services start; its "
        "link workers have yet to meet what their role asks.",
        date(2020, 10, 1),
        "planned",
        ENTITIES | {"post": 3},
        STAFF
        | {
            ("post", "WTE in post"): (n(0), n(1)),
            ("post", "approved training"): (n(0), n(20)),
            ("post", "equivalent training"): False,
        },
        NEEDED | PERHAPS | sized(20_000) | {"list size": (n(12_000), n(20_000))},
        roles=("social prescribing link worker", "clinical pharmacist", "GP"),
    ),
    Plan(
        "plans-against-the-rules",
        "what is planned is not allowed",
        "Two practices in London that think of much that they must not do, on the last day of the "
        "year; nobody knows how much of three technicians they have.",
        YEAR_END,
        "planned",
        {"practice": 2, "care home": 1, "post": 3, "outside practice": 1},
        STAFF
        | OLD_POST
        | {
            ("post", "WTE in post"): (n(0), n(1)),
            ("post", "claimed"): PLANNED,
            ("post", "from a national scheme"): False,
        },
        NEEDED
        | PERHAPS
        | {"list size": (n(24_000), n(27_000)), "weighted list size": n(26_000)}
        | GOING_ON
        | {
            "members changed": PLANNED,
            "network area changed": False,
            "change approved": False,
            "member of another network": PLANNED,
            "division of its list agreed": False,
            "neighbourhood teams required": True,
            "smallest neighbourhood": (n(20_000), n(35_000)),
            "largest neighbourhood": n(40_000),
            "area in London": True,
            "small network waiver granted": PLANNED,
            "larger network agreed": False,
            "carry unclaimed funding over to the next year": PLANNED,
            "closing half a day each week": PLANNED,
            "half day closure approved": False,
            "allocated": True,
            "aligned": PLANNED,
            "enough pharmacy technicians locally": False,
            "fewest medicines searched for": (n(9), n(12)),
        },
        roles=("pharmacy technician",),
    ),
    Plan(
        "busy-homes",
        "many homes and hardly a doctor",
        "One practice with forty care homes, a link worker without training, and no GP with time.",
        date(2020, 10, 1),
        "badly",
        {"practice": 1, "care home": 40, "post": 1},
        STAFF,
        NEEDED | UNDONE | sized(35_000) | {"aligned": True, "aligned elsewhere": False},
        roles=("social prescribing link worker",),
    ),
    Plan(
        "rural",
        "a small network on a sparse coast",
        "Two small practices, far from others, that may have fewer than 30,000 patients; three "
        "homes, no staff but their own, and plans for what they have not done.",
        date(2020, 9, 1),
        "planned",
        {"practice": 2, "care home": 3},
        {},
        NEEDED
        | PERHAPS
        | sized(9_000)
        | GOING_ON
        | {"small network waiver granted": True, "area in London": False},
    ),
    Plan(
        "inner-city",
        "a large network in a city",
        "Four large practices in London with a neighbourhood team each, no care homes, and people "
        "of every role they may claim for.",
        YEAR_END,
        "well",
        {"practice": 4, "post": 6},
        STAFF,
        NEEDED
        | DONE
        | sized(32_000)
        | GOING_ON
        | {
            "larger network agreed": True,
            "neighbourhood teams required": True,
            "smallest neighbourhood": n(31_000),
            "largest neighbourhood": n(33_000),
            "area in London": True,
            "network dissolved": False,
        },
        roles=(
            "clinical pharmacist",
            "social prescribing link worker",
            "first contact physiotherapist",
            "physician associate",
            "pharmacy technician",
            "care coordinator",
        ),
    ),
    Plan(
        "nothing-known",
        "nothing is known",
        "A network of which nobody has said anything but its name.",
        date(2020, 10, 1),
        None,
    ),
    Plan(
        "one-practice",
        "nobody to care for",
        "One practice, and no homes, posts, admissions, sub-contracts or practices outside.",
        YEAR_END,
        "idle",
        {"practice": 1},
        {},
        NEEDED | DONE | sized(31_000),
    ),
    Plan(
        "nobody",
        "a network without members",
        "No practice belongs to it, so it has no patients and nobody to serve.",
        YEAR_END,
        "idle",
    ),
)
