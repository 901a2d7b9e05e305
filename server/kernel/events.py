"""News goes up: a domain publishes what happened, and higher domains react in the same transaction."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar


class Event:
    """A fact in the past tense, as a frozen dataclass. `reveals` says what it may tell, and to whom."""

    reveals: ClassVar[str]


E = TypeVar("E", bound=Event)
Reaction = Callable[[Any, Any], None]

_reactions: dict[type[Event], list[Reaction]] = defaultdict(list)


def reacts_to(event: type[E]) -> Callable[[Callable[[Any, E], None]], Callable[[Any, E], None]]:
    """Register `reaction(work, event)`: it runs inside the unit of work that published the event."""

    def register(reaction: Callable[[Any, E], None]) -> Callable[[Any, E], None]:
        _reactions[event].append(reaction)
        return reaction

    return register


def reactions_of(event: type[Event]) -> tuple[Reaction, ...]:
    """What runs when such an event is published, in the order of registration."""
    return tuple(_reactions[event])
