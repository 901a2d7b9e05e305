"""Who acts for a person, and how far."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.actions import authorities as actions
from server.consent.policies.authorities import can_see_authorities
from server.consent.queries import authorities as queries
from server.consent.queries.authorities import AuthorityView
from server.consent.queries.standing import hide_or_refuse, look_as, standing
from server.consent.rules.sections import Section
from server.consent.schemas import authorities as schemas
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import Work

blueprint = Blueprint("authorities", __name__, description="Who acts for a person.")


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/authorities", out=schemas.AuthoritiesOut)
def authorities(actor: Actor, work: Work, person_id: UUID) -> dict[str, list[AuthorityView]]:
    """Who acts for the person: for the person, who represents them, and who is there for it by their office."""
    stands = standing(work, person_id)
    if refusal := can_see_authorities(actor, stands):
        raise hide_or_refuse(stands, refusal)
    look_as(work, stands, Section.LEGAL)
    return {"items": queries.authority_views(work, queries.living_authorities(work, person_id))}


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/authorities",
    body=schemas.AuthorityIn,
    out=schemas.AuthorityOut,
    status=201,
)
def new_authority(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> AuthorityView:
    """Write down who acts for the person. A helper whom the person names has it at once; others when a reviewer has
    seen the papers."""
    row = actions.enter_authority(actor, work, person_id=person_id, scope=actions.Scope(**body))
    return queries.authority_views(work, [row])[0]


@endpoint(blueprint, "POST", "/authorities/<uuid:authority_id>/verify", out=schemas.AuthorityOut)
def verified_authority(actor: Actor, work: Work, authority_id: UUID) -> AuthorityView:
    """A reviewer has seen the papers."""
    row = actions.verify_authority(actor, work, authority_id=authority_id)
    return queries.authority_views(work, [row])[0]


@endpoint(blueprint, "DELETE", "/authorities/<uuid:authority_id>")
def former_authority(actor: Actor, work: Work, authority_id: UUID) -> None:
    """End it, at once and quietly."""
    actions.end_authority(actor, work, authority_id=authority_id)
