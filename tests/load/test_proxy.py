"""The proxy does to connections what it says."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from tests.load.proxy import Proxy


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """In front of a server that sends everything back."""
    listener = socket.create_server(("127.0.0.1", 0))

    def echo(end: socket.socket) -> None:
        with end:
            try:
                while said := end.recv(100):
                    end.sendall(said)
            except OSError:
                pass

    def serve() -> None:
        while True:
            try:
                end, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=echo, args=(end,), daemon=True).start()

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    made = Proxy(listener.getsockname()[1])
    yield made
    made.stop()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    serving.join(2)


@pytest.fixture
def caller(proxy: Proxy) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=2) as end:
        end.sendall(b"one")
        assert end.recv(100) == b"one"
        end.settimeout(0.3)
        yield end


def test_a_cut_is_noticed(proxy: Proxy, caller: socket.socket) -> None:
    proxy.cut()
    with contextlib.suppress(ConnectionResetError):
        assert caller.recv(100) == b""
    assert proxy.spoiled == 1


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_black_hole_is_silent_and_gives_back(way: str, proxy: Proxy, caller: socket.socket) -> None:
    proxy.black_hole(way)  # type: ignore[arg-type]
    caller.sendall(b"two")
    with pytest.raises(TimeoutError):
        caller.recv(100)
    proxy.heal()
    assert caller.recv(100) == b"two"


def test_half_open_looks_open(proxy: Proxy, caller: socket.socket) -> None:
    proxy.half_open(server_gone=True)
    caller.sendall(b"two")
    with pytest.raises(TimeoutError):
        caller.recv(100)
