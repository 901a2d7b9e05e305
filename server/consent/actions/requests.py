"""Somebody asks a person for access; the person says yes or no."""

from datetime import datetime
from uuid import UUID, uuid4

from server.consent.actions.grants import Choice, open_as_asked
from server.consent.models import AccessRequest
from server.consent.policies.grants import can_decide
from server.consent.policies.requests import can_answer, can_ask, can_hold_talks, can_take_back
from server.consent.queries import requests as queries
from server.consent.queries.access import access
from server.consent.queries.deciding import decider, no_decider
from server.consent.queries.gates import turned_away
from server.consent.queries.requests import RequestView
from server.consent.queries.standing import standing
from server.consent.rules.levels import ACTIONS_OF, ADD, SEE, WORDING, Audience
from server.consent.rules.sections import WRITE
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Invalid, NotFound, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people


def ask_for_access(
    actor: Actor, work: Work, *, person_id: UUID, sections: int, level: str, reason: str, until: datetime | None
) -> RequestView:
    """Ask the person. NotFound for who is neither around them nor has anything of theirs open; Conflict for who has
    asked for this and waits for the answer."""
    stands = standing(work, person_id)
    opened = access(work, person_id)
    if not stands.around and not (opened is not None and opened.opens):
        raise turned_away(NotFound, None, person_id)
    if refusal := can_ask(actor, stands):
        raise turned_away(Refused, refusal, person_id)
    if queries.waits(work, person_id, sections, ACTIONS_OF[level]):
        raise Conflict(f"You have asked for this already. {stands.name} hasn't answered yet.", field="sections")
    if until is not None and until <= clock.now():
        raise Invalid("That day is over. Choose a later one.", field="until")
    row = AccessRequest(
        coop_id=actor.coop_id,
        id=uuid4(),
        person_id=person_id,
        membership_id=actor.member,
        sections=sections,
        actions=ACTIONS_OF[level],
        reason=reason,
        until_at=until,
        made_at=clock.now(),
        state="open",
    )
    work.session.add(row)
    work.session.flush()
    work.tell("changed", {"what": "access_requests"}, memberships=(stands.person.membership_id,))
    return queries.one_request(work, row.id)


def answer_request(
    actor: Actor, work: Work, *, request_id: UUID, yes: bool, words: str | None, until: datetime | None
) -> RequestView:
    """Yes opens it at once; no changes nothing. Conflict for what was answered or taken back already."""
    row = queries.request_for_change(work, request_id)
    decides = decider(work, row.person_id)
    if refusal := can_answer(actor, row.membership_id, decides.name) or can_decide(actor, decides, row.sections):
        raise no_decider(work, row.person_id, refusal)
    if row.state != "open":
        raise Conflict("This was answered already, or taken back.")
    if yes:
        row.grant_id = _open(actor, work, row, until)
    row.state, row.answered_at, row.answered_by = "yes" if yes else "no", clock.now(), actor.membership_id
    row.answer = words
    work.session.flush()
    for_person = people.membership_of_person(work, row.person_id)
    work.tell("changed", {"what": "access_requests"}, memberships=(row.membership_id, for_person))
    return queries.one_request(work, row.id)


def _open(actor: Actor, work: Work, row: AccessRequest, until: datetime | None) -> UUID:
    level = ADD if row.actions & WRITE else SEE
    choice = Choice(row.sections, level, until or row.until_at, WORDING, "en", basis="request", basis_id=row.id)
    asker = Audience("membership", row.membership_id)
    return open_as_asked(actor, work, person_id=row.person_id, audience=asker, choice=choice)


def take_back_request(actor: Actor, work: Work, *, request_id: UUID) -> None:
    """I don't ask for it any more. Nothing happens where it was answered already."""
    row = queries.request_for_change(work, request_id)
    if can_take_back(actor, row.membership_id):
        raise NotFound
    if row.state == "open":
        row.state, row.answered_at = "taken back", clock.now()
        work.session.flush()
        for_person = people.membership_of_person(work, row.person_id)
        work.tell("changed", {"what": "access_requests"}, memberships=(for_person,))


def hold_talk(actor: Actor, work: Work, *, talk_id: UUID) -> None:
    """The coach and the person have talked. Said twice, it is said once."""
    if refusal := can_hold_talks(actor):
        raise Refused(refusal)
    row = queries.talk_for_change(work, talk_id)
    if row.held_at is None:
        row.held_at, row.held_by = clock.now(), actor.membership_id
        work.session.flush()
        for_person = people.membership_of_person(work, row.person_id)
        work.tell("changed", {"what": "access"}, memberships=(for_person,))
