"""Entries: how long, when, and what can be said of them beside their words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from server.consent.rules.sections import Section, mask

TEXT_LIMIT: Final = 10_000  # characters of an entry
REASON_LIMIT: Final = 500
REPLY_LIMIT: Final = 2_000
SEARCH_LIMIT: Final = 200
FILES_LIMIT: Final = 10  # of one entry
VALUE_LIMIT: Final = 200  # characters of one field of an entry's data
PAGE: Final = 50
MOST: Final = 100  # entries of one page at most
PRINTED: Final = 200  # entries of a section on paper, the newest ones
FOUND: Final = 50  # entries that a search gives

AHEAD: Final = timedelta(minutes=5)  # by how much a device's clock may be fast
LONGEST_LIFE: Final = timedelta(days=366 * 120)
LATELY: Final = timedelta(hours=24)

# PRSB's About Me: its seven parts, and strengths before all of them.
ABOUT_ME_PARTS: Final = (
    "strengths",
    "important",
    "people",
    "communication",
    "wellness",
    "please_do",
    "support",
    "also_know",
)
MEASURED: Final = ("blood_pressure", "temperature", "pulse", "weight", "blood_sugar", "pain", "mood", "other")
# What an entry of a section can say beside its words; with what one of them has to be, where that is fixed.
DATA: Final[Mapping[str, tuple[str, ...]]] = {
    "about_me": ("part",),
    "observations": ("what", "value", "unit"),
    "medicines": ("name", "dose", "when", "why"),
    "allergies": ("to", "reaction"),
    "personal_contacts": ("name", "relation", "phone"),
}
FIXED: Final = {("about_me", "part"): ABOUT_ME_PARTS, ("observations", "what"): MEASURED}

SEALED: Final = frozenset({Section.HOME_ACCESS})  # kept enciphered, and never found by a search

# What somebody needs who comes at night and has never been there, in this order.
NIGHT: Final = (
    "reasonable_adjustments",
    "alerts",
    "allergies",
    "medicines",
    "contingency",
    "care_plan",
    "home_access",
    "personal_contacts",
    "daily_notes",
)
NIGHT_SECTIONS: Final = mask(NIGHT)


def wrong_data(section: str, data: Mapping[str, str]) -> tuple[str, str] | None:
    """The field and the sentence of what can't stand in an entry of this section; None if all is right."""
    known = DATA.get(section, ())
    for name, value in data.items():
        if name not in known:
            return f"data.{name}", "This section holds nothing of that name."
        choices = FIXED.get((section, name))
        if choices is not None and value not in choices:
            return f"data.{name}", "This is none of the choices."
    if section == "about_me" and "part" not in data:
        return "data.part", "Say first which part of About me this is."
    return None


def wrong_time(happened_at: datetime, now: datetime) -> str | None:
    """Why something can't have happened then; None where it can."""
    if happened_at - now > AHEAD:
        return "This hasn't happened yet. Say when it was."
    if now - happened_at > LONGEST_LIFE:
        return "This is longer ago than anybody lives. Say when it was."
    return None


def state_of(kind: str, *, superseded: bool) -> str:
    """How a version stands: current, corrected (there is a later one), or entered in error."""
    if superseded:
        return "corrected"
    return "error" if kind == "error" else "current"
