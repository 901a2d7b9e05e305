"""Something new in a record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from server.consent.queries.gates import turned_away, written
from server.consent.rules.access import Access
from server.consent.rules.sections import Section, bit
from server.files.actions.attach import attach
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Invalid, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.record import policies
from server.record.actions.keeping import OTHER_WORDS, Kept, keep, supersede, worded
from server.record.events import EntryAdded
from server.record.models import Entry, EntryFile
from server.record.queries import entries
from server.record.queries.keys import data_key
from server.record.queries.records import role_towards
from server.record.queries.shown import words_of
from server.record.rules.entries import wrong_data, wrong_time

SAID_ANEW = "Said anew."  # why there is a later version of a part of About me


@dataclass(frozen=True, slots=True)
class New:
    """What is to be kept. `happened_at`: now, unless said. `source`: the conversation and seq of the message it was
    filed from."""

    client_id: UUID
    section: str
    text: str
    data: dict[str, str] = field(default_factory=dict)
    happened_at: datetime | None = None
    file_ids: Sequence[UUID] = ()
    source: tuple[UUID, int] | None = None


def add_entry(actor: Actor, work: Work, *, person_id: UUID, new: New, secret: str) -> Kept:
    """Write into a section that is open to the actor for writing. The same client id again is the same entry, with
    something else in it a Conflict. A part of About me that is there already is said anew: a later version of it.

    Invalid for what can't stand in this section, for a time that can't be, for files that are not the actor's to give.
    """
    section = bit(new.section)
    access = written(work, person_id, section)
    if before := entries.entry_by_client_id(work, new.client_id):
        return Kept(_same(work, before, person_id, new, secret), access, again=True)
    now = clock.now()
    _check(new, now)
    former = entries.about_me(work, person_id, section, new.data["part"]) if section == Section.ABOUT_ME else None
    row = _row(actor, work, person_id, new, now) | _after(work, access, former)
    row |= worded(actor, work, row, secret, text=new.text, **({"reason": SAID_ANEW} if former else {}))
    if former is not None:
        supersede(actor, work, former, row["id"])
    if not keep(actor, work, Entry, row):
        return Kept(_same(work, _quicker(work, new), person_id, new, secret), access, again=True)
    _take_files(work, row, new.file_ids)
    work.publish(EntryAdded(person_id, section, row["id"], row["root_id"], row["kind"]))
    return Kept(Entry(**row), access, again=False)


def _check(new: New, now: datetime) -> None:
    if wrong := wrong_data(new.section, new.data):
        raise Invalid(wrong[1], field=wrong[0])
    if new.happened_at is not None and (why := wrong_time(new.happened_at, now)):
        raise Invalid(why, field="happened_at")


def _row(actor: Actor, work: Work, person_id: UUID, new: New, now: datetime) -> dict[str, Any]:
    entry_id = uuid4()
    conversation_id, seq = new.source or (None, None)
    return {
        "coop_id": work.coop_id,
        "id": entry_id,
        "person_id": person_id,
        "section": bit(new.section),
        "root_id": entry_id,
        "version": 1,
        "kind": "entry",
        "data": new.data,
        "author_id": actor.member,
        "author_role": role_towards(work, person_id),
        "acting": actor.acting_for is not None,
        "client_id": new.client_id,
        "happened_at": new.happened_at or now,
        "recorded_at": now,
        "source_conversation_id": conversation_id,
        "source_seq": seq,
    }


def _after(work: Work, access: Access, former: Entry | None) -> dict[str, Any]:
    """What makes a row a later version of the same part of About me: by who wrote the one before, or by the person."""
    if former is None:
        return {}
    name = people.name_of(work, people.person(work, former.person_id))
    if refusal := policies.can_correct(work.actor, former, access, name):
        raise turned_away(Refused, refusal, former.person_id, 1 << former.section)
    return {"root_id": former.root_id, "version": former.version + 1, "kind": "correction"}


def _quicker(work: Work, new: New) -> Entry:
    row = entries.entry_by_client_id(work, new.client_id)
    if row is None:
        raise Conflict
    return row


def _same(work: Work, row: Entry, person_id: UUID, new: New, secret: str) -> Entry:
    key = data_key(work, person_id, secret) if row.sealed is not None else None
    source = (row.source_conversation_id, row.source_seq) if row.source_conversation_id else None
    there = (row.person_id, row.section, words_of(row, key)["text"], row.data, source)
    if there != (person_id, bit(new.section), new.text, new.data, new.source):
        raise Conflict(OTHER_WORDS, field="client_id")
    return row


def _take_files(work: Work, row: dict[str, Any], file_ids: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(file_ids))
    if not wanted:
        return
    attach(work, wanted, "record", row["root_id"])
    of = {name: row[name] for name in ("coop_id", "person_id", "section")} | {"entry_id": row["root_id"]}
    places = [{**of, "file_id": file_id, "place": place} for place, file_id in enumerate(wanted)]
    work.session.execute(insert(EntryFile), places)
