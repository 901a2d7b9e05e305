"""Who is in the co-op. The directory follows each change: after the commit, and by the relay if that was lost."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from server.coops import policies, queries
from server.coops.actions.patches import end_place, join_patch
from server.coops.events import ClassGiven, MembershipBegan, MembershipEnded, PartnerJoined, SupportBegan
from server.coops.models import Hat, Invitation, Membership
from server.coops.rules import Place
from server.identity.actions.accounts import link_account, unlink_account
from server.identity.actions.cards import add_card
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Refused
from server.kernel.unit_of_work import Work, directory_work

NOTHING_YET = Place()


def begin_membership(
    actor: Actor,
    work: Work,
    *,
    account_id: UUID,
    name: str,
    place: Place = NOTHING_YET,
    phone: str | None = None,
    portrait: str = "",
) -> Membership:
    """Bring an account into the co-op, for the first time or again; who is in already gets what is new.

    Publishes MembershipBegan (who joins), ClassGiven (who was on no register), SupportBegan (who gets support),
    PatchMemberJoined (a carer with a patch), or PartnerJoined alone. Conflict for who is a member and would be a
    partner, or the other way round.
    """
    row = queries.membership_of_account(work, account_id)
    if row is not None:
        _check_sides(work, row, place)
    joins = row is None or row.ended
    if row is None:
        row = Membership(coop_id=actor.coop_id, id=uuid4(), account_id=account_id, name=name)
        work.session.add(row)
    if joins:
        row.name, row.phone, row.portrait = name, phone, portrait or row.portrait or ""
        row.member_class, row.gets_support, row.ended_at = place.member_class, place.gets_support, None
        row.organisation_id, row.organisation_role = place.organisation_id, place.organisation_role
        row.joined_at = clock.now()
    gets_class = not joins and row.member_class is None and place.member_class is not None
    row.member_class = row.member_class or place.member_class
    row.gets_support = row.gets_support or place.gets_support
    work.session.flush()
    for hat in place.hats:
        _give_hat(work, row.id, hat)
    if joins:
        _follow(work, row)
        _tell_who_joined(work, row)
    if gets_class:
        work.publish(ClassGiven(membership_id=row.id))
    if place.gets_support:
        work.publish(SupportBegan(membership_id=row.id, patch_id=place.patch_id))
    elif place.patch_id is not None:
        join_patch(actor, work, patch_id=place.patch_id, membership_id=row.id)
    return row


def _check_sides(work: Work, row: Membership, place: Place) -> None:
    """Nobody is a member and a partner of the same co-op, or here for two organisations: it would not be clear under
    whose rules they look."""
    if row.ended or row.organisation_id == place.organisation_id:
        return
    if row.organisation_id is None:
        raise Conflict("You are a member here already. What people want you to see they can share with you as one.")
    name = queries.organisations_by_id(work, {row.organisation_id})[row.organisation_id].name
    raise Conflict(f"You are here for {name} already. The secretary can end that first.")


def _tell_who_joined(work: Work, row: Membership) -> None:
    if row.organisation_id is None:
        work.publish(MembershipBegan(membership_id=row.id))
    else:
        work.publish(PartnerJoined(membership_id=row.id, organisation_id=row.organisation_id))


def end_membership(actor: Actor, work: Work, *, membership_id: UUID) -> None:
    """Take a member out of everything at once: hats, patches, care teams (which react), conversations (as well),
    and the co-op's place in their sessions. Whom they asked in and who has not come yet is to be asked again: one of
    these letters may have gone to themselves."""
    row = queries.membership(work, membership_id, for_change=True)
    if refusal := policies.can_end_membership(actor, membership_id):
        raise Refused(refusal)
    row.ended_at = clock.now()
    work.session.flush()
    _take_back(work, row)
    for place in queries.patch_places(work, membership_id):
        end_place(actor, work, place)
    work.publish(MembershipEnded(membership_id=membership_id))
    _follow(work, row)


def _take_back(work: Work, row: Membership) -> None:
    """The hats of who was taken out, and the invitations that they made."""
    work.session.execute(
        update(Hat)
        .where(Hat.coop_id == work.coop_id, Hat.membership_id == row.id, Hat.ended_at.is_(None))
        .values(ended_at=row.ended_at)
    )
    work.session.execute(
        update(Invitation)
        .where(
            Invitation.coop_id == work.coop_id,
            Invitation.made_by == row.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=row.ended_at)
    )


def change_membership(actor: Actor, work: Work, *, changes: Mapping[str, Any]) -> Membership:
    """What the co-op shows of me: name, number, portrait."""
    if refusal := policies.can_change_membership(actor):
        raise Refused(refusal)
    row = queries.membership(work, actor.member, for_change=True)
    if "name" in changes:
        row.name = changes["name"]
    if "phone" in changes:
        row.phone = changes["phone"] or None
    if "portrait" in changes:
        row.portrait = changes["portrait"]
    work.session.flush()
    work.tell("changed", {"what": "membership"}, memberships=(row.id,))
    return row


def follow_membership(row: Membership, card: Mapping[str, Any] | None = None) -> None:
    """Let the directory say what the membership says, in a unit of work of its own. Done twice, it is done once."""
    with directory_work() as directory:
        if row.ended:
            unlink_account(directory, account_id=row.account_id, coop_id=row.coop_id)
            return
        link_account(directory, account_id=row.account_id, coop_id=row.coop_id, membership_id=row.id)
        if card is not None:
            add_card(directory, account_id=row.account_id, coop_id=row.coop_id, kept=card)


def _follow(work: Work, row: Membership) -> None:
    work.enqueue("directory.link", {"membership_id": str(row.id)})
    work.after_commit(lambda: follow_membership(row))


def _give_hat(work: Work, membership_id: UUID, hat: str) -> None:
    work.session.execute(
        insert(Hat)
        .values(coop_id=work.coop_id, id=uuid4(), membership_id=membership_id, hat=hat)
        .on_conflict_do_nothing()
    )
