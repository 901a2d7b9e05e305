"""Engine.IO and Socket.IO over our WebSocket: the libraries speak the protocol, and the hot path is ours.

One greenlet a connection; no queue, no writer, no sleeping greenlet for each ping. What goes to many is encoded once.
WebSocket is the only transport.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

import engineio
import orjson
import socketio
import structlog
from engineio import packet as engine_packet
from engineio.exceptions import SocketIsClosedError
from engineio.socket import Socket
from socketio import packet as socket_packet
from websockets.frames import CloseCode

from server.kernel.doors.websocket import Departures, WebSocket, answer, text_frame
from server.kernel.errors import ForeignOrigin, Malformed

CLOSING_TAKES = 5.0  # seconds that a device has to close from its side
SEATING_TAKES = 20.0  # seconds in which a connection has to say whose it is
TURN = 1.0  # seconds between two looks at all connections
KEPT = ("HTTP_COOKIE", "HTTP_ORIGIN")  # of a connection's request: what the door reads; the rest would only lie there
MESSAGE, PONG = "4", "3"
NOT_OUR_ORIGIN = "Not an accepted origin."  # as engineio says it
log = structlog.get_logger()


class Packet(socket_packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet; there is no binary in ours, so nobody has to look for it."""

    uses_binary_events = False


