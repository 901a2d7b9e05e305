"""Worlds with what is right about them: few enough to be asked of a hundred mutants in seconds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from tests.consent.asked import Masks, Question
from tests.consent.crafted import crafted
from tests.consent.planting import Planting
from tests.consent.reference import (
    PURPOSES,
    Actor,
    Facts,
    live,
    masks,
)
from tests.consent.stored import Owner
from tests.consent.worlds import SINCE, actors, moments, world

SEEDS = (4, 7, 8, 10, 12, 14, 15, 16, 19, 21, 22, 25, 27, 32, 35, 38, 40, 44, 52, 54, 58)  # all kill something
ANOTHER = UUID(int=2)  # person, of whom there is nothing here
ASKED = 40  # questions about each world


@dataclass(frozen=True)
class Told:
    """A world as a co-op in the tables, and its questions with the right answers."""

    coop_id: UUID
    facts: Facts
    right: tuple[tuple[Question, Masks], ...]


def helpers_of(number: int, facts: Facts) -> list[Any]:
    """In every other world everybody helps; in the others only an authority gives the person's seat."""
    return [member.id for member in facts.members if member.id != facts.own and number % 2 == 0]


def questions(number: int, facts: Facts) -> list[Question]:
    """Some of all that can be asked about a world; whoever acts can take the seat then."""
    draw = Random(number)
    among = [(actor, purpose, t) for actor in actors(facts) for purpose in _purposes(facts) for t in moments(facts)]
    seats = set(helpers_of(number, facts))
    chosen = (Question(*each) for each in draw.sample(among, min(len(among), 4 * ASKED)))
    return [q for q in chosen if q.actor.acting_for is None or q.actor.member in seats | _holders(facts, q.t)][:ASKED]


def _purposes(facts: Facts) -> list[str]:
    """Those that something is about, and one that nothing may be about."""
    said = {g.purpose for g in facts.grants} | {d.purpose for d in facts.directives} | {"care", "research"}
    said |= {"emergency"} if facts.emergencies else set()
    return [purpose for purpose in PURPOSES if purpose in said]


def _holders(facts: Facts, t: datetime) -> set[Any]:
    return {
        a.member for a in facts.authorities if a.verified_at is not None and live(t, a.from_at, a.to_at, a.ended_at)
    }


def everything_now(facts: Facts, helpers: Collection[Any]) -> list[Question]:
    """What everybody may do now, for whatever something is about; whoever acts for another person as well."""
    asking = [actor for actor in actors(facts) if actor.acting_for is None or actor.member in helpers]
    asking += [Actor(member.id, ANOTHER) for member in facts.members]
    return [Question(actor, purpose, SINCE) for actor in asking for purpose in _purposes(facts)]


def plant(owner: Owner, seeds: Collection[int] = SEEDS) -> list[Told]:
    """All of them, written into the tables."""
    whole = [(facts, everything_now(facts, helpers), helpers) for facts, helpers in crafted()]
    drawn = [
        (facts, questions(seed, facts), helpers_of(seed, facts))
        for seed, facts in zip(seeds, map(world, seeds), strict=True)
    ]
    planted = []
    for place, (facts, asked, helpers) in enumerate(whole + drawn):
        coop_id = UUID(int=7000 + place)
        Planting(owner, coop_id, facts, helpers)
        right = tuple((q, masks(facts, q.actor, q.purpose, q.t)) for q in asked)
        planted.append(Told(coop_id, facts, right))
    return planted
