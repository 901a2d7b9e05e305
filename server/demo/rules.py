"""The demo world as it is told in its files."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from server.kernel.actor import Actor
from server.kernel.errors import NotFound

WORLDS = ("meadow-lane", "harbour")
DEMO = UUID("5f0c1d3a-0b0e-4b52-9f0a-9d7c1c8f2b61")  # what every id of the demo that is chosen here descends from

_AGO = re.compile(r"(\d+)([mh])")
_DAY = re.compile(r"(\d+)d (\d\d):(\d\d)")


Seats = dict[str, Actor]


@dataclass(frozen=True, slots=True)
class Story:
    """One co-op of the demo."""

    slug: str
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.told["name"])

    @property
    def coop_id(self) -> UUID:
        return uuid5(DEMO, self.slug)

    @property
    def age(self) -> timedelta:
        """How long ago the co-op was founded."""
        return timedelta(days=self.told["founded"])


def stories() -> list[Story]:
    """Both co-ops."""
    place = Path(__file__).parent
    return [Story(slug, _read(place / f"{slug}.toml") | _read(place / f"{slug}-record.toml")) for slug in WORLDS]


def _read(file: Path) -> dict[str, Any]:
    """What a file tells; nothing where there is none."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def account_of(name: str) -> UUID:
    """The account of whoever bears this name in the demo: the same in both co-ops."""
    return uuid5(DEMO, f"account {name}")


def address_of(name: str) -> str:
    """An address that no post office knows, such as edith@ourpatch.example."""
    return f"{name.split(maxsplit=1)[0].lower()}@ourpatch.example"


def client_id(slug: str, conversation: int, message: int) -> UUID:
    """The same for the same message, however often the demo is loaded."""
    return uuid5(DEMO, f"message {slug} {conversation} {message}")


def entry_id(slug: str, number: int) -> UUID:
    """The client's id of an entry: the same for the same entry, however often the demo is loaded."""
    return uuid5(DEMO, f"entry {slug} {number}")


def moment(when: str, now: datetime) -> datetime:
    """ "25m" and "3h" are that long ago; "2d 08:05" is that time of day, two days ago."""
    if ago := _AGO.fullmatch(when):
        unit = timedelta(minutes=1) if ago[2] == "m" else timedelta(hours=1)
        return now - int(ago[1]) * unit
    if day := _DAY.fullmatch(when):
        that_day = now - timedelta(days=int(day[1]))
        return that_day.replace(hour=int(day[2]), minute=int(day[3]), second=0, microsecond=0)
    raise ValueError(f"no moment: {when}")


def who_is_who(story: Story) -> list[tuple[str, str]]:
    """Everybody of a co-op, and what they do there."""
    names = {told["key"]: told["name"] for told in story.told["member"]}
    organisations = {told["key"]: told["name"] for told in story.told.get("organisation", ())}
    partners = [
        (told["name"], f"{told['role']} of {organisations[told['organisation']]}")
        for told in story.told.get("partner", ())
    ]
    return [*((told["name"], _what(told, names)) for told in story.told["member"]), *partners]


def _what(told: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if told.get("supported"):
        return f"gets support in {told['patch']}"
    if helped := told.get("helps"):
        return f"acts for {names[helped]}"
    what = f"carer in {told['patch']}" if told.get("class") == "carer" else "member"
    return ", ".join([what, *told.get("hats", ())])


def fresh(seat: Actor, now: datetime) -> Actor:
    """The same, as somebody who has just signed in."""
    return replace(seat, strong_at=now)


def person_of(seat: Actor) -> UUID:
    """The person that this member is."""
    if seat.person_id is None:
        raise NotFound
    return seat.person_id


def for_somebody(seat: Actor, person: Actor) -> Actor:
    """The same member in the person's seat."""
    return replace(seat, acting_for=person_of(person), acting_membership_id=person.membership_id)
