"""Invitations by e-mail. What they answer never depends on whether an address is known."""

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID, uuid4

from server.coops import policies, queries
from server.coops.actions.memberships import begin_membership
from server.coops.events import InvitationMade, PartnerJoined
from server.coops.models import Invitation, Membership
from server.coops.rules import (
    INVITATION_LIFE,
    LOST_ANSWER,
    Place,
    coop_of_token,
    new_invitation_token,
    token_hash,
)
from server.identity.actions.accounts import open_account
from server.kernel import clock
from server.kernel.actor import Actor, the_coop
from server.kernel.config import Settings
from server.kernel.errors import Conflict, NotFound, Refused
from server.kernel.unit_of_work import Work, directory_work, unit_of_work


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation as whoever holds its link may see it."""

    coop_id: UUID
    coop_name: str
    name: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who is in now. `opened_by` names this acceptance, for when it is sent again."""

    account_id: UUID
    coop_id: UUID
    membership_id: UUID
    opened_by: str | None


def invite(
    actor: Actor,
    work: Work,
    *,
    email: str,
    name: str,
    place: Place,
    settings: Settings,
) -> Invitation:
    """Ask somebody into the co-op by e-mail: a link that works for 14 days, once."""
    check_invite(actor, work, place)
    invitation, link = draw_invitation(actor, work, email=email, name=name, place=place, settings=settings)
    work.publish(
        InvitationMade(
            invitation_id=invitation.id, email=email, name=name, coop_name=queries.coop_name(work), link=link
        )
    )
    return invitation


def draw_invitation(
    actor: Actor,
    work: Work,
    *,
    email: str,
    name: str,
    place: Place,
    settings: Settings,
    person_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its link, sent to nobody yet. `person_id`: for whose record a partner is asked."""
    token, now = new_invitation_token(actor.coop_id), clock.now()
    invitation = Invitation(
        coop_id=actor.coop_id,
        id=uuid4(),
        email=email,
        name=name,
        member_class=place.member_class,
        hats=list(place.hats),
        patch_id=place.patch_id,
        gets_support=place.gets_support,
        organisation_id=place.organisation_id,
        organisation_role=place.organisation_role,
        person_id=person_id,
        token_hash=token_hash(token),
        made_by=actor.membership_id,
        made_at=now,
        expires_at=now + INVITATION_LIFE,
    )
    work.session.add(invitation)
    work.session.flush()
    return invitation, f"{settings.public_url}/invitation#{token}"


def check_invite(actor: Actor, work: Work, place: Place) -> None:
    """Raise the refusal for who may not bring in such a member, a partner first of all; NotFound for a patch that is
    not there."""
    if refusal := policies.can_see_the_coop(actor, queries.is_partner(work)):
        raise Refused(refusal)
    mine = False
    if place.patch_id is not None:
        queries.patch(work, place.patch_id)
        mine = actor.membership_id in queries.patch_team(work, place.patch_id)
    if refusal := policies.can_invite(actor, place, mine):
        raise Refused(refusal)


def withdraw_invitation(actor: Actor, work: Work, *, invitation_id: UUID) -> None:
    """Take an invitation back: its link opens nothing any more."""
    invitation = queries.invitation(work, invitation_id)
    if invitation is None or invitation.withdrawn_at is not None:
        raise NotFound
    if refusal := policies.can_withdraw_invitation(actor, invitation.made_by):
        raise Refused(refusal)
    if invitation.accepted_at is not None:
        raise Conflict(f"{invitation.name} has said yes already.")
    invitation.withdrawn_at = clock.now()


def look_at_invitation(*, token: str) -> Asked:
    """Who asks whom, for whoever holds the link; NotFound for a link that opens nothing (any more)."""
    with _work_of(token) as work:
        invitation = _open_invitation(work, token, None)
        partner = invitation.organisation_id
        organisation = queries.organisation(work, partner).name if partner else None
        return Asked(work.coop_id, queries.coop_name(work), invitation.name, organisation)


def accept_invitation(*, token: str, name: str | None, key: str | None) -> Accepted:
    """Say yes: the account of the invited address is found or made, and gets its membership. NotFound as above.

    Three units of work, each harmless by itself: the account (the link proves the address), the membership (whose
    link to the directory the relay would mend), and the caller's session. With the same `key` it answers again for
    ten minutes, for the first answer may have been lost.
    """
    with _work_of(token) as work:
        email = _open_invitation(work, token, key).email
    with directory_work() as directory:
        account_id = open_account(directory, email=email)
    with _work_of(token) as work:
        invitation = _open_invitation(work, token, key, for_change=True)
        again = invitation.accepted_at is not None
        membership = queries.membership_of_account(work, account_id)
        if membership is not None and _is_from_before(invitation, membership):
            raise NotFound
        if membership is None or not again:
            membership = begin_membership(
                work.actor,
                work,
                account_id=account_id,
                name=name or invitation.name,
                place=_place_of(invitation),
            )
        if not again:
            invitation.accepted_at, invitation.accepted_key = clock.now(), _key_hash(key)
            invitation.membership_id = membership.id
            _follow_partner(work, invitation)
        opened_by = f"{invitation.id}:{_key_hash(key)}" if key else None
        return Accepted(account_id, work.coop_id, membership.id, opened_by)


def _follow_partner(work: Work, invitation: Invitation) -> None:
    """Who asked a partner in says for whose records they are of their organisation: known from here on. Whoever asked
    has it on their screen as waiting."""
    if invitation.organisation_id is None or invitation.membership_id is None:
        return
    work.session.flush()
    work.publish(PartnerJoined(membership_id=invitation.membership_id, organisation_id=invitation.organisation_id))
    if invitation.made_by is not None:
        work.tell("changed", {"what": "membership"}, memberships=(invitation.made_by,))


def _is_from_before(invitation: Invitation, membership: Membership) -> bool:
    """Whether whom it asks in was taken out after it was made: an old letter does not bring anybody back."""
    return membership.ended_at is not None and membership.ended_at >= invitation.made_at


def _place_of(invitation: Invitation) -> Place:
    return Place(
        invitation.member_class,
        tuple(invitation.hats),
        invitation.patch_id,
        invitation.gets_support,
        invitation.organisation_id,
        invitation.organisation_role,
    )


def _work_of(token: str) -> AbstractContextManager[Work]:
    coop_id = coop_of_token(token)
    if coop_id is None:
        raise NotFound
    return unit_of_work(the_coop(coop_id, "invitation"))


def _open_invitation(work: Work, token: str, key: str | None, *, for_change: bool = False) -> Invitation:
    found = queries.invitation_by_token(work, token_hash(token), for_change=for_change)
    now = clock.now()
    if found is None or found.withdrawn_at is not None or found.expires_at <= now:
        raise NotFound
    if found.accepted_at is not None:
        same = key is not None and found.accepted_key == _key_hash(key)
        if not same or found.accepted_at <= now - LOST_ANSWER:
            raise NotFound
    return found


def _key_hash(key: str | None) -> str | None:
    return hashlib.sha256(key.encode()).hexdigest() if key else None
