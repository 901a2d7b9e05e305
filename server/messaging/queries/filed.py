"""Messages that become part of somebody's record: which of them the actor sees."""

from uuid import UUID

from sqlalchemy import and_, select

from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.messaging.models import ConversationMember, LogEvent

FURTHEST = 2**53  # a greater number is no seq of ours


def own_place(work: Work, conversation_id: UUID) -> ConversationMember:
    """The place of the actor's seat in a conversation; NotFound for who is not in it."""
    row = work.session.scalar(
        select(ConversationMember).where(
            ConversationMember.coop_id == work.coop_id,
            ConversationMember.conversation_id == conversation_id,
            ConversationMember.membership_id == work.actor.seat_id,
            ConversationMember.left_at.is_(None),
        )
    )
    if row is None:
        raise NotFound
    return row


def words_of_message(work: Work, conversation_id: UUID, seq: int) -> str:
    """What a message says; NotFound for what is none, and for what was said before the actor's seat came."""
    place = own_place(work, conversation_id)
    if seq > FURTHEST:
        raise NotFound
    said = work.session.scalar(
        select(LogEvent.body).where(
            and_(LogEvent.coop_id == work.coop_id, LogEvent.conversation_id == conversation_id),
            LogEvent.seq == seq,
            LogEvent.seq > place.from_seq,
            LogEvent.kind == "message",
        )
    )
    if said is None:
        raise NotFound
    return said
