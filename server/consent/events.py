"""What happened with a person's consent."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from server.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AccessChanged(Event):
    """What follows from a person's facts is not what it was. `narrowed` and `widened`: the members who may do less or
    more now, whatever else they may do later. `quiet`: only for a safeguarding enquiry, of which the person is not to
    hear."""

    reveals: ClassVar[str] = "To the person, unless quiet, and to each of these members: what they may read now."
    person_id: UUID
    narrowed: frozenset[UUID]
    widened: frozenset[UUID]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class EmergencyOpened(Event):
    """Somebody opened a record in an emergency."""

    reveals: ClassVar[str] = "Who opened it and when: to the person, who represents them, and the reviewers."
    emergency_id: UUID
    person_id: UUID
    membership_id: UUID
