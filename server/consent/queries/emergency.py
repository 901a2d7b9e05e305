"""Every SELECT of emergency access and its reviews."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, text

from server.consent.models import Authority, EmergencyAccess, Look
from server.consent.queries.access import readable_now
from server.coops import queries as coops
from server.coops.models import Hat, Membership, Organisation
from server.coops.queries import Face
from server.kernel import clock
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people.models import Person
from server.people.queries import PersonFace

KEPT = timedelta(days=90)  # a review that was made stays in the list that long
MOST = 200
VOUCHED = text("SELECT ourpatch.vouched_for(:coop, :person, :member, :organisation)")


@dataclass(frozen=True, slots=True)
class Review:
    """Emergency access, as the reviewer sees it. `looks`: rows of the access log that it let in."""

    emergency_id: UUID
    person: PersonFace
    viewer: Face
    reason: str
    words: str
    opened_at: datetime
    until: datetime
    due_at: datetime
    overdue: bool
    looks: int
    reviewed_at: datetime | None
    outcome: str | None


def living_emergency(work: Work, person_id: UUID, membership_id: UUID) -> EmergencyAccess | None:
    """A member's emergency access to a person's record that is open now, locked."""
    return work.session.scalar(
        select(EmergencyAccess)
        .where(
            EmergencyAccess.coop_id == work.coop_id,
            EmergencyAccess.person_id == person_id,
            EmergencyAccess.membership_id == membership_id,
            EmergencyAccess.closed_at.is_(None),
            EmergencyAccess.until_at > clock.now(),
        )
        .with_for_update()
    )


def readable_in_emergency(work: Work, person_id: UUID, membership_id: UUID) -> int:
    """The sections that a member, not acting for the person, may read now in an emergency."""
    return readable_now(work, person_id, clock.now(), "emergency").get((membership_id, False), 0)


def emergency(work: Work, emergency_id: UUID) -> EmergencyAccess:
    """Emergency access, locked; NotFound where there is none."""
    found = select(EmergencyAccess).where(EmergencyAccess.coop_id == work.coop_id, EmergencyAccess.id == emergency_id)
    row = work.session.scalar(found.with_for_update())
    if row is None:
        raise NotFound
    return row


def emergency_as_told(work: Work, emergency_id: UUID) -> EmergencyAccess | None:
    """The same, to tell somebody of it."""
    return work.session.scalar(
        select(EmergencyAccess).where(EmergencyAccess.coop_id == work.coop_id, EmergencyAccess.id == emergency_id)
    )


def organisation_kind(work: Work, person_id: UUID, member: Membership) -> str | None:
    """What kind of partner somebody is of, for this person; None for no partner. An organisation that has ended is
    of no kind; nor is one of which nobody has said who may say so that they are of it."""
    if member.organisation_id is None:
        return None
    row = work.session.scalar(
        select(Organisation).where(Organisation.coop_id == work.coop_id, Organisation.id == member.organisation_id)
    )
    asked = {"coop": work.coop_id, "person": person_id, "member": member.id, "organisation": member.organisation_id}
    if row is None or row.ended_at is not None or not work.session.scalar(VOUCHED, asked):
        return "none"
    return row.kind


def reviewers(work: Work) -> set[UUID]:
    """The memberships that wear the reviewer's hat now."""
    return set(
        work.session.scalars(
            select(Hat.membership_id)
            .join(Membership, and_(Membership.coop_id == Hat.coop_id, Membership.id == Hat.membership_id))
            .where(
                Hat.coop_id == work.coop_id,
                Hat.hat == "reviewer",
                Hat.ended_at.is_(None),
                Membership.ended_at.is_(None),
            )
        )
    )


def representatives(work: Work, person_id: UUID) -> set[UUID]:
    """The memberships with a verified authority for this person that runs now."""
    now = clock.now()
    return set(
        work.session.scalars(
            select(Authority.membership_id).where(
                Authority.coop_id == work.coop_id,
                Authority.person_id == person_id,
                Authority.verified_at.is_not(None),
                Authority.ended_at.is_(None),
                Authority.from_at <= now,
                or_(Authority.to_at.is_(None), Authority.to_at > now),
            )
        )
    )


def reviews(work: Work) -> list[Review]:
    """What waits for a review, what is due first first; then what was reviewed lately. Four queries."""
    recent = EmergencyAccess.reviewed_at > clock.now() - KEPT
    return _reviews(work, or_(EmergencyAccess.reviewed_at.is_(None), recent))


def review(work: Work, emergency_id: UUID) -> Review:
    """One of them."""
    return _reviews(work, EmergencyAccess.id == emergency_id)[0]


def _reviews(work: Work, which: ColumnElement[bool]) -> list[Review]:
    rows = work.session.execute(
        select(EmergencyAccess, Person.membership_id.label("herself"))
        .join(Person, and_(Person.coop_id == EmergencyAccess.coop_id, Person.id == EmergencyAccess.person_id))
        .where(EmergencyAccess.coop_id == work.coop_id, which)
        .order_by(EmergencyAccess.reviewed_at.is_not(None), EmergencyAccess.review_due_at, EmergencyAccess.id)
        .limit(MOST)
    ).all()
    faces = coops.faces(work, {row.herself for row in rows} | {row.EmergencyAccess.membership_id for row in rows})
    looks = _looks(work, {row.EmergencyAccess.id for row in rows})
    return [
        _view(row.EmergencyAccess, faces[row.herself], faces[row.EmergencyAccess.membership_id], looks) for row in rows
    ]


def _looks(work: Work, emergency_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many rows of the log each of these let in."""
    if not emergency_ids:
        return {}
    rows = work.session.execute(
        select(EmergencyAccess.id, func.count().label("looks"))
        .join(
            Look,
            and_(
                Look.coop_id == EmergencyAccess.coop_id,
                Look.person_id == EmergencyAccess.person_id,
                Look.viewer_id == EmergencyAccess.membership_id,
                Look.purpose == "emergency",
                Look.kind == "look",
                Look.began_at >= EmergencyAccess.opened_at,
                Look.began_at <= func.coalesce(EmergencyAccess.closed_at, EmergencyAccess.until_at),
            ),
        )
        .where(EmergencyAccess.coop_id == work.coop_id, EmergencyAccess.id.in_(emergency_ids))
        .group_by(EmergencyAccess.id)
    )
    return {row.id: row.looks for row in rows}


def _view(row: EmergencyAccess, person: Face, viewer: Face, looks: dict[UUID, int]) -> Review:
    return Review(
        emergency_id=row.id,
        person=PersonFace(row.person_id, person.name, person.portrait),
        viewer=viewer.without_phone(),
        reason=row.reason,
        words=row.words,
        opened_at=row.opened_at,
        until=row.closed_at or row.until_at,
        due_at=row.review_due_at,
        overdue=row.reviewed_at is None and row.review_due_at <= clock.now(),
        looks=looks.get(row.id, 0),
        reviewed_at=row.reviewed_at,
        outcome=row.outcome,
    )
