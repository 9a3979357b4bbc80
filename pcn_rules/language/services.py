"""Tell which service heads a clause."""

from __future__ import annotations

from pcn_rules.diagnostics import Related
from pcn_rules.language import model
from pcn_rules.language.clauses import heading_of
from pcn_rules.language.faults import Faults, span_of


class Services:
    """The services that head clauses of a specification so far, each under one title."""

    def __init__(self) -> None:
        """None so far."""
        self._known: dict[str, model.Service] = {}

    def heading(
        self, service: model.Service | None, clause: model.Clause, faults: Faults
    ) -> model.Service:
        """The service that heads a clause in its file; there must be one (E164).

        One service may head clauses of several files, under one title (else E159).
        """
        if service is None:
            faults.add(
                "E164",
                heading_of(clause),
                f"clause `{clause.id}` stands under no service",
                help='head it with a line such as `service 7.3 "Care homes"`',
            )
            return model.Service("", "", span=clause.span)
        before = self._known.setdefault(service.id, service)
        if before.title != service.title:
            faults.add(
                "E159",
                service,
                f"service `{service.id}` has two titles, `{before.title}` and `{service.title}`",
                help="give both the same title",
                related=(Related(span_of(before), "the other one"),),
            )
        return service
