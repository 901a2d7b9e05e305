"""`./dev run`: everything starts and is told, everything stops, and what was written is there again."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

import psycopg
import pytest

from tests.conftest import Database
from toolchain.children import alive, await_end, free_port
from toolchain.places import ROOT

READY_WITHIN = 150
pytestmark = pytest.mark.timeout(400)
PARTS = {"database", "queue", "realtime", "worker", "relay", "beat"}
OF_THE_TESTS = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "REALTIME_URL", "RT_PORT", "SMTP_URL")


class Run:
    """One `./dev run` in a home of its own."""

    def __init__(self, home: Path, settings: Mapping[str, str]) -> None:
        self.home = home
        self.port = free_port()
        self.output = home.with_suffix(".output")
        environment = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        self.environment = environment | {"OURPATCH_HOME": str(home), "PORT": str(self.port), **settings}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "toolchain.run"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def await_ready(self) -> str:
        """What it says when it is ready."""
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            if "Ctrl-C stops it" in (said := self.output.read_text()):
                return said
            time.sleep(0.1)
        raise AssertionError(f"It is not ready:\n{self.output.read_text()}")

    def processes(self) -> list[str]:
        """All that it started."""
        found: list[str] = json.loads((self.home / "running.json").read_text())["processes"]
        assert len(found) >= 5
        assert all(alive(name) for name in found)
        return found

    def health(self) -> dict[str, object]:
        with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def dev(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another verb of `./dev`, from the same home."""
        return subprocess.run(
            [sys.executable, "-m", f"toolchain.{module}", *arguments],
            check=False,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def rows(self) -> tuple[int, ...]:
        environment = json.loads((self.home / "running.json").read_text())["environment"]
        with psycopg.connect(environment["OWNER_DATABASE_URL"]) as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM tenant.event), (SELECT count(*) FROM directory.account)"
            ).fetchone()
        assert row
        return row

    def tell(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


Start = Callable[..., Run]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[Run] = []

    def begin(**settings: str) -> Run:
        made.append(Run(tmp_path / "home", settings))
        return made[-1]

    yield begin
    for run in made:
        run.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.process.wait(30)
        run.process.kill()


def test_it_tells_what_it_offers_mends_itself_and_survives_being_killed(start: Start) -> None:
    run = start()
    said = run.await_ready()
    assert f"Ourpatch is ready at http://localhost:{run.port}\n" in said
    assert "Edith Hughes, gets support" in said
    health = run.health()
    assert health["ready"] is True
    assert set(cast(dict[str, str], health["parts"])) == PARTS
    assert "Another Ourpatch already runs from" in run.dev("run").stderr
    checked = run.dev("ourpatch", "check")
    assert (checked.returncode, checked.stderr) == (0, "")

    relay = pid_of(run, "worker.relay")
    os.kill(relay, signal.SIGKILL)
    await_words(run, "relay stopped (SIGKILL); it is started again.")
    assert pid_of(run, "worker.relay") != relay

    rows, processes = run.rows(), run.processes()
    assert min(rows) > 0
    assert run.tell(signal.SIGKILL) == -signal.SIGKILL
    assert await_end(processes, within=30) == []
    assert run.dev("stop").stdout.startswith("No Ourpatch runs from ")

    again = start()
    again.await_ready()
    assert again.rows() == rows
    processes = again.processes()
    stopped = again.dev("stop")
    assert (stopped.returncode, stopped.stdout) == (0, "Stopped.\n")
    assert again.process.wait(10) == 0
    assert await_end(processes, within=0) == []


def test_ctrl_c_in_the_middle_of_a_start_leaves_nothing_behind(start: Start) -> None:
    run = start()
    until = time.monotonic() + READY_WITHIN
    while not (run.home / "running.json").exists() and time.monotonic() < until:
        time.sleep(0.02)
    processes = json.loads((run.home / "running.json").read_text())["processes"]
    assert run.tell(signal.SIGINT) == 0
    assert processes
    assert await_end(processes, within=0) == []
    assert run.output.read_text().splitlines()[-1] == "Stopped."


def test_stores_of_ones_own_are_used_and_what_dies_again_and_again_ends_it_with_a_sentence(
    start: Start, empty_database: Database, valkey_url: str
) -> None:
    run = start(DATABASE_URL=empty_database.owner_url, REDIS_URL=valkey_url)
    run.await_ready()
    assert not (run.home / "postgres").exists()
    assert not (run.home / "valkey").exists()
    assert min(run.rows()) > 0

    processes = run.processes()
    until = time.monotonic() + 60
    while run.process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError, StopIteration):
            os.kill(pid_of(run, "worker.relay"), signal.SIGKILL)
        time.sleep(0.2)
    assert run.process.wait(30) == 1
    assert run.output.read_text().splitlines()[-1].startswith("relay stopped 3 times within a minute")
    assert await_end(processes, within=0) == []
    with psycopg.connect(empty_database.owner_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def await_words(run: Run, words: str) -> None:
    """Come back when it has said this."""
    until = time.monotonic() + 30
    while words not in run.output.read_text():
        assert time.monotonic() < until, run.output.read_text()
        time.sleep(0.1)


def pid_of(run: Run, words: str) -> int:
    """The process of this run with these words in its command."""
    names = json.loads((run.home / "running.json").read_text())["processes"]
    pids = [int(name.partition(":")[0]) for name in names if alive(name)]
    return next(pid for pid in pids if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "))
