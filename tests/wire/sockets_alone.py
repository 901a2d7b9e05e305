"""A Socket.IO server with our engine and nothing behind it, for tests of the wire. Times are short."""

from typing import Any

import socketio

from server.kernel.doors import engine

engine.SEATING_TAKES = 2.5
server = engine.Sockets(
    cors_allowed_origins=["http://ours.example"],
    max_http_buffer_size=64 * 1024,
    http_compression=False,
    ping_interval=1,
    ping_timeout=1,
)


def echo(sid: str, payload: Any) -> Any:
    return payload


def flood(sid: str, payload: int) -> int:
    """Tell everybody so many times, in pieces that leave the loop time to write."""
    everybody = list(server.eio.sockets)
    for n in range(payload):
        server.tell(everybody, "flood", {"n": n, "text": "x" * 50_000})
        server.sleep(0)
    return payload


def count(sid: str, _: Any = None) -> int:
    return len(server.eio.sockets)


def out(sid: str, _: Any = None) -> None:
    """Ask to be shown out."""
    server.disconnect(sid)


for name, handler in {"echo": echo, "flood": flood, "count": count, "out": out}.items():
    server.on(name, handler)
application = socketio.WSGIApp(server)
