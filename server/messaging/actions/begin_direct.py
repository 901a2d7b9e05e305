"""A person writes straight to her carer: the one direct conversation of two members."""

from uuid import UUID, uuid4

from sqlalchemy.dialects.postgresql import insert

from server.coops import queries as coops
from server.kernel.actor import Actor
from server.kernel.errors import NotFound, Refused
from server.kernel.unit_of_work import Work
from server.messaging import policies
from server.messaging.models import Conversation, ConversationMember
from server.messaging.queries.circles import direct_between
from server.messaging.rules import pair_of
from server.people import queries as people


def begin_direct(actor: Actor, work: Work, *, membership_id: UUID) -> UUID:
    """The conversation with this member, begun or opened again if need be. NotFound for nobody of this co-op;
    Refused for who shares no team."""
    face = coops.faces(work, {membership_id}).get(membership_id)
    if face is None or face.ended:
        raise NotFound
    refusal = policies.can_write_to_itself(actor, actor.seat_id == membership_id) or policies.can_write_directly(
        actor, face.name, people.share_a_team(work, actor.seat_id, membership_id)
    )
    if refusal:
        raise Refused(refusal)
    pair = pair_of(actor.seat_id, membership_id)
    work.session.execute(
        insert(Conversation)
        .values(coop_id=actor.coop_id, id=uuid4(), kind="direct", pair=pair)
        .on_conflict_do_nothing()
    )
    conversation = direct_between(work, pair)
    if conversation is None:
        raise NotFound
    for member in sorted((actor.seat_id, membership_id)):
        _place(actor, work, conversation, member)
    conversation.closed = False
    work.session.flush()
    return conversation.id


def _place(actor: Actor, work: Work, conversation: Conversation, membership_id: UUID) -> None:
    """Give this member a place, or the old one back: with somebody known, what was written is theirs again."""
    keys = {"coop_id": actor.coop_id, "conversation_id": conversation.id, "membership_id": membership_id}
    changed = work.session.execute(
        insert(ConversationMember)
        .values(**keys)
        .on_conflict_do_update(
            index_elements=list(keys), set_={"left_at": None}, where=ConversationMember.left_at.is_not(None)
        )
        .returning(ConversationMember.membership_id)
    ).one_or_none()
    if changed is not None:
        conversation.members_version += 1
        work.tell("joined", {"conversation_id": conversation.id}, memberships=(membership_id,))
