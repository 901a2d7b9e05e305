"""The Socket.IO door: who knocks is asked of the directory, each event is validated, answered and refused as over
HTTP, and news for members is emitted from here. Rights are asked for each event, not once for a connection."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar
from uuid import UUID, uuid4

import gevent
import orjson
import redis
import structlog
from gevent.queue import Queue
from marshmallow import Schema, ValidationError
from socketio.exceptions import ConnectionRefusedError as Turned

from server.kernel import failpoints
from server.kernel.actor import Actor, SignedIn
from server.kernel.config import Settings
from server.kernel.doors import credentials
from server.kernel.doors.engine import Sockets
from server.kernel.doors.http import client_is_too_old
from server.kernel.doors.problems import invalid
from server.kernel.errors import Broken, ClientTooOld, NotFound, Problem, SignedOut, TooMany
from server.kernel.realtime import CHANNEL, News
from server.kernel.unit_of_work import Work, take_seat

MESSAGE_LIMIT = 512 * 1024  # bytes of one event: room for a text far too long to be told so
EVENTS_PER_SECOND = 50  # of one session, however many sockets it has; a person's device needs one or two
SOCKETS_OF_SESSION = 24  # open at once: many tabs, and those that a phone has lost on the way and nobody missed yet
LOOK_WITHIN = 5.0  # seconds, after Valkey was away
CLOSING = frozenset({"signed_out", "seat_ended"})
log = structlog.get_logger()
P = TypeVar("P")


class Json:
    """The JSON that Socket.IO packets are written in: orjson's, and the standard library's for what is JSON and not
    Unicode (a lone surrogate), or no number of 64 bits. The schemas say what is wrong with it."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        try:
            return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z).decode()
        except TypeError:
            return json.dumps(value)

    @staticmethod
    def loads(raw: str) -> Any:
        try:
            return orjson.loads(raw)
        except orjson.JSONDecodeError:
            return json.loads(raw)


@dataclass(slots=True)
class Allowance:
    """How much a session may still send this second."""

    tokens: float = EVENTS_PER_SECOND
    counted: float = field(default_factory=time.monotonic)

    def spend(self) -> None:
        """Count one event; TooMany for who sends more than anybody types."""
        now = time.monotonic()
        self.tokens = min(EVENTS_PER_SECOND, self.tokens + (now - self.counted) * EVENTS_PER_SECOND)
        self.counted = now
        if self.tokens < 1:
            raise TooMany(retry_after=1)
        self.tokens -= 1


@dataclass(slots=True)
class Seat:
    """One open socket: in whose session and in which seat it sits; `wire` is its Engine.IO connection."""

    sid: str
    who: SignedIn
    actor: Actor
    wire: str
    opened: float = field(default_factory=time.monotonic)
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def places(self) -> tuple[str, ...]:
        """Under which names it is found: the member it sits for, its session, and a helper's own membership."""
        actor = self.actor
        helping = (f"h:{actor.membership_id}",) if actor.acting_for else ()
        return (f"m:{actor.seat_id}", f"s:{self.who.session_id}", *helping)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work in this seat, whose rights are asked again: SignedOut where its session has ended, though the
        news of it may not have come here."""
        if self.who.session_id not in credentials.living_sessions({self.who.session_id}):
            raise SignedOut
        with take_seat(self.who, self.actor.coop_id, self.actor.acting_for) as work:
            yield work


Plain = Callable[[Any], "dict[str, Any] | None"]
Handler = Callable[["SocketDoor", Seat, Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """An event that clients send: its payload, what the acknowledgement holds beside `ok`, who may send it.

    `plain` loads a payload that is plainly right as the schema would, and quicker; it gives None for any other. The
    handler of such an event answers what JSON can hold. A handler that never `waits` for anything gets no greenlet.
    """

    name: str
    body: type[Schema]
    ack: type[Schema] | None
    who: str
    handler: Handler
    plain: Plain | None = None
    waits: bool = True

    @property
    def about(self) -> str:
        return (self.handler.__doc__ or "").strip()


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """An event that the server emits: its payload and who may receive it."""

    name: str
    body: type[Schema]
    receivers: str
    about: str


CLIENT_EVENTS: dict[str, ClientEvent] = {}
SERVER_EVENTS: dict[str, ServerEvent] = {}


def on(
    name: str,
    *,
    body: type[Schema],
    ack: type[Schema] | None = None,
    who: str = "member",
    plain: Plain | None = None,
    waits: bool = True,
) -> Callable[[Handler], Handler]:
    """Declare an event that clients send: `handler(door, seat, payload)` answers the acknowledgement."""

    def declare(handler: Handler) -> Handler:
        CLIENT_EVENTS[name] = ClientEvent(name, body, ack, who, handler, plain, waits)
        return handler

    return declare


def emits(name: str, body: type[Schema], receivers: str, about: str) -> None:
    """Declare an event that the server emits, for the API's document."""
    SERVER_EVENTS[name] = ServerEvent(name, body, receivers, about)


