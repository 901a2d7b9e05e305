"""Messages over HTTP: for clients without a socket, for the service worker, for the first page."""

from typing import Any
from uuid import UUID

from flask import current_app
from flask_smorest import Blueprint

from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import Invalid, NotFound
from server.kernel.unit_of_work import Work
from server.messaging import schemas
from server.messaging.actions.begin_direct import begin_direct
from server.messaging.actions.file_message import file_message
from server.messaging.actions.mark_receipts import mark_receipts
from server.messaging.actions.send_messages import send_message
from server.messaging.queries import catch_up, log
from server.messaging.queries import conversations as rows
from server.messaging.queries.filed import own_place
from server.record.queries.entries import FiledRow, filed_from
from server.record.queries.shown import Reader, shown
from server.record.schemas import EntryOut

blueprint = Blueprint("messages", __name__, description="People write to each other.")


@endpoint(blueprint, "GET", "/conversations", out=schemas.Conversations)
def conversations(actor: Actor, work: Work) -> dict[str, Any]:
    """My conversations, what was written last first."""
    return {"items": rows.conversations(work)}


@endpoint(blueprint, "POST", "/conversations/direct", body=schemas.BeginDirect, out=schemas.ConversationOut, anew=True)
def direct_conversation(actor: Actor, work: Work, body: dict[str, Any]) -> rows.ConversationRow:
    """My conversation with somebody of my teams, begun if need be."""
    return _row(work, begin_direct(actor, work, membership_id=body["membership_id"]))


@endpoint(blueprint, "GET", "/conversations/<uuid:conversation_id>", out=schemas.ConversationOut)
def conversation(actor: Actor, work: Work, conversation_id: UUID) -> rows.ConversationRow:
    """One conversation of mine."""
    return _row(work, conversation_id)


@endpoint(
    blueprint,
    "GET",
    "/conversations/<uuid:conversation_id>/events",
    query=schemas.PageAsked,
    out=schemas.EventsPage,
)
def events(actor: Actor, work: Work, query: dict[str, int], conversation_id: UUID) -> dict[str, Any]:
    """A page of a conversation's log: after a seq (0 when not said), or the nearest before one."""
    row = _row(work, conversation_id)
    limit = query["limit"]
    if "before" in query:
        found = log.events_before(work, conversation_id, query["before"], row.from_seq, limit)
        return {"items": found, "has_more": bool(found) and found[0].seq > row.from_seq + 1}
    after = query.get("after", 0)
    if after > row.last_seq:
        raise Invalid(catch_up.FROM_THE_FUTURE, field="after")
    found = log.events_after(work, conversation_id, max(after, row.from_seq), limit)
    return {"items": found, "has_more": bool(found) and found[-1].seq < row.last_seq}


@endpoint(
    blueprint,
    "POST",
    "/conversations/<uuid:conversation_id>/messages",
    body=schemas.SendIn,
    out=schemas.SentOut,
    status=201,
)
def message(actor: Actor, work: Work, body: dict[str, Any], conversation_id: UUID) -> Any:
    """Send a message. The same client id again is answered with the first one's seq, and 200."""
    sent = send_message(
        actor,
        work,
        conversation_id=conversation_id,
        client_id=body["client_id"],
        body=body["text"],
        medium=body["medium"],
    )
    duplicate = sent.outcome == "duplicate"
    return {"seq": sent.seq, "at": sent.at, "duplicate": duplicate}, 200 if duplicate else 201


@endpoint(
    blueprint,
    "POST",
    "/conversations/<uuid:conversation_id>/messages/<int:seq>/file",
    body=schemas.FileMessageIn,
    out=EntryOut,
    status=201,
    anew=True,
)
def filed_message(actor: Actor, work: Work, body: dict[str, Any], conversation_id: UUID, seq: int) -> Any:
    """File a message into a person's record. The same client id again is the same entry, and 200."""
    secret = current_app.config["SETTINGS"].secret_key
    kept = file_message(actor, work, conversation_id=conversation_id, seq=seq, secret=secret, **body)
    entry = shown(work, Reader(body["person_id"], kept.access, secret), [kept.row])[0]
    return entry, 200 if kept.again else 201


@endpoint(blueprint, "GET", "/conversations/<uuid:conversation_id>/filed", out=schemas.FiledMessages)
def filed(actor: Actor, work: Work, conversation_id: UUID) -> dict[str, list[FiledRow]]:
    """Which messages of a conversation of mine are in records. Ids only, and so no look is written down."""
    own_place(work, conversation_id)
    return {"items": filed_from(work, conversation_id)}


@endpoint(blueprint, "POST", "/receipts", body=schemas.MarksIn, out=schemas.MarksOut)
def receipts(actor: Actor, work: Work, body: dict[str, Any]) -> dict[str, int]:
    """Say how far conversations have come to this device and been read."""
    marks = [(mark["conversation_id"], mark["delivered_seq"], mark["read_seq"]) for mark in body["marks"]]
    return {"stored": len(mark_receipts(actor, work, marks=marks))}


@endpoint(blueprint, "POST", "/sync", body=schemas.SyncIn, out=schemas.SyncOut, anew=True)
def sync(actor: Actor, work: Work, body: dict[str, Any]) -> dict[str, Any]:
    """Everything that this device lacks."""
    return catch_up.missing(work, body["cursors"])


def _row(work: Work, conversation_id: UUID) -> rows.ConversationRow:
    found = rows.conversations(work, only=conversation_id)
    if not found:
        raise NotFound
    return found[0]
