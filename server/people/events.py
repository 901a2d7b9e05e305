"""What happened around a person."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from server.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PersonRegistered(Event):
    """A member is a person who gets support."""

    reveals: ClassVar[str] = "That this member gets support, to themselves and to whom they let in."
    person_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class CareTeamInvited(Event):
    """A member was asked into a care team."""

    reveals: ClassVar[str] = "Who was asked, to the person, their helpers and the one who was asked."
    team_member_id: UUID
    person_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class CareTeamJoined(Event):
    """A member said yes and is in a care team. A person who comes back to the co-op joins their own again."""

    reveals: ClassVar[str] = "Who joined, to the person, their helpers and the care team."
    person_id: UUID
    membership_id: UUID
    person_membership_id: UUID


@dataclass(frozen=True, slots=True)
class CareTeamLeft(Event):
    """A member is in a care team no more: left, or was taken out."""

    reveals: ClassVar[str] = "Who left, to the person, their helpers and the care team; never why."
    person_id: UUID
    membership_id: UUID
    person_membership_id: UUID


@dataclass(frozen=True, slots=True)
class HelperNamed(Event):
    """A person has a new helper."""

    reveals: ClassVar[str] = "Who helps, to the person, their helpers and the care team."
    person_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class HelperEnded(Event):
    """Somebody acts for a person no more."""

    reveals: ClassVar[str] = "Who stopped helping, to the person, their helpers and the care team."
    person_id: UUID
    membership_id: UUID
