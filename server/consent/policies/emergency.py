"""May they open a record in an emergency, and say afterwards whether that was in order?"""

from uuid import UUID

from server.consent.queries.standing import Standing
from server.coops.models import Membership
from server.kernel.actor import Actor

HEALTH_PARTNERS = ("gp practice", "community nursing", "hospital", "pharmacy")


def can_open_emergency(actor: Actor, stands: Standing, member: Membership, organisation_kind: str | None) -> str | None:
    """Carers and health partners, in their own place."""
    if actor.acting_for is not None:
        return "Open this from your own place, not while you act for somebody."
    if stands.herself:
        return "This is your own record. It's open to you."
    if organisation_kind in HEALTH_PARTNERS or (organisation_kind is None and member.member_class == "carer"):
        return None
    return f"Carers and health partners can open this in an emergency. Call 999, then who is on call for {stands.name}."


def can_review(actor: Actor) -> str | None:
    """The reviewer of the co-op."""
    if actor.wears("reviewer") and actor.acting_for is None:
        return None
    return "The reviewer of the co-op looks at what was opened in an emergency."


def can_see_safeguarding_looks(actor: Actor, theirs: bool) -> str | None:
    """The reviewer, unless it is about themselves or somebody for whom they act."""
    if actor.wears("reviewer") and actor.acting_for is None and not theirs:
        return None
    return "Another reviewer keeps this list." if theirs else "The reviewer of the co-op keeps this list."


def can_review_this(actor: Actor, opened_by: UUID, person_membership: UUID) -> str | None:
    """A reviewer who neither opened it nor is the person."""
    if actor.membership_id == opened_by:
        return "You opened this yourself. Another reviewer looks at it."
    return (
        "This is your own record. Another reviewer looks at it." if actor.membership_id == person_membership else None
    )
