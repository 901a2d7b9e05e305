"""A person's grants, and to whom they can be made."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from server.consent.models import ConsentGrant, TalkDue
from server.consent.rules.levels import Audience
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Reached:
    """An audience as it is: its name, the ceiling that it has, and whether it is of another organisation."""

    name: str
    role: str
    is_partner: bool


def living_grants(work: Work, person_id: UUID) -> list[ConsentGrant]:
    """Everything that is granted or denied now or later, the oldest first."""
    table = ConsentGrant
    return list(
        work.session.scalars(
            select(table)
            .where(
                table.coop_id == work.coop_id,
                table.person_id == person_id,
                table.revoked_at.is_(None),
                or_(table.to_at.is_(None), table.to_at > clock.now()),
            )
            .order_by(table.made_at, table.id)
        )
    )


def talks_waiting(work: Work, person_id: UUID) -> list[TalkDue]:
    """The talks with this person that nobody has had yet."""
    mine = (TalkDue.coop_id == work.coop_id, TalkDue.person_id == person_id, TalkDue.held_at.is_(None))
    return list(work.session.scalars(select(TalkDue).where(*mine)))


def audience_of(grant: ConsentGrant) -> Audience:
    """To whom a grant was made."""
    which = grant.membership_id or grant.patch_id or grant.organisation_id
    return Audience(grant.audience, which, grant.organisation_role)


def reached(work: Work, audience: Audience) -> Reached | None:
    """Who this is; None where there is nobody like that."""
    if audience.audience == "care team":
        return None if audience.id else Reached("The care team", "carer", is_partner=False)
    if audience.id is None:
        return None
    try:
        return _reached(work, audience.audience, audience.id)
    except NotFound:
        return None


def _reached(work: Work, audience: str, which: UUID) -> Reached:
    if audience == "patch team":
        return Reached(coops.patch(work, which).name, "carer", is_partner=False)
    if audience in ("organisation", "organisation role"):
        organisation = coops.organisation(work, which)
        return Reached(organisation.name, organisation.kind, is_partner=True)
    member = coops.membership(work, which)
    if member.organisation_id is not None:
        return Reached(member.name, coops.organisation(work, member.organisation_id).kind, is_partner=True)
    usual = member.member_class if member.member_class in ("carer", "investor") else "community"
    return Reached(member.name, usual, is_partner=False)
