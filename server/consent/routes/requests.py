"""Asking for access and answering; covering a visit."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.actions.requests import answer_request, ask_for_access, take_back_request
from server.consent.actions.visit_doors import close_visit_door, open_visit_door
from server.consent.policies.grants import can_decide
from server.consent.queries import requests as queries
from server.consent.queries.deciding import decider, no_decider
from server.consent.queries.gates import turned_away
from server.consent.queries.requests import CoverView, RequestView
from server.consent.queries.standing import is_on_call, standing
from server.consent.rules.sections import mask
from server.consent.schemas.requests import AnswerIn, AskIn, CoverIn, CoverOut, Covers, RequestOut, Requests
from server.coops import queries as coops
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work

blueprint = Blueprint("requests", __name__, description="Asking for access, and covering a visit")


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/access-requests", body=AskIn, out=RequestOut, status=201)
def ask(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> RequestView:
    """Ask a person to open something. For who is around them, or sees something of their record already."""
    asked = body | {"sections": mask(body["sections"])}
    return ask_for_access(actor, work, person_id=person_id, **asked)


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/access-requests", out=Requests)
def asked_of(actor: Actor, work: Work, person_id: UUID) -> dict[str, list[RequestView]]:
    """What waits for this person's answer. For the person, and for a representative who decides."""
    if refusal := can_decide(actor, decider(work, person_id), 0):
        raise no_decider(work, person_id, refusal)
    return {"items": queries.open_requests(work, person_id)}


@endpoint(blueprint, "GET", "/access-requests", out=Requests)
def mine(actor: Actor, work: Work) -> dict[str, list[RequestView]]:
    """What I have asked for, whatever became of it."""
    return {"items": queries.my_requests(work)}


@endpoint(blueprint, "POST", "/access-requests/<uuid:request_id>/answer", body=AnswerIn, out=RequestOut)
def answer(actor: Actor, work: Work, body: dict[str, Any], request_id: UUID) -> RequestView:
    """Say yes or no to what somebody asked for."""
    return answer_request(
        actor, work, request_id=request_id, yes=body["answer"] == "yes", words=body["words"], until=body["until"]
    )


@endpoint(blueprint, "DELETE", "/access-requests/<uuid:request_id>")
def take_back(actor: Actor, work: Work, request_id: UUID) -> None:
    """I don't ask for it any more."""
    take_back_request(actor, work, request_id=request_id)


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/cover", body=CoverIn, out=CoverOut, status=201)
def cover(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> CoverView:
    """Open the door to a carer for a visit, at whatever notice: from an hour before to an hour after."""
    row = open_visit_door(actor, work, person_id=person_id, **body)
    return queries.cover_view(row, coops.face(work, row.membership_id))


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/cover", out=Covers)
def covers(actor: Actor, work: Work, person_id: UUID) -> dict[str, list[CoverView]]:
    """For which visits the door is open, or will be. For who is around the person, and for offices."""
    stands = standing(work, person_id)
    if not stands.around and not stands.offices and not is_on_call(work, stands.person):
        raise turned_away(NotFound, None, person_id)
    return {"items": queries.covers(work, person_id)}


@endpoint(blueprint, "DELETE", "/cover/<uuid:cover_id>")
def uncover(actor: Actor, work: Work, cover_id: UUID) -> None:
    """Shut the door again: the visit was cancelled, or somebody else goes."""
    close_visit_door(actor, work, door_id=cover_id)