class SocketDoor:
    """The sockets of this process, and its end of the channel to the other processes."""

    def __init__(self, settings: Settings) -> None:
        self.seats: dict[str, Seat] = {}
        self.origin = str(uuid4())
        self._own = f'["{self.origin}"'.encode()
        self._redis_url = settings.redis_url
        self._outgoing: Queue[News] = Queue()
        self._parts: dict[Any, Any] = {}
        self._places: dict[str, set[str]] = {}
        self.server = Sockets(
            cors_allowed_origins=settings.socket_origins,
            max_http_buffer_size=MESSAGE_LIMIT,
            http_compression=False,
            ping_interval=25,
            ping_timeout=20,
            json=Json,
            logger=False,
            engineio_logger=False,
        )
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        for event in CLIENT_EVENTS.values():
            self.server.on(event.name, self._handler(event))
        self.server.on("*", _unknown)
        self.server.prompt = frozenset(event.name for event in CLIENT_EVENTS.values() if not event.waits)

    def start(self) -> None:
        """Begin to publish to the other processes and to listen to them."""
        gevent.spawn(self._publish_for_ever)
        gevent.spawn(self._listen_for_ever)

    def part(self, kind: "Callable[[SocketDoor], P]") -> "P":
        """A domain's own part of this process's sockets, made when it is first asked for."""
        if kind not in self._parts:
            self._parts[kind] = kind(self)
        part: P = self._parts[kind]
        return part

    # who comes and goes

    def _connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        try:
            self._take_place(sid, environ, auth if isinstance(auth, dict) else {})
        except Problem as problem:
            self._disconnect(sid)
            log.info("socket refused", problem=problem.slug)
            raise Turned(problem.detail, problem.as_dict()) from problem
        except Exception as problem:
            self._disconnect(sid)
            log.error("broken", problem=type(problem).__name__, where="connect")
            raise Turned(Broken.sentence, Broken().as_dict()) from problem

    def _take_place(self, sid: str, environ: Mapping[str, Any], auth: Mapping[str, Any]) -> None:
        if client_is_too_old(_text(auth.get("client"))):
            raise ClientTooOld
        who = credentials.signed_in(_cookie(environ))
        if who is None:
            raise SignedOut
        coop_id = _id(auth.get("coop_id")) or who.coop_id
        if coop_id is None:
            raise NotFound
        acting_for = _id(auth.get("acting_for"))
        with take_seat(who, coop_id, acting_for) as work:
            seat = Seat(sid, who, work.actor, self.server.manager.eio_sid_from_sid(sid, "/"))
        self.place(seat)
        # again, now that news reaches this socket: a seat that ended in between would never be told
        with seat.work():
            pass

    def place(self, seat: Seat) -> None:
        """Let news find this socket. What its session may send, it shares with the others of that session; the oldest
        of too many makes room."""
        others = [self.seats[sid] for sid in self._at([f"s:{seat.who.session_id}"])]
        if others:
            seat.allowance = others[0].allowance
        if len(others) >= SOCKETS_OF_SESSION:
            self._close([min(others, key=lambda other: other.opened).sid])
        self.seats[seat.sid] = seat
        for place in seat.places:
            self._places.setdefault(place, set()).add(seat.sid)

    def _disconnect(self, sid: str, *_: Any) -> None:
        seat = self.seats.pop(sid, None)
        for place in seat.places if seat else ():
            there = self._places.get(place, set())
            there.discard(sid)
            if not there:
                self._places.pop(place, None)

    # events

    def _handler(self, event: ClientEvent) -> Callable[..., dict[str, Any]]:
        schema, plain = event.body(), event.plain
        ack = event.ack() if event.ack and not plain else None

        def handle(sid: str, payload: Any = None, *_: Any) -> dict[str, Any]:
            try:
                seat = self.seats.get(sid)
                if seat is None:
                    raise SignedOut
                seat.allowance.spend()
                body = (plain(payload) if plain else None) or _loaded(schema, payload)
                answer = event.handler(self, seat, body)
                return {"ok": True, **(ack.dump(answer) if ack else answer)}
            except Problem as problem:
                log.info("event refused", socket_event=event.name, problem=problem.slug)
                return {"ok": False, "problem": problem.as_dict()}
            except Exception as problem:
                log.error("broken", problem=type(problem).__name__, socket_event=event.name)
                return {"ok": False, "problem": Broken().as_dict()}

        return handle

    # news

    def emit(self, news: Sequence[News]) -> None:
        """To this process's sockets now, in order, and to the other processes by one publisher."""
        for item in news:
            self._deliver(item)
            self._outgoing.put(item)

    def _deliver(self, news: News) -> None:
        sids = self._at([f"m:{m}" for m in news.memberships] + [f"s:{s}" for s in news.sessions])
        if news.only_by is not None:
            sids = {sid for sid in sids if self.seats[sid].actor.membership_id == news.only_by}
        if sids:
            self.server.tell([self.seats[sid].wire for sid in sids], news.what, news.payload)
        if news.what in CLOSING:
            self._close(sids | (self._at([f"h:{m}" for m in news.memberships]) if news.only_by is None else set()))

    def _at(self, places: Sequence[str]) -> set[str]:
        return set().union(*(self._places.get(place, ()) for place in places))

    def turn_out(self, sid: str, why: str) -> None:
        """Tell one socket why it is closed, and close it."""
        seat = self.seats.get(sid)
        if seat is not None:
            self.server.emit(why, {"coop_id": seat.actor.coop_id} if why == "seat_ended" else {}, to=sid)
            gevent.spawn(self.server.disconnect, sid)

    def _close(self, sids: Iterable[str]) -> None:
        for sid in sids:
            gevent.spawn(self.server.disconnect, sid)

    def _publish_for_ever(self) -> None:
        valkey = redis.Redis.from_url(self._redis_url, socket_timeout=5, socket_connect_timeout=2)
        while True:
            batch = [self._outgoing.get()]
            while len(batch) < 256 and not self._outgoing.empty():
                batch.append(self._outgoing.get())
            failpoints.here(failpoints.NEWS_BEFORE_PUBLISH, after=0.1)
            try:
                with valkey.pipeline(transaction=False) as pipe:
                    for news in batch:
                        pipe.publish(CHANNEL, news.packed(self.origin))
                    pipe.execute()
            except redis.RedisError as problem:
                log.warning("news not published", problem=type(problem).__name__, count=len(batch))

    def _listen_for_ever(self) -> None:
        missed = False
        while True:
            try:
                valkey = redis.Redis.from_url(self._redis_url, socket_connect_timeout=2, health_check_interval=15)
                channel: Any = valkey.pubsub()  # type: ignore[no-untyped-call]
                channel.subscribe(CHANNEL)
                for message in channel.listen():
                    if message["type"] == "message":
                        self._hear(message["data"])
                    elif message["type"] == "subscribe" and missed:
                        self._ask_all_to_look()
            except (redis.RedisError, OSError, ValueError) as problem:
                log.warning("news not heard", problem=type(problem).__name__)
                missed = True
                gevent.sleep(0.5)

    def _hear(self, raw: bytes) -> None:
        if not raw.startswith(self._own):  # the channel brings back what this process has published
            self._deliver(News.unpacked(raw)[1])

    def _ask_all_to_look(self) -> None:
        """News of other processes was missed, nobody knows what: every device looks, one after the other."""
        log.info("news heard again", sockets=len(self.seats))
        for number, sid in enumerate(list(self.seats)):
            gevent.spawn_later(LOOK_WITHIN * number / len(self.seats), self._ask_to_look, sid)

    def _ask_to_look(self, sid: str) -> None:
        if seat := self.seats.get(sid):
            self.server.tell([seat.wire], "changed", {"what": "conversations"})


def _unknown(_event: str, _sid: str, *_: Any) -> dict[str, Any]:
    """The acknowledgement of an event that nobody declared. Its name is what somebody wrote, and not logged."""
    log.info("event refused", socket_event=None, problem=NotFound.slug)
    return {"ok": False, "problem": NotFound().as_dict()}


def _loaded(schema: Schema, payload: Any) -> Any:
    try:
        return schema.load(payload if payload is not None else {})
    except ValidationError as problem:
        raise invalid(problem.messages) from problem


def _cookie(environ: Mapping[str, Any]) -> str | None:
    try:
        morsel = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(credentials.COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _id(raw: Any) -> UUID | None:
    if raw in (None, ""):
        return None
    try:
        return UUID(raw)
    except (ValueError, TypeError, AttributeError) as problem:
        raise NotFound from problem


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None
