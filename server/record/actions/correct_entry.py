"""A later version of an entry: said better, or entered in error. Nothing is overwritten."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from server.consent.queries.gates import turned_away, written
from server.consent.rules.sections import SECTIONS
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Invalid, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.record import policies
from server.record.actions.keeping import IN_ERROR, OTHER_WORDS, SUPERSEDED, Kept, keep, supersede, worded
from server.record.events import EntryAdded
from server.record.models import Entry
from server.record.queries import entries
from server.record.queries.keys import data_key
from server.record.queries.records import role_towards
from server.record.queries.shown import words_of
from server.record.rules.entries import wrong_data

OTHER_PART = "A part of About me stays that part. Write the other one by itself."


@dataclass(frozen=True, slots=True)
class _Later:
    """What is to supersede a version: a correction or an error, its data and its words (text, reason)."""

    client_id: UUID
    kind: str
    data: dict[str, Any]
    words: dict[str, str | None]


def correct_entry(
    actor: Actor,
    work: Work,
    *,
    person_id: UUID,
    entry_id: UUID,
    client_id: UUID,
    text: str,
    reason: str,
    secret: str,
    data: dict[str, str] | None = None,
) -> Kept:
    """Say it better: by who wrote it, or by the person. Conflict for a version that another one superseded, and for
    what was entered in error; of two at once, one is kept."""
    former = _former(work, person_id, entry_id)
    said = former.data if data is None else data
    later = _Later(client_id, "correction", said, {"text": text, "reason": reason})
    return _supersede(actor, work, former, later, secret)


def mark_error(
    actor: Actor, work: Work, *, person_id: UUID, entry_id: UUID, client_id: UUID, reason: str, secret: str
) -> Kept:
    """Say that it should never have been here: its words stay in the versions before. By whom, and when not, is as for
    a correction."""
    former = _former(work, person_id, entry_id)
    kept = {"part": former.data["part"]} if "part" in former.data else {}
    return _supersede(actor, work, former, _Later(client_id, "error", kept, {"text": None, "reason": reason}), secret)


def _former(work: Work, person_id: UUID, entry_id: UUID) -> Entry:
    return entries.entry(work, person_id, entry_id) or entries.not_there(person_id)


def _supersede(actor: Actor, work: Work, former: Entry, later: _Later, secret: str) -> Kept:
    person_id, section = former.person_id, former.section
    access = written(work, person_id, section)
    if before := entries.entry_by_client_id(work, later.client_id):
        return Kept(_same(work, before, former, later, secret), access, again=True)
    name = people.name_of(work, people.person(work, person_id))
    if refusal := policies.can_correct(actor, former, access, name):
        raise turned_away(Refused, refusal, person_id, 1 << section)
    _check(former, later)
    row = _row(actor, work, former, later)
    row |= worded(actor, work, row, secret, **later.words)
    supersede(actor, work, former, row["id"])
    if not keep(actor, work, Entry, row):
        raise Conflict
    work.publish(EntryAdded(person_id, section, row["id"], row["root_id"], later.kind))
    return Kept(Entry(**row), access, again=False)


def _check(former: Entry, later: _Later) -> None:
    if former.superseded_by is not None:
        raise Conflict(SUPERSEDED)
    if former.kind == "error":
        raise Conflict(IN_ERROR)
    if later.kind == "correction" and (wrong := wrong_data(SECTIONS[former.section], later.data)):
        raise Invalid(wrong[1], field=wrong[0])
    if former.data.get("part") != later.data.get("part"):
        raise Invalid(OTHER_PART, field="data.part")


def _row(actor: Actor, work: Work, former: Entry, later: _Later) -> dict[str, Any]:
    as_before = ("coop_id", "person_id", "section", "root_id", "happened_at", "source_conversation_id", "source_seq")
    return {name: getattr(former, name) for name in as_before} | {
        "id": uuid4(),
        "version": former.version + 1,
        "author_id": actor.member,
        "author_role": role_towards(work, former.person_id),
        "acting": actor.acting_for is not None,
        "client_id": later.client_id,
        "kind": later.kind,
        "data": later.data,
        "recorded_at": clock.now(),
    }


def _same(work: Work, row: Entry, former: Entry, later: _Later, secret: str) -> Entry:
    key = data_key(work, row.person_id, secret) if row.sealed is not None else None
    there = (row.root_id, row.version, row.kind, row.data, words_of(row, key))
    if there != (former.root_id, former.version + 1, later.kind, later.data, later.words):
        raise Conflict(OTHER_WORDS, field="client_id")
    return row
