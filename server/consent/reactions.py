"""When teams, helpers and memberships change, what follows for records is derived again, in the same transaction."""

from sqlalchemy import update

from server.consent.actions.derive_access import derive_access, derive_all
from server.consent.actions.end_what_names import end_what_names
from server.consent.actions.open_record import close_record, open_record
from server.consent.events import AccessChanged
from server.consent.models import Authority
from server.consent.queries import access, reached
from server.consent.rules.sections import codes
from server.coops.events import (
    ClassGiven,
    MembershipBegan,
    MembershipEnded,
    PartnerJoined,
    PatchMemberJoined,
    PatchMemberLeft,
)
from server.kernel import clock
from server.kernel.events import reacts_to
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.events import CareTeamJoined, CareTeamLeft, HelperEnded, HelperNamed, PersonRegistered


@reacts_to(PersonRegistered)
def begin_record(work: Work, event: PersonRegistered) -> None:
    open_record(work.actor, work, person_id=event.person_id)


@reacts_to(CareTeamJoined)
def follow_joined(work: Work, event: CareTeamJoined) -> None:
    """The person's own coming back to the co-op is told as a joining too: the record is open again."""
    if event.membership_id == event.person_membership_id:
        open_record(work.actor, work, person_id=event.person_id)
    else:
        derive_access(work.actor, work, person_id=event.person_id)


@reacts_to(CareTeamLeft)
def follow_left(work: Work, event: CareTeamLeft) -> None:
    derive_access(work.actor, work, person_id=event.person_id)


@reacts_to(HelperNamed)
def follow_helper(work: Work, event: HelperNamed) -> None:
    derive_access(work.actor, work, person_id=event.person_id)


@reacts_to(HelperEnded)
def end_authorities(work: Work, event: HelperEnded) -> None:
    """Who acts for a person no more has no authority left over the record either."""
    work.session.execute(
        update(Authority)
        .where(
            Authority.coop_id == work.coop_id,
            Authority.person_id == event.person_id,
            Authority.membership_id == event.membership_id,
            Authority.ended_at.is_(None),
        )
        .values(ended_at=clock.now(), ended_by=work.actor.membership_id)
    )
    derive_access(work.actor, work, person_id=event.person_id)


@reacts_to(PatchMemberJoined)
def follow_patch_joined(work: Work, event: PatchMemberJoined) -> None:
    derive_all(work.actor, work, person_ids=reached.by_patch(work, event.patch_id))


@reacts_to(PatchMemberLeft)
def follow_patch_left(work: Work, event: PatchMemberLeft) -> None:
    derive_all(work.actor, work, person_ids=reached.by_patch(work, event.patch_id))


@reacts_to(MembershipBegan)
def follow_membership(work: Work, event: MembershipBegan) -> None:
    derive_all(work.actor, work, person_ids=reached.by_member(work, event.membership_id))


@reacts_to(ClassGiven)
def follow_class(work: Work, event: ClassGiven) -> None:
    """What somebody may do at most hangs on what they are here."""
    derive_all(work.actor, work, person_ids=reached.by_member(work, event.membership_id))


@reacts_to(PartnerJoined)
def follow_partner(work: Work, event: PartnerJoined) -> None:
    """What was opened to the organisation before they came is open to them at once."""
    theirs = reached.by_organisation(work, event.organisation_id) | reached.by_member(work, event.membership_id)
    derive_all(work.actor, work, person_ids=theirs)


@reacts_to(MembershipEnded)
def shut_out(work: Work, event: MembershipEnded) -> None:
    """A member who left reads nothing, and nothing by what they had if they come back; the record of a person who left
    is closed. Whatever else follows from it for the same persons (care teams, helpers), their records are locked here
    first, in the one order."""
    member = event.membership_id
    person = people.person_of_membership(work, member)
    persons = reached.by_member(work, member) | people.persons_around(work, member)
    reached.lock_records(work, persons | ({person.id} if person else set()))
    end_what_names(work.actor, work, membership_id=member)
    if person is not None:
        close_record(work.actor, work, person_id=person.id)
    derive_all(work.actor, work, person_ids=persons - ({person.id} if person else set()))


@reacts_to(AccessChanged)
def tell_open_screens(work: Work, event: AccessChanged) -> None:
    """Each whose access changed hears at once what they may still read; a screen that shows more drops it. Nobody
    hears what others may read; the person hears that something changed, unless it is quiet. Who acts for the person
    has sockets in the person's seat, and hears there what is open while acting."""
    now = access.readable_now(work, event.person_id, clock.now())
    own = people.membership_of_person(work, event.person_id)
    for membership_id in sorted(event.narrowed | event.widened):
        person_id, mine = str(event.person_id), codes(now.get((membership_id, False), 0))
        work.tell("access", {"person_id": person_id, "sections": mine}, memberships=(membership_id,))
        if membership_id != own:
            acting = codes(now.get((membership_id, True), 0))
            told = {"person_id": person_id, "sections": acting}
            work.tell("access", told, memberships=(own,), only_by=membership_id)
    if not event.quiet:
        for member in sorted({own, *access.sharing_readers(now)}):
            work.tell("changed", {"what": "access"}, memberships=(own,), only_by=member)
