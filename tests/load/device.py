"""A client as `docs/for-clients.md` describes one: it keeps each message with its client id and sends it until it is
acknowledged, by either door; what comes is kept in order, and a hole is asked for."""

import math
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import requests

from tests.load.history import DeviceLog, Entry, as_stored
from tests.load.wire import Lost, TurnedAway, Wire

PATIENCE = 4.0  # seconds for an answer
RECEIPTS_EVERY = 1.0
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
Note = Callable[[Entry], None]
Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seat:
    """Who a device belongs to and where it writes."""

    coop_id: str
    membership_id: str
    token: str
    conversations: list[str]


class Refused(Exception):
    """A clear no."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Store:
    """What a device has of each conversation: everything after `base`, without a gap; and what came too early."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.base: dict[str, int] = {}
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.last: dict[str, int] = {}
        self.unread: dict[str, int] = {}
        self.read: dict[str, int] = {}
        self.delivered: dict[str, int] = {}
        self.complaints: list[str] = []
        self._early: dict[str, dict[int, Event]] = defaultdict(dict)
        self._lock = threading.Lock()

    def cursors(self) -> dict[str, int]:
        with self._lock:
            return {c: base + len(self.events[c]) for c, base in self.base.items()}

    def lacks(self) -> bool:
        """Whether something is known to be missing."""
        return any(self.last.get(c, 0) > cursor for c, cursor in self.cursors().items())

    def hear(self, conversation: str, events: list[Event], last_seq: int) -> None:
        """News: it may come twice, too early, or not at all."""
        with self._lock:
            self.last[conversation] = max(self.last.get(conversation, 0), last_seq)
            if conversation in self.base:
                self._add(conversation, events)

    def synced(self, answer: dict[str, Any]) -> None:
        """A page of everything that this device lacks."""
        with self._lock:
            there = {c["conversation_id"]: c for c in answer["conversations"]}
            for gone in set(self.base) - set(there):
                self._forget(gone)
            for conversation, row in there.items():
                events = answer["events"].get(conversation, [])
                if conversation not in self.base and (events or conversation not in answer["more"]):
                    self.base[conversation] = events[0]["seq"] - 1 if events else row["last_seq"]
                if conversation in self.base:
                    self._add(conversation, events)
                me = next((member for member in row["members"] if member["me"]), {"read_seq": 0, "delivered_seq": 0})
                self.last[conversation] = max(self.last.get(conversation, 0), row["last_seq"])
                self.unread[conversation], self.read[conversation] = row["unread"], me["read_seq"]
                self.delivered[conversation] = me["delivered_seq"]

    def forget(self, conversation: str) -> None:
        """We are out of it."""
        with self._lock:
            self._forget(conversation)

    def log(self) -> DeviceLog:
        with self._lock:
            events = {c: [as_stored(e) for e in self.events[c]] for c in self.base}
            return DeviceLog(self.owner, dict(self.base), events, dict(self.unread), dict(self.read))

    def _forget(self, conversation: str) -> None:
        for kept in (self.base, self.events, self.last, self.unread, self.read, self.delivered, self._early):
            kept.pop(conversation, None)

    def _add(self, conversation: str, events: list[Event]) -> None:
        log, base, early = self.events[conversation], self.base[conversation], self._early[conversation]
        for event in events:
            place = event["seq"] - base - 1
            if 0 <= place < len(log):
                if log[place] != event:
                    self.complaints.append(f"{self.owner} was told two events {event['seq']} of {conversation}")
            elif place >= 0:
                early[event["seq"]] = event
        while (following := early.pop(base + len(log) + 1, None)) is not None:
            log.append(following)


