"""A TCP proxy that spoils connections: cut, one-way black hole, delay, half open. What a black hole swallows comes
after all when it ends, as with a network that comes back: late, and perhaps for somebody who has given up."""

import contextlib
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["up", "down"]
CHUNK = 65536
LOOK = 0.02  # seconds between looks while something is held back


@dataclass(eq=False, slots=True)
class Pair:
    """A client's connection and ours to the server. `severed`: one end is gone and the other is not told."""

    client: socket.socket
    server: socket.socket
    severed: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        self.closed.set()
        for end in (self.client, self.server):
            _shut(end)


class Proxy:
    """Listens on a free port of 127.0.0.1 and passes on to `port` there."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.delay = 0.0
        self.spoiled = 0
        self._holes: set[Way] = set()
        self._pairs: list[Pair] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def cut(self) -> None:
        """End every connection, both ends told."""
        for pair in self._living():
            self.spoiled += 1
            pair.close()

    def black_hole(self, way: Way) -> None:
        """Nothing passes in this direction until `heal`; connections stay open."""
        self.spoiled += len(self._living())
        self._holes.add(way)

    def heal(self) -> None:
        """Let pass what was held back, without delay."""
        self._holes.clear()
        self.delay = 0.0

    def half_open(self, *, server_gone: bool) -> None:
        """One end of every connection goes, and the other is left to believe in it."""
        for pair in self._living():
            self.spoiled += 1
            pair.severed.set()
            _shut(pair.server if server_gone else pair.client)

    def stop(self) -> None:
        self._stopped.set()
        self._holes.clear()
        _shut(self._listener)
        for pair in self._living():
            pair.close()
        self._accepting.join(2)

    def _living(self) -> list[Pair]:
        with self._lock:
            self._pairs = [pair for pair in self._pairs if not pair.closed.is_set()]
            return list(self._pairs)

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target), timeout=2)
                server.settimeout(None)
            except OSError:
                _shut(client)
                continue
            pair = Pair(client, server)
            with self._lock:
                self._pairs.append(pair)
            for way in ("up", "down"):
                threading.Thread(target=self._pump, args=(pair, way), daemon=True).start()

    def _pump(self, pair: Pair, way: Way) -> None:
        source, sink = (pair.client, pair.server) if way == "up" else (pair.server, pair.client)
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                while way in self._holes and not pair.closed.is_set():
                    time.sleep(LOOK)
                if self.delay:
                    time.sleep(random.uniform(0, self.delay))
                if not pair.severed.is_set():
                    sink.sendall(chunk)
        if not pair.severed.is_set():
            pair.close()


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
