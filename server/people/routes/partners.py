"""Partner organisations' people around one person."""

from typing import Any
from uuid import UUID

from flask import current_app
from flask_smorest import Blueprint

from server.coops import queries as coops
from server.coops.models import Invitation
from server.coops.queries import Face
from server.coops.schemas import SentAway
from server.kernel import limits
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import Work
from server.people import policies, schemas
from server.people.actions.partners import invite_partner, person_for_partners

blueprint = Blueprint("partners", __name__, description="Who is to see somebody's record for another organisation.")


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/partners", body=schemas.PartnerAsked, out=SentAway, status=202)
def new_partner(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> dict[str, bool]:
    """Ask somebody of a partner organisation, by e-mail. The answer is the same whether the address is known here or
    not; and nothing of the record is open to them yet."""
    limits.check("invitations", str(actor.member), "60 per hour")
    invite_partner(actor, work, person_id=person_id, **body, settings=current_app.config["SETTINGS"])
    return {"sent": True}


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/partners", out=schemas.Partners)
def partner_list(actor: Actor, work: Work, person_id: UUID) -> dict[str, Any]:
    """Who was asked to see this person's record, for which organisation, and who came; who was taken out is not here.
    The address is for the person, and for who asked."""
    decides = policies.decides_for(actor, person_for_partners(actor, work, person_id))
    asked = coops.partner_invitations(work, person_id)
    faces = coops.faces(work, {each.membership_id for each in asked if each.membership_id})
    organisations = coops.organisations_by_id(work, {each.organisation_id for each in asked if each.organisation_id})
    items = [
        {
            "invitation_id": each.id,
            "membership": faces[each.membership_id].without_phone() if each.membership_id else None,
            "name": each.name,
            "email": each.email if decides or each.made_by == actor.membership_id else None,
            "role": each.organisation_role,
            "organisation": organisations[each.organisation_id],
            "accepted": each.accepted,
        }
        for each in _there(asked, faces)
        if each.organisation_id
    ]
    return {"items": items}


def _there(asked: list[Invitation], faces: dict[UUID, Face]) -> list[Invitation]:
    """Those who wait or are here, each once, by what they were last asked as."""
    last = {each.membership_id: each for each in asked}
    return [
        each
        for each in asked
        if each.membership_id is None or (last[each.membership_id] is each and not faces[each.membership_id].ended)
    ]
