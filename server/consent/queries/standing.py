"""How somebody stands to a person: what the policies about that person's record ask for first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from server.consent.models import Record
from server.consent.queries.access import access
from server.consent.queries.gates import look, looked_by_office, turned_away
from server.consent.rules.sections import Section
from server.coops import queries as coops
from server.kernel.errors import NotFound, Problem, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.models import Person

OFFICES = ("team starter", "coach", "reviewer")


@dataclass(frozen=True, slots=True)
class Standing:
    """`herself`: the person in person. `represents`: acts for the person, with an authority that reaches as far as who
    may see what. `offices`: what the actor is here by a hat (a team starter only in the person's own patch). `around`:
    the person, the care team, the helpers."""

    person: Person
    name: str
    herself: bool
    represents: bool
    offices: frozenset[str]
    around: bool

    def holds(self, *offices: str) -> bool:
        """Whether one of these offices is the actor's."""
        return not self.offices.isdisjoint(offices)


def standing(work: Work, person_id: UUID) -> Standing:
    """NotFound where there is no such person. Of somebody who acts for another person nothing is true."""
    actor, person = work.actor, people.person(work, person_id)
    herself = actor.acting_for is None and actor.membership_id == person.membership_id
    offices: frozenset[str] = frozenset()
    if actor.acting_for is None:
        offices = frozenset(office for office in OFFICES if actor.wears(office))
        team = coops.patch_team(work, person.patch_id) if person.patch_id and "team starter" in offices else set()
        offices -= {"team starter"} if actor.membership_id not in team else set()
    return Standing(
        person=person,
        name=people.name_of(work, person),
        herself=herself,
        represents=actor.acting_for == person_id and _sees_who_may_see(work, person_id),
        offices=offices,
        around=actor.acting_for in (None, person_id) and actor.member in people.circle_of_person(work, person_id),
    )


def hide_or_refuse(stands: Standing, refusal: str) -> Problem:
    """The sentence for who is around the person, or there by their office; for everybody else, nothing is there. Either
    leaves a row in the person's log."""
    known = stands.around or bool(stands.offices)
    return turned_away(Refused if known else NotFound, refusal if known else None, stands.person.id)


def is_on_call(work: Work, person: Person) -> bool:
    """Whether the actor is on call in the person's patch, in their own place."""
    actor = work.actor
    if actor.acting_for is not None or not actor.wears("on-call") or person.patch_id is None:
        return False
    return actor.member in coops.patch_team(work, person.patch_id)


def look_as(work: Work, stands: Standing, section: Section) -> None:
    """Log a look at what is kept about the person in this section beside the record: by who represents them, or by an
    office. What the person looks at of their own here is not written down."""
    if stands.herself:
        return
    if stands.represents:
        look(work, stands.person.id, 1 << Section.SHARING)
    else:
        looked_by_office(work, stands.person.id, 1 << section)


def lock_record(work: Work, person_id: UUID) -> None:
    """Let nobody else change what decides about this record until this is committed. NotFound where there is none."""
    found = select(Record.person_id).where(Record.coop_id == work.coop_id, Record.person_id == person_id)
    if work.session.scalar(found.with_for_update()) is None:
        raise NotFound


def _sees_who_may_see(work: Work, person_id: UUID) -> bool:
    opened = access(work, person_id)
    return opened is not None and bool(opened.read >> Section.SHARING & 1)
