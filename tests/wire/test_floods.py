"""One device that says more than any device does is heard slowly, and its neighbours do not notice."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.frames import Opcode

from tests.wire.raw_client import RawClient
from tests.wire.test_websocket import _Catch, port

__all__ = ["port"]
SECONDS = 2.0
FLOODS = {
    "pongs of Engine.IO": (Opcode.TEXT, "3"),
    "events": (Opcode.TEXT, '42["echo",1]'),
    "events that nobody declared": (Opcode.TEXT, '42["nothing",1]'),
    "large events": (Opcode.TEXT, f'42["echo","{"x" * 60_000}"]'),
    "pings": (Opcode.PING, ""),
}


def frames(client: RawClient, opcode: int, text: str) -> bytes:
    """As many of these frames as fill a piece to write."""
    sock, written = client.sock, bytearray()
    client.sock = _Catch(written)  # type: ignore[assignment]
    client.write(opcode, text)
    client.sock = sock
    return bytes(written) * max(1, 20_000 // len(written))


@contextmanager
def flooded(client: RawClient, piece: bytes) -> Iterator[None]:
    """Write this without end, until the block ends or nobody takes it."""
    over = threading.Event()
    client.sock.settimeout(0.2)

    def write() -> None:
        while not over.is_set():
            try:
                client.sock.send(piece)
            except TimeoutError:
                continue
            except OSError:
                return

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    yield
    over.set()
    thread.join(5)


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_keeps_nobody_else_waiting(port: int, kind: str) -> None:
    with RawClient(port) as loud, RawClient(port) as quiet:
        loud.seat()
        quiet.seat()
        with flooded(loud, frames(loud, *FLOODS[kind])):
            waits, end = [], time.monotonic() + SECONDS
            while time.monotonic() < end:
                began = time.monotonic()
                assert quiet.ask("echo", 1) == 1
                waits.append(time.monotonic() - began)
                time.sleep(0.02)
    assert sorted(waits)[len(waits) // 2] < 0.3, waits
    assert max(waits) < 1.5
