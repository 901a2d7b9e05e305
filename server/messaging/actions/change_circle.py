"""Who is in a conversation. Each change takes a seq under the conversation's lock, so that what is sent after it
is sent to the new circle and nobody else."""

from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, update
from sqlalchemy.dialects.postgresql import insert

from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.messaging.models import Conversation, ConversationMember, LogEvent
from server.messaging.queries.circles import conversation_for_change, current_members
from server.messaging.queries.log import EventRow
from server.messaging.rules import events_news


def begin_conversation(
    actor: Actor, work: Work, *, kind: str, person_id: UUID | None = None, patch_id: UUID | None = None
) -> UUID:
    """The conversation of a team or of the co-op, with nobody in it yet."""
    conversation_id = uuid4()
    work.session.add(
        Conversation(coop_id=actor.coop_id, id=conversation_id, kind=kind, person_id=person_id, patch_id=patch_id)
    )
    work.session.flush()
    return conversation_id


def join_conversation(actor: Actor, work: Work, *, which: ColumnElement[bool], membership_id: UUID) -> None:
    """Bring a member in: they see what comes from now on, and everybody sees that they joined."""
    conversation = _locked(work, which)
    before = work.session.get(
        ConversationMember, (actor.coop_id, conversation.id, membership_id), populate_existing=True
    )
    if before is not None and before.left_at is None:
        return
    since = {
        "from_seq": conversation.last_seq,
        "delivered_seq": conversation.last_seq,
        "read_seq": conversation.last_seq,
        "joined_at": clock.now(),
        "left_at": None,
    }
    keys = {"coop_id": actor.coop_id, "conversation_id": conversation.id, "membership_id": membership_id}
    work.session.execute(
        insert(ConversationMember).values(**keys, **since).on_conflict_do_update(index_elements=list(keys), set_=since)
    )
    _log_change(actor, work, conversation, membership_id, "joined")
    work.tell("joined", {"conversation_id": conversation.id}, memberships=(membership_id,))


def leave_conversation(actor: Actor, work: Work, *, which: ColumnElement[bool], membership_id: UUID) -> None:
    """Take a member out, at once: nothing that commits after this reaches them."""
    conversation = _locked(work, which)
    if _end_place(actor, work, conversation.id, membership_id):
        _log_change(actor, work, conversation, membership_id, "left")
        work.tell("left", {"conversation_id": conversation.id}, memberships=(membership_id,))


def close_direct(actor: Actor, work: Work, *, conversation_id: UUID, membership_id: UUID) -> None:
    """End a direct conversation for who left the team. The other keeps what was written and can't add to it."""
    conversation = _locked(work, Conversation.id == conversation_id)
    if _end_place(actor, work, conversation_id, membership_id):
        conversation.closed = True
        conversation.members_version += 1
        _, members = current_members(work, conversation_id)
        work.tell("left", {"conversation_id": conversation_id}, memberships=(membership_id,))
        work.tell("changed", {"what": "conversations"}, memberships=members)


def _locked(work: Work, which: ColumnElement[bool]) -> Conversation:
    conversation = conversation_for_change(work, which)
    if conversation is None:
        raise NotFound
    return conversation


def _end_place(actor: Actor, work: Work, conversation_id: UUID, membership_id: UUID) -> bool:
    ended = work.session.execute(
        update(ConversationMember)
        .where(
            ConversationMember.coop_id == actor.coop_id,
            ConversationMember.conversation_id == conversation_id,
            ConversationMember.membership_id == membership_id,
            ConversationMember.left_at.is_(None),
        )
        .values(left_at=clock.now())
        .returning(ConversationMember.membership_id)
    ).one_or_none()
    return ended is not None


def _log_change(actor: Actor, work: Work, conversation: Conversation, membership_id: UUID, change: str) -> None:
    conversation.last_seq += 1
    conversation.members_version += 1
    conversation.last_at = at = clock.now()
    work.session.add(
        LogEvent(
            coop_id=actor.coop_id,
            conversation_id=conversation.id,
            seq=conversation.last_seq,
            kind="member",
            member_id=membership_id,
            change=change,
            at=at,
        )
    )
    work.session.flush()
    name = coops.faces(work, {membership_id})[membership_id].name
    event = EventRow(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        kind="member",
        at=at,
        author_id=None,
        on_behalf_of=None,
        client_id=None,
        medium=None,
        text=None,
        member={"membership_id": membership_id, "name": name, "change": change},
    )
    _, members = current_members(work, conversation.id)
    work.tell("events", events_news(conversation.id, [event.payload()]), memberships=members)
