"""Patches and their teams."""

from uuid import UUID, uuid4

from server.coops import policies, queries
from server.coops.events import PatchMade, PatchMemberJoined, PatchMemberLeft
from server.coops.models import Patch, PatchMember
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, NotFound, Refused
from server.kernel.unit_of_work import Work


def make_patch(actor: Actor, work: Work, *, name: str) -> Patch:
    """A new patch, with nobody in its team yet. Conflict for a name that is taken."""
    if refusal := policies.can_keep_patches(actor):
        raise Refused(refusal)
    if any(row.name.casefold() == name.casefold() for row in queries.patches(work)):
        raise Conflict(f"There is a patch called {name} already.", field="name")
    patch = Patch(coop_id=actor.coop_id, id=uuid4(), name=name)
    work.session.add(patch)
    work.session.flush()
    work.publish(PatchMade(patch_id=patch.id, name=name))
    return patch


def note_conversation(actor: Actor, work: Work, *, patch_id: UUID, conversation_id: UUID) -> None:
    """Write down where the patch's team writes; messages, which stand above, know it and say so."""
    queries.patch(work, patch_id).conversation_id = conversation_id
    work.session.flush()


def bring_into_patch(actor: Actor, work: Work, *, patch_id: UUID, membership_id: UUID) -> None:
    """Bring a member into a patch team."""
    queries.patch(work, patch_id)
    row = queries.membership(work, membership_id)
    if refusal := policies.can_be_in_the_coop(actor, row.name, row.is_partner):
        raise Refused(refusal)
    _check(actor, work, patch_id, leaver=None)
    join_patch(actor, work, patch_id=patch_id, membership_id=membership_id)


def take_out_of_patch(actor: Actor, work: Work, *, patch_id: UUID, membership_id: UUID) -> None:
    """Take a member out of a patch team, at once; everybody may take themselves out."""
    place = queries.patch_place(work, patch_id, membership_id)
    if place is None:
        raise NotFound
    _check(actor, work, patch_id, leaver=membership_id)
    end_place(actor, work, place)


def join_patch(actor: Actor, work: Work, *, patch_id: UUID, membership_id: UUID) -> None:
    """Put a member into a patch team; who is in it already stays."""
    queries.patch(work, patch_id)
    if queries.patch_place(work, patch_id, membership_id) is not None:
        return
    work.session.add(PatchMember(coop_id=work.coop_id, id=uuid4(), patch_id=patch_id, membership_id=membership_id))
    work.session.flush()
    work.publish(PatchMemberJoined(patch_id=patch_id, membership_id=membership_id))
    _tell(work, patch_id, membership_id)


def end_place(actor: Actor, work: Work, place: PatchMember) -> None:
    """End a place in a team."""
    place.ended_at = clock.now()
    work.session.flush()
    work.publish(PatchMemberLeft(patch_id=place.patch_id, membership_id=place.membership_id))
    _tell(work, place.patch_id, place.membership_id)


def _check(actor: Actor, work: Work, patch_id: UUID, *, leaver: UUID | None) -> None:
    in_team = actor.membership_id in queries.patch_team(work, patch_id)
    if refusal := policies.can_change_patch_team(actor, in_team, leaver):
        raise Refused(refusal)


def _tell(work: Work, patch_id: UUID, membership_id: UUID) -> None:
    concerned = queries.patch_team(work, patch_id) | {membership_id}
    work.tell("changed", {"what": "membership"}, memberships=tuple(sorted(concerned)))
