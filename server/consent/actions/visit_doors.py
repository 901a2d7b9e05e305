"""A visit opens its door to the carer who comes, from an hour before to an hour after, and nothing of it stays."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import VisitDoor
from server.consent.policies.requests import can_be_opened_to, can_cover
from server.consent.queries import requests as queries
from server.consent.queries.gates import turned_away
from server.consent.queries.standing import Standing, standing
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Invalid, NotFound, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people

BEFORE = AFTER = timedelta(minutes=60)
LONGEST = timedelta(hours=24)  # a visit; a night and what comes before and after it
SOONEST = timedelta(days=60)  # how far ahead a door can be opened: further than a rota is published


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
    stands = standing(work, person_id)
    _may(actor, work, stands)
    member = coops.membership(work, membership_id)
    if refusal := can_be_opened_to(member.member_class, membership_id == stands.person.membership_id, member.name):
        raise Invalid(refusal, field="membership_id")
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
    _tell(work, row, stands)
    return row


def close_visit_door(actor: Actor, work: Work, *, door_id: UUID) -> None:
    """Shut it now: the visit was cancelled, or somebody else goes. Said twice, it is said once."""
    row = queries.door_for_change(work, door_id)
    stands = standing(work, row.person_id)
    _may(actor, work, stands)
    if row.closed_at is None:
        row.closed_at, row.closed_by = clock.now(), actor.membership_id
        derive_access(actor, work, person_id=row.person_id)
        _tell(work, row, stands)


def _may(actor: Actor, work: Work, stands: Standing) -> None:
    if actor.membership_id is None:
        return
    person = stands.person
    in_team = any(
        place.state == "in" and place.membership_id == actor.member for place in people.places_around(work, person.id)
    )
    patch = coops.patch_team(work, person.patch_id) if person.patch_id else set()
    helps_out = actor.wears("on-call") and actor.member in patch
    if refusal := can_cover(actor, stands, in_team, helps_out):
        if not stands.around and not stands.offices:
            raise turned_away(NotFound, None, person.id)
        raise turned_away(Refused, refusal, person.id)


def _check(starts_at: datetime, ends_at: datetime) -> None:
    now = clock.now()
    if ends_at <= starts_at:
        raise Invalid("The visit ends before it starts. Look at the times again.", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Invalid("A visit lasts a day at most. Open the door again for the next one.", field="ends_at")
    if ends_at + AFTER <= now:
        raise Invalid("That visit is over. There is nothing to open.", field="ends_at")
    if starts_at > now + SOONEST:
        raise Invalid("That is too far ahead. Open the door when the rota is made.", field="starts_at")


def _tell(work: Work, row: VisitDoor, stands: Standing) -> None:
    work.tell("changed", {"what": "cover"}, memberships=(row.membership_id, stands.person.membership_id))
