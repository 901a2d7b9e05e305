"""Partner organisations: who works with people of the co-op and is no part of it."""

from collections.abc import Sequence
from uuid import uuid4

from server.coops import policies, queries
from server.coops.models import Organisation
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Refused
from server.kernel.unit_of_work import Work


def add_organisation(
    actor: Actor,
    work: Work,
    *,
    name: str,
    kind: str,
    registered_for: Sequence[str] = (),
    registration: str | None = None,
) -> Organisation:
    """Write a partner organisation down, so that somebody can share with it. It sees nothing by that. Conflict for a
    name that is taken."""
    member_class = None if policies.is_the_coop(actor) else queries.membership(work, actor.member).member_class
    if refusal := policies.can_add_organisation(actor, member_class):
        raise Refused(refusal)
    if any(row.name.casefold() == name.casefold() for row in queries.organisations(work)):
        raise Conflict(f"{name} is here already. Choose it from the list.", field="name")
    row = Organisation(
        coop_id=work.coop_id,
        id=uuid4(),
        name=name,
        kind=kind,
        registered_for=list(registered_for),
        registration=registration,
        made_by=actor.membership_id,
        made_at=clock.now(),
    )
    work.session.add(row)
    work.session.flush()
    return row
