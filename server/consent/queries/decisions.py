"""Every SELECT of best-interests decisions, directives, and what is withheld from a person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select

from server.consent.models import Authority, BestInterestsDecision, Directive, Withholding
from server.consent.rules.sections import WRITE, codes
from server.coops import queries as coops
from server.coops.queries import Face
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.models import Person
from server.people.queries import PersonFace

MOST = 200


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision in somebody's best interests."""

    decision_id: UUID
    about: str
    decision: str
    consulted: str
    less_restrictive: str
    decided_by: Face
    decided_at: datetime
    review_on: date


@dataclass(frozen=True, slots=True)
class DirectiveView:
    """A court order or a safeguarding enquiry. Without `second_by` it waits for another reviewer, and opens nothing."""

    directive_id: UUID
    person: PersonFace
    kind: str
    reference: str
    sections: list[str]
    level: str
    members: list[Face]
    from_at: datetime
    to_at: datetime
    first_by: Face
    second_by: Face | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class WithholdingView:
    """What a person is not shown, and why."""

    withholding_id: UUID
    sections: list[str]
    reason: str
    review_on: date
    from_at: datetime
    made_by: Face


def theirs(work: Work) -> set[UUID]:
    """The persons of whom the actor is too near for a reviewer's say: themselves, and whom they act for or are to act
    for."""
    actor = work.actor
    of_authority = select(Authority.person_id).where(
        Authority.coop_id == work.coop_id, Authority.membership_id == actor.member, Authority.ended_at.is_(None)
    )
    helped = {helper.person_id for helper in people.help_of(work, actor.member)}
    return helped | set(work.session.scalars(of_authority)) | ({actor.person_id} if actor.person_id else set())


def best_interests(work: Work, person_id: UUID) -> list[DecisionView]:
    """A person's decisions of this kind, the newest first."""
    rows = work.session.scalars(
        select(BestInterestsDecision)
        .where(BestInterestsDecision.coop_id == work.coop_id, BestInterestsDecision.person_id == person_id)
        .order_by(BestInterestsDecision.decided_at.desc(), BestInterestsDecision.id)
        .limit(MOST)
    ).all()
    faces = coops.faces(work, {row.decided_by for row in rows})
    return [
        DecisionView(
            decision_id=row.id,
            about=row.about,
            decision=row.decision,
            consulted=row.consulted,
            less_restrictive=row.less_restrictive,
            decided_by=faces[row.decided_by].without_phone(),
            decided_at=row.decided_at,
            review_on=row.review_on,
        )
        for row in rows
    ]


def directive(work: Work, directive_id: UUID) -> Directive:
    """A directive, locked; NotFound where there is none."""
    row = work.session.scalar(
        select(Directive).where(Directive.coop_id == work.coop_id, Directive.id == directive_id).with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def directives(work: Work, directive_id: UUID | None = None) -> list[DirectiveView]:
    """Those that were not ended, the newest first, but for what is about who asks; or this one."""
    which = Directive.id == directive_id
    if directive_id is None:
        which = and_(Directive.ended_at.is_(None), Directive.person_id.not_in(theirs(work)))
    rows = work.session.execute(
        select(Directive, Person.membership_id.label("herself"))
        .join(Person, and_(Person.coop_id == Directive.coop_id, Person.id == Directive.person_id))
        .where(Directive.coop_id == work.coop_id, which)
        .order_by(Directive.made_at.desc(), Directive.id)
        .limit(MOST)
    ).all()
    ids = {row.herself for row in rows}
    for row in rows:
        ids |= {*row.Directive.members, row.Directive.first_by, row.Directive.second_by} - {None}
    faces = {each: face.without_phone() for each, face in coops.faces(work, ids).items()}
    return [_directive(row.Directive, faces[row.herself], faces) for row in rows]


def _directive(row: Directive, person: Face, faces: dict[UUID, Face]) -> DirectiveView:
    return DirectiveView(
        directive_id=row.id,
        person=PersonFace(row.person_id, person.name, person.portrait),
        kind=row.kind,
        reference=row.reference,
        sections=codes(row.sections),
        level="add" if row.actions & WRITE else "see",
        members=[faces[member] for member in row.members],
        from_at=row.from_at,
        to_at=row.to_at,
        first_by=faces[row.first_by],
        second_by=faces[row.second_by] if row.second_by else None,
        ended_at=row.ended_at,
    )


def withholding(work: Work, withholding_id: UUID) -> Withholding:
    """What is withheld, locked; NotFound where there is none."""
    row = work.session.scalar(
        select(Withholding)
        .where(Withholding.coop_id == work.coop_id, Withholding.id == withholding_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def withholdings(work: Work, person_id: UUID) -> list[WithholdingView]:
    """What is withheld from a person now, the newest first."""
    rows = work.session.scalars(
        select(Withholding)
        .where(Withholding.coop_id == work.coop_id, Withholding.person_id == person_id, Withholding.ended_at.is_(None))
        .order_by(Withholding.from_at.desc(), Withholding.id)
        .limit(MOST)
    ).all()
    faces = coops.faces(work, {row.made_by for row in rows})
    return [
        WithholdingView(
            withholding_id=row.id,
            sections=codes(row.sections),
            reason=row.reason,
            review_on=row.review_on,
            from_at=row.from_at,
            made_by=faces[row.made_by].without_phone(),
        )
        for row in rows
    ]