class Device:
    """One device that is signed in. `keep` runs its connection, `send` writes; both from threads of the caller's."""

    def __init__(
        self,
        seat: Seat,
        api: str,
        sockets: str | None,
        note: Note,
        *,
        seed: int = 0,
        sync_every: float = 60.0,
        reads_all: bool = True,
    ) -> None:
        self.seat = seat
        self.store = Store(seat.membership_id)
        self.stopped = threading.Event()
        self.reads_all = reads_all
        self.heard: list[tuple[float, str, Any]] = []
        self._api, self._sockets, self._note = api, sockets, note
        self._random = random.Random(seed)
        self._sync_every = sync_every
        self._asked = threading.Event()
        self._wire: Wire | None = None
        self._local = threading.local()
        self._opened: list[requests.Session] = []

    # writing

    def send(self, conversation: str, text: str, until: float) -> bool:
        """Send until it is acknowledged (True) or clearly refused (False). Lost when `until` has passed."""
        client_id = str(UUID(int=self._random.getrandbits(128), version=4))
        tries = 0
        while time.monotonic() < until:
            entry = (self.seat.membership_id, conversation, client_id, text)
            self._note(Entry(time.monotonic(), "invoke", *entry))
            try:
                sent = self._try(conversation, client_id, text, by_socket=tries % 2 == 0)
            except Lost:
                self._note(Entry(time.monotonic(), "unknown", *entry))
                tries += 1
                time.sleep(min(1.0, 0.1 * 2**tries) * self._random.uniform(0.5, 1))
            except Refused:
                self._note(Entry(time.monotonic(), "fail", *entry))
                return False
            else:
                answer = {name: sent[name] for name in ("seq", "at", "duplicate")}
                self._note(Entry(time.monotonic(), "ok", *entry, **answer))
                return True
        raise Lost

    def _try(self, conversation: str, client_id: str, text: str, *, by_socket: bool) -> dict[str, Any]:
        body = {"client_id": client_id, "text": text}
        wire = self._wire
        if by_socket and wire is not None and not wire.dead.is_set():
            return _accepted(wire.call("send", {**body, "conversation_id": conversation}))
        headers = {"Idempotency-Key": client_id} if self._random.random() < 0.5 else {}
        return self.ask("POST", f"/conversations/{conversation}/messages", body, headers)

    # being told

    def keep(self) -> None:
        """Be connected, ask for what is missing, say how far it came; until `stopped`."""
        synced = reported = -math.inf
        while not self.stopped.is_set():
            try:
                fresh = self._connect()
                now = time.monotonic()
                if fresh or self._asked.is_set() or self.store.lacks() or now - synced > self._sync_every:
                    self._asked.clear()
                    self.sync()
                    synced = now
                if now - reported > RECEIPTS_EVERY:
                    self.report()
                    reported = now
            except (Lost, TurnedAway):
                self.stopped.wait(self._random.uniform(0.1, 0.6))
            except Refused as refusal:
                self._be_refused(refusal)
            self.stopped.wait(0.05)
        self.close()

    def sync(self) -> None:
        """Everything that is missing, page by page."""
        while True:
            answer = self.say("sync", "/sync", {"cursors": self.store.cursors()})
            self.store.synced(answer)
            if not answer["more"]:
                return

    def report(self) -> bool:
        """Say how far it came and was read; whether there was anything to say."""
        marks = []
        for conversation, cursor in self.store.cursors().items():
            base = self.store.base.get(conversation, 0)
            read = cursor if self.reads_all else base + (cursor - base) // 2
            if cursor > self.store.delivered.get(conversation, 0) or read > self.store.read.get(conversation, 0):
                marks.append({"conversation_id": conversation, "delivered_seq": cursor, "read_seq": read})
        if marks:
            self.say("receipts", "/receipts", {"marks": marks})
        return bool(marks)

    def settle(self, within: float) -> bool:
        """Ask and report until the server says what this device says."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            try:
                self.sync()
                if not self.report() and not self.store.lacks():
                    return True
            except (Lost, TurnedAway):
                pass
            except Refused as refusal:
                self._be_refused(refusal)
            time.sleep(0.5)
        return False

    def say(self, event: str, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        """By socket where there is one, else over HTTP."""
        wire = self._wire
        if wire is not None and not wire.dead.is_set():
            return _accepted(wire.call(event, payload))
        return self.ask("POST", path, payload)

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """Over HTTP. Lost where no answer came, or one that says to try again."""
        try:
            answer = self._http().request(
                method,
                f"{self._api}/api/v1{path}",
                json=body,
                headers=headers,
                timeout=PATIENCE,
                cookies={"ourpatch_session": self.seat.token},
            )
            said: dict[str, Any] = answer.json() if answer.content else {}
        except (requests.RequestException, OSError) as problem:
            raise Lost from problem
        if answer.status_code in TRY_AGAIN:
            raise Lost
        if answer.status_code >= 400:
            raise Refused(said)
        return said

    def close(self) -> None:
        """Be gone."""
        self.stopped.set()
        if self._wire is not None:
            self._wire.drop()
        for session in self._opened:
            session.close()

    def _connect(self) -> bool:
        if self._sockets is None or (self._wire is not None and not self._wire.dead.is_set()):
            return False
        self._wire = Wire(self._sockets, self.seat.token, self._hear, {"coop_id": self.seat.coop_id}, PATIENCE)
        return True

    def _hear(self, event: str, payload: Any) -> None:
        self.heard.append((time.monotonic(), event, payload))
        match event:
            case "events":
                self.store.hear(payload["conversation_id"], payload["events"], payload["last_seq"])
            case "left":
                self.store.forget(payload["conversation_id"])
            case "joined" | "changed":
                self._asked.set()

    def _be_refused(self, refusal: Refused) -> None:
        self.store.complaints.append(f"{self.seat.membership_id} was refused: {refusal.problem}")
        self.stopped.wait(0.5)

    def _http(self) -> requests.Session:
        """One for each thread: they cannot share."""
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = requests.Session()
            session.trust_env = False
            self._opened.append(session)
        return session


def _accepted(answer: dict[str, Any]) -> dict[str, Any]:
    if answer["ok"]:
        return answer
    problem = answer["problem"]
    if problem["status"] in TRY_AGAIN:
        raise Lost
    raise Refused(problem)
