"""Receipts: how far a conversation has come to somebody's device, and how far they have read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, text

from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work, one_call
from server.messaging.queries.circles import current_members

MARK_MANY = text(
    "SELECT conversation_id, membership_id, delivered_seq, read_seq, members_version"
    " FROM ourpatch.mark_many(:coop, CAST(:marks AS jsonb))"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A high-water mark that somebody's device reports."""

    session_id: UUID
    membership_id: UUID
    conversation_id: UUID
    delivered_seq: int
    read_seq: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that moved, and the version of the circle that may be told."""

    conversation_id: UUID
    membership_id: UUID
    delivered_seq: int
    read_seq: int
    members_version: int


def mark_many(coop_id: UUID, marks: Sequence[Mark]) -> list[Marked]:
    """Keep the maximum of each; what is not the reporter's own, or lies beyond the log, moves nothing. Committed
    when this returns."""
    parameters = {"coop": coop_id, "marks": orjson.dumps(marks).decode()}
    return _marked(one_call(MARK_MANY, parameters))


def mark_receipts(actor: Actor, work: Work, *, marks: Sequence[tuple[UUID, int, int]]) -> list[Marked]:
    """The same within the actor's unit of work. A helper's reading is not the person's: it leaves no receipt."""
    if actor.acting_for is not None or actor.session_id is None:
        return []
    mine = [Mark(actor.session_id, actor.member, *mark) for mark in marks]
    parameters = {"coop": actor.coop_id, "marks": orjson.dumps(mine).decode()}
    moved = _marked(work.session.execute(MARK_MANY, parameters).all())
    for mark in moved:
        _, members = current_members(work, mark.conversation_id)
        work.tell("receipts", receipts_news(mark.conversation_id, [mark]), memberships=members)
    return moved


def receipts_news(conversation_id: UUID, moved: Sequence[Marked]) -> dict[str, object]:
    """The payload of the socket event `receipts`."""
    return {
        "conversation_id": conversation_id,
        "marks": [
            {"membership_id": mark.membership_id, "delivered_seq": mark.delivered_seq, "read_seq": mark.read_seq}
            for mark in moved
        ],
    }


def _marked(rows: Sequence[Row[Any]]) -> list[Marked]:
    return [
        Marked(row.conversation_id, row.membership_id, row.delivered_seq, row.read_seq, row.members_version)
        for row in rows
    ]
