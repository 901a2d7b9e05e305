"""A member becomes a person who gets support, or is one no more."""

from uuid import UUID, uuid4

from server.coops import queries as coops
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work
from server.people import queries
from server.people.actions.care_teams import end_place
from server.people.actions.name_helper import end_help
from server.people.events import CareTeamJoined, PersonRegistered
from server.people.models import Person


def register_person(actor: Actor, work: Work, *, membership_id: UUID, patch_id: UUID | None) -> Person:
    """This member is a person from now on. Who comes back to the co-op is the same person again, and finds their
    own care team's conversation, with nobody else in it."""
    if patch_id is not None:
        coops.patch(work, patch_id)
    row = queries.person_of_membership(work, membership_id)
    if row is not None:
        row.patch_id = patch_id or row.patch_id
        work.session.flush()
        work.publish(CareTeamJoined(row.id, membership_id, membership_id))
        return row
    row = Person(coop_id=actor.coop_id, id=uuid4(), membership_id=membership_id, patch_id=patch_id)
    work.session.add(row)
    work.session.flush()
    work.publish(PersonRegistered(person_id=row.id, membership_id=membership_id))
    work.tell("changed", {"what": "membership"}, memberships=(membership_id,))
    return row


def take_out_everywhere(actor: Actor, work: Work, *, membership_id: UUID) -> None:
    """A member who left the co-op is in no care team, helps nobody, and has no care team and no helpers. One person
    after another, in the order of their ids: what follows locks each person's record, and everybody who locks several
    takes them in this order."""
    places, help_given = queries.places_of(work, membership_id), queries.help_of(work, membership_id)
    own = queries.person_of_membership(work, membership_id)
    if own is not None:
        places += queries.places_around(work, own.id)
        help_given += queries.help_for(work, own.id)
    around = {place.person_id for place in places} | {helper.person_id for helper in help_given}
    for person_id in sorted(around):
        person = queries.person(work, person_id)
        for place in places:
            if place.person_id == person_id:
                end_place(actor, work, place, person)
        for helper in help_given:
            if helper.person_id == person_id:
                end_help(actor, work, helper, person)
