"""What happened in a co-op's membership and its patches."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from server.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CoopFounded(Event):
    """A co-op is there."""

    reveals: ClassVar[str] = "The co-op's name, to its members."
    coop_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class MembershipBegan(Event):
    """Somebody is a member from now on, for the first time or again."""

    reveals: ClassVar[str] = "Who joined, to every member of the co-op."
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class ClassGiven(Event):
    """Who was in the co-op on no register is a carer, or of another class of members, from now on."""

    reveals: ClassVar[str] = "What a member is here, to every member of the co-op."
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class SupportBegan(Event):
    """A member gets support from now on, in this patch if one is known."""

    reveals: ClassVar[str] = "That this member gets support, to who asked them in and to whom they let into their team."
    membership_id: UUID
    patch_id: UUID | None


@dataclass(frozen=True, slots=True)
class PartnerJoined(Event):
    """Somebody of a partner organisation is here from now on, for the first time or again. No member of the co-op."""

    reveals: ClassVar[str] = "Who came, to who asked them, and to those whose records are open to the organisation."
    membership_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class MembershipEnded(Event):
    """Somebody is no member any more, or no partner."""

    reveals: ClassVar[str] = "Who left, to those who shared a conversation with them."
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class PatchMade(Event):
    """There is a new patch."""

    reveals: ClassVar[str] = "The patch's name, to every member of the co-op."
    patch_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PatchMemberJoined(Event):
    """Somebody is in a patch team from now on."""

    reveals: ClassVar[str] = "Who joined, to every member of the co-op."
    patch_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class PatchMemberLeft(Event):
    """Somebody is not in a patch team any more."""

    reveals: ClassVar[str] = "Who left, to every member of the co-op."
    patch_id: UUID
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class InvitationMade(Event):
    """Somebody was invited by e-mail. The link is the only copy of its secret."""

    reveals: ClassVar[str] = "The link, to the address that was invited, and to nobody else."
    invitation_id: UUID
    email: str
    name: str
    coop_name: str
    link: str


@dataclass(frozen=True, slots=True)
class PartnerInvited(Event):
    """Somebody of a partner organisation was asked by e-mail to see part of a person's record."""

    reveals: ClassVar[str] = "The link, and who asks, to the address that was invited, and to nobody else."
    invitation_id: UUID
    email: str
    name: str
    person_name: str
    coop_name: str
    link: str
    sign_in: str
