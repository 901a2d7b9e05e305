"""A WebSocket under gunicorn's gevent worker.

The protocol (handshake, frames, masks, fragments, close codes, limits) is the `websockets` library's, which does no
I/O. What is ours is how bytes leave: a connection has no queue and no greenlet for writing. What one turn of the loop
has for a device goes out in one write, a device that doesn't take it is waited for by a watcher, and one that falls
too far behind is cut: it catches up by its cursors when it comes back.
"""

import os
import time
from collections.abc import Iterator, Mapping
from logging import getLogger
from typing import Any

import gevent
from gevent import socket as gevent_socket
from websockets.datastructures import Headers
from websockets.frames import CloseCode, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import OPEN, SEND_EOF
from websockets.server import ServerProtocol

BEHIND_LIMIT = 1024 * 1024  # bytes that may wait for a device before something more comes for it
READ_SIZE = 16 * 1024
HEARD = 200  # frames a second of one device, so many at once; whoever says more is heard more slowly
WEIGHS = 4096  # bytes that weigh as much as one frame more
LONGEST_REST = 10.0  # seconds
TEXT = 0x81  # a whole text frame
quiet = getLogger("ourpatch.websocket")
quiet.setLevel("ERROR")


def answer(environ: Mapping[str, Any]) -> Response:
    """The response to a handshake: status 101, or why there will be no WebSocket."""
    headers = Headers(
        (name[5:].replace("_", "-").title(), value) for name, value in environ.items() if name.startswith("HTTP_")
    )
    return ServerProtocol(logger=quiet).accept(
        Request(environ["PATH_INFO"], headers, environ["REQUEST_METHOD"], environ["SERVER_PROTOCOL"])
    )


def text_frame(text: str) -> bytes:
    """A text message as it goes over the wire, the same for every device that gets it."""
    data = text.encode()
    size = len(data)
    if size < 126:
        return bytes((TEXT, size)) + data
    if size < 65536:
        return bytes((TEXT, 126)) + size.to_bytes(2) + data
    return bytes((TEXT, 127)) + size.to_bytes(8) + data


class Departures:
    """Connections that have something to write in this turn of the loop."""

    def __init__(self) -> None:
        self._leaving: list[WebSocket] = []
        self._gathering = False

    def add(self, connection: "WebSocket") -> None:
        """See to it that this connection writes, after everything that is ready to run now has run."""
        if not self._leaving:
            self._gathering = True
            gevent.get_hub().loop.run_callback(self._depart)
        self._leaving.append(connection)

    def _depart(self) -> None:
        if self._gathering:
            # once more to the end of the line: what this turn woke up may have a word for the same devices
            self._gathering = False
            gevent.get_hub().loop.run_callback(self._depart)
            return
        leaving, self._leaving = self._leaving, []
        for connection in leaving:
            connection.flush()