class Connection(Socket):  # type: ignore[misc]
    """An Engine.IO connection that writes straight to its WebSocket."""

    def __init__(self, server: "Engine", sid: str, websocket: WebSocket) -> None:
        self.server = server
        self.sid = sid
        self.websocket = websocket
        self.last_ping: float | None = None
        self.opened_at = time.monotonic()
        self.next_ping = self.opened_at + server.ping_interval
        self.closed_at = 0.0
        self.seated = False
        self.connected = self.upgraded = True
        self.upgrading = self.closing = self.closed = False
        self.session: dict[str, Any] = {}

    def send(self, pkt: engine_packet.Packet) -> None:
        """Send a packet. SocketIsClosedError after the end."""
        if self.closed:
            raise SocketIsClosedError
        self.websocket.send(text_frame(pkt.encode()))

    def read(self) -> None:
        """Receive until the connection ends; it ends with the first packet that is none."""
        for text in self.websocket.messages():
            try:
                self._take(text)
            except Exception as problem:
                log.info("packet refused", problem=type(problem).__name__)
                self.websocket.close(CloseCode.POLICY_VIOLATION)

    def _take(self, text: str) -> None:
        if text.startswith(MESSAGE):
            self.server.handlers["message"](self.sid, text[1:])
        elif text == PONG:
            self.last_ping = None
            self.next_ping = time.monotonic() + self.server.ping_interval
        else:
            self.receive(engine_packet.Packet(encoded_packet=text))

    def turn(self, now: float) -> None:
        """What is due: a ping, or the end of one who does not answer."""
        if self.closed:
            if now - self.closed_at > CLOSING_TAKES:
                self.websocket.cut()
        elif self.last_ping is not None:
            if now - self.last_ping > self.server.ping_timeout:
                self.close(abort=True, reason=self.server.reason.PING_TIMEOUT)
                self.websocket.cut()
        elif not self.seated and now - self.opened_at > SEATING_TAKES:
            self.close()
        elif now >= self.next_ping:
            self.last_ping = now
            self.send(engine_packet.Packet(engine_packet.PING))

    def unseat(self) -> None:
        """It is nobody's now, and has a while to become somebody's again."""
        self.seated = False
        self.opened_at = time.monotonic()

    def close(self, *, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Say good-bye (unless the other side is gone: `abort`) and close the WebSocket."""
        if self.closed or self.closing:
            return
        self.closing = True
        self.server.parted(self.sid, reason or self.server.reason.SERVER_DISCONNECT)
        if not abort:
            self.send(engine_packet.Packet(engine_packet.CLOSE))
        self.closed = True
        self.closed_at = time.monotonic()
        self.websocket.close()


class Engine(engineio.Server):  # type: ignore[misc]
    """Engine.IO for WebSockets only."""

    start_service_task: bool

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._departures = Departures()

    def _handle_connect(
        self, environ: Mapping[str, Any], start_response: Callable[..., Any], transport: str, jsonp_index: Any = None
    ) -> Any:
        response = answer(environ)
        if response.status_code != 101 or "gunicorn.socket" not in environ:
            return self._bad_request("Not a WebSocket's handshake.")
        if self.start_service_task:
            self.start_service_task = False
            self.service_task_handle = self.start_background_task(self._service_task)
        websocket = WebSocket(environ["gunicorn.socket"], self._departures, self.max_http_buffer_size)
        websocket.send(response.serialize())
        connection = Connection(self, self.generate_id(), websocket)
        try:
            self._serve(connection, environ)
        finally:
            websocket.forget()
        raise StopIteration  # gunicorn's word for: the connection was taken over, and is done

    def _bad_request(self, message: str | None = None) -> dict[str, Any]:
        """A handshake that comes to nothing is refused as a request over HTTP is, with the same line in the log."""
        problem = ForeignOrigin() if message == NOT_OUR_ORIGIN else Malformed()
        log.info("socket refused", problem=problem.slug)
        return {
            "status": f"{problem.status} {HTTPStatus(problem.status).phrase}",
            "headers": [("Content-Type", "application/problem+json")],
            "response": orjson.dumps(problem.as_dict()),
        }

    def _serve(self, connection: Connection, environ: Mapping[str, Any]) -> None:
        sid = connection.sid
        self.sockets[sid] = connection
        connection.send(engine_packet.Packet(engine_packet.OPEN, self._opening(sid)))
        try:
            self._trigger_event("connect", sid, {name: environ[name] for name in KEPT if name in environ})
            connection.read()
        except SocketIsClosedError:
            self.logger.info("closed while it was written to")
        finally:
            connection.close(abort=True, reason=self.reason.TRANSPORT_CLOSE)
            self.sockets.pop(sid, None)

    def parted(self, sid: str, reason: str) -> None:
        """Tell Socket.IO that this connection is over."""
        self._trigger_event("disconnect", sid, reason)

    def _opening(self, sid: str) -> dict[str, Any]:
        return {
            "sid": sid,
            "upgrades": [],
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }

    def _get_socket(self, sid: str) -> Connection:
        connection: Connection = self.sockets[sid]
        if connection.closed:
            raise KeyError(sid)
        return connection

    def _service_task(self) -> None:
        """Ping who is due, cut who is silent; a second's work for all connections."""
        self.service_task_event = self.create_event()
        while not self.service_task_event.wait(timeout=TURN):
            now = time.monotonic()
            for connection in list(self.sockets.values()):
                connection.turn(now)


class Sockets(socketio.Server):  # type: ignore[misc]
    """Socket.IO over that engine. Handlers of `prompt` events never wait, and run where their event was read."""

    prompt: frozenset[str] = frozenset()

    def __init__(self, **options: Any) -> None:
        super().__init__(
            async_mode="gevent", transports=["websocket"], allow_upgrades=False, serializer=Packet, **options
        )

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    def _handle_eio_message(self, eio_sid: str, data: str) -> None:
        packet = Packet(encoded_packet=data)
        match packet.packet_type:
            case socket_packet.EVENT:
                if not isinstance(packet.data, list) or not packet.data or not isinstance(packet.data[0], str):
                    raise ValueError("an event has a name")
                if packet.data[0] in self.reserved_events:
                    raise ValueError("what happens to a connection is not for the device to say")
                self._handle_event(eio_sid, packet.namespace, packet.id, packet.data)
            case socket_packet.CONNECT:
                self._handle_connect(eio_sid, packet.namespace, packet.data)
                if connection := self.eio.sockets.get(eio_sid):
                    connection.seated = self.manager.sid_from_eio_sid(eio_sid, "/") is not None
            case socket_packet.DISCONNECT:
                self._handle_disconnect(eio_sid, packet.namespace, self.reason.CLIENT_DISCONNECT)
                if connection := self.eio.sockets.get(eio_sid):
                    connection.unseat()
            case _:
                raise ValueError("we ask for no acknowledgements and speak no binary")

    def _handle_event(self, eio_sid: str, namespace: str | None, id: int | None, data: list[Any]) -> None:  # noqa: A002
        if data[0] not in self.prompt:
            super()._handle_event(eio_sid, namespace, id, data)
            return
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace or "/")
        if sid is not None and self.manager.is_connected(sid, namespace or "/"):
            self._handle_event_internal(self, sid, eio_sid, data, namespace or "/", id)

    def disconnect(self, sid: str, namespace: str | None = None, ignore_queue: bool = False) -> None:  # noqa: FBT002
        """Show a client out, and close its connection: there is nothing else on it."""
        connection = self.eio.sockets.get(self.manager.eio_sid_from_sid(sid, namespace or "/"))
        super().disconnect(sid, namespace, ignore_queue)
        if connection is not None:
            connection.close()

    def tell(self, connections: Iterable[str], event: str, payload: Any) -> None:
        """Emit to these Engine.IO connections; encoded once."""
        packet = Packet(socket_packet.EVENT, data=[event, payload])
        frame = text_frame(MESSAGE + packet.encode())
        sockets = self.eio.sockets
        for sid in connections:
            connection = sockets.get(sid)
            if connection is not None and not connection.closed:
                connection.websocket.send(frame)
