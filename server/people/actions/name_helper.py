"""Who acts for a person. A helper has the person's seat, and no authority over a record."""

from uuid import UUID, uuid4

from server.coops import policies as coop_policies
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, NotFound, Refused
from server.kernel.unit_of_work import Work
from server.people import policies, queries
from server.people.events import HelperEnded, HelperNamed
from server.people.models import Helper, Person


def name_helper(actor: Actor, work: Work, *, person_id: UUID, membership_id: UUID) -> None:
    """Let a member act for the person. Conflict for who does already."""
    person = queries.person_or_secretary(work, person_id)
    helpers = queries.help_for(work, person_id)
    if refusal := policies.can_name_helper(actor, person, queries.name_of(work, person), len(helpers)):
        raise Refused(refusal)
    if refusal := policies.can_help(actor, membership_id, person):
        raise Refused(refusal)
    name = _check_is_of_the_coop(actor, work, membership_id)
    if any(helper.membership_id == membership_id for helper in helpers):
        raise Conflict(f"{name} helps already.", field="membership_id")
    _begin_help(actor, work, person_id, membership_id, named_by=actor.membership_id or person.membership_id)


def seat_representative(actor: Actor, work: Work, *, person_id: UUID, membership_id: UUID) -> None:
    """Give the person's seat to whoever was verified as acting for them, if they do not have it yet. Who may say so is
    for the caller to ask. Refused for who is here for a partner, NotFound for who is here no more."""
    _check_is_of_the_coop(actor, work, membership_id)
    if any(helper.membership_id == membership_id for helper in queries.help_for(work, person_id)):
        return
    _begin_help(actor, work, person_id, membership_id)


def stop_helping(actor: Actor, work: Work, *, person_id: UUID, membership_id: UUID) -> None:
    """A member acts for the person no more, at once: said by the person, or by the helper."""
    person = queries.visible_person(work, person_id)
    helper = next((row for row in queries.help_for(work, person_id) if row.membership_id == membership_id), None)
    if helper is None:
        raise NotFound
    if refusal := policies.can_end_helper(actor, person, queries.name_of(work, person), membership_id):
        raise Refused(refusal)
    end_help(actor, work, helper, person)


def end_help(actor: Actor, work: Work, helper: Helper, person: Person) -> None:
    """End a helper's part, whatever the reason."""
    helper.ended_at = clock.now()
    work.session.flush()
    work.publish(HelperEnded(person_id=person.id, membership_id=helper.membership_id))
    _tell(work, person.id, helper.membership_id)


def _check_is_of_the_coop(actor: Actor, work: Work, membership_id: UUID) -> str:
    face = coops.face(work, membership_id)
    if refusal := coop_policies.can_be_in_the_coop(actor, face.name, face.organisation is not None):
        raise Refused(refusal)
    return face.name


def _begin_help(actor: Actor, work: Work, person_id: UUID, membership_id: UUID, named_by: UUID | None = None) -> None:
    work.session.add(
        Helper(
            coop_id=actor.coop_id,
            id=uuid4(),
            person_id=person_id,
            membership_id=membership_id,
            named_by=named_by or actor.member,
        )
    )
    work.session.flush()
    work.publish(HelperNamed(person_id=person_id, membership_id=membership_id))
    _tell(work, person_id, membership_id)


def _tell(work: Work, person_id: UUID, membership_id: UUID) -> None:
    around = queries.circle_of_person(work, person_id) | {membership_id}
    work.tell("changed", {"what": "care_team"}, memberships=tuple(sorted(around)))
    work.tell("changed", {"what": "membership"}, memberships=(membership_id,))