class WebSocket:
    """One connection, after its handshake. Reads belong to one greenlet; `send` never waits."""

    __slots__ = ("_behind", "_closing", "_cut", "_departures", "_file", "_leaving", "_parts", "_protocol", "_rested_at",
                 "_sock", "_watcher", "_whole")  # fmt: skip

    def __init__(self, sock: gevent_socket.socket, departures: Departures, limit: int) -> None:
        """`limit`: bytes of one message from the device."""
        self._sock = sock
        self._file = sock.fileno()
        self._departures = departures
        self._protocol = ServerProtocol(state=OPEN, max_size=limit, logger=quiet)
        self._rested_at = 0.0
        self._parts: list[bytes] = []
        self._behind = 0
        self._leaving = False
        self._closing = False
        self._cut = False
        self._watcher: Any = None
        self._whole: list[bytes] = []

    # in

    def messages(self) -> Iterator[str]:
        """Text messages of the device, until either side closes. Run it to its end, or close()."""
        protocol = self._protocol
        while not self._cut:
            data = self._read()
            if data:
                protocol.receive_data(data)
            else:
                protocol.receive_eof()
            frames = protocol.events_received()
            for frame in frames:
                text = self._text(frame)
                if text is not None and not self._closing:
                    yield text
            if protocol.writes:
                self._say(protocol.data_to_send())
            if not data:
                return
            self._rest(len(frames) + len(data) // WEIGHS)

    def _rest(self, heard: int) -> None:
        """Read no more for a while after too much: it waits on the device's side. A flood never has to wait by itself,
        and would give nobody else a turn."""
        now = time.monotonic()
        self._rested_at = max(self._rested_at, now - 1) + heard / HEARD
        if self._rested_at > now:
            gevent.sleep(min(self._rested_at - now, LONGEST_REST))

    def _read(self) -> bytes:
        try:
            data: bytes = self._sock.recv(READ_SIZE)
        except OSError:
            return b""
        return data

    def _text(self, frame: Any) -> str | None:
        """The message that this frame is, or ends."""
        if frame.opcode is Opcode.TEXT and frame.fin:
            return self._decoded(frame.data)
        if frame.opcode is Opcode.BINARY:
            self._protocol.fail(CloseCode.UNSUPPORTED_DATA, "only text is spoken here")
        elif frame.opcode in (Opcode.TEXT, Opcode.CONT):
            if frame.data:
                self._whole.append(bytes(frame.data))
            if frame.fin:
                data, self._whole = b"".join(self._whole), []
                return self._decoded(data)
        return None

    def _decoded(self, data: bytes) -> str | None:
        try:
            return str(data, "utf-8")
        except UnicodeDecodeError:
            self._protocol.fail(CloseCode.INVALID_DATA, "this is not UTF-8")
            return None

    # out

    def send(self, frame: bytes) -> None:
        """Write a frame with the next departure. Nothing happens on a connection that is closing."""
        if not self._closing:
            self._leave_with(frame)

    def close(self, code: CloseCode = CloseCode.NORMAL_CLOSURE) -> None:
        """Write what waits, and the close frame; then no more comes in or goes out."""
        if self._closing or self._cut:
            return
        if self._protocol.state is OPEN:
            self._protocol.send_close(code)
        self._say([*self._protocol.data_to_send(), SEND_EOF])

    def cut(self) -> None:
        """End it now, whatever waits."""
        if self._cut:
            return
        self._cut = self._closing = True
        self._parts.clear()
        self._behind = 0
        self._stop_watching()
        try:
            self._sock.shutdown(gevent_socket.SHUT_RDWR)
        except OSError:
            return  # the other side was quicker

    def forget(self) -> None:
        """Whoever owns the socket closes it now, and its number may soon be another's."""
        if self._parts and not self._cut:
            self.flush()
        self.cut()

    def _say(self, chunks: list[bytes]) -> None:
        """What the protocol has to say: pongs, a close frame, the end."""
        for chunk in chunks:
            if chunk == SEND_EOF:
                self._closing = True
                if not self._leaving and self._watcher is None:
                    self._leaving = True
                    self._departures.add(self)
            elif not self._cut:
                self._leave_with(chunk)

    def _leave_with(self, frame: bytes) -> None:
        if self._behind > BEHIND_LIMIT:
            self.cut()
            return
        self._parts.append(frame)
        self._behind += len(frame)
        if not self._leaving and self._watcher is None:
            self._leaving = True
            self._departures.add(self)

    def flush(self) -> None:
        """Write what waits, as far as the device takes it."""
        self._leaving = False
        if self._cut:
            return
        data = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        try:
            written = os.write(self._file, data) if data else 0
        except BlockingIOError:
            written = 0
        except OSError:
            self.cut()
            return
        self._behind = len(data) - written
        if self._behind:
            self._parts = [data[written:]]
            self._watch()
            return
        self._parts = []
        self._stop_watching()
        if self._closing:
            self._end_writing()

    def _end_writing(self) -> None:
        try:
            self._sock.shutdown(gevent_socket.SHUT_WR)
        except OSError:
            self.cut()

    def _watch(self) -> None:
        if self._watcher is None:
            self._watcher = gevent.get_hub().loop.io(self._file, 2)
            self._watcher.start(self.flush)

    def _stop_watching(self) -> None:
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher.close()
            self._watcher = None
