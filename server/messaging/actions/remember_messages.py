"""Bringing in what was written earlier and elsewhere, with the time at which it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from server.kernel.actor import Actor
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.messaging.models import Conversation, ConversationMember, LogEvent
from server.messaging.queries.circles import conversation_for_change
from server.messaging.queries.log import client_ids_there


@dataclass(frozen=True, slots=True)
class Remembered:
    """A message of earlier. `client_id` is chosen by whoever brings it in: the same one again is the same message."""

    client_id: UUID
    author_id: UUID
    on_behalf_of: UUID | None
    medium: str
    body: str
    at: datetime


def remember_messages(
    actor: Actor,
    work: Work,
    *,
    conversation_id: UUID,
    messages: Sequence[Remembered],
    unread: Mapping[UUID, int],
) -> None:
    """Add these to the end of the log, in this order; those that are there already are left. Everybody has them on
    their device and has read them, but for the last so many that `unread` says. NotFound for no such conversation."""
    conversation = conversation_for_change(work, Conversation.id == conversation_id)
    if conversation is None:
        raise NotFound
    known = client_ids_there(work, [message.client_id for message in messages])
    for message in messages:
        if message.client_id in known:
            continue
        conversation.last_at = max(conversation.last_at, message.at) if conversation.last_seq else message.at
        conversation.last_seq += 1
        work.session.add(_event(work.coop_id, conversation, message))
    work.session.flush()
    _mark(work, conversation, unread)


def _event(coop_id: UUID, conversation: Conversation, message: Remembered) -> LogEvent:
    return LogEvent(
        coop_id=coop_id,
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        kind="message",
        author_id=message.author_id,
        on_behalf_of=message.on_behalf_of,
        client_id=message.client_id,
        medium=message.medium,
        body=message.body,
        at=message.at,
    )


def _mark(work: Work, conversation: Conversation, unread: Mapping[UUID, int]) -> None:
    last = conversation.last_seq
    places = update(ConversationMember).where(
        ConversationMember.coop_id == work.coop_id,
        ConversationMember.conversation_id == conversation.id,
        ConversationMember.left_at.is_(None),
    )
    work.session.execute(places.values(delivered_seq=last, read_seq=last))
    for membership_id, count in unread.items():
        one = places.where(ConversationMember.membership_id == membership_id)
        work.session.execute(one.values(read_seq=max(0, last - count)))
