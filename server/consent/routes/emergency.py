"""Opening a record in an emergency, and looking at it afterwards."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.actions import emergency as actions
from server.consent.policies.emergency import can_review
from server.consent.queries import emergency as queries
from server.consent.rules.sections import EMERGENCY_SECTIONS, codes
from server.consent.schemas import emergency as schemas
from server.kernel import limits
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work

OPENINGS = "60 per hour"  # each writes to everybody concerned
blueprint = Blueprint("emergency", __name__, description="Emergency access and its review.")


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/emergency",
    body=schemas.EmergencyIn,
    out=schemas.EmergencyOut,
    status=201,
    anew=True,
)
def new_emergency(actor: Actor, work: Work, body: dict[str, str], person_id: UUID) -> dict[str, Any]:
    """Open what is needed in an emergency, for an hour at most. The person, who represents them and the reviewer are
    told at once. Read it with the purpose `emergency`."""
    limits.check("emergencies of a member", str(actor.member), OPENINGS)
    row = actions.open_emergency(actor, work, person_id=person_id, **body)
    opened = queries.readable_in_emergency(work, person_id, actor.member) & EMERGENCY_SECTIONS
    return {"emergency_id": row.id, "until": row.until_at, "sections": codes(opened)}


@endpoint(blueprint, "DELETE", "/people/<uuid:person_id>/emergency")
def former_emergency(actor: Actor, work: Work, person_id: UUID) -> None:
    """I'm done: shut it, at once."""
    actions.close_emergency(actor, work, person_id=person_id)


@endpoint(blueprint, "GET", "/reviews", out=schemas.ReviewsOut)
def reviews(actor: Actor, work: Work) -> dict[str, list[queries.Review]]:
    """What was opened in an emergency: for the reviewer."""
    if refusal := can_review(actor):
        raise Refused(refusal)
    return {"items": queries.reviews(work)}


@endpoint(blueprint, "POST", "/reviews/<uuid:emergency_id>", body=schemas.ReviewIn, out=schemas.ReviewOut, anew=True)
def reviewed(actor: Actor, work: Work, body: dict[str, str], emergency_id: UUID) -> queries.Review:
    """Say whether it was in order."""
    actions.review_emergency(actor, work, emergency_id=emergency_id, **body)
    return queries.review(work, emergency_id)
