"""Who may see what: the picture, what is chosen, how care begins."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.actions.begin_care import attest_start, remember_questions
from server.consent.actions.grants import Choice, choose_level
from server.consent.actions.requests import hold_talk
from server.consent.policies.grants import can_decide
from server.consent.policies.requests import can_hold_talks
from server.consent.queries.deciding import decider, no_decider
from server.consent.queries.gates import look
from server.consent.queries.quilt import Quilt, quilt
from server.consent.queries.requests import talks_due
from server.consent.rules.levels import Audience
from server.consent.rules.sections import Section, mask
from server.consent.schemas.grants import GrantIn, QuestionsIn, QuiltOut, StartIn, Talks
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work

blueprint = Blueprint("grants", __name__, description="Who may see what")


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/access", out=QuiltOut)
def who_may_see_what(actor: Actor, work: Work, person_id: UUID) -> Quilt:
    """Who may see what of a record, as a picture. For the person, and for a representative who decides."""
    _look_at_choices(actor, work, person_id)
    return quilt(work, person_id)


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/grants", body=GrantIn, out=QuiltOut, anew=True)
def choose(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> Quilt:
    """Choose for some sections: closed, see, or see and add. It holds at once, for open screens too."""
    choice = Choice(mask(body["sections"]), body["level"], body["until"], body["wording"], body["language"])
    choose_level(actor, work, person_id=person_id, audience=Audience(**body["audience"]), choice=choice)
    return quilt(work, person_id)


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/questions", body=QuestionsIn)
def walked_through(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> None:
    """The four questions were walked through."""
    remember_questions(actor, work, person_id=person_id)


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/start", body=StartIn)
def begin_care(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> None:
    """Attest the arrangement with which care begins. For the team starter of the patch, and coaches."""
    attest_start(actor, work, person_id=person_id, basis=body["basis"])


@endpoint(blueprint, "GET", "/talks-due", out=Talks)
def talks(actor: Actor, work: Work) -> dict[str, Any]:
    """With whom a talk is due, since something was closed that safe care needs. For coaches."""
    if refusal := can_hold_talks(actor):
        raise Refused(refusal)
    return {"items": talks_due(work)}


@endpoint(blueprint, "POST", "/talks-due/<uuid:talk_id>/held")
def talked(actor: Actor, work: Work, talk_id: UUID) -> None:
    """The talk was had."""
    hold_talk(actor, work, talk_id=talk_id)


def _look_at_choices(actor: Actor, work: Work, person_id: UUID) -> None:
    """A look at the section of sharing choices, and only for who decides."""
    if refusal := can_decide(actor, decider(work, person_id), 0):
        raise no_decider(work, person_id, refusal)
    look(work, person_id, 1 << Section.SHARING)
