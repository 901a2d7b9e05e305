"""What is said of a record without opening it, and who is told that there is something new in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.consent.queries.access import access
from server.consent.queries.deciding import decider
from server.consent.rules.access import Access
from server.consent.rules.sections import SECTIONS
from server.coops import queries as coops
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.queries import PersonFace

ROLE = text("SELECT ourpatch.role_towards(:coop, :person)")
ABOUT = text("""
    SELECT r.closed_at, r.questions_at,
           (SELECT max(e.until_at) FROM tenant.emergency_access AS e
             WHERE e.coop_id = :coop AND e.person_id = :person AND e.membership_id = :member
               AND e.closed_at IS NULL AND e.opened_at <= ourpatch.at() AND ourpatch.at() < e.until_at) AS emergency
      FROM tenant.record AS r WHERE r.coop_id = :coop AND r.person_id = :person
""")
# A helper's sockets lie in the seat of whom they act for: who reads as a representative is told there.
READERS = text("""
    SELECT a.membership_id, a.acting, p.membership_id AS person
      FROM tenant.effective_access AS a
      JOIN tenant.person AS p ON p.coop_id = a.coop_id AND p.id = a.person_id
     WHERE a.coop_id = :coop AND a.person_id = :person AND a.purposes & 1 = 1 AND a.read_mask >> :section & 1 = 1
       AND a.valid_from <= ourpatch.at() AND ourpatch.at() < a.valid_to
     ORDER BY a.membership_id, a.acting
""")


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A section that is open to whoever asks."""

    section: str
    read: bool
    write: bool


@dataclass(frozen=True, slots=True)
class AboutRecord:
    """A record from outside: what of it is open, and to whom in which part."""

    person: PersonFace
    mine: bool
    acting: bool
    role: str
    sections: list[OpenSection]
    closed: bool
    questions_due: bool
    emergency_until: datetime | None
    may_decide: bool


@dataclass(frozen=True, slots=True)
class ReaderSeat:
    """Where somebody who may read a section now is told of it: the seat, and the member who sits in it."""

    seat_id: UUID
    membership_id: UUID


def about_record(work: Work, person_id: UUID, found: Access | None) -> AboutRecord:
    """A record as it stands towards whoever asks; NotFound where there is no such person."""
    actor = work.actor
    asked = {"coop": work.coop_id, "person": person_id, "member": actor.membership_id}
    row = work.session.execute(ABOUT, asked).one()
    mine, acting = actor.acting_for is None and actor.person_id == person_id, actor.acting_for == person_id
    decides = decider(work, person_id).granted_as is not None
    return AboutRecord(
        person=person_face(work, person_id),
        mine=mine,
        acting=acting,
        role=role_towards(work, person_id),
        sections=open_sections(found),
        closed=row.closed_at is not None,
        questions_due=decides and row.questions_at is None,
        emergency_until=row.emergency,
        may_decide=decides,
    )


def person_face(work: Work, person_id: UUID) -> PersonFace:
    """Whose record it is; NotFound where there is no such person."""
    row = people.person(work, person_id)
    face = coops.faces(work, {row.membership_id})[row.membership_id]
    return PersonFace(row.id, face.name, face.portrait)


def opened(work: Work, person_id: UUID) -> Access | None:
    """What is open to whoever asks, without a look at any of it; None where nothing is."""
    found = access(work, person_id)
    return found if found is not None and found.opens else None


def open_sections(found: Access | None) -> list[OpenSection]:
    """What may be read or written, in the order of the sections."""
    if found is None:
        return []
    return [
        OpenSection(code, bool(found.read >> bit & 1), bool(found.write >> bit & 1))
        for bit, code in enumerate(SECTIONS)
        if (found.read | found.write) >> bit & 1
    ]


def role_towards(work: Work, person_id: UUID) -> str:
    """What the actor is to this person: as it stands in the log, and beside what they write."""
    role: str = work.session.scalar(ROLE, {"coop": work.coop_id, "person": person_id})
    return role


def readers(work: Work, person_id: UUID, section: int) -> list[ReaderSeat]:
    """Who may read this section now for care, and where they are told of it."""
    rows = work.session.execute(READERS, {"coop": work.coop_id, "person": person_id, "section": section})
    return [ReaderSeat(row.person if row.acting else row.membership_id, row.membership_id) for row in rows]
