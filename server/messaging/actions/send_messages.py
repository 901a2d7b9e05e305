"""Sending: one function of the database for both doors, and for one message as for sixty-four."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text

from server.kernel import failpoints
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, NotFound, Problem, Refused, SignedOut
from server.kernel.unit_of_work import Work, one_call
from server.messaging.queries.circles import current_members
from server.messaging.queries.log import EventRow
from server.messaging.rules import events_news

SEND_MANY = text(
    "SELECT n, outcome, seq, at, members_version, outbox_id FROM ourpatch.send_many(:coop, CAST(:sends AS jsonb))"
)
OTHER_TEXT = "This was sent before with other words. Both are kept: send the new ones as a new message."
NO_TEAM_ANY_MORE = "You two aren't in a team together any more, so nothing new can be written here."


@dataclass(frozen=True, slots=True)
class Send:
    """A message on its way, as one seat sends it. `body` is normalised and within the limit."""

    session_id: UUID
    membership_id: UUID
    acting_for: UUID | None
    conversation_id: UUID
    client_id: UUID
    medium: str
    body: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a send: `outcome` is sent, duplicate, conflict, signed_out, not_found, closed or later."""

    outcome: str
    seq: int | None
    at: datetime | None
    members_version: int | None
    outbox_id: UUID | None

    @property
    def problem(self) -> Problem | None:
        """The refusal, if it is one."""
        match self.outcome:
            case "sent" | "duplicate":
                return None
            case "conflict":
                return Conflict(OTHER_TEXT, field="client_id")
            case "closed":
                return Refused(NO_TEAM_ANY_MORE)
            case "signed_out":
                return SignedOut()
            case _:
                return NotFound()


def send_many(coop_id: UUID, sends: Sequence[Send]) -> list[Sent]:
    """Send what waits of one co-op in one transaction; when this returns it is committed, answer by answer in the
    order asked. A refusal is a row, never the batch's failure; Conflict and Unavailable are the batch's."""
    failpoints.here(failpoints.BATCH_BEFORE_COMMIT)
    return _sent(one_call(SEND_MANY, _parameters(coop_id, sends)))


def send_message(
    actor: Actor, work: Work, *, conversation_id: UUID, client_id: UUID, body: str, medium: str = "text"
) -> Sent:
    """Send one message within the actor's own unit of work. Raises the refusal; a duplicate gets the original."""
    send = as_send(actor, conversation_id, client_id, medium, body)
    sent = _sent(work.session.execute(SEND_MANY, _parameters(actor.coop_id, [send])).all())[0]
    if problem := sent.problem:
        raise problem
    if sent.outcome == "sent":
        failpoints.here(failpoints.SEND_BEFORE_COMMIT)
        _, members = current_members(work, conversation_id)
        news = events_news(conversation_id, [sent_payload(send, actor.acting_membership_id, sent)])
        work.tell("events", news, memberships=members)
    return sent


def sent_payload(send: Send, on_behalf_of: UUID | None, sent: Sent) -> dict[str, Any]:
    """The event that a send became, as sockets carry it."""
    if sent.seq is None or sent.at is None:
        raise ValueError("a refused send became no event")
    return EventRow(
        conversation_id=send.conversation_id,
        seq=sent.seq,
        kind="message",
        at=sent.at,
        author_id=send.membership_id,
        on_behalf_of=on_behalf_of,
        client_id=send.client_id,
        medium=send.medium,
        text=send.body,
        member=None,
    ).payload()


def as_send(actor: Actor, conversation_id: UUID, client_id: UUID, medium: str, body: str) -> Send:
    """A send in this actor's seat. SignedOut for who has no session (the co-op itself writes no messages)."""
    if actor.session_id is None:
        raise SignedOut
    return Send(actor.session_id, actor.member, actor.acting_for, conversation_id, client_id, medium, body)


def _parameters(coop_id: UUID, sends: Sequence[Send]) -> dict[str, Any]:
    return {"coop": coop_id, "sends": orjson.dumps(sends).decode()}


def _sent(rows: Sequence[Any]) -> list[Sent]:
    return [Sent(row.outcome, row.seq, row.at, row.members_version, row.outbox_id) for row in rows]
