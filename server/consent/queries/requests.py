"""Who asked for what, talks that are due, and doors that visits open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from server.consent.models import AccessRequest, TalkDue, VisitDoor
from server.consent.rules.sections import WRITE, codes
from server.coops import queries as coops
from server.coops.models import Membership
from server.coops.queries import Face
from server.kernel import clock
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people.models import Person
from server.people.queries import PersonFace

MOST = 100


@dataclass(frozen=True, slots=True)
class RequestView:
    """Somebody asks a person for something."""

    request_id: UUID
    person: PersonFace
    asker: Face
    sections: list[str]
    level: str
    reason: str
    until: datetime | None
    made_at: datetime
    state: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class TalkView:
    """The coach and a person are to talk."""

    talk_id: UUID
    person: PersonFace
    sections: list[str]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CoverView:
    """A visit's door."""

    cover_id: UUID
    carer: Face
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    shuts_at: datetime


def open_requests(work: Work, person_id: UUID) -> list[RequestView]:
    """What waits for this person's answer."""
    return _requests(work, and_(AccessRequest.person_id == person_id, AccessRequest.state == "open"))


def my_requests(work: Work) -> list[RequestView]:
    """What the actor has asked for."""
    return _requests(work, AccessRequest.membership_id == work.actor.member)


def one_request(work: Work, request_id: UUID) -> RequestView:
    """As it stands now."""
    return _requests(work, AccessRequest.id == request_id)[0]


def waits(work: Work, person_id: UUID, sections: int, actions: int) -> bool:
    """Whether the actor has asked for just this and waits for the answer."""
    table = AccessRequest
    mine = select(table.id).where(
        table.coop_id == work.coop_id,
        table.person_id == person_id,
        table.membership_id == work.actor.member,
        table.sections == sections,
        table.actions == actions,
        table.state == "open",
    )
    return bool(work.session.scalar(select(mine.exists())))


def request_for_change(work: Work, request_id: UUID) -> AccessRequest:
    """A request's row, locked; NotFound where there is none."""
    found = select(AccessRequest).where(AccessRequest.coop_id == work.coop_id, AccessRequest.id == request_id)
    row = work.session.scalar(found.with_for_update())
    if row is None:
        raise NotFound
    return row


def talks_due(work: Work) -> list[TalkView]:
    """Talks that nobody has had yet, the first one first."""
    rows = work.session.scalars(
        select(TalkDue)
        .where(TalkDue.coop_id == work.coop_id, TalkDue.held_at.is_(None))
        .order_by(TalkDue.made_at, TalkDue.id)
        .limit(MOST)
    ).all()
    persons = _persons(work, {row.person_id for row in rows})
    return [TalkView(row.id, persons[row.person_id], codes(row.sections), row.made_at) for row in rows]


def talk_for_change(work: Work, talk_id: UUID) -> TalkDue:
    """A talk's row, locked; NotFound where there is none."""
    found = select(TalkDue).where(TalkDue.coop_id == work.coop_id, TalkDue.id == talk_id)
    row = work.session.scalar(found.with_for_update())
    if row is None:
        raise NotFound
    return row


def covers(work: Work, person_id: UUID) -> list[CoverView]:
    """Doors of this person that are open or will be."""
    rows = work.session.scalars(
        select(VisitDoor)
        .where(
            VisitDoor.coop_id == work.coop_id,
            VisitDoor.person_id == person_id,
            VisitDoor.closed_at.is_(None),
            VisitDoor.shuts_at > clock.now(),
        )
        .order_by(VisitDoor.starts_at, VisitDoor.id)
        .limit(MOST)
    ).all()
    faces = coops.faces(work, {row.membership_id for row in rows})
    return [cover_view(row, faces[row.membership_id]) for row in rows]


def cover_view(row: VisitDoor, face: Face) -> CoverView:
    """A door's row as it is told."""
    return CoverView(row.id, face.without_phone(), row.starts_at, row.ends_at, row.opens_at, row.shuts_at)


def door_for_change(work: Work, door_id: UUID) -> VisitDoor:
    """A door's row, locked; NotFound where there is none."""
    found = select(VisitDoor).where(VisitDoor.coop_id == work.coop_id, VisitDoor.id == door_id)
    row = work.session.scalar(found.with_for_update())
    if row is None:
        raise NotFound
    return row


def _requests(work: Work, which: ColumnElement[bool]) -> list[RequestView]:
    rows = work.session.scalars(
        select(AccessRequest)
        .where(AccessRequest.coop_id == work.coop_id, which)
        .order_by(AccessRequest.made_at.desc(), AccessRequest.id)
        .limit(MOST)
    ).all()
    faces = coops.faces(work, {row.membership_id for row in rows})
    persons = _persons(work, {row.person_id for row in rows})
    return [
        RequestView(
            request_id=row.id,
            person=persons[row.person_id],
            asker=faces[row.membership_id].without_phone(),
            sections=codes(row.sections),
            level="add" if row.actions & WRITE else "see",
            reason=row.reason,
            until=row.until_at,
            made_at=row.made_at,
            state=row.state,
            answer=row.answer,
        )
        for row in rows
    ]


def _persons(work: Work, person_ids: Iterable[UUID]) -> dict[UUID, PersonFace]:
    rows = work.session.execute(
        select(Person.id, Membership)
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .where(Person.coop_id == work.coop_id, Person.id.in_(set(person_ids)))
    )
    faces = {row.id: coops.face_of(row.Membership, ()) for row in rows}
    return {person_id: PersonFace(person_id, face.name, face.portrait) for person_id, face in faces.items()}
