"""A client as they are often written: it emits and believes, and hears what happens to come. It is the control: where
it loses nothing, nothing was tried."""

import contextlib
import threading
import time
from collections import defaultdict
from uuid import uuid4

from tests.load.device import Note, Seat
from tests.load.history import DeviceLog, Entry, Stored, as_stored
from tests.load.wire import Lost, TurnedAway, Wire


class Naive:
    """It connects again when it is cut off, and asks for nothing."""

    def __init__(self, seat: Seat, sockets: str, note: Note) -> None:
        self.seat = seat
        self.stopped = threading.Event()
        self._sockets, self._note = sockets, note
        self._wire: Wire | None = None
        self._heard: dict[str, list[Stored]] = defaultdict(list)

    def keep(self) -> None:
        while not self.stopped.is_set():
            if self._wire is None or self._wire.dead.is_set():
                try:
                    self._wire = Wire(self._sockets, self.seat.token, self._hear)
                except (Lost, TurnedAway):
                    self.stopped.wait(0.5)
            self.stopped.wait(0.1)
        self.close()

    def send(self, conversation: str, text: str) -> None:
        """Once, while it believes that it is connected, and without looking back."""
        client_id, wire = str(uuid4()), self._wire
        if wire is None or wire.dead.is_set():
            return
        entry = (self.seat.membership_id, conversation, client_id, text)
        self._note(Entry(time.monotonic(), "invoke", *entry, honest=False))
        with contextlib.suppress(Lost):
            wire.emit("send", {"conversation_id": conversation, "client_id": client_id, "text": text})
        self._note(Entry(time.monotonic(), "unknown", *entry, honest=False))

    def log(self) -> DeviceLog:
        base = dict.fromkeys(self.seat.conversations, 0)
        return DeviceLog(self.seat.membership_id, base, dict(self._heard), {}, {})

    def close(self) -> None:
        self.stopped.set()
        if self._wire is not None:
            self._wire.drop()

    def _hear(self, event: str, payload: dict[str, object]) -> None:
        if event == "events":
            for one in payload["events"]:  # type: ignore[attr-defined]
                self._heard[one["conversation_id"]].append(as_stored(one))
