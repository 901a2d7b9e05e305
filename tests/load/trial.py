"""One run of the crowd against a house, and the verdict."""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.load.crowd import Plan, read_devices, read_history
from tests.load.device import Seat
from tests.load.history import DeviceLog, Entry, Losses, Stored, losses, violations
from tests.load.house import House
from toolchain.children import end_of, kill, spawn
from toolchain.python import environment

SHOWN = 12


class Trial:
    """The crowd at work. Start it from the main thread, spoil what you like, then `end` it."""

    def __init__(self, place: Path, house: House, plan: Plan) -> None:
        place.mkdir(parents=True)
        self.house, self.plan, self._place = house, plan, place
        (place / "plan.json").write_text(json.dumps(asdict(plan)))
        self._log = place / "log"
        self._child = spawn([sys.executable, "-m", "tests.load.crowd", place], self._log, environment())
        self.history: list[Entry] = []
        self.stored: list[Stored] = []
        self.devices: list[DeviceLog] = []
        self.complaints: list[str] = []
        self.lost_by_the_careless = Losses(0, 0)

    @property
    def acknowledged(self) -> int:
        """How many messages have been acknowledged so far; all of them when the writing is over."""
        said = self._progress()
        return int(said) if said.isdigit() else len(self._honest_seats()) * self.plan.messages * bool(said)

    @property
    def writing(self) -> bool:
        return self._progress() not in ("written", "settled") and self._child.poll() is None

    def await_acknowledged(self, count: int, within: float) -> None:
        """Come back when so many messages have been acknowledged."""
        until = time.monotonic() + within
        while self.acknowledged < count:
            assert time.monotonic() < until, f"only {self.acknowledged} acknowledged; {end_of(self._log)}"
            self.house.mend()
            time.sleep(0.05)

    def end(self) -> None:
        """Let everybody finish, come to rest and compare; the clients' process is gone afterwards."""
        try:
            self._await("written", self.plan.limit)
            self.house.await_ready()
            (self._place / "settle").touch()
            self._await("settled", 60)
        finally:
            kill(self._child)
        self.history = read_history(self._place)
        self.stored = self.house.stored(self.plan.seats[0].coop_id)
        self.devices, careless, self.complaints = read_devices(self._place)
        self.lost_by_the_careless = losses(self.history, self.stored, careless)

    def verdict(self) -> list[str]:
        """Every broken promise."""
        wanted = {seat.membership_id: set(seat.conversations) for seat in self._honest_seats()}
        lacking = [f"{d.owner} has not all conversations" for d in self.devices if set(d.base) != wanted[d.owner]]
        left = self.house.await_drained()
        undrained = [f"{left} rows are left in the outbox"] if left else []
        return [*violations(self.history, self.stored, self.devices), *self.complaints, *lacking, *undrained]

    def check(self, messages: int | None = None) -> None:
        """No promise is broken, every message is there, and what happened is printed."""
        broken = self.verdict()
        print(f"{dict(Counter(e.what for e in self.history))}, {len(self.stored)} stored, {self.lost_by_the_careless}")
        assert not broken, "\n".join([*broken[:SHOWN], f"{len(broken)} in all", self.house.ends_of_logs()])
        acknowledged = {e.client_id for e in self.history if e.what == "ok"}
        assert len(acknowledged) == (messages or len(self._honest_seats()) * self.plan.messages)

    def _honest_seats(self) -> Sequence[Seat]:
        return self.plan.seats[: len(self.plan.seats) - self.plan.naive]

    def _progress(self) -> str:
        file = self._place / "progress"
        return file.read_text() if file.exists() else ""

    def _await(self, progress: str, within: float) -> None:
        until = time.monotonic() + within
        while self._progress() != progress:
            assert time.monotonic() < until, f"not {progress} within {within} seconds; {end_of(self._log)}"
            assert self._child.poll() is None or self._progress() == progress, end_of(self._log)
            self.house.mend()
            time.sleep(0.1)
