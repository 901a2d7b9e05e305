"""Whose records a change somewhere else can reach."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, select, union

from server.consent.models import Authority, ConsentGrant, EffectiveAccess, Record
from server.kernel import clock
from server.kernel.unit_of_work import Work


def by_patch(work: Work, patch_id: UUID) -> set[UUID]:
    """The persons who have granted something to this patch team."""
    return _with_grant(work, ConsentGrant.patch_id == patch_id)


def by_organisation(work: Work, organisation_id: UUID) -> set[UUID]:
    """The persons who have granted something to this organisation, or to a role there."""
    return _with_grant(work, ConsentGrant.organisation_id == organisation_id)


def by_member(work: Work, membership_id: UUID) -> set[UUID]:
    """The persons whose record this member reaches now or later, or has by name in a grant or an authority."""
    of_access = select(EffectiveAccess.person_id).where(
        EffectiveAccess.coop_id == work.coop_id,
        EffectiveAccess.membership_id == membership_id,
        EffectiveAccess.valid_to > clock.now(),
    )
    of_authority = select(Authority.person_id).where(
        Authority.coop_id == work.coop_id, Authority.membership_id == membership_id, Authority.ended_at.is_(None)
    )
    of_grant = select(ConsentGrant.person_id).where(
        ConsentGrant.coop_id == work.coop_id,
        ConsentGrant.membership_id == membership_id,
        ConsentGrant.revoked_at.is_(None),
    )
    return set(work.session.scalars(union(of_access, of_authority, of_grant)))


def lock_records(work: Work, person_ids: Collection[UUID]) -> None:
    """Let nobody else change what decides about these records until this is committed."""
    mine = (Record.coop_id == work.coop_id, Record.person_id.in_(person_ids))
    work.session.execute(select(Record.person_id).where(*mine).order_by(Record.person_id).with_for_update()).all()


def record(work: Work, person_id: UUID) -> Record | None:
    """The record's own row."""
    return work.session.scalar(select(Record).where(Record.coop_id == work.coop_id, Record.person_id == person_id))


def _with_grant(work: Work, which: ColumnElement[bool]) -> set[UUID]:
    living = (ConsentGrant.coop_id == work.coop_id, ConsentGrant.revoked_at.is_(None))
    return set(work.session.scalars(select(ConsentGrant.person_id).where(*living, which).distinct()))
