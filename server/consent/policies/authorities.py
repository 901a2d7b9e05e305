"""May they say who acts for a person, verify it, and end it?"""

from uuid import UUID

from server.consent.models import Authority
from server.consent.queries.standing import Standing
from server.kernel.actor import Actor

NAMED = "named helper"
OFFICES = ("team starter", "coach", "reviewer")


def can_enter_authority(actor: Actor, stands: Standing, kind: str, membership_id: UUID) -> str | None:
    """The person, and who is there for it by their office; a helper of their own choice the person alone names."""
    if membership_id == actor.membership_id and not stands.herself:
        return "Nobody names themselves. Somebody else can enter this."
    if stands.herself:
        return None
    if kind == NAMED:
        return f"{stands.name} says who helps. Nobody else does."
    if stands.holds(*OFFICES):
        return None
    return f"{stands.name} enters who acts for {stands.name}. So can the team starter, a coach or the reviewer."


def can_see_authorities(actor: Actor, stands: Standing) -> str | None:
    """The person, who represents them, and who is there for it by their office."""
    if stands.herself or stands.represents or stands.holds(*OFFICES):
        return None
    return f"{stands.name} knows who acts for {stands.name}. You can ask."


def can_verify_authority(actor: Actor, row: Authority) -> str | None:
    """A reviewer, who neither entered it nor is the one whom it is about."""
    if not actor.wears("reviewer") or actor.acting_for is not None:
        return "The reviewer of the co-op looks at the papers."
    if actor.membership_id == row.made_by:
        return "You entered this yourself. Another reviewer looks at the papers."
    return (
        "This is about you. Another reviewer looks at the papers." if actor.membership_id == row.membership_id else None
    )


def can_end_authority(actor: Actor, row: Authority, stands: Standing) -> str | None:
    """The person, who has it, and a reviewer."""
    if stands.herself or actor.membership_id == row.membership_id or stands.holds("reviewer"):
        return None
    return f"{stands.name} ends this. So can who has it, and the reviewer."
