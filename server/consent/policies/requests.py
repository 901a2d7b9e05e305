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


def can_cover(actor: Actor, name: str, *, decides: bool, office: bool, cares: bool) -> str | None:
    """Who decides about the record (the person, a representative), the patch's team starter and on-call, and the carers
    of the care team."""
    if decides or office or (cares and actor.acting_for is None):
        return None
    return f"{name}'s care team says who covers a visit."


def can_cover_oneself(actor: Actor, carer: UUID | None, name: str, *, office: bool) -> str | None:
    """Nobody opens a door to themselves, but for who is on call, or starts the team: at night there may be no other."""
    if carer != actor.membership_id or office:
        return None
    return f"Somebody else opens the door to you: {name}, the team starter, or who is on call."


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
