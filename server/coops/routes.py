"""The co-op, its patches, partner organisations, invitations and cards over HTTP."""

from typing import Any
from uuid import UUID

from flask import current_app
from flask_smorest import Blueprint

from server.coops import policies, queries, schemas
from server.coops.actions import cards, invitations, memberships, organisations, patches
from server.coops.models import Invitation
from server.coops.rules import Place
from server.kernel import limits
from server.kernel.actor import Actor
from server.kernel.config import Settings
from server.kernel.doors.http import endpoint
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work

blueprint = Blueprint("co-op", __name__, description="The co-op, its patches, and who is asked in.")
INVITATIONS = "60 per hour"


@endpoint(blueprint, "GET", "/coop", out=schemas.CoopOut)
def coop(actor: Actor, work: Work) -> dict[str, Any]:
    """The co-op in which I act. For its members."""
    if refusal := policies.can_see_the_coop(actor, queries.is_partner(work)):
        raise Refused(refusal)
    return {
        "coop_id": work.coop_id,
        "name": queries.coop_name(work),
        "members": queries.member_count(work),
        "patches": queries.patches(work, actor.seat_id),
    }


@endpoint(blueprint, "PATCH", "/membership", body=schemas.MembershipChange, out=schemas.MembershipOut)
def membership(actor: Actor, work: Work, body: dict[str, Any]) -> queries.OwnMembership:
    """Change how this co-op shows me."""
    memberships.change_membership(actor, work, changes=body)
    return queries.own_membership(work)


@endpoint(blueprint, "DELETE", "/members/<uuid:membership_id>")
def member(actor: Actor, work: Work, membership_id: UUID) -> None:
    """Take a member out of the co-op, and out of everything in it, at once. For the secretary."""
    memberships.end_membership(actor, work, membership_id=membership_id)


@endpoint(blueprint, "POST", "/patches", body=schemas.PatchIn, out=schemas.MyPatch, status=201)
def new_patch(actor: Actor, work: Work, body: dict[str, Any]) -> dict[str, Any]:
    """Make a patch. For the secretary."""
    made = patches.make_patch(actor, work, name=body["name"])
    return {"patch_id": made.id, "name": made.name, "me": False}


@endpoint(blueprint, "POST", "/patches/<uuid:patch_id>/team", body=schemas.TeamIn, out=schemas.FaceOut, status=201)
def patch_member(actor: Actor, work: Work, body: dict[str, Any], patch_id: UUID) -> queries.Face:
    """Bring a member into a patch team. For the secretary and the team's starter."""
    patches.bring_into_patch(actor, work, patch_id=patch_id, membership_id=body["membership_id"])
    return queries.face(work, body["membership_id"]).without_phone()


@endpoint(blueprint, "DELETE", "/patches/<uuid:patch_id>/team/<uuid:membership_id>")
def former_patch_member(actor: Actor, work: Work, patch_id: UUID, membership_id: UUID) -> None:
    """Take a member, or myself, out of a patch team, at once."""
    patches.take_out_of_patch(actor, work, patch_id=patch_id, membership_id=membership_id)


@endpoint(blueprint, "POST", "/invitations", body=schemas.InvitationIn, out=schemas.SentAway, status=202)
def new_invitation(actor: Actor, work: Work, body: dict[str, Any]) -> dict[str, bool]:
    """Ask somebody in by e-mail. The answer is the same whether the address is known here or not."""
    limits.check("invitations", str(actor.member), INVITATIONS)
    invitations.invite(actor, work, email=body["email"], name=body["name"], place=_place(body), settings=_settings())
    return {"sent": True}


@endpoint(blueprint, "GET", "/invitations", out=schemas.Invitations)
def invitation_list(actor: Actor, work: Work) -> dict[str, list[Invitation]]:
    """Invitations: all of them for the secretary, their own for everybody else. Whom somebody asks to see their record
    is in the list of who asked alone."""
    everyones = policies.can_see_register(actor) is None
    return {"items": queries.invitations(work, actor.member, everyones=everyones)}


@endpoint(blueprint, "DELETE", "/invitations/<uuid:invitation_id>")
def former_invitation(actor: Actor, work: Work, invitation_id: UUID) -> None:
    """Take an invitation back."""
    invitations.withdraw_invitation(actor, work, invitation_id=invitation_id)


@endpoint(blueprint, "GET", "/organisations", out=schemas.Organisations)
def organisation_list(actor: Actor, work: Work) -> dict[str, list[queries.OrganisationRow]]:
    """The organisations that people of the co-op work with. To a partner: the own one."""
    return {"items": queries.organisations(work)}


@endpoint(blueprint, "POST", "/organisations", body=schemas.OrganisationIn, out=schemas.OrganisationOut, status=201)
def new_organisation(actor: Actor, work: Work, body: dict[str, Any]) -> queries.OrganisationRow:
    """Write an organisation down, so that somebody can share with it. It sees nothing by that."""
    limits.check("organisations", str(actor.member), INVITATIONS)
    return queries.organisation_row(organisations.add_organisation(actor, work, **body))


@endpoint(blueprint, "POST", "/enrolment-cards", body=schemas.CardIn, out=schemas.CardOut, status=201, secret=True)
def new_card(actor: Actor, work: Work, body: dict[str, Any]) -> cards.PrintedCard:
    """A card to print: for somebody new, or (`membership_id`) for a member without another way in."""
    limits.check("cards made", str(actor.member), INVITATIONS)
    if body["membership_id"] is not None:
        return cards.renew_card(actor, work, membership_id=body["membership_id"], settings=_settings())
    return cards.enrol(actor, work, name=body["name"], place=_place(body), settings=_settings())


@endpoint(blueprint, "DELETE", "/enrolment-cards/<uuid:card_id>")
def former_card(actor: Actor, work: Work, card_id: UUID) -> None:
    """Stop a card that was not used yet."""
    cards.withdraw_card(actor, work, card_id=card_id)


def _place(body: dict[str, Any]) -> Place:
    return Place(body["member_class"], tuple(body["hats"]), body["patch_id"], body["gets_support"])


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
