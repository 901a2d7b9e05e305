"""Persons' own keys, unwrapped."""

from uuid import UUID

from sqlalchemy import func, select, update

from server.consent.models import Record
from server.kernel.unit_of_work import Work
from server.record.rules import sealing


def data_key(work: Work, person_id: UUID, secret: str) -> bytes | None:
    """The person's key; None where there is none yet, or it was destroyed."""
    wrapped = work.session.scalar(
        select(Record.data_key).where(Record.coop_id == work.coop_id, Record.person_id == person_id)
    )
    return None if wrapped is None else sealing.unwrap(wrapped, secret, work.coop_id, person_id)


def kept_key(work: Work, person_id: UUID, secret: str) -> bytes:
    """The person's key, made if there is none yet: of two who make one at once, both get the same."""
    made = sealing.wrap(sealing.new_key(), secret, work.coop_id, person_id)
    kept = (
        update(Record)
        .where(Record.coop_id == work.coop_id, Record.person_id == person_id)
        .values(data_key=func.coalesce(Record.data_key, made))
        .returning(Record.data_key)
        .execution_options(synchronize_session=False)
    )
    return sealing.unwrap(work.session.execute(kept).scalar_one() or made, secret, work.coop_id, person_id)
