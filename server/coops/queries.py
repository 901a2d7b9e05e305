"""Every SELECT of co-ops, memberships, partner organisations and patches."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from server.coops.models import Coop, Hat, Invitation, Membership, Organisation, Patch, PatchMember
from server.coops.rules import kind_of, portrait_parts
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a co-op shows of a member. `phone` is for who shares a team or a conversation with them: whoever shows a
    face to others says `without_phone()`. `organisation`: the name of the one that a partner is here for."""

    membership_id: UUID
    name: str
    portrait: str
    phone: str | None
    kind: str
    hats: tuple[str, ...]
    ended: bool
    organisation: str | None = None

    def without_phone(self) -> Self:
        return replace(self, phone=None)

    def as_kind(self, kind: str) -> Self:
        """The same face in another part, such as the helper's."""
        return replace(self, kind=kind)


@dataclass(frozen=True, slots=True)
class OwnMembership:
    """The actor's own place in the co-op."""

    membership_id: UUID
    coop_id: UUID
    coop_name: str
    name: str
    portrait: str
    phone: str | None
    member_class: str | None
    hats: tuple[str, ...]
    person_id: UUID | None
    patches: list["PatchRow"]
    organisation: "OrganisationRow | None"
    organisation_role: str | None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A partner organisation, and what a regulator has registered it for."""

    organisation_id: UUID
    name: str
    kind: str
    registered_for: tuple[str, ...]
    registration: str | None


@dataclass(frozen=True, slots=True)
class PatchRow:
    """A patch, and whether the actor's seat is in its team."""

    patch_id: UUID
    name: str
    me: bool


def faces(work: Work, membership_ids: Collection[UUID]) -> dict[UUID, Face]:
    """The faces of these members, former ones too; two queries, however many. Unknown ids are left out."""
    if not membership_ids:
        return {}
    theirs = and_(Organisation.coop_id == Membership.coop_id, Organisation.id == Membership.organisation_id)
    rows = work.session.execute(
        select(Membership, Organisation.name)
        .outerjoin(Organisation, theirs)
        .where(Membership.coop_id == work.coop_id, Membership.id.in_(membership_ids))
    ).all()
    hats = _hats(work, Hat.membership_id.in_(membership_ids))
    return {row.id: face_of(row, hats.get(row.id, ()), organisation) for row, organisation in rows}


def face(work: Work, membership_id: UUID) -> Face:
    """The face of a member; NotFound for who is none, or no more."""
    found = faces(work, {membership_id}).get(membership_id)
    if found is None or found.ended:
        raise NotFound
    return found


def face_of(row: Membership, hats: tuple[str, ...], organisation: str | None = None) -> Face:
    """A membership's row as a face; a partner's with the name of the organisation."""
    return Face(
        membership_id=row.id,
        name=row.name,
        portrait=row.portrait or portrait_parts(row.id),
        phone=row.phone,
        kind=kind_of(row.member_class, row.gets_support, partner=row.is_partner),
        hats=hats,
        ended=row.ended,
        organisation=organisation,
    )


def hats_of(work: Work, membership_id: UUID) -> tuple[str, ...]:
    """The hats that a member wears now."""
    return _hats(work, Hat.membership_id == membership_id).get(membership_id, ())


def _hats(work: Work, which: ColumnElement[bool]) -> dict[UUID, tuple[str, ...]]:
    rows = work.session.execute(
        select(Hat.membership_id, func.array_agg(Hat.hat).label("hats"))
        .where(Hat.coop_id == work.coop_id, Hat.ended_at.is_(None), which)
        .group_by(Hat.membership_id)
    )
    return {row.membership_id: tuple(sorted(row.hats)) for row in rows}


def coop_name(work: Work) -> str:
    """The name of the co-op whose work this is; NotFound where there is none."""
    name = work.session.scalar(select(Coop.name).where(Coop.coop_id == work.coop_id))
    if name is None:
        raise NotFound
    return name


def member_count(work: Work) -> int:
    """How many are in the co-op. Partners are not."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Membership)
            .where(
                Membership.coop_id == work.coop_id,
                Membership.ended_at.is_(None),
                Membership.organisation_id.is_(None),
            )
        )
        or 0
    )


def living_members(work: Work) -> list[Membership]:
    """Everybody who is in the co-op, by name. Partners are not: they come with whose record they were asked to see."""
    return _living(work, Membership.organisation_id.is_(None))


def living_partners(work: Work) -> list[Membership]:
    """The partners' people, by name."""
    return _living(work, Membership.organisation_id.is_not(None))


