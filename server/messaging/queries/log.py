"""The log of a conversation, page by page."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, true, values
from sqlalchemy import Uuid as UuidType
from sqlalchemy import column as col
from sqlalchemy.sql.sqltypes import BigInteger

from server.coops import queries as coops
from server.coops.queries import Face
from server.kernel.unit_of_work import Work
from server.messaging.models import LogEvent
from server.messaging.rules import PAGE


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as it leaves: what the log holds, and the member's name where it tells of one."""

    conversation_id: UUID
    seq: int
    kind: str
    at: datetime
    author_id: UUID | None
    on_behalf_of: UUID | None
    client_id: UUID | None
    medium: str | None
    text: str | None
    member: dict[str, Any] | None

    def payload(self) -> dict[str, Any]:
        """As sockets carry it: the same names and shapes as the API's."""
        at = self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {name: getattr(self, name) for name in self.__slots__} | {"at": at}


def events_after(work: Work, conversation_id: UUID, after: int, limit: int) -> list[EventRow]:
    """Events with a greater seq, oldest first."""
    return _events(
        work,
        _log(work).where(LogEvent.conversation_id == conversation_id, LogEvent.seq > after)
        .order_by(LogEvent.seq).limit(limit),
    )  # fmt: skip


def events_before(work: Work, conversation_id: UUID, before: int, from_seq: int, limit: int) -> list[EventRow]:
    """Events with a smaller seq that the member may see, the nearest `limit` of them, oldest first."""
    found = _events(
        work,
        _log(work).where(
            LogEvent.conversation_id == conversation_id, LogEvent.seq < before, LogEvent.seq > from_seq
        ).order_by(LogEvent.seq.desc()).limit(limit),
    )  # fmt: skip
    return found[::-1]


def events_missing(work: Work, cursors: Mapping[UUID, int]) -> tuple[dict[UUID, list[EventRow]], set[UUID]]:
    """What each conversation has after its cursor, one page of all together; and which have more than came."""
    if not cursors:
        return {}, set()
    wanted = _cursors(cursors)
    inner = (
        select(LogEvent)
        .where(
            LogEvent.coop_id == work.coop_id,
            LogEvent.conversation_id == wanted.c.id,
            LogEvent.seq > wanted.c.after,
        )
        .order_by(LogEvent.seq)
        .limit(PAGE + 1)
        .lateral("missing")
    )
    rows = work.session.execute(
        select(inner).select_from(wanted).join(inner, true()).order_by(inner.c.conversation_id, inner.c.seq)
        .limit(PAGE + 1)
    ).all()  # fmt: skip
    names = coops.faces(work, {row.member_id for row in rows if row.member_id})
    events: dict[UUID, list[EventRow]] = defaultdict(list)
    for row in rows[:PAGE]:
        events[row.conversation_id].append(_event(row, names))
    if len(rows) <= PAGE:
        return dict(events), set()
    cut = rows[PAGE].conversation_id  # whole conversations come first; this one and those after it have more
    return dict(events), {c for c in cursors if str(c) >= str(cut)}


def last_messages(work: Work, from_seqs: Mapping[UUID, int]) -> dict[UUID, EventRow]:
    """The newest message of each conversation that its member may see."""
    if not from_seqs:
        return {}
    log = LogEvent
    wanted = _cursors(from_seqs)
    newest = (
        select(log)
        .where(
            log.coop_id == work.coop_id,
            log.conversation_id == wanted.c.id,
            log.seq > wanted.c.after,
            log.kind == "message",
        )
        .order_by(log.seq.desc())
        .limit(1)
        .lateral("newest")
    )
    found = work.session.execute(select(newest).select_from(wanted).join(newest, true())).all()
    return {row.conversation_id: _event(row, None) for row in found}


def client_ids_there(work: Work, client_ids: Collection[UUID]) -> set[UUID | None]:
    """Which of these client ids are in a log of this co-op already."""
    there = select(LogEvent.client_id).where(LogEvent.coop_id == work.coop_id, LogEvent.client_id.in_(client_ids))
    return set(work.session.scalars(there))


def _cursors(cursors: Mapping[UUID, int]) -> Any:
    return values(col("id", UuidType), col("after", BigInteger), name="wanted").data(list(cursors.items()))


def _log(work: Work) -> Any:
    return select(LogEvent.__table__).where(LogEvent.coop_id == work.coop_id)


def _events(work: Work, statement: Any) -> list[EventRow]:
    rows = work.session.execute(statement).all()
    names = coops.faces(work, {row.member_id for row in rows if row.member_id})
    return [_event(row, names) for row in rows]


def _event(row: Row[Any], names: Mapping[UUID, Face] | None) -> EventRow:
    face = names.get(row.member_id) if names and row.member_id else None
    member = None
    if row.member_id:
        member = {"membership_id": row.member_id, "name": face.name if face else "", "change": row.change}
    return EventRow(
        conversation_id=row.conversation_id,
        seq=row.seq,
        kind=row.kind,
        at=row.at,
        author_id=row.author_id,
        on_behalf_of=row.on_behalf_of,
        client_id=row.client_id,
        medium=row.medium,
        text=row.body,
        member=member,
    )
