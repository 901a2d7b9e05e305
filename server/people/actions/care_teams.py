"""A care team: the person asks, the one who was asked says yes or no, and both can end it at once."""

from uuid import UUID, uuid4

from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, NotFound, Refused
from server.kernel.unit_of_work import Work
from server.people import policies, queries
from server.people.events import CareTeamInvited, CareTeamJoined, CareTeamLeft
from server.people.models import CareTeamMember, Person


def ask_into_care_team(actor: Actor, work: Work, *, person_id: UUID, membership_id: UUID) -> CareTeamMember:
    """Ask a member into the person's care team. Conflict for who was asked already, or is in."""
    person = queries.visible_person(work, person_id)
    if refusal := policies.can_choose_team(actor, person, queries.name_of(work, person)):
        raise Refused(refusal)
    member = coops.membership(work, membership_id)
    face = coops.face(work, membership_id)
    if refusal := policies.can_be_asked(actor, face, member.member_class, person):
        raise Refused(refusal)
    if queries.place_of(work, person_id, membership_id) is not None:
        raise Conflict(f"{face.name} is in the team already, or was asked.", field="membership_id")
    place = CareTeamMember(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        membership_id=membership_id,
        state="invited",
        asked_by=actor.member,
        asked_at=clock.now(),
    )
    work.session.add(place)
    work.session.flush()
    work.publish(CareTeamInvited(team_member_id=place.id, person_id=person_id, membership_id=membership_id))
    _tell(work, person, place)
    return place


def accept_care_team(actor: Actor, work: Work, *, team_member_id: UUID) -> CareTeamMember:
    """Say yes to a person who asked. Said twice, it is said once."""
    place = _asked(actor, work, team_member_id)
    if place.state == "in":
        return place
    person = queries.person(work, place.person_id)
    place.state, place.joined_at = "in", clock.now()
    work.session.flush()
    work.publish(CareTeamJoined(place.person_id, place.membership_id, person.membership_id))
    _tell(work, person, place)
    return place


def decline_care_team(actor: Actor, work: Work, *, team_member_id: UUID) -> CareTeamMember:
    """Say no. The person sees that nobody is in the place, and can ask somebody else."""
    place = _asked(actor, work, team_member_id)
    if not place.waits:
        raise Conflict("You are in this team already. You can leave it.")
    place.state, place.ended_at, place.ended_by = "declined", clock.now(), actor.member
    work.session.flush()
    _tell(work, queries.person(work, place.person_id), place)
    return place


def take_out_of_care_team(actor: Actor, work: Work, *, person_id: UUID, team_member_id: UUID) -> None:
    """Out, at once: by the person, or by the one who leaves. An invitation that waits is taken back."""
    person = queries.visible_person(work, person_id)
    place = queries.place(work, team_member_id)
    if place is None or place.person_id != person_id:
        raise NotFound
    if refusal := policies.can_end_place(actor, place, person, queries.name_of(work, person)):
        raise Refused(refusal)
    end_place(actor, work, place, person)


def end_place(actor: Actor, work: Work, place: CareTeamMember, person: Person) -> None:
    """End a place in a care team, whatever the reason."""
    was_in = place.state == "in"
    leaves = place.membership_id == actor.membership_id
    place.state, place.ended_at, place.ended_by = "left" if leaves else "removed", clock.now(), actor.membership_id
    work.session.flush()
    if was_in:
        work.publish(CareTeamLeft(place.person_id, place.membership_id, person.membership_id))
    _tell(work, person, place)


def _asked(actor: Actor, work: Work, team_member_id: UUID) -> CareTeamMember:
    """The place that the actor was asked into; NotFound for anybody else's."""
    place = queries.place(work, team_member_id)
    if place is None or place.membership_id != actor.seat_id:
        raise NotFound
    return place


def _tell(work: Work, person: Person, place: CareTeamMember) -> None:
    around = queries.circle_of_person(work, person.id) | {place.membership_id}
    work.tell("changed", {"what": "care_team"}, memberships=tuple(sorted(around)))
    work.tell("changed", {"what": "caseload"}, memberships=(place.membership_id,))
