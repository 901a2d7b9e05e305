"""A person's record begins with the person, is closed when they leave the co-op, and is open again if they return."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from server.consent.actions.derive_access import derive_access
from server.consent.models import Record
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work


def open_record(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """The person's record, for the first time or again; only the person reads it until care is begun."""
    opened = insert(Record).values(coop_id=work.coop_id, person_id=person_id, opened_at=clock.now())
    work.session.execute(
        opened.on_conflict_do_update(index_elements=["coop_id", "person_id"], set_={"closed_at": None})
    )
    derive_access(actor, work, person_id=person_id)


def close_record(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """Nobody reads it any more, the person included: they left the co-op. What is in it stays."""
    mine = (Record.coop_id == work.coop_id, Record.person_id == person_id, Record.closed_at.is_(None))
    work.session.execute(update(Record).where(*mine).values(closed_at=clock.now()))
    derive_access(actor, work, person_id=person_id)
