"""May they ask, open a visit's door, and say that a talk was had?"""

from uuid import UUID

from server.consent.queries.standing import Standing
from server.kernel.actor import Actor


def can_ask(actor: Actor, stands: Standing) -> str | None:
    """Everybody but the person, in their own place."""
    if stands.herself:
        return "This is your own record. It's open to you."
    if actor.acting_for is not None:
        return "Ask from your own place, not while you act for somebody."
    return None


def can_answer(actor: Actor, asker: UUID, name: str) -> str | None:
    """Nobody answers themselves, for whomever they act."""
    return f"You asked for this yourself. {name} answers." if actor.membership_id == asker else None


def can_take_back(actor: Actor, asker: UUID) -> str | None:
    """Who asked."""
    return None if actor.membership_id == asker else "Who asked for this can take it back."


def can_cover(actor: Actor, stands: Standing, cares: bool, is_on_call: bool) -> str | None:
    """The person, who represents them, the patch's team starter and on-call, and the carers of the care team."""
    if stands.herself or stands.represents or stands.holds("team starter"):
        return None
    if actor.acting_for is None and (cares or is_on_call):
        return None
    return f"{stands.name}'s care team says who covers a visit."


def can_be_opened_to(actor: Actor, member_class: str | None, name: str) -> str | None:
    """Carers of the co-op cover visits."""
    if member_class != "carer":
        return f"{name} is no carer here. A carer covers a visit."
    return None


def can_hold_talks(actor: Actor) -> str | None:
    """Coaches."""
    if actor.wears("coach") and actor.acting_for is None:
        return None
    return "Coaches see which talks are due."
