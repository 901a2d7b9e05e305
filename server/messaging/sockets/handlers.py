"""What a device can say through its socket, and what it is told."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.kernel.doors.fields import Body, written
from server.kernel.doors.sockets import Seat, SocketDoor, emits, on
from server.kernel.errors import NotFound
from server.kernel.realtime import News
from server.messaging import schemas
from server.messaging.actions.mark_receipts import Mark
from server.messaging.actions.send_messages import as_send
from server.messaging.queries import catch_up
from server.messaging.queries.circles import current_members
from server.messaging.sockets.batch import SendBatches
from server.messaging.sockets.circles import Circles
from server.messaging.sockets.marks import MarkKeeper
from server.messaging.sockets.plain import plain_marks, plain_send

TYPING_EVERY = 3.0  # seconds
TYPISTS_KEPT = 5_000

emits("events", schemas.EventsNews, "members of the conversation who may see these events", "Something was written.")
emits("receipts", schemas.ReceiptsNews, "members of the conversation", "It came to somebody, or somebody read it.")
emits("typing", schemas.TypingNews, "members of the conversation but who writes", "Somebody is writing; 6 seconds.")
emits("joined", schemas.ConversationNews, "who joined", "You are in this conversation now: fetch it.")
emits("left", schemas.ConversationNews, "who left", "You are out of this conversation: forget it.")


class Room:
    """The messaging domain's part of one process's sockets."""

    def __init__(self, door: SocketDoor) -> None:
        circles = Circles()
        self.batches = SendBatches(door, circles)
        self.marks = MarkKeeper(door, circles, self.batches)
        self.typed: dict[tuple[str, UUID], float] = {}


@on("send", body=schemas.SocketSendIn, ack=schemas.SentOut, plain=plain_send)
def send(door: SocketDoor, seat: Seat, body: dict[str, Any]) -> Mapping[str, Any]:
    """Send a message; acknowledged when it is stored."""
    room = door.part(Room)
    message = as_send(seat.actor, body["conversation_id"], body["client_id"], body["medium"], body["text"])
    sent = room.batches.send(seat.actor.coop_id, message, seat.actor.acting_membership_id)
    if problem := sent.problem:
        raise problem
    if sent.outbox_id:
        room.marks.wake(seat.actor.coop_id)
    return {"seq": sent.seq, "at": written(sent.at), "duplicate": sent.outcome == "duplicate"}


@on("sync", body=schemas.SyncIn, ack=schemas.SyncOut)
def sync(door: SocketDoor, seat: Seat, body: dict[str, Any]) -> Mapping[str, Any]:
    """Ask for everything that this device lacks."""
    with seat.work() as work:
        return catch_up.missing(work, body["cursors"])


@on("receipts", body=schemas.MarksIn, ack=schemas.MarksOut, plain=plain_marks, waits=False)
def receipts(door: SocketDoor, seat: Seat, body: dict[str, Any]) -> Mapping[str, Any]:
    """Say how far conversations have come and been read; stored within two seconds."""
    if seat.actor.acting_for is not None:
        return {"stored": 0}  # a helper's reading is not the person's
    marks = [
        Mark(
            seat.who.session_id,
            seat.actor.member,
            mark["conversation_id"],
            mark["delivered_seq"],
            mark["read_seq"],
        )
        for mark in body["marks"]
    ]
    door.part(Room).marks.keep(seat.actor.coop_id, marks)
    return {"stored": len(marks)}


class Nothing(Body):
    """An empty acknowledgement."""


@on("typing", body=schemas.TypingIn, ack=Nothing)
def typing(door: SocketDoor, seat: Seat, body: dict[str, Any]) -> Mapping[str, Any]:
    """Say that somebody is writing; passed on at most every 3 seconds, and not stored."""
    conversation_id = body["conversation_id"]
    with seat.work() as work:
        _, members = current_members(work, conversation_id)
    if seat.actor.seat_id not in members:
        raise NotFound
    typed, key, now = door.part(Room).typed, (seat.sid, conversation_id), time.monotonic()
    if now - typed.get(key, -TYPING_EVERY) >= TYPING_EVERY:
        if len(typed) > TYPISTS_KEPT:
            typed.clear()
        typed[key] = now
        others = tuple(member for member in members if member != seat.actor.seat_id)
        payload = {"conversation_id": conversation_id, "membership_id": seat.actor.member}
        door.emit([News("typing", payload, others)])
    return {}
