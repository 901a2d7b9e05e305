"""Best-interests decisions, directives, and what is withheld from a person."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.actions import decisions as actions
from server.consent.policies.decisions import can_direct, can_direct_for, can_see_best_interests
from server.consent.queries import decisions as queries
from server.consent.queries.gates import turned_away
from server.consent.queries.standing import hide_or_refuse, look_as, standing
from server.consent.rules.sections import Section
from server.consent.schemas import decisions as schemas
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people

blueprint = Blueprint("decisions", __name__, description="Decisions that somebody else makes about a record.")


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/best-interests", out=schemas.BestInterestsList)
def best_interests(actor: Actor, work: Work, person_id: UUID) -> dict[str, list[queries.DecisionView]]:
    """What was decided in the person's best interests."""
    stands = standing(work, person_id)
    if refusal := can_see_best_interests(actor, stands):
        raise hide_or_refuse(stands, refusal)
    look_as(work, stands, Section.LEGAL)
    return {"items": queries.best_interests(work, person_id)}


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/best-interests",
    body=schemas.BestInterestsIn,
    out=schemas.BestInterestsOut,
    status=201,
)
def new_best_interests(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> queries.DecisionView:
    """Write down a decision for somebody who could not make it."""
    row = actions.decide_best_interests(actor, work, person_id=person_id, weighed=actions.Weighed(**body))
    return next(view for view in queries.best_interests(work, person_id) if view.decision_id == row.id)


@endpoint(blueprint, "GET", "/directives", out=schemas.DirectivesOut)
def directives(actor: Actor, work: Work) -> dict[str, list[queries.DirectiveView]]:
    """Court orders and safeguarding enquiries: for the reviewer."""
    if refusal := can_direct(actor):
        raise Refused(refusal)
    return {"items": queries.directives(work)}


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/directives",
    body=schemas.DirectiveIn,
    out=schemas.DirectiveOut,
    status=201,
)
def new_directive(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> queries.DirectiveView:
    """Write one down. It counts when another reviewer has approved it."""
    row = actions.enter_directive(actor, work, person_id=person_id, order=actions.Order(**body))
    return queries.directives(work, row.id)[0]


@endpoint(blueprint, "POST", "/directives/<uuid:directive_id>/approve", out=schemas.DirectiveOut)
def approved_directive(actor: Actor, work: Work, directive_id: UUID) -> queries.DirectiveView:
    """The second yes."""
    row = actions.approve_directive(actor, work, directive_id=directive_id)
    return queries.directives(work, row.id)[0]


@endpoint(blueprint, "DELETE", "/directives/<uuid:directive_id>")
def former_directive(actor: Actor, work: Work, directive_id: UUID) -> None:
    """End it, at once."""
    actions.end_directive(actor, work, directive_id=directive_id)


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/withholdings", out=schemas.WithholdingsOut)
def withholdings(actor: Actor, work: Work, person_id: UUID) -> dict[str, list[queries.WithholdingView]]:
    """What the person is not shown, and why: for the reviewer."""
    if refusal := can_direct_for(actor, person_id in queries.theirs(work)):
        raise turned_away(Refused, refusal, person_id)
    return {"items": queries.withholdings(work, people.person(work, person_id).id)}


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/withholdings",
    body=schemas.WithholdingIn,
    out=schemas.WithholdingOut,
    status=201,
)
def new_withholding(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> queries.WithholdingView:
    """Show the person these sections no more, with a reason and a day to look at it again."""
    made = actions.withhold(actor, work, person_id=person_id, **body)
    return next(view for view in queries.withholdings(work, person_id) if view.withholding_id == made)


@endpoint(blueprint, "DELETE", "/withholdings/<uuid:withholding_id>")
def former_withholding(actor: Actor, work: Work, withholding_id: UUID) -> None:
    """Show it again."""
    actions.end_withholding(actor, work, withholding_id=withholding_id)
