"""Socket.IO over a WebSocket, as plain as it gets: what is said leaves at once, what is heard is heard in order, and a
connection that is dead can be dropped without asking it. (The usual client starts a thread for each event, so that
its user cannot tell in which order they came.)"""

import contextlib
import itertools
import json
import socket
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

SILENT = 45.0  # seconds; the server pings every 25 and allows 20
Hear = Callable[[str, Any], None]


class Lost(Exception):
    """No answer came: the connection is gone, or slow. What was asked may have been done."""


class TurnedAway(Exception):
    """The server did not let us in; `problem` says why."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(problem.get("detail", ""))


class Wire:
    """One connection. `hear(event, payload)` is called from one thread, in the order of the server."""

    def __init__(
        self, url: str, token: str, hear: Hear, auth: dict[str, Any] | None = None, patience: float = 4.0
    ) -> None:
        self._hear = hear
        self._patience = patience
        self._numbers = itertools.count(1)
        self._waiting: dict[int, SimpleQueue[dict[str, Any] | None]] = {}
        self._lock = threading.Lock()
        self.dead = threading.Event()
        self._ends = contextlib.ExitStack()
        try:
            self._socket = self._ends.enter_context(_dial(url, token, patience))
        except (OSError, WebSocketException) as problem:
            raise Lost from problem
        try:
            self._enter(auth or {})
        except (OSError, WebSocketException, TimeoutError) as problem:
            self.drop()
            raise Lost from problem
        except TurnedAway:
            self.drop()
            raise
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def call(self, event: str, payload: Any) -> dict[str, Any]:
        """Say it and wait for the acknowledgement. Lost when none comes: the connection is dropped then."""
        number = next(self._numbers)
        answer: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        with self._lock:
            self._waiting[number] = answer
        try:
            self._send(f"42{number}{json.dumps([event, payload])}")
            found = None if self.dead.is_set() else answer.get(timeout=self._patience)
        except Empty:
            found = None
        finally:
            with self._lock:
                self._waiting.pop(number, None)
        if found is None:
            self.drop()
            raise Lost
        return found

    def emit(self, event: str, payload: Any) -> None:
        """Say it and wait for nothing."""
        self._send(f"42{json.dumps([event, payload])}")

    def drop(self) -> None:
        """Be rid of it, whatever the other end thinks."""
        self.dead.set()
        with contextlib.suppress(OSError):
            self._socket.socket.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(OSError, WebSocketException):
            self._ends.close()
        with self._lock:
            for answer in self._waiting.values():
                answer.put(None)

    def _send(self, packet: str) -> None:
        try:
            self._socket.send(packet)
        except (OSError, WebSocketException) as problem:
            self.drop()
            raise Lost from problem

    def _enter(self, auth: dict[str, Any]) -> None:
        self._socket.recv(timeout=self._patience)  # the transport's own greeting
        self._socket.send(f"40{json.dumps(auth)}")
        while True:
            packet = str(self._socket.recv(timeout=self._patience))
            if packet.startswith("44"):
                said = json.loads(packet[2:])
                raise TurnedAway(said.get("data") or said)
            if packet.startswith("40"):
                return
            self._take(packet)

    def _read(self) -> None:
        try:
            while True:
                self._take(str(self._socket.recv(timeout=SILENT)))
        except (OSError, WebSocketException, TimeoutError, Lost):
            pass
        self.drop()

    def _take(self, packet: str) -> None:
        kind, rest = packet[:2], packet[2:]
        if packet == "2":
            self._send("3")
        elif kind == "42":
            event, payload = json.loads(rest)[:2]
            self._hear(event, payload)
        elif kind == "43":
            number, _, answer = rest.partition("[")
            with self._lock:
                waiting = self._waiting.get(int(number))
            if waiting is not None:
                waiting.put(json.loads("[" + answer)[0])
        elif kind in ("41", "44") or packet == "1":
            raise Lost


def _dial(url: str, token: str, patience: float) -> contextlib.AbstractContextManager[ClientConnection]:
    address = url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    return connect(
        address,
        additional_headers={"Cookie": f"ourpatch_session={token}"},
        open_timeout=patience,
        close_timeout=0.1,
        ping_interval=None,
        compression=None,
        proxy=None,
    )
