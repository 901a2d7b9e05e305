"""The sections of the record, the actions and the purposes, each with its bit. A bit is never given to another.

The headings follow PRSB's standards (About Me, Core Information, Personalised Care and Support Plan); which of them
are readable in an emergency (E), open from the start and at a visit is written in ADR 0060.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum
from typing import Final


class Section(IntEnum):
    """A part of the record, by its bit."""

    DEMOGRAPHICS = 0
    ABOUT_ME = 1
    REASONABLE_ADJUSTMENTS = 2
    PERSONAL_CONTACTS = 3
    PROFESSIONAL_CONTACTS = 4
    ALLERGIES = 5
    MEDICINES = 6
    MEDICINE_ADMINISTRATION = 7
    PROBLEMS = 8
    PROCEDURES = 9
    IMMUNISATIONS = 10
    ALERTS = 11
    ADVANCE_DECISIONS = 12
    LEGAL = 13
    SAFEGUARDING = 14
    CARE_PLAN = 15
    CONTINGENCY = 16
    ASSESSMENTS = 17
    OBSERVATIONS = 18
    DAILY_NOTES = 19
    INCIDENTS = 20
    SOCIAL_CONTEXT = 21
    SERVICES = 22
    EQUIPMENT = 23
    HOME_ACCESS = 24
    MONEY = 25
    MESSAGES = 26
    DOCUMENTS = 27
    SHARING = 28
    RESEARCH = 29


SECTIONS: Final = tuple(section.name.lower() for section in Section)
BITS: Final = {code: bit for bit, code in enumerate(SECTIONS)}
ALL: Final = (1 << len(SECTIONS)) - 1
FOREVER: Final = datetime(9999, 1, 1, tzinfo=UTC)  # what has no end ends then

READ, WRITE, DISCLOSE, AGGREGATE = 1, 2, 4, 8
ACTIONS: Final = (READ, WRITE, DISCLOSE, AGGREGATE)
PURPOSE_BITS: Final = {"care": 1, "emergency": 2, "safeguarding": 4, "legal": 8, "planning": 16, "research": 32}
ALL_PURPOSES: Final = 63


def of(*bits: int) -> int:
    """The mask of these bits."""
    return sum(1 << bit for bit in set(bits))


def mask(codes: Iterable[str]) -> int:
    """The mask of these sections; KeyError for a code that is none."""
    return of(*(BITS[code] for code in codes))


def codes(sections: int) -> list[str]:
    """The sections of a mask, in their order."""
    return [code for bit, code in enumerate(SECTIONS) if sections >> bit & 1]


def bit(code: str) -> int:
    """The bit of a section; KeyError for a code that is none."""
    return BITS[code]


EMERGENCY_SECTIONS: Final = of(0, 1, 2, 3, 5, 6, 8, 11, 12, 16)
STARTING_SECTIONS: Final = of(1, 2, 3, 4, 5, 6, 11, 15, 16, 19)
VISIT_SECTIONS: Final = of(1, 2, 3, 5, 6, 7, 11, 15, 16, 19, 24)
VISIT_WRITES: Final = of(19)
STARTING_WRITES: Final = of(19)
SAFE_CARE_SECTIONS: Final = of(1, 2, 5, 6, 11, 15, 16, 19)  # closing one of these is talked about

_HEALTH = (4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 17, 18, 19, 20, 22, 23, 27)
_FAMILY_WRITES = of(1, 2, 3, 16, 18, 19, 21, 22, 27)
_CHARITY = of(1, 2, 3, 11, 15, 16, 18, 19, 21, 22, 27)

READ_CEILING: Final = {  # of read and aggregate
    "person": ALL,
    "representative": ALL,
    "carer": ALL & ~of(28),
    "community": ALL & ~of(28),
    "investor": 0,
    "gp practice": ALL & ~of(24, 25, 26, 28, 29),
    "hospital": ALL & ~of(24, 25, 26, 28, 29),
    "pharmacy": ALL & ~of(24, 25, 26, 28, 29),
    "community nursing": ALL & ~of(25, 26, 28, 29),
    "council": ALL & ~of(7, 24, 26, 28),
    "charity": _CHARITY,
    "other": _CHARITY,
}
WRITE_CEILING: Final = {
    "person": ALL,
    "representative": ALL,
    "carer": ALL & ~of(9, 10, 13, 25, 28, 29),
    "community": _FAMILY_WRITES,
    "investor": 0,
    "gp practice": of(*_HEALTH),
    "hospital": of(*_HEALTH),
    "pharmacy": of(*_HEALTH),
    "community nursing": of(*_HEALTH),
    "council": of(4, 13, 14, 15, 16, 17, 18, 19, 22, 25, 27),
    "charity": of(18, 19, 21, 22),
    "other": of(18, 19, 21, 22),
}
DISCLOSE_CEILING: Final = {
    role: ALL
    if role in {"person", "representative"}
    else EMERGENCY_SECTIONS
    if role in {"carer", "gp practice", "hospital", "pharmacy", "community nursing"}
    else 0
    for role in READ_CEILING
}
CEILINGS: Final = {READ: READ_CEILING, WRITE: WRITE_CEILING, DISCLOSE: DISCLOSE_CEILING, AGGREGATE: READ_CEILING}
