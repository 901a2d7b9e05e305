"""Who is in a conversation, and the conversation's row as the lock that it is."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from server.kernel.unit_of_work import Work
from server.messaging.models import Conversation, ConversationMember


def conversation_for_change(work: Work, condition: ColumnElement[bool]) -> Conversation | None:
    """A conversation, locked: its log grows under this lock."""
    return work.session.scalar(
        select(Conversation)
        .where(Conversation.coop_id == work.coop_id, condition)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def current_members(work: Work, conversation_id: UUID) -> tuple[int, tuple[UUID, ...]]:
    """The version of the circle, and who is in it: read together, so that they belong together."""
    version = work.session.scalar(
        select(Conversation.members_version).where(
            Conversation.coop_id == work.coop_id, Conversation.id == conversation_id
        )
    )
    members = work.session.scalars(
        select(ConversationMember.membership_id).where(
            ConversationMember.coop_id == work.coop_id,
            ConversationMember.conversation_id == conversation_id,
            ConversationMember.left_at.is_(None),
        )
    )
    return version or 0, tuple(members)


def direct_between(work: Work, pair: str) -> Conversation | None:
    """The direct conversation of these two, if one was ever begun."""
    return conversation_for_change(work, and_(Conversation.kind == "direct", Conversation.pair == pair))


def directs_of(work: Work, membership_id: UUID, others: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """(conversation, other member) of this member's open direct conversations with any of `others`."""
    mine, theirs = ConversationMember, ConversationMember.__table__.alias("theirs")
    rows = work.session.execute(
        select(mine.conversation_id, theirs.c.membership_id)
        .join(
            Conversation,
            and_(Conversation.coop_id == mine.coop_id, Conversation.id == mine.conversation_id),
        )
        .join(
            theirs,
            and_(theirs.c.coop_id == mine.coop_id, theirs.c.conversation_id == mine.conversation_id),
        )
        .where(
            mine.coop_id == work.coop_id,
            mine.membership_id == membership_id,
            mine.left_at.is_(None),
            Conversation.kind == "direct",
            theirs.c.membership_id.in_(list(others)),
        )
        .order_by(mine.conversation_id)
    )
    return [(row.conversation_id, row.membership_id) for row in rows]


def conversations_of(work: Work, membership_id: UUID) -> list[UUID]:
    """Every conversation that this member is in now, in the order in which they are locked."""
    return list(
        work.session.scalars(
            select(ConversationMember.conversation_id)
            .where(
                ConversationMember.coop_id == work.coop_id,
                ConversationMember.membership_id == membership_id,
                ConversationMember.left_at.is_(None),
            )
            .order_by(ConversationMember.conversation_id)
        )
    )


def circle(work: Work, conversation_id: UUID) -> tuple[int, dict[UUID, int]]:
    """The version of the circle, and each member's `from_seq`, read in one statement so that they belong together."""
    rows = work.session.execute(
        select(Conversation.members_version, ConversationMember.membership_id, ConversationMember.from_seq)
        .outerjoin(
            ConversationMember,
            and_(
                ConversationMember.coop_id == Conversation.coop_id,
                ConversationMember.conversation_id == Conversation.id,
                ConversationMember.left_at.is_(None),
            ),
        )
        .where(Conversation.coop_id == work.coop_id, Conversation.id == conversation_id)
    ).all()
    version = rows[0].members_version if rows else 0
    return version, {row.membership_id: row.from_seq for row in rows if row.membership_id}
