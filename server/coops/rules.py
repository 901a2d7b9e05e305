"""What is true of co-ops whatever the database holds."""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

MEMBER_CLASSES = ("supported", "carer", "community", "investor")
HATS = ("secretary", "treasurer", "team starter", "coach", "on-call", "reviewer")
ORGANISATION_KINDS = (
    "gp practice",
    "community nursing",
    "hospital",
    "pharmacy",
    "council",
    "charity",
    "other",
)
REGISTERED_LIMIT = 20  # how many things an organisation is registered for
INVITATION_LIFE = timedelta(days=14)
LOST_ANSWER = timedelta(minutes=10)  # for so long an accepted invitation answers again to the same Idempotency-Key
NAME_LIMIT = 80
PHONE_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Place:
    """As what somebody comes into the co-op. `patch_id`: a carer joins that patch's team; for a person who gets
    support it is where they live. With an organisation it is a partner's place, under their role there, and nothing
    else of this is said."""

    member_class: str | None = None
    hats: tuple[str, ...] = ()
    patch_id: UUID | None = None
    gets_support: bool = False
    organisation_id: UUID | None = None
    organisation_role: str | None = None


PORTRAIT_PARTS = ("background", "skin", "hair", "hair colour", "clothes", "beard", "glasses")
PORTRAIT_RANGES = (8, 6, 10, 6, 8, 4, 2)  # how many there are of each


def portrait_parts(membership_id: UUID) -> str:
    """A portrait for who has not chosen one: the same for the same membership, on every device. Three in four have
    no beard and no glasses, so that nobody looks in the mirror and finds a stranger too often."""
    digest = hashlib.sha256(membership_id.bytes).digest()
    numbers = [digest[i] % size for i, size in enumerate(PORTRAIT_RANGES)]
    for i in (5, 6):
        if digest[i + 8] % 4:
            numbers[i] = 0
    return ".".join(str(number) for number in numbers)


def is_portrait(parts: str) -> bool:
    """Whether these are seven numbers, each within its range and written the one way."""
    numbers = parts.split(".")
    return len(numbers) == len(PORTRAIT_RANGES) and all(
        number in {str(n) for n in range(size)} for number, size in zip(numbers, PORTRAIT_RANGES, strict=True)
    )


def kind_of(member_class: str | None, gets_support: bool, *, partner: bool = False) -> str:
    """As what somebody is shown. Who is on no register and gets no support is there to help somebody."""
    if partner:
        return "partner"
    if member_class == "carer":
        return "carer"
    if gets_support:
        return "person"
    return "member" if member_class else "helper"


def new_invitation_token(coop_id: UUID) -> str:
    """A secret that says by itself which co-op it belongs to, so that only that co-op is asked."""
    return base64.urlsafe_b64encode(coop_id.bytes + secrets.token_bytes(32)).decode()


def coop_of_token(token: str) -> UUID | None:
    """The co-op that an invitation's token names; None for what is no such token."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 48 else None


def token_hash(token: str) -> bytes:
    """What is kept of a token of high entropy."""
    return hashlib.sha256(token.encode()).digest()
