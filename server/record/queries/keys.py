"""Persons' own keys, unwrapped."""

from uuid import UUID

from sqlalchemy import text

from server.kernel.unit_of_work import Work
from server.record.rules import sealing

KEY = text("SELECT data_key FROM tenant.record WHERE coop_id = :coop AND person_id = :person")
KEEP = text(
    "UPDATE tenant.record SET data_key = coalesce(data_key, :wrapped)"
    " WHERE coop_id = :coop AND person_id = :person RETURNING data_key"
)


def data_key(work: Work, person_id: UUID, secret: str) -> bytes | None:
    """The person's key; None where there is none yet, or it was destroyed."""
    wrapped = work.session.scalar(KEY, {"coop": work.coop_id, "person": person_id})
    return None if wrapped is None else sealing.unwrap(bytes(wrapped), secret, work.coop_id, person_id)


def kept_key(work: Work, person_id: UUID, secret: str) -> bytes:
    """The person's key, made if there is none yet: of two who make one at once, both get the same."""
    made = sealing.wrap(sealing.new_key(), secret, work.coop_id, person_id)
    wrapped = work.session.scalar(KEEP, {"coop": work.coop_id, "person": person_id, "wrapped": made})
    return sealing.unwrap(bytes(wrapped), secret, work.coop_id, person_id)
