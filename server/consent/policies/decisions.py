"""May they write down a decision that somebody else makes about a record?"""

from server.consent.models import Directive
from server.consent.queries.standing import Standing
from server.kernel.actor import Actor

DECIDE = ("team starter", "coach", "reviewer")


def can_decide_best_interests(actor: Actor, stands: Standing) -> str | None:
    """Who represents the person, the team starter of their patch, a coach, the reviewer. Never the person: what the
    person decides is a decision, and nobody's best interests."""
    if stands.represents or stands.holds(*DECIDE):
        return None
    if stands.herself:
        return "You decide for yourself. This is for when somebody can't."
    return "This is written down by who represents them, the team starter, a coach or the reviewer."


def can_see_best_interests(actor: Actor, stands: Standing) -> str | None:
    """Who can write one, and the person."""
    return None if stands.herself else can_decide_best_interests(actor, stands)


def can_direct(actor: Actor) -> str | None:
    """The reviewer."""
    if actor.wears("reviewer") and actor.acting_for is None:
        return None
    return "The reviewer of the co-op keeps these."


def can_direct_for(actor: Actor, theirs: bool) -> str | None:
    """A reviewer, but not about their own record, nor of somebody for whom they act: what is kept from the person and
    who represents them would be kept by them from themselves."""
    if refusal := can_direct(actor):
        return refusal
    return "This is your own record, or of somebody you act for. Another reviewer decides about it." if theirs else None


def can_approve_directive(actor: Actor, row: Directive) -> str | None:
    """Another reviewer than the first one."""
    if refusal := can_direct(actor):
        return refusal
    return (
        "You entered this yourself. Another reviewer has to look at it."
        if actor.membership_id == row.first_by
        else None
    )
