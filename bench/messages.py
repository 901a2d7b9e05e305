"""`./dev bench messages`: Ourpatch's messages beside the least that a Node server could do.

Rounds are interleaved and a figure is the median of its rounds. README.md says what each figure means.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.clients import Clients
from bench.stage import Stage
from bench.usage import TICK, cpu_seconds, resident_kb
from bench.world import MEMBERS


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    coops: int
    rounds: int
    seconds: float
    idle: int
    rate: float


WHOLE = Size(coops=10, rounds=7, seconds=3.0, idle=1000, rate=200.0)
QUICK = Size(coops=1, rounds=1, seconds=2.0, idle=20, rate=20.0)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two servers, with its clients."""

    name: str
    pid: int
    clients: Clients


@dataclass(frozen=True, slots=True)
class Reading:
    """Counters at one moment."""

    server: float
    database: float
    queue: float
    statements: int


class Bench:
    """The figures of one run, as they come in."""

    def __init__(self, stage: Stage, size: Size) -> None:
        self._stage = stage
        self._size = size
        self.figures: dict[str, list[float]] = defaultdict(list)

    def measure(self, ours: Side, bare: Side) -> None:
        """All of it, in an order in which nothing disturbs what comes after."""
        for side in (ours, bare):
            side.clients.connect()
        for side in (ours, bare):
            self._weigh(side)
        for number in range(self._size.rounds):
            pair = (ours, bare) if number % 2 else (bare, ours)
            for side in pair:
                self._saturate(side)
            self._compare("throughput_ratio_to_node", "messages_per_second", "ours", "node")
            self._compare("cpu_per_message_ratio_to_node", "server_cpu_us_per_message", "ours", "node")
            self._compare("database_cpu_ratio_to_node", "database_cpu_us_per_message", "ours", "node")
        for _ in range(self._size.rounds):
            for side in (ours, bare):
                self._pace(side)

    def _compare(self, ratio: str, figure: str, one: str, other: str) -> None:
        """The ratio of the newest round of both."""
        self.figures[ratio].append(self.figures[f"{figure}_{one}"][-1] / self.figures[f"{figure}_{other}"][-1])

    def _weigh(self, side: Side) -> None:
        """Memory of connections that only sit there, beside those that are at home already."""
        before = resident_kb(side.pid)
        side.clients.idle(self._size.idle)
        time.sleep(1.0)
        self.figures[f"kb_per_connection_{side.name}"].append((resident_kb(side.pid) - before) / self._size.idle)
        side.clients.leave()

    def _saturate(self, side: Side) -> None:
        """Every client sends again as soon as it is acknowledged."""
        answer, before, after = side.clients.load(self._size.seconds, None, self._reader(side))
        _check(answer)
        sent = max(1, answer["counted"])
        for figure, value in (
            ("messages_per_second", sent / answer["seconds"]),
            ("server_cpu_us_per_message", _used(before.server, after.server) / sent * 1e6),
            ("database_cpu_us_per_message", _used(before.database, after.database) / sent * 1e6),
            ("clients_cpu", answer["cpu"] / answer["seconds"]),
        ):
            self.figures[f"{figure}_{side.name}"].append(value)
        if side.name == "ours":
            self.figures["queries_per_send"].append((after.statements - before.statements) / sent)
            self.figures["valkey_cpu_us_per_message"].append((after.queue - before.queue) / sent * 1e6)

    def _pace(self, side: Side) -> None:
        """A modest, fixed rate: how long an acknowledgement takes when nobody has to wait for others."""
        answer, _, _ = side.clients.load(self._size.seconds, self._size.rate, lambda: None)
        _check(answer)
        self.figures[f"ack_p50_ms_{side.name}"].append(answer["p50_ms"] or 0.0)
        self.figures[f"ack_p99_ms_{side.name}"].append(answer["p99_ms"] or 0.0)

    def _reader(self, side: Side) -> Callable[[], Reading]:
        stage = self._stage
        valkey = stage.valkey.child.pid if stage.valkey.child else 0

        def read() -> Reading:
            return Reading(cpu_seconds(side.pid), stage.database_cpu(), cpu_seconds(valkey), stage.statements())

        return read


def _used(before: float, after: float) -> float:
    """CPU seconds between two readings; the clock ticks a hundred times a second, and nothing takes no time."""
    return max(TICK, after - before)


def _check(answer: dict[str, float]) -> None:
    """A run in which something was lost or refused measures nothing."""
    if answer["refused"] or answer["answered"] != answer["asked"] or answer["received"] < 5 * answer["asked"]:
        raise RuntimeError(f"not every message was acknowledged and delivered: {answer}")


UNITS = {
    "ratio": "of Node",
    "cpu": "µs",
    "messages_per_second": "1/s",
    "ack": "ms",
    "kb": "KB",
    "queries": "statements",
    "clients_cpu": "cores",
}


def unit_of(figure: str) -> str:
    """The unit, by the longest of its names' beginnings (a ratio has none)."""
    if "ratio" in figure:
        return UNITS["ratio"]
    if "cpu_us" in figure:
        return UNITS["cpu"]
    return next(unit for start, unit in UNITS.items() if figure.startswith(start))


def machine() -> str:
    """What it was measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def say(figures: dict[str, list[float]]) -> None:
    """One JSON line a figure. Ours goes without a suffix; what Node did stands beside it."""
    for name, values in sorted(figures.items()):
        line = {
            "bench": "messages",
            "figure": name.removesuffix("_ours"),
            "value": round(statistics.median(values), 3),
            "unit": unit_of(name),
            "runs": len(values),
            "machine": machine(),
        }
        print(json.dumps(line, ensure_ascii=False), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./dev bench messages")
    parser.add_argument("--quick", action="store_true", help="a few seconds, to see that it works")
    parser.add_argument("--coops", type=int, help=f"co-ops, of {MEMBERS} clients each")
    parser.add_argument("--rounds", type=int)
    asked = parser.parse_args()
    size = QUICK if asked.quick else WHOLE
    size = Size(asked.coops or size.coops, asked.rounds or size.rounds, size.seconds, size.idle, size.rate)
    with tempfile.TemporaryDirectory(prefix="ourpatch-bench-") as folder, Stage(Path(folder), size.coops) as stage:
        bench = Bench(stage, size)
        with (
            Clients(stage.ours, stage.seats, receipts=True) as our_clients,
            Clients(stage.bare, stage.seats, receipts=False) as bare_clients,
        ):
            bench.measure(Side("ours", stage.our_pid, our_clients), Side("node", stage.bare_pid, bare_clients))
        say(bench.figures)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
