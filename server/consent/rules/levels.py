"""What a person chooses of a section for somebody: closed, see, or see and add."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from server.consent.rules.sections import READ, READ_CEILING, WRITE, WRITE_CEILING

CLOSED, SEE, ADD = "closed", "see", "add"
LEVELS: Final = (CLOSED, SEE, ADD)
ACTIONS_OF: Final = {CLOSED: 0, SEE: READ, ADD: READ | WRITE}
PARTNER_LIMIT: Final = timedelta(days=366)  # a partner's permit ends: twelve months, in a leap year too
WORDING: Final = "2026-11"  # the version of the words that people decide by


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom something is granted."""

    audience: str
    id: UUID | None = None
    role: str | None = None

    @property
    def columns(self) -> dict[str, object]:
        """As a grant's row says it."""
        names = {"membership": "membership_id", "patch team": "patch_id", "organisation": "organisation_id"}
        column = names.get(self.audience.removesuffix(" role"))
        return {
            "audience": self.audience,
            "membership_id": None,
            "patch_id": None,
            "organisation_id": None,
            "organisation_role": self.role,
        } | ({column: self.id} if column else {})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a grant opens or denies, and until when: what is left of it when a part is taken out."""

    effect: str
    sections: int
    actions: int
    to_at: datetime | None

    def without(self, sections: int) -> "Shape | None":
        """The rest, without these sections; None if nothing is left."""
        rest = self.sections & ~sections
        return replace(self, sections=rest) if rest else None


def beyond_ceiling(role: str, sections: int, level: str) -> int:
    """Those of these sections that such a role can never see, or add to, whatever anybody consents to."""
    ceiling = {CLOSED: -1, SEE: READ_CEILING[role], ADD: READ_CEILING[role] & WRITE_CEILING[role]}[level]
    return sections & ~ceiling


def level_of(reads: int, writes: int, bit: int) -> str:
    """The level that these masks come to for one section."""
    if not reads >> bit & 1:
        return CLOSED
    return ADD if writes >> bit & 1 else SEE
