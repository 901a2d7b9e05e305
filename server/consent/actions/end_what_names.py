"""Whoever leaves the co-op leaves what was given to them by name, so that it does not wait for them: they may come back
as somebody else, for a partner organisation say."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, update

from server.consent.models import AccessRequest, Authority, ConsentGrant, EmergencyAccess, VisitDoor
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work


def end_what_names(actor: Actor, work: Work, *, membership_id: UUID) -> None:
    """End every permit to this member by name, what they do for persons, the doors of their visits, what they opened
    in an emergency and what they asked for. What was denied to them by name stays so, whatever they come back as."""
    now, by = clock.now(), actor.membership_id
    permits = (ConsentGrant.effect == "permit", ConsentGrant.revoked_at.is_(None))
    _end(work, ConsentGrant, membership_id, *permits, revoked_at=now, revoked_by=by)
    _end(work, Authority, membership_id, Authority.ended_at.is_(None), ended_at=now, ended_by=by)
    _end(work, VisitDoor, membership_id, VisitDoor.closed_at.is_(None), closed_at=now, closed_by=by)
    _end(work, EmergencyAccess, membership_id, EmergencyAccess.closed_at.is_(None), closed_at=now)
    _end(work, AccessRequest, membership_id, AccessRequest.state == "open", state="taken back", answered_at=now)


def _end(
    work: Work,
    table: type[ConsentGrant | Authority | VisitDoor | EmergencyAccess | AccessRequest],
    membership_id: UUID,
    *lives: ColumnElement[bool],
    **values: Any,
) -> None:
    mine = (table.coop_id == work.coop_id, table.membership_id == membership_id, *lives)
    work.session.execute(update(table).where(*mine).values(**values).execution_options(synchronize_session=False))
