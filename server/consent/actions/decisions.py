"""Decisions that somebody else makes about a record: in somebody's best interests, by a court, for safeguarding."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import BestInterestsDecision, Directive, Withholding
from server.consent.policies.decisions import (
    can_approve_directive,
    can_decide_best_interests,
    can_direct,
    can_direct_for,
)
from server.consent.queries import decisions as queries
from server.consent.queries.standing import hide_or_refuse, lock_record, standing
from server.consent.rules.sections import READ, WRITE, mask
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Invalid, NotFound, Refused, SignInAgain
from server.kernel.unit_of_work import Work
from server.people import queries as people

PURPOSES = {"court order": "legal", "safeguarding enquiry": "safeguarding"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a directive says. `members`: whom it names."""

    kind: str
    reference: str
    sections: list[str]
    level: str
    members: list[UUID]
    from_at: datetime | None = None
    to_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A decision in somebody's best interests, as it has to be written down."""

    about: str
    decision: str
    consulted: str
    less_restrictive: str
    review_on: date


def decide_best_interests(actor: Actor, work: Work, *, person_id: UUID, weighed: Weighed) -> BestInterestsDecision:
    """Write down a decision for somebody who could not make it. It opens nothing by itself. Invalid for a review that
    is over already."""
    stands = standing(work, person_id)
    if refusal := can_decide_best_interests(actor, stands):
        raise hide_or_refuse(stands, refusal)
    lock_record(work, person_id)
    _check_review(weighed.review_on)
    row = BestInterestsDecision(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        about=weighed.about,
        decision=weighed.decision,
        consulted=weighed.consulted,
        less_restrictive=weighed.less_restrictive,
        decided_by=actor.member,
        decided_at=clock.now(),
        review_on=weighed.review_on,
    )
    work.session.add(row)
    work.session.flush()
    return row


def enter_directive(actor: Actor, work: Work, *, person_id: UUID, order: Order) -> Directive:
    """Write down a court order or a safeguarding enquiry: it opens nothing until another reviewer has approved it."""
    if refusal := can_direct_for(actor, person_id in queries.theirs(work)):
        raise Refused(refusal)
    now = clock.now()
    _check_fresh(actor, now)
    person = people.person(work, person_id)
    lock_record(work, person_id)
    begins = order.from_at or now
    if order.to_at <= max(begins, now):
        raise Invalid("This ends before it begins.", field="until")
    members = list(dict.fromkeys(order.members))
    faces = coops.faces(work, members)
    if person.membership_id in members or any(each not in faces or faces[each].ended for each in members):
        raise Invalid("Name members of the co-op and people of its partners.", field="members")
    row = Directive(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        kind=order.kind,
        reference=order.reference,
        sections=mask(order.sections),
        actions=READ | (WRITE if order.level == "add" else 0),
        purpose=PURPOSES[order.kind],
        members=members,
        from_at=begins,
        to_at=order.to_at,
        made_at=now,
        first_by=actor.member,
    )
    work.session.add(row)
    work.session.flush()
    return row


def approve_directive(actor: Actor, work: Work, *, directive_id: UUID) -> Directive:
    """The second yes: from now on it counts. Said twice, it is said once. NotFound for one that was ended."""
    if refusal := can_direct(actor):
        raise Refused(refusal)
    row = queries.directive(work, directive_id)
    _check_not_theirs(work, row.person_id)
    if refusal := can_approve_directive(actor, row):
        raise Refused(refusal)
    if row.ended_at is not None:
        raise NotFound
    _check_fresh(actor, clock.now())
    if row.second_by is None:
        row.second_by, row.second_at = actor.member, clock.now()
        work.session.flush()
        derive_access(actor, work, person_id=row.person_id)
    return row


def end_directive(actor: Actor, work: Work, *, directive_id: UUID) -> None:
    """It counts no more. Ended twice, it is ended once."""
    if refusal := can_direct(actor):
        raise Refused(refusal)
    row = queries.directive(work, directive_id)
    _check_not_theirs(work, row.person_id)
    if row.ended_at is None:
        row.ended_at, row.ended_by = clock.now(), actor.member
        work.session.flush()
        derive_access(actor, work, person_id=row.person_id)


def withhold(actor: Actor, work: Work, *, person_id: UUID, sections: list[str], reason: str, review_on: date) -> UUID:
    """Show the person, and who acts for them, these sections no more, with a reason and a day to look at it again."""
    if refusal := can_direct_for(actor, person_id in queries.theirs(work)):
        raise Refused(refusal)
    now = clock.now()
    _check_fresh(actor, now)
    lock_record(work, person_id)
    _check_review(review_on)
    row = Withholding(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        sections=mask(sections),
        reason=reason,
        review_on=review_on,
        from_at=now,
        made_by=actor.member,
    )
    work.session.add(row)
    work.session.flush()
    derive_access(actor, work, person_id=person_id)
    return row.id


def end_withholding(actor: Actor, work: Work, *, withholding_id: UUID) -> None:
    """Show it again. Ended twice, it is ended once."""
    if refusal := can_direct(actor):
        raise Refused(refusal)
    row = queries.withholding(work, withholding_id)
    _check_not_theirs(work, row.person_id)
    if row.ended_at is None:
        row.ended_at, row.ended_by = clock.now(), actor.member
        work.session.flush()
        derive_access(actor, work, person_id=row.person_id)


def _check_not_theirs(work: Work, person_id: UUID) -> None:
    """Whom it is about does not hear from here that there is anything."""
    if person_id in queries.theirs(work):
        raise NotFound


def _check_fresh(actor: Actor, now: datetime) -> None:
    if not actor.is_fresh(now):
        raise SignInAgain


def _check_review(review_on: date) -> None:
    if review_on <= clock.now().date():
        raise Invalid("Choose a day that is still to come.", field="review_on")
