"""What a door does after its answer has begun: the same seat again, if it is still theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

from server.kernel.actor import Actor, SignedIn
from server.kernel.doors import credentials
from server.kernel.errors import SignedOut
from server.kernel.unit_of_work import Work, take_seat


@contextmanager
def same_seat(actor: Actor) -> Iterator[Work]:
    """A unit of work of its own in the seat that this actor had. SignedOut where the session has ended meanwhile,
    NotFound where the seat has."""
    if actor.account_id is None or actor.session_id is None:
        raise SignedOut
    if not credentials.living_sessions([actor.session_id]):
        raise SignedOut
    who = SignedIn(actor.account_id, actor.session_id, actor.coop_id, actor.strong_at)
    with take_seat(who, actor.coop_id, actor.acting_for, actor.purpose) as work:
        yield work
