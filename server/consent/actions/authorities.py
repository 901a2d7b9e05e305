"""Who acts for a person, and how far: entered, verified by somebody else, ended at once and quietly."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import Authority
from server.consent.policies.authorities import (
    NAMED,
    can_end_authority,
    can_enter_authority,
    can_verify_authority,
)
from server.consent.queries import authorities as queries
from server.consent.queries.standing import Standing, hide_or_refuse, lock_record, standing
from server.consent.rules.sections import READ, WRITE, mask
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Invalid, NotFound, SignInAgain
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.actions.name_helper import name_helper, seat_representative


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far an authority reaches. `level`: see or add. `jointly`: only together with others."""

    membership_id: UUID
    kind: str
    sections: list[str]
    level: str
    may_decide: bool
    jointly: bool
    evidence: str
    from_at: datetime | None = None
    to_at: datetime | None = None


def enter_authority(actor: Actor, work: Work, *, person_id: UUID, scope: Scope) -> Authority:
    """Write down that a member acts for the person. A helper whom the person names is verified by that, and has the
    person's seat at once; all others open nothing until a reviewer has verified them.

    SignInAgain without a fresh sign-in; Invalid for a scope that can't be; Conflict for one that is there."""
    stands = standing(work, person_id)
    if refusal := can_enter_authority(actor, stands, scope.kind, scope.membership_id):
        raise hide_or_refuse(stands, refusal)
    now = clock.now()
    if not actor.is_fresh(now):
        raise SignInAgain
    lock_record(work, person_id)
    begins = scope.from_at or now
    _check(work, stands, scope, begins, now)
    named = scope.kind == NAMED
    row = Authority(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        membership_id=scope.membership_id,
        kind=scope.kind,
        sections=mask(scope.sections),
        actions=READ | (WRITE if scope.level == "add" else 0),
        may_decide=scope.may_decide,
        jointly=scope.jointly,
        evidence=scope.evidence,
        from_at=begins,
        to_at=scope.to_at,
        made_by=actor.member,
        made_at=now,
        verified_by=actor.member if named else None,
        verified_at=now if named else None,
    )
    work.session.add(row)
    work.session.flush()
    if named and not _helps(work, row):
        name_helper(actor, work, person_id=person_id, membership_id=row.membership_id)
    derive_access(actor, work, person_id=person_id)
    _tell(work, stands, row)
    return row


def verify_authority(actor: Actor, work: Work, *, authority_id: UUID) -> Authority:
    """A reviewer has seen the papers: from now on it counts, and who has it has the person's seat. Said twice, it is
    said once. NotFound for one that was ended."""
    row = queries.authority(work, authority_id)
    stands = standing(work, row.person_id)
    if refusal := can_verify_authority(actor, row):
        raise hide_or_refuse(stands, refusal)
    if row.ended_at is not None:
        raise NotFound
    now = clock.now()
    if not actor.is_fresh(now):
        raise SignInAgain
    if row.verified_at is not None:
        return row
    row.verified_by, row.verified_at = actor.member, now
    work.session.flush()
    if not _helps(work, row):
        seat_representative(actor, work, person_id=row.person_id, membership_id=row.membership_id)
    derive_access(actor, work, person_id=row.person_id)
    _tell(work, stands, row)
    return row


def end_authority(actor: Actor, work: Work, *, authority_id: UUID) -> None:
    """It counts no more, from this moment; who had it is not told by anything but that it is so. Ended twice, it is
    ended once. Who helps all the same keeps the person's seat: that they stop is said elsewhere."""
    row = queries.authority(work, authority_id)
    stands = standing(work, row.person_id)
    if refusal := can_end_authority(actor, row, stands):
        raise hide_or_refuse(stands, refusal)
    if row.ended_at is not None:
        return
    row.ended_at, row.ended_by = clock.now(), actor.member
    work.session.flush()
    derive_access(actor, work, person_id=row.person_id)
    work.tell("changed", {"what": "access"}, memberships=(stands.person.membership_id,))


def _check(work: Work, stands: Standing, scope: Scope, begins: datetime, now: datetime) -> None:
    if scope.membership_id == stands.person.membership_id:
        raise Invalid("That's the same person. Choose somebody else.", field="membership_id")
    try:
        face = coops.face(work, scope.membership_id)
    except NotFound as problem:
        raise Invalid("Nobody in the co-op is known by this.", field="membership_id") from problem
    if face.organisation is not None:
        raise Invalid(f"{face.name} is of {face.organisation}, and not in the co-op.", field="membership_id")
    if scope.to_at is not None and scope.to_at <= max(begins, now):
        raise Invalid("This ends before it begins.", field="until")
    if scope.may_decide and scope.jointly:
        raise Invalid("Who acts only together with others can't decide alone.", field="may_decide")
    living = queries.living_authorities(work, stands.person.id)
    if any((row.membership_id, row.kind) == (scope.membership_id, scope.kind) for row in living):
        raise Conflict("This is written down already. End it first to change it.", field="membership_id")


def _helps(work: Work, row: Authority) -> bool:
    return any(helper.membership_id == row.membership_id for helper in people.help_for(work, row.person_id))


def _tell(work: Work, stands: Standing, row: Authority) -> None:
    concerned = (stands.person.membership_id, row.membership_id)
    work.tell("changed", {"what": "access"}, memberships=concerned)
