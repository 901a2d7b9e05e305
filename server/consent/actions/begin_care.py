"""How care begins: the arrangement that the team starter attests, and the four questions that the person walks
through."""

from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import ConsentGrant, Record
from server.consent.policies.grants import can_begin, can_decide
from server.consent.queries import reached
from server.consent.queries.deciding import decider, no_decider
from server.consent.queries.standing import hide_or_refuse, lock_record, standing
from server.consent.rules.levels import WORDING
from server.consent.rules.sections import READ, STARTING_SECTIONS, STARTING_WRITES, WRITE
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import NotFound, SignInAgain
from server.kernel.unit_of_work import Work


def attest_start(actor: Actor, work: Work, *, person_id: UUID, basis: str) -> None:
    """The care team reads what it needs to begin, and writes its notes: on the basis of the assessment (UK GDPR 6(1)(e)
    or (b), 9(2)(h)), not of a box that was ticked. Attested once; said again, nothing changes. SignInAgain without a
    fresh sign-in; Refused, with a row in the log, for who is neither a team starter of the patch nor a coach."""
    _may_begin(actor, work, person_id)
    lock_record(work, person_id)
    record = _record(work, person_id)
    if record.started_at is not None:
        return
    record.started_at, record.started_by, record.start_basis = clock.now(), actor.membership_id, basis
    for sections, action in ((STARTING_SECTIONS, READ), (STARTING_WRITES, WRITE)):
        work.session.add(_permit(actor, person_id, sections, action))
    work.session.flush()
    derive_access(actor, work, person_id=person_id)


def remember_questions(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """The four questions were walked through, by the person or by a representative who decides."""
    if refusal := can_decide(actor, decider(work, person_id), 0):
        raise no_decider(work, person_id, refusal)
    record = _record(work, person_id)
    record.questions_at, record.questions_by = clock.now(), actor.membership_id
    work.session.flush()
    work.tell("changed", {"what": "access"}, memberships=(actor.seat_id,))


def _may_begin(actor: Actor, work: Work, person_id: UUID) -> None:
    if actor.membership_id is None:
        return
    stands = standing(work, person_id)
    if refusal := can_begin(actor, stands.name, stands.holds("team starter", "coach")):
        raise hide_or_refuse(stands, refusal)
    if not actor.is_fresh(clock.now()):
        raise SignInAgain


def _record(work: Work, person_id: UUID) -> Record:
    record = reached.record(work, person_id)
    if record is None:
        raise NotFound
    return record


def _permit(actor: Actor, person_id: UUID, sections: int, action: int) -> ConsentGrant:
    now = clock.now()
    return ConsentGrant(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        effect="permit",
        audience="care team",
        sections=sections,
        actions=action,
        purpose="care",
        from_at=now,
        basis="starting arrangement",
        granted_by=actor.membership_id,
        granted_as="team starter" if actor.membership_id else "co-op",
        wording=WORDING,
        language="en",
        made_at=now,
    )
