"""What is new in a record is told to open screens of those who may read it; its files are read by its access."""

from typing import NoReturn
from uuid import UUID

from server.consent.queries.gates import look
from server.consent.rules.sections import SECTIONS
from server.files.rules.owners import owner
from server.kernel.errors import NotFound
from server.kernel.events import reacts_to
from server.kernel.unit_of_work import Work
from server.record.events import EntryAdded, EntryReplied
from server.record.queries import entries
from server.record.queries.records import readers


@reacts_to(EntryAdded)
def tell_of_entry(work: Work, event: EntryAdded) -> None:
    """Somebody wrote."""
    _tell(work, event.person_id, event.section, event.entry_id)


@reacts_to(EntryReplied)
def tell_of_reply(work: Work, event: EntryReplied) -> None:
    """Somebody said something to it."""
    _tell(work, event.person_id, event.section, event.entry_id)


@owner("record")
def open_file(work: Work, owner_id: UUID, begins: bool) -> None:
    """A file of an entry is open to whoever may read the entry's section, now."""
    place = entries.section_of(work, owner_id)
    if place is None:
        _turn_away(work, owner_id, begins=begins)
    elif begins:
        person_id, section = place
        look(work, person_id, 1 << section, channel="download")


def _turn_away(work: Work, entry_id: UUID, *, begins: bool) -> NoReturn:
    person_id = entries.person_of_entry(work, entry_id) if begins else None
    if person_id is None:
        raise NotFound
    entries.not_there(person_id)


def _tell(work: Work, person_id: UUID, section: int, entry_id: UUID) -> None:
    """Ids only. A seat can have sockets of a helper too, who may have no authority here: each reader is told alone."""
    news = {"person_id": person_id, "section": SECTIONS[section], "entry_id": entry_id}
    for reader in readers(work, person_id, section):
        work.tell("record", news, memberships=(reader.seat_id,), only_by=reader.membership_id)
