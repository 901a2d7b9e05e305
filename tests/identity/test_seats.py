"""An open socket's rights are asked anew for each event, its session's too; its sockets share what it may send."""

from uuid import uuid4

import pytest

from server.identity.actions.sessions import end_session
from server.kernel.config import Settings
from server.kernel.doors.sockets import EVENTS_PER_SECOND, Seat, SocketDoor
from server.kernel.errors import SignedOut, TooMany
from server.kernel.unit_of_work import directory_work
from tests.world import Member, World

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def sam(world: World) -> Member:
    return world.coop().member()


def seat_of(sam: Member) -> Seat:
    opened = sam.sign_in()
    with sam.work() as work:
        return Seat(uuid4().hex, opened.who, work.actor, uuid4().hex)


def test_a_session_that_was_shut_does_nothing_more_though_nobody_told_its_socket(sam: Member) -> None:
    seat = seat_of(sam)
    with seat.work() as work:
        assert work.actor.member == sam.membership_id
    with directory_work() as directory:
        end_session(seat.who, directory, session_id=seat.who.session_id)
    with pytest.raises(SignedOut), seat.work():
        pytest.fail("it was let in")


def test_sockets_of_one_session_share_what_it_may_send(sam: Member, settings: Settings) -> None:
    door = SocketDoor(settings)
    one = seat_of(sam)
    door.place(one)
    other = Seat(uuid4().hex, one.who, one.actor, uuid4().hex)
    door.place(other)
    stranger = seat_of(sam)
    door.place(stranger)
    for _ in range(EVENTS_PER_SECOND):
        one.allowance.spend()
    with pytest.raises(TooMany):
        other.allowance.spend()
    stranger.allowance.spend()
