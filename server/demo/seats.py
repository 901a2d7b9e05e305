"""Who sits where while the demo is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work

Seats = dict[str, Actor]


@contextmanager
def sits(work: Work, seat: Actor) -> Iterator[Actor]:
    """Whoever sits here does what follows, as if they had come through a door themselves, a moment ago."""
    before = work.actor
    work.sit(replace(seat, strong_at=clock.now()))
    yield work.actor
    work.sit(before)


def person_of(seat: Actor) -> UUID:
    """The person that this member is."""
    if seat.person_id is None:
        raise NotFound
    return seat.person_id


def for_somebody(seat: Actor, person: Actor) -> Actor:
    """The same member in the person's seat."""
    return replace(seat, acting_for=person_of(person), acting_membership_id=person.membership_id)
