"""A message becomes an entry in a person's record. Both stay: the entry says which message it was filed from."""

from uuid import UUID

from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work
from server.messaging.queries.filed import words_of_message
from server.record.actions.add_entry import New, add_entry
from server.record.actions.keeping import Kept

NOTES = "daily_notes"


def file_message(
    actor: Actor,
    work: Work,
    *,
    conversation_id: UUID,
    seq: int,
    client_id: UUID,
    person_id: UUID,
    secret: str,
    section: str = NOTES,
    text: str | None = None,
    data: dict[str, str] | None = None,
) -> Kept:
    """File a message that the actor sees, in its own words or in better ones, into a section that is open to them for
    writing. NotFound for a message that they don't see; all else is as for any new entry."""
    said = words_of_message(work, conversation_id, seq)
    new = New(client_id=client_id, section=section, text=text or said, data=data or {}, source=(conversation_id, seq))
    return add_entry(actor, work, person_id=person_id, new=new, secret=secret)
