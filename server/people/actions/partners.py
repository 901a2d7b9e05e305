"""People of partner organisations are asked to see part of somebody's record: what, the person says afterwards."""

from uuid import UUID

from server.coops import queries as coops
from server.coops.actions.invitations import draw_invitation
from server.coops.events import PartnerInvited
from server.coops.models import Invitation
from server.coops.rules import Place
from server.kernel.actor import Actor
from server.kernel.config import Settings
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work
from server.people import policies, queries
from server.people.models import Person


def person_for_partners(actor: Actor, work: Work, person_id: UUID) -> Person:
    """The person, for who may ask partners in for them; Refused for who else is around them, NotFound for others."""
    person = queries.person(work, person_id)
    starts = person.patch_id is not None and actor.membership_id in coops.patch_team(work, person.patch_id)
    if not starts or not actor.wears("team starter"):
        person = queries.visible_person(work, person_id)
    if refusal := policies.can_ask_partners(actor, person, queries.name_of(work, person)):
        raise Refused(refusal)
    return person


def invite_partner(
    actor: Actor,
    work: Work,
    *,
    person_id: UUID,
    organisation_id: UUID,
    email: str,
    name: str,
    role: str,
    settings: Settings,
) -> Invitation:
    """Ask somebody of a partner organisation by e-mail. It opens nothing of the record: a grant does."""
    person = person_for_partners(actor, work, person_id)
    coops.organisation(work, organisation_id)
    place = Place(organisation_id=organisation_id, organisation_role=role)
    invitation, link = draw_invitation(
        actor, work, email=email, name=name, place=place, settings=settings, person_id=person_id
    )
    work.publish(
        PartnerInvited(
            invitation_id=invitation.id,
            email=email,
            name=name,
            person_name=queries.name_of(work, person),
            coop_name=coops.coop_name(work),
            link=link,
            sign_in=f"{settings.public_url}/sign-in",
        )
    )
    return invitation
