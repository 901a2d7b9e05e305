"""Who does this: in which co-op, in whose seat, under which hats, for which purpose, acting for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

PURPOSES: Final = ("care", "emergency", "safeguarding", "legal", "planning", "research")
STAYS_FRESH: Final = timedelta(minutes=10)  # how long a strong sign-in counts as one of just now


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account with a living session; which seat it takes in a co-op is not said yet. `strong_at`: when a passkey,
    a code or a card was last shown on this device."""

    account_id: UUID
    session_id: UUID
    coop_id: UUID | None = None
    strong_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A seat in one co-op. `acting_for` is the person whom a named helper acts for, and `seat_id` then is
    that person's membership; otherwise it is the actor's own."""

    coop_id: UUID
    membership_id: UUID | None = None
    account_id: UUID | None = None
    session_id: UUID | None = None
    person_id: UUID | None = None
    hats: frozenset[str] = frozenset()
    purpose: str = "care"
    acting_for: UUID | None = None
    acting_membership_id: UUID | None = None
    strong_at: datetime | None = None

    @property
    def seat_id(self) -> UUID:
        """The membership whose conversations and team this actor sees."""
        seat = self.acting_membership_id or self.membership_id
        if seat is None:
            raise RuntimeError("the co-op itself has no seat")
        return seat

    @property
    def member(self) -> UUID:
        """The actor's own membership."""
        if self.membership_id is None:
            raise RuntimeError("the co-op itself has no membership")
        return self.membership_id

    def is_fresh(self, now: datetime) -> bool:
        """Whether this device has shown who holds it within the last ten minutes. The co-op itself always has."""
        if self.membership_id is None:
            return True
        return self.strong_at is not None and now - self.strong_at < STAYS_FRESH

    def wears(self, hat: str) -> bool:
        return hat in self.hats


def the_coop(coop_id: UUID, purpose: str) -> Actor:
    """The co-op itself, for what nobody does in person: the relay's, the worker's and the founding's work."""
    return Actor(coop_id=coop_id, purpose=purpose)
