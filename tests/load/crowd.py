"""The clients' own process: `python -m tests.load.crowd FOLDER` reads `plan.json` there and writes `history.jsonl`
as it goes, `progress`, and at the end `devices.json`. It settles when a file `settle` appears."""

import json
import os
import random
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.load.device import Device, Seat
from tests.load.history import DeviceLog, Entry, Stored
from tests.load.naive import Naive
from tests.load.wire import Lost

SETTLES_WITHIN = 40.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What the clients do. The last `naive` of the seats are careless; each honest one sends `messages`, spread over
    `seconds`, and gives up at `limit` seconds. Every fifth honest client has no socket."""

    api: str
    sockets: list[str]
    seats: list[Seat]
    naive: int
    messages: int
    seconds: float
    limit: float
    seed: int
    sync_every: float = 60.0

    @classmethod
    def read(cls, file: Path) -> "Plan":
        found = json.loads(file.read_text())
        return cls(**{**found, "seats": [Seat(**seat) for seat in found["seats"]]})


class Crowd:
    """All of the clients, each with a thread that writes and one that listens."""

    def __init__(self, plan: Plan, place: Path) -> None:
        self.plan, self.place = plan, place
        self.until = time.monotonic() + plan.limit
        self.acknowledged = 0
        self._history = (place / "history.jsonl").open("w")
        self._lock = threading.Lock()
        honest = len(plan.seats) - plan.naive
        self.devices = [self._device(n, seat) for n, seat in enumerate(plan.seats[:honest])]
        self.naive = [
            Naive(seat, plan.sockets[n % len(plan.sockets)], self.note) for n, seat in enumerate(plan.seats[honest:])
        ]

    def note(self, entry: Entry) -> None:
        with self._lock:
            self._history.write(json.dumps(asdict(entry)) + "\n")
            self._history.flush()
            self.acknowledged += entry.what == "ok"

    def run(self) -> None:
        keeping = [*(device.keep for device in self.devices), *(one.keep for one in self.naive)]
        keepers = [threading.Thread(target=keep, daemon=True) for keep in keeping]
        writers = [threading.Thread(target=self._write, args=(device,), daemon=True) for device in self.devices]
        for thread in keepers:
            thread.start()
        time.sleep(2)
        for thread in writers:
            thread.start()
        careless = threading.Thread(target=self._write_carelessly, daemon=True)
        careless.start()
        while any(thread.is_alive() for thread in writers) and time.monotonic() < self.until:
            self._tell(f"{self.acknowledged}")
            time.sleep(0.2)
        self._tell("written")
        while not (self.place / "settle").exists() and time.monotonic() < self.until:
            time.sleep(0.1)
        self._settle()

    def _settle(self) -> None:
        threads = [threading.Thread(target=_settle, args=(device,)) for device in self.devices]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SETTLES_WITHIN + 10)
        for device in self.devices:
            device.close()
        for one in self.naive:
            one.close()
        logs = {
            "honest": [asdict(device.store.log()) for device in self.devices],
            "naive": [asdict(one.log()) for one in self.naive],
            "complaints": [line for device in self.devices for line in device.store.complaints],
        }
        (self.place / "devices.json").write_text(json.dumps(logs))
        self._tell("settled")

    def _device(self, number: int, seat: Seat) -> Device:
        plan = self.plan
        sockets = None if number % 5 == 4 else plan.sockets[number % len(plan.sockets)]
        every = 2.0 if sockets is None else plan.sync_every
        seed = plan.seed * 1000 + number
        return Device(seat, plan.api, sockets, self.note, seed=seed, sync_every=every, reads_all=number % 2 == 0)

    def _write(self, device: Device) -> None:
        chance, begun = random.Random(device.seat.membership_id), time.monotonic()
        for number in range(self.plan.messages):
            due = begun + self.plan.seconds * (number + chance.random()) / self.plan.messages
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                device.send(chance.choice(device.seat.conversations), f"message {number}, chwarae teg", self.until)
            except Lost:
                return

    def _write_carelessly(self) -> None:
        begun, number = time.monotonic(), 0
        while time.monotonic() < min(self.until, begun + self.plan.seconds):
            for one in self.naive:
                one.send(one.seat.conversations[number % len(one.seat.conversations)], f"careless {number}")
            number += 1
            time.sleep(0.5)

    def _tell(self, progress: str) -> None:
        aside = self.place / "progress.new"
        aside.write_text(progress)
        aside.replace(self.place / "progress")


def _settle(device: Device) -> None:
    if not device.settle(SETTLES_WITHIN):
        device.store.complaints.append(f"{device.seat.membership_id} did not come to rest")


def read_history(place: Path) -> list[Entry]:
    """What the clients of this folder did."""
    return [Entry(**json.loads(line)) for line in (place / "history.jsonl").read_text().splitlines()]


def read_devices(place: Path) -> tuple[list[DeviceLog], list[DeviceLog], list[str]]:
    """What honest and naive clients had in the end, and what the honest ones complained of."""
    found = json.loads((place / "devices.json").read_text())
    return [_log(one) for one in found["honest"]], [_log(one) for one in found["naive"]], found["complaints"]


def _log(found: dict[str, Any]) -> DeviceLog:
    events = {c: [Stored(**event) for event in events] for c, events in found["events"].items()}
    return DeviceLog(**{**found, "events": events})


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    Crowd(Plan.read(folder / "plan.json"), folder).run()
    sys.stdout.flush()
    os._exit(0)  # threads that wait for a dead socket do not hold us
