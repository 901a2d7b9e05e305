"""A visit opens its door to the carer who comes, from an hour before to an hour after, and nothing of it stays."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import VisitDoor
from server.consent.policies.requests import can_be_opened_to, can_cover, can_cover_oneself
from server.consent.queries import requests as queries
from server.consent.queries.deciding import decider
from server.consent.queries.standing import hide_or_refuse, is_on_call, standing
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Invalid, NotFound
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.models import Person

BEFORE = AFTER = timedelta(minutes=60)
LONGEST = timedelta(hours=24)  # a visit; a night and what comes before and after it
FURTHEST = timedelta(days=60)  # how far ahead a door can be opened: further than a rota is published


def open_visit_door(
    actor: Actor,
    work: Work,
    *,
    person_id: UUID,
    membership_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    reason: str | None = None,
) -> VisitDoor:
    """Open what a visit needs to this carer, for this visit, at whatever notice. Invalid for a visit that is over, ends
    before it starts, or is longer than a day."""
    person = people.person(work, person_id)
    _may(actor, work, person, membership_id)
    _check_carer(actor, work, person, membership_id)
    _check(starts_at, ends_at)
    row = VisitDoor(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        membership_id=membership_id,
        starts_at=starts_at,
        ends_at=ends_at,
        opens_at=starts_at - BEFORE,
        shuts_at=ends_at + AFTER,
        reason=reason,
        opened_by=actor.membership_id,
        made_at=clock.now(),
    )
    work.session.add(row)
    derive_access(actor, work, person_id=person_id)
    _tell(work, row, person)
    return row


def close_visit_door(actor: Actor, work: Work, *, door_id: UUID) -> None:
    """Shut it now: the visit was cancelled, or somebody else goes. Said twice, it is said once."""
    row = queries.door_for_change(work, door_id)
    person = people.person(work, row.person_id)
    _may(actor, work, person)
    if row.closed_at is None:
        row.closed_at, row.closed_by = clock.now(), actor.membership_id
        derive_access(actor, work, person_id=row.person_id)
        _tell(work, row, person)


def _may(actor: Actor, work: Work, person: Person, carer: UUID | None = None) -> None:
    """The co-op itself may: a rota that it keeps opens the doors of its visits."""
    if actor.membership_id is None:
        return
    stands = standing(work, person.id)
    office = stands.holds("team starter") or is_on_call(work, person)
    decides = decider(work, person.id).granted_as is not None
    if refusal := can_cover(actor, stands.name, decides=decides, office=office, cares=_cares(work, person)):
        raise hide_or_refuse(stands, refusal)
    if carer != person.membership_id and (refusal := can_cover_oneself(actor, carer, stands.name, office=office)):
        raise hide_or_refuse(stands, refusal)


def _cares(work: Work, person: Person) -> bool:
    places, member = people.places_around(work, person.id), work.actor.member
    in_team = any(place.state == "in" and place.membership_id == member for place in places)
    return in_team and coops.membership(work, member).member_class == "carer"


def _check_carer(actor: Actor, work: Work, person: Person, membership_id: UUID) -> None:
    try:
        member = coops.membership(work, membership_id)
    except NotFound as problem:
        raise Invalid(
            "There is nobody here like that. Choose a carer of the co-op.", field="membership_id"
        ) from problem
    if membership_id == person.membership_id:
        raise Invalid("That's the person who is visited. Choose a carer.", field="membership_id")
    if refusal := can_be_opened_to(actor, member.member_class, member.name):
        raise Invalid(refusal, field="membership_id")


def _check(starts_at: datetime, ends_at: datetime) -> None:
    now = clock.now()
    if ends_at <= starts_at:
        raise Invalid("The visit ends before it starts. Look at the times again.", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Invalid("A visit lasts a day at most. Open the door again for the next one.", field="ends_at")
    if ends_at + AFTER <= now:
        raise Invalid("That visit is over. There is nothing to open.", field="ends_at")
    if starts_at > now + FURTHEST:
        raise Invalid("That is too far ahead. Open the door when the rota is made.", field="starts_at")


def _tell(work: Work, row: VisitDoor, person: Person) -> None:
    work.tell("changed", {"what": "cover"}, memberships=(row.membership_id, person.membership_id))
