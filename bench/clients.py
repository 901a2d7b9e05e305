"""The clients' process, seen from here: orders go in as JSON lines, answers come out as JSON lines."""

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from bench.world import Seat, as_json
from toolchain.node import NODE

SCRIPT = Path(__file__).parent / "node" / "clients.js"
Answer = dict[str, Any]


class Clients:
    """Live socket.io clients of one server, in one Node process."""

    def __init__(self, url: str, seats: Sequence[Seat], *, receipts: bool) -> None:
        self._url = url
        self._seats = as_json(seats)
        self._receipts = receipts
        self._process = subprocess.Popen(
            [str(NODE), str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def connect(self) -> None:
        """Every seat takes its place."""
        self._order(do="connect", url=self._url, seats=self._seats, receipts=self._receipts)
        self._answer()

    def idle(self, count: int) -> None:
        """So many more connections that only sit there."""
        self._order(do="idle", url=self._url, seats=self._seats, count=count)
        self._answer()

    def leave(self) -> None:
        """The idle ones go."""
        self._order(do="leave")
        self._answer()

    def load(self, seconds: float, rate: float | None, window: Callable[[], Any]) -> tuple[Answer, Any, Any]:
        """Send for `seconds` after a warm-up: at `rate` messages a second together, or, with None, each client
        again as soon as it is acknowledged. `window()` is read at the beginning and at the end; all three come back."""
        self._order(do="load", seconds=seconds, warm=min(1.0, seconds / 2), rate=rate)
        self._answer()
        before = window()
        self._answer()
        after = window()
        return self._answer(), before, after

    def _order(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> Answer:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the clients' process has ended")
        answer: Answer = json.loads(line)
        if "failed" in answer:
            raise RuntimeError(f"the clients could not {answer['failed']}: {answer['why']}")
        return answer
