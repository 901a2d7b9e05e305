"""Emergency access: opened at once by who is there to help, told to everybody concerned, looked at afterwards."""

from datetime import timedelta
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.actions.looks import turned_away
from server.consent.events import EmergencyOpened
from server.consent.models import EmergencyAccess
from server.consent.policies.emergency import can_open_emergency, can_review, can_review_this
from server.consent.queries import emergency as queries
from server.consent.queries.standing import lock_record, standing
from server.consent.rules.sections import EMERGENCY_SECTIONS
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, NotFound, Refused, SignInAgain
from server.kernel.unit_of_work import Work
from server.notices.reactions import TOPIC
from server.people import queries as people

NOTICE = "consent.emergency"
OPEN_FOR = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(hours=72)


def open_emergency(actor: Actor, work: Work, *, person_id: UUID, reason: str, words: str) -> EmergencyAccess:
    """Open the sections that are needed in an emergency, for an hour at most. Who has them open already is given that
    one again, and no hour more. SignInAgain without a fresh sign-in; Refused, with a row in the log, for who is
    neither a carer nor of a health partner, and for whom the person has shut out by name."""
    stands = standing(work, person_id)
    member = coops.membership(work, actor.member)
    kind = queries.organisation_kind(work, person_id, member)
    if refusal := can_open_emergency(actor, stands, member, kind):
        problem, told = (Refused, refusal) if stands.around else (NotFound, None)
        raise turned_away(problem, told, person_id, EMERGENCY_SECTIONS)
    now = clock.now()
    if not actor.is_fresh(now):
        raise SignInAgain
    lock_record(work, person_id)
    if (living := queries.living_emergency(work, person_id, actor.member)) is not None:
        return living
    row = EmergencyAccess(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        membership_id=actor.member,
        reason=reason,
        words=words,
        opened_at=now,
        until_at=now + OPEN_FOR,
        review_due_at=now + REVIEWED_WITHIN,
    )
    work.session.add(row)
    work.session.flush()
    derive_access(actor, work, person_id=person_id)
    if not queries.readable_in_emergency(work, person_id, actor.member) & EMERGENCY_SECTIONS:
        sentence = f"{stands.name} has kept this from you, in an emergency too. Call 999, then who is on call."
        raise turned_away(Refused, sentence, person_id, EMERGENCY_SECTIONS)
    work.publish(EmergencyOpened(emergency_id=row.id, person_id=person_id, membership_id=actor.member))
    _notify(work, row)
    _tell(work, person_id)
    return row


def close_emergency(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """I'm done: shut, at once. Nothing happens where nothing of mine is open."""
    row = queries.living_emergency(work, person_id, actor.member)
    if row is None:
        return
    row.closed_at = clock.now()
    work.session.flush()
    derive_access(actor, work, person_id=person_id)
    _tell(work, person_id)


def review_emergency(actor: Actor, work: Work, *, emergency_id: UUID, outcome: str, words: str) -> EmergencyAccess:
    """Say whether it was in order to open it. Conflict for what was reviewed already, unless just this was said."""
    if refusal := can_review(actor):
        raise Refused(refusal)
    row = queries.emergency(work, emergency_id)
    if refusal := can_review_this(actor, row.membership_id, people.membership_of_person(work, row.person_id)):
        raise Refused(refusal)
    if (row.reviewed_by, row.outcome, row.review_words) == (actor.member, outcome, words):
        return row
    if row.reviewed_at is not None:
        raise Conflict("This was looked at already.")
    row.reviewed_at, row.reviewed_by, row.outcome, row.review_words = clock.now(), actor.member, outcome, words
    work.session.flush()
    work.tell("changed", {"what": "reviews"}, memberships=tuple(sorted(queries.reviewers(work))))
    return row


def _notify(work: Work, row: EmergencyAccess) -> None:
    """A mail to each of them, written when it leaves."""
    own = people.membership_of_person(work, row.person_id)
    concerned = {own} | queries.representatives(work, row.person_id) | queries.reviewers(work)
    for membership_id in sorted(concerned - {row.membership_id}):
        told = {"writer": NOTICE, "emergency_id": str(row.id), "membership_id": str(membership_id)}
        work.enqueue(TOPIC, told)


def _tell(work: Work, person_id: UUID) -> None:
    """To the open screens of the person, of who represents them, and of the reviewers."""
    own = people.membership_of_person(work, person_id)
    concerned = {own} | queries.representatives(work, person_id)
    work.tell("changed", {"what": "emergency"}, memberships=tuple(sorted(concerned)))
    work.tell("changed", {"what": "reviews"}, memberships=tuple(sorted(queries.reviewers(work))))
