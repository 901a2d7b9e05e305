"""Entries as whoever reads them sees them: with faces, replies and files, at a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from server.consent.rules.access import Access
from server.consent.rules.sections import SECTIONS
from server.coops import queries as coops
from server.coops.queries import Face
from server.files import queries as files
from server.files.queries import FileRow
from server.kernel.unit_of_work import Work
from server.record.models import Entry, EntryFile, EntryReply
from server.record.queries.keys import data_key
from server.record.rules import sealing
from server.record.rules.authors import may_correct
from server.record.rules.entries import state_of


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """What somebody said to an entry."""

    reply_id: UUID
    text: str | None
    author: Face
    author_role: str
    acting_for: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A version of an entry. `text` is null of what was entered in error, and where its key was destroyed."""

    entry_id: UUID
    root_id: UUID
    version: int
    section: str
    text: str | None
    data: Mapping[str, Any]
    author: Face
    author_role: str
    acting_for: bool
    happened_at: datetime
    recorded_at: datetime
    state: str
    reason: str | None
    replies: Sequence[ReplyRow]
    files: Sequence[FileRow]
    from_message: Mapping[str, Any] | None
    can_correct: bool
    can_reply: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads whose record: what is open to them, and what unwraps the person's key."""

    person_id: UUID
    access: Access
    secret: str


@dataclass(slots=True)
class _Around:
    """What every row is put together with."""

    key: bytes | None = None
    faces: dict[UUID, Face] = field(default_factory=dict)
    replies: dict[UUID, list[EntryReply]] = field(default_factory=lambda: defaultdict(list))
    files: dict[UUID, list[FileRow]] = field(default_factory=lambda: defaultdict(list))


def shown(work: Work, reader: Reader, rows: Sequence[Entry]) -> list[EntryRow]:
    """These versions, in their order."""
    if not rows:
        return []
    around, roots = _Around(), {row.root_id for row in rows}
    for reply in _replies(work, reader.person_id, roots):
        around.replies[reply.entry_root_id].append(reply)
    around.files.update(_files(work, reader.person_id, roots))
    said = [reply for replies in around.replies.values() for reply in replies]
    around.faces = coops.faces(work, {row.author_id for row in rows} | {reply.author_id for reply in said})
    if any(row.sealed is not None for row in rows) or any(reply.sealed is not None for reply in said):
        around.key = data_key(work, reader.person_id, reader.secret)
    return [_shown(work, reader, row, around) for row in rows]


def shown_reply(work: Work, reader: Reader, row: EntryReply) -> ReplyRow:
    """One reply."""
    key = data_key(work, reader.person_id, reader.secret) if row.sealed is not None else None
    return _reply(row, _Around(key, coops.faces(work, {row.author_id})))


def words_of(row: Entry | EntryReply, key: bytes | None) -> dict[str, str | None]:
    """The text, and the reason of a later version; nothing where the key is gone."""
    if row.sealed is None:
        return {"text": row.body, "reason": row.reason if isinstance(row, Entry) else None}
    words = sealing.unseal(key, row.id, row.sealed) if key is not None else {}
    return {"text": words.get("text"), "reason": words.get("reason")}


def _shown(work: Work, reader: Reader, row: Entry, around: _Around) -> EntryRow:
    superseded, section = row.superseded_by is not None, int(row.section)
    words, state = words_of(row, around.key), state_of(row.kind, superseded=superseded)
    source = {"conversation_id": row.source_conversation_id, "seq": row.source_seq}
    correctable = state == "current" and may_correct(
        work.actor, reader.person_id, reader.access, section, row.author_id
    )
    return EntryRow(
        entry_id=row.id,
        root_id=row.root_id,
        version=row.version,
        section=SECTIONS[section],
        text=words["text"],
        data=row.data,
        author=around.faces[row.author_id].without_phone(),
        author_role=row.author_role,
        acting_for=row.acting,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        state=state,
        reason=words["reason"],
        replies=[_reply(reply, around) for reply in around.replies.get(row.root_id, ())],
        files=[] if row.kind == "error" else around.files.get(row.root_id, []),
        from_message=source if row.source_conversation_id is not None else None,
        can_correct=correctable,
        can_reply=not superseded and bool(reader.access.read >> section & 1),
    )


def _reply(row: EntryReply, around: _Around) -> ReplyRow:
    return ReplyRow(
        reply_id=row.id,
        text=words_of(row, around.key)["text"],
        author=around.faces[row.author_id].without_phone(),
        author_role=row.author_role,
        acting_for=row.acting,
        at=row.at,
    )


def _replies(work: Work, person_id: UUID, roots: set[UUID]) -> Sequence[EntryReply]:
    return work.session.scalars(
        select(EntryReply)
        .where(
            EntryReply.coop_id == work.coop_id,
            EntryReply.person_id == person_id,
            EntryReply.entry_root_id.in_(roots),
        )
        .order_by(EntryReply.at, EntryReply.id)
    ).all()


def _files(work: Work, person_id: UUID, roots: set[UUID]) -> dict[UUID, list[FileRow]]:
    places = work.session.scalars(
        select(EntryFile)
        .where(EntryFile.coop_id == work.coop_id, EntryFile.person_id == person_id, EntryFile.entry_id.in_(roots))
        .order_by(EntryFile.place)
    ).all()
    rows = files.files_by_id(work, {place.file_id for place in places})
    found: dict[UUID, list[FileRow]] = defaultdict(list)
    for place in places:
        if place.file_id in rows:
            found[place.entry_id].append(rows[place.file_id])
    return found