def _living(work: Work, which: ColumnElement[bool]) -> list[Membership]:
    return list(
        work.session.scalars(
            select(Membership)
            .where(Membership.coop_id == work.coop_id, Membership.ended_at.is_(None), which)
            .order_by(func.lower(Membership.name), Membership.id)
        )
    )


def organisations(work: Work) -> list[OrganisationRow]:
    """The partner organisations, by name. To a partner there is the one that they are here for."""
    mine = None if work.actor.membership_id is None else membership(work, work.actor.member).organisation_id
    rows = work.session.scalars(
        select(Organisation)
        .where(Organisation.coop_id == work.coop_id, Organisation.ended_at.is_(None))
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    return [organisation_row(row) for row in rows if mine in (None, row.id)]


def organisations_by_id(work: Work, organisation_ids: Collection[UUID]) -> dict[UUID, OrganisationRow]:
    """These organisations, those too with which nobody works any more."""
    rows = work.session.scalars(
        select(Organisation).where(Organisation.coop_id == work.coop_id, Organisation.id.in_(organisation_ids))
    )
    return {row.id: organisation_row(row) for row in rows}


def organisation(work: Work, organisation_id: UUID) -> Organisation:
    """A partner organisation that the co-op works with; NotFound where there is none, or no more."""
    row = work.session.scalar(
        select(Organisation).where(Organisation.coop_id == work.coop_id, Organisation.id == organisation_id)
    )
    if row is None or row.ended_at is not None:
        raise NotFound
    return row


def organisation_row(row: Organisation) -> OrganisationRow:
    """An organisation as it is told."""
    return OrganisationRow(row.id, row.name, row.kind, tuple(row.registered_for), row.registration)


def is_partner(work: Work) -> bool:
    """Whether the actor is here for another organisation."""
    return work.actor.membership_id is not None and membership(work, work.actor.member).is_partner


def partner_invitations(work: Work, person_id: UUID) -> list[Invitation]:
    """Who was asked to see this person's record for an organisation, the first one first."""
    return list(
        work.session.scalars(
            select(Invitation)
            .where(
                Invitation.coop_id == work.coop_id,
                Invitation.person_id == person_id,
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.made_at, Invitation.id)
        )
    )


def all_hats(work: Work) -> dict[UUID, tuple[str, ...]]:
    """Who wears which hats now."""
    return _hats(work, Hat.coop_id == work.coop_id)


def membership(work: Work, membership_id: UUID, *, for_change: bool = False) -> Membership:
    """A member's row, locked if it is to be changed; NotFound for who is none, or no more."""
    found = select(Membership).where(Membership.coop_id == work.coop_id, Membership.id == membership_id)
    row = work.session.scalar(found.with_for_update() if for_change else found)
    if row is None or row.ended:
        raise NotFound
    return row


def own_membership(work: Work) -> OwnMembership:
    """The actor's own membership, whomever they act for."""
    row = membership(work, work.actor.member)
    return OwnMembership(
        membership_id=row.id,
        coop_id=work.coop_id,
        coop_name=coop_name(work),
        name=row.name,
        portrait=row.portrait or portrait_parts(row.id),
        phone=row.phone,
        member_class=row.member_class,
        hats=tuple(sorted(work.actor.hats)),
        person_id=work.actor.person_id,
        patches=[patch for patch in patches(work, row.id) if patch.me],
        organisation=organisations_by_id(work, {row.organisation_id})[row.organisation_id]
        if row.organisation_id
        else None,
        organisation_role=row.organisation_role,
    )


def any_membership(work: Work, membership_id: UUID) -> Membership | None:
    """A membership, ended or not."""
    return work.session.scalar(
        select(Membership).where(Membership.coop_id == work.coop_id, Membership.id == membership_id)
    )


def membership_of_account(work: Work, account_id: UUID) -> Membership | None:
    """The membership that an account has or had in this co-op, locked."""
    found = select(Membership).where(Membership.coop_id == work.coop_id, Membership.account_id == account_id)
    return work.session.scalar(found.with_for_update())


def patches(work: Work, membership_id: UUID | None = None) -> list[PatchRow]:
    """The co-op's patches by name; `me` says whether this member is in the team."""
    mine = and_(
        PatchMember.coop_id == Patch.coop_id,
        PatchMember.patch_id == Patch.id,
        PatchMember.membership_id == membership_id,
        PatchMember.ended_at.is_(None),
    )
    rows = work.session.execute(
        select(Patch.id, Patch.name, PatchMember.id.is_not(None).label("me"))
        .outerjoin(PatchMember, mine)
        .where(Patch.coop_id == work.coop_id)
        .order_by(func.lower(Patch.name))
    )
    return [PatchRow(row.id, row.name, row.me) for row in rows]


def patch(work: Work, patch_id: UUID) -> Patch:
    """A patch; NotFound where there is none."""
    row = work.session.scalar(select(Patch).where(Patch.coop_id == work.coop_id, Patch.id == patch_id))
    if row is None:
        raise NotFound
    return row


def patch_names(work: Work, patch_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these patches."""
    rows = work.session.execute(
        select(Patch.id, Patch.name).where(Patch.coop_id == work.coop_id, Patch.id.in_(patch_ids))
    )
    return {row.id: row.name for row in rows}


def first_patches(work: Work) -> dict[UUID, str]:
    """The name of a patch (the first by name) for each member of a patch team."""
    rows = work.session.execute(
        select(PatchMember.membership_id, func.min(Patch.name).label("name"))
        .join(Patch, and_(Patch.coop_id == PatchMember.coop_id, Patch.id == PatchMember.patch_id))
        .where(PatchMember.coop_id == work.coop_id, PatchMember.ended_at.is_(None))
        .group_by(PatchMember.membership_id)
    )
    return {row.membership_id: row.name for row in rows}


def patch_team(work: Work, patch_id: UUID) -> set[UUID]:
    """Who is in a patch team now."""
    return set(
        work.session.scalars(
            select(PatchMember.membership_id).where(
                PatchMember.coop_id == work.coop_id, PatchMember.patch_id == patch_id, PatchMember.ended_at.is_(None)
            )
        )
    )


def patch_teammates(work: Work, membership_id: UUID) -> set[UUID]:
    """Everybody who is in a patch team with this member, the member too if in one."""
    mine = select(PatchMember.patch_id).where(
        PatchMember.coop_id == work.coop_id,
        PatchMember.membership_id == membership_id,
        PatchMember.ended_at.is_(None),
    )
    return set(
        work.session.scalars(
            select(PatchMember.membership_id).where(
                PatchMember.coop_id == work.coop_id, PatchMember.ended_at.is_(None), PatchMember.patch_id.in_(mine)
            )
        )
    )


def patch_places(work: Work, membership_id: UUID) -> list[PatchMember]:
    """A member's places in patch teams now."""
    return list(
        work.session.scalars(
            select(PatchMember).where(
                PatchMember.coop_id == work.coop_id,
                PatchMember.membership_id == membership_id,
                PatchMember.ended_at.is_(None),
            )
        )
    )


def patch_place(work: Work, patch_id: UUID, membership_id: UUID) -> PatchMember | None:
    """A member's place in this patch team now."""
    return next((place for place in patch_places(work, membership_id) if place.patch_id == patch_id), None)


def invitation(work: Work, invitation_id: UUID) -> Invitation | None:
    """An invitation, locked."""
    return work.session.scalar(
        select(Invitation).where(Invitation.coop_id == work.coop_id, Invitation.id == invitation_id).with_for_update()
    )


def invitation_by_token(work: Work, token_hash: bytes, *, for_change: bool = False) -> Invitation | None:
    """The invitation that this token belongs to."""
    found = select(Invitation).where(Invitation.coop_id == work.coop_id, Invitation.token_hash == token_hash)
    return work.session.scalar(found.with_for_update() if for_change else found)


def invitations(work: Work, mine: UUID, *, everyones: bool) -> list[Invitation]:
    """Invitations that were not taken back, the newest first; of one member, or of all. Whom somebody asks to see
    their record is not among everybody's: it is told to who asked."""
    own = Invitation.made_by == mine
    which = or_(own, Invitation.organisation_id.is_(None)) if everyones else own
    return list(
        work.session.scalars(
            select(Invitation)
            .where(Invitation.coop_id == work.coop_id, Invitation.withdrawn_at.is_(None), which)
            .order_by(Invitation.made_at.desc(), Invitation.id)
        )
    )
