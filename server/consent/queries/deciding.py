"""By what right somebody decides who may see what of a person's record."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from server.consent.models import Authority
from server.consent.queries.access import access
from server.consent.queries.gates import turned_away
from server.consent.rules.sections import Section
from server.kernel import clock
from server.kernel.errors import NotFound, Problem, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people


@dataclass(frozen=True, slots=True)
class Decider:
    """`granted_as`: self or representative; None: neither, and nothing is decided. `jointly`: not alone. `reach`: how
    far a representative's authority goes."""

    name: str
    granted_as: str | None
    reach: int
    jointly: bool = False
    authority_id: UUID | None = None


def decider(work: Work, person_id: UUID) -> Decider:
    """Of the actor, for this person; NotFound where there is no such person."""
    actor, person = work.actor, people.person(work, person_id)
    name = people.name_of(work, person)
    if actor.acting_for is None:
        is_the_person = actor.membership_id == person.membership_id
        return Decider(name, "self" if is_the_person else None, -1 if is_the_person else 0)
    if actor.acting_for != person_id:
        return Decider(name, None, 0)
    opened = access(work, person_id)
    return _representative(_authorities(work, person_id), name, opened.read if opened is not None else 0)


def no_decider(work: Work, person_id: UUID, refusal: str) -> Problem:
    """For who may not decide: the sentence for who is around the person, nothing for everybody else. It leaves a row in
    the person's log."""
    actor = work.actor
    around = actor.acting_for in (None, person_id) and actor.member in people.circle_of_person(work, person_id)
    problem, told = (Refused, refusal) if around else (NotFound, None)
    return turned_away(problem, told, person_id, 1 << Section.SHARING)


def _authorities(work: Work, person_id: UUID) -> list[Authority]:
    now = clock.now()
    return list(
        work.session.scalars(
            select(Authority)
            .where(
                Authority.coop_id == work.coop_id,
                Authority.person_id == person_id,
                Authority.membership_id == work.actor.member,
                Authority.may_decide,
                Authority.verified_at.is_not(None),
                Authority.ended_at.is_(None),
                Authority.from_at <= now,
                or_(Authority.to_at.is_(None), Authority.to_at > now),
            )
            .order_by(Authority.jointly, Authority.from_at)
        )
    )


def _representative(authorities: list[Authority], name: str, readable: int) -> Decider:
    """Several authorities reach as far as all of them; one held jointly decides nothing by itself. Nobody decides about
    what they may not read themselves: what the person has closed to them by name, or is withheld from both."""
    alone = [authority for authority in authorities if not authority.jointly]
    if not alone:
        return Decider(name, None, 0, jointly=bool(authorities))
    reach = 0
    for authority in alone:
        reach |= authority.sections
    return Decider(name, "representative", reach & readable, authority_id=alone[0].id)
