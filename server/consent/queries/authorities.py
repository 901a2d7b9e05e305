"""Every SELECT of who acts for a person, and by what right."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from server.consent.models import Authority
from server.consent.rules.sections import WRITE, codes
from server.coops import queries as coops
from server.coops.queries import Face
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """An authority as those see it whom it concerns. Without `verified_at` it waits for a reviewer, and opens
    nothing."""

    authority_id: UUID
    person_id: UUID
    membership: Face
    kind: str
    sections: list[str]
    level: str
    may_decide: bool
    jointly: bool
    evidence: str
    from_at: datetime
    to_at: datetime | None
    made_by: Face | None
    verified_by: Face | None
    verified_at: datetime | None


def authority(work: Work, authority_id: UUID) -> Authority:
    """An authority, locked; NotFound where there is none."""
    row = work.session.scalar(
        select(Authority).where(Authority.coop_id == work.coop_id, Authority.id == authority_id).with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def living_authorities(work: Work, person_id: UUID) -> list[Authority]:
    """Those that were not ended, the oldest first, verified or not."""
    return list(
        work.session.scalars(
            select(Authority)
            .where(Authority.coop_id == work.coop_id, Authority.person_id == person_id, Authority.ended_at.is_(None))
            .order_by(Authority.made_at, Authority.id)
        )
    )


def authority_views(work: Work, rows: list[Authority]) -> list[AuthorityView]:
    """With the faces; two queries, however many."""
    ids = {each for row in rows for each in (row.membership_id, row.made_by, row.verified_by) if each}
    faces = {each: face.without_phone() for each, face in coops.faces(work, ids).items()}
    return [
        AuthorityView(
            authority_id=row.id,
            person_id=row.person_id,
            membership=faces[row.membership_id],
            kind=row.kind,
            sections=codes(row.sections),
            level="add" if row.actions & WRITE else "see",
            may_decide=row.may_decide,
            jointly=row.jointly,
            evidence=row.evidence,
            from_at=row.from_at,
            to_at=row.to_at,
            made_by=faces.get(row.made_by) if row.made_by else None,
            verified_by=faces.get(row.verified_by) if row.verified_by else None,
            verified_at=row.verified_at,
        )
        for row in rows
    ]
