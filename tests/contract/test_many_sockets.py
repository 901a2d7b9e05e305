"""One session opens sockets without end: its oldest ones go, and nobody else's."""

from contextlib import ExitStack
from pathlib import Path

from server.kernel.doors.sockets import SOCKETS_OF_SESSION
from tests.contract.test_bad_socket_input import process
from tests.crawler.conftest import Place
from tests.crawler.wire import CLOSED, Socket

__all__ = ["process"]


def test_the_oldest_socket_of_a_session_makes_room(fresh: Place, process: tuple[str, Path]) -> None:
    roles = fresh.world.roles
    with ExitStack() as opened:
        sam = opened.enter_context(Socket(process[0], roles["carer"]))
        ivys = [opened.enter_context(Socket(process[0], roles["person"])) for _ in range(SOCKETS_OF_SESSION + 1)]
        assert ivys[0].await_close()
        for socket in (sam, ivys[1], ivys[-1]):
            assert socket.call("sync", {"cursors": {}}) != CLOSED
