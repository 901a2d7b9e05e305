"""The right of reply: whoever may read an entry may say something to it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from server.consent.queries.gates import look
from server.consent.rules.access import Access
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict
from server.kernel.unit_of_work import Work
from server.record.actions.keeping import OTHER_WORDS, keep, worded
from server.record.events import EntryReplied
from server.record.models import Entry, EntryReply
from server.record.queries import entries
from server.record.queries.keys import data_key
from server.record.queries.records import role_towards
from server.record.queries.shown import words_of


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply that is kept now. `again`: it was kept before."""

    row: EntryReply
    access: Access
    again: bool


def reply_to_entry(
    actor: Actor, work: Work, *, person_id: UUID, entry_id: UUID, client_id: UUID, text: str, secret: str
) -> Replied:
    """Say something to an entry, in whichever version it was read. The same client id again is the same reply, with
    other words a Conflict."""
    entry = entries.entry(work, person_id, entry_id) or entries.not_there(person_id)
    access = look(work, person_id, 1 << entry.section)
    row: dict[str, Any] = {
        "coop_id": work.coop_id,
        "id": uuid4(),
        "entry_root_id": entry.root_id,
        "person_id": person_id,
        "section": entry.section,
        "author_id": actor.member,
        "author_role": role_towards(work, person_id),
        "acting": actor.acting_for is not None,
        "client_id": client_id,
        "at": clock.now(),
    }
    row |= worded(actor, work, row, secret, text=text)
    if not keep(actor, work, EntryReply, row):
        return Replied(_same(work, entry, client_id, text, secret), access, again=True)
    work.publish(EntryReplied(person_id, entry.section, entry_id, row["id"]))
    return Replied(EntryReply(**row), access, again=False)


def _same(work: Work, entry: Entry, client_id: UUID, text: str, secret: str) -> EntryReply:
    row = entries.reply_by_client_id(work, client_id)
    if row is None:
        raise Conflict
    key = data_key(work, entry.person_id, secret) if row.sealed is not None else None
    if (row.entry_root_id, words_of(row, key)["text"]) != (entry.root_id, text):
        raise Conflict(OTHER_WORDS, field="client_id")
    return row
