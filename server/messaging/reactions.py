"""When teams change, conversations follow, in the same transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_

from server.coops.actions.patches import note_conversation
from server.coops.events import (
    CoopFounded,
    MembershipBegan,
    MembershipEnded,
    PatchMade,
    PatchMemberJoined,
    PatchMemberLeft,
)
from server.kernel.events import reacts_to
from server.kernel.outbox import Carried, carries
from server.kernel.unit_of_work import Work
from server.messaging.actions.change_circle import (
    begin_conversation,
    close_direct,
    join_conversation,
    leave_conversation,
)
from server.messaging.models import Conversation
from server.messaging.queries.circles import conversations_of, current_members, directs_of
from server.messaging.rules import events_news
from server.people import queries as people
from server.people.events import CareTeamJoined, CareTeamLeft, HelperEnded, PersonRegistered


def _kind(kind: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(Conversation.kind == kind, *more)


def _of_person(person_id: UUID) -> ColumnElement[bool]:
    return _kind("care_team", Conversation.person_id == person_id)


def _of_patch(patch_id: UUID) -> ColumnElement[bool]:
    return _kind("patch_team", Conversation.patch_id == patch_id)


@reacts_to(CoopFounded)
def begin_coop_conversation(work: Work, event: CoopFounded) -> None:
    begin_conversation(work.actor, work, kind="coop")


@reacts_to(PatchMade)
def begin_patch_conversation(work: Work, event: PatchMade) -> None:
    conversation_id = begin_conversation(work.actor, work, kind="patch_team", patch_id=event.patch_id)
    note_conversation(work.actor, work, patch_id=event.patch_id, conversation_id=conversation_id)


@reacts_to(PersonRegistered)
def begin_care_team_conversation(work: Work, event: PersonRegistered) -> None:
    begin_conversation(work.actor, work, kind="care_team", person_id=event.person_id)
    join_conversation(work.actor, work, which=_of_person(event.person_id), membership_id=event.membership_id)


@reacts_to(MembershipBegan)
def join_coop_conversation(work: Work, event: MembershipBegan) -> None:
    join_conversation(work.actor, work, which=_kind("coop"), membership_id=event.membership_id)


@reacts_to(PatchMemberJoined)
def join_patch_conversation(work: Work, event: PatchMemberJoined) -> None:
    join_conversation(work.actor, work, which=_of_patch(event.patch_id), membership_id=event.membership_id)


@reacts_to(CareTeamJoined)
def join_care_team_conversation(work: Work, event: CareTeamJoined) -> None:
    join_conversation(work.actor, work, which=_of_person(event.person_id), membership_id=event.membership_id)


@reacts_to(PatchMemberLeft)
def leave_patch_conversation(work: Work, event: PatchMemberLeft) -> None:
    leave_conversation(work.actor, work, which=_of_patch(event.patch_id), membership_id=event.membership_id)
    _close_directs(work, event.membership_id, people.former_teammates_of_patch(work, event.patch_id))


@reacts_to(CareTeamLeft)
def leave_care_team_conversation(work: Work, event: CareTeamLeft) -> None:
    leave_conversation(work.actor, work, which=_of_person(event.person_id), membership_id=event.membership_id)
    _close_directs(work, event.membership_id, people.circle_of_person(work, event.person_id))


@reacts_to(MembershipEnded)
def leave_everything(work: Work, event: MembershipEnded) -> None:
    for conversation_id in conversations_of(work, event.membership_id):
        which = Conversation.id == conversation_id
        leave_conversation(work.actor, work, which=which, membership_id=event.membership_id)
    work.tell("seat_ended", {"coop_id": work.coop_id}, memberships=(event.membership_id,))


@reacts_to(HelperEnded)
def let_helper_go(work: Work, event: HelperEnded) -> None:
    _close_directs(work, event.membership_id, people.circle_of_person(work, event.person_id))
    person = people.membership_of_person(work, event.person_id)
    work.tell("seat_ended", {"coop_id": work.coop_id}, memberships=(person,), only_by=event.membership_id)


def _close_directs(work: Work, who_left: UUID, others: set[UUID]) -> None:
    """Direct conversations with those whom the leaver shares no team with any more."""
    strangers = {other for other in others - {who_left} if not people.share_a_team(work, who_left, other)}
    for conversation_id, _ in directs_of(work, who_left, strangers):
        close_direct(work.actor, work, conversation_id=conversation_id, membership_id=who_left)


@carries("messages.news")
def tell_again(work: Work, row: Carried) -> None:
    """A batch was committed and nobody was told (its process died): say how far the logs are, and devices that
    lack something fetch it."""
    sent: dict[str, Any] = row.payload["sent"]
    for conversation_id, last_seq in sent.items():
        _, members = current_members(work, UUID(conversation_id))
        work.tell("events", events_news(UUID(conversation_id), [], last_seq), memberships=members)
