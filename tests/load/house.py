"""The house whose parts are killed: everything that `./dev run` starts, with two realtime processes, in a folder that
is thrown away; and what is stored in it."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.load.history import Stored
from toolchain import services
from toolchain.children import end_of, free_port, identity, kill, spawn, stop
from toolchain.places import Failed
from toolchain.processes import POSTGRES, Stack

SECOND = "realtime 2"
PARTS = ("api", "realtime", SECOND, "relay", "worker", "beat", "valkey", POSTGRES)
LOG = """
    SELECT conversation_id::text, seq, kind, author_id::text, client_id::text, body
      FROM tenant.event WHERE coop_id = %(coop)s ORDER BY conversation_id, seq
"""


class House:
    """A stack, and a second realtime process beside it. Use it from the main thread."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self._port = free_port()
        self._second: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> str:
        return self.stack.public_url.replace("localhost", "127.0.0.1")

    @property
    def sockets(self) -> list[str]:
        """The addresses of the realtime processes."""
        return [f"http://127.0.0.1:{port}" for port in (self.stack.ports.realtime, self._port)]

    @property
    def owner_url(self) -> str:
        return self.stack.env["OWNER_DATABASE_URL"]

    def start(self) -> None:
        self.stack.start()
        self.start_part(SECOND)

    def stop(self) -> None:
        if self._second is not None:
            stop(self._second)
        self.stack.stop()

    def kill(self, name: str) -> None:
        """SIGKILL to all of a part's processes."""
        if name == SECOND and self._second is not None:
            kill(self._second)
        else:
            self.stack.kill(name)

    def start_part(self, name: str) -> None:
        """Start a part again. PostgreSQL refuses while sessions of the one that was killed are still ending."""
        if name == SECOND:
            ports = services.Ports(self.stack.ports.api, self._port)
            command = services.commands(ports, str(self.stack.home.place))["realtime"]
            self._second = spawn(command, self.stack.home.logs / "realtime-2.log", self.stack.env)
            return
        for attempt in range(8):
            try:
                self.stack.start_part(name)
                return
            except Failed:
                if name != POSTGRES or attempt == 7:
                    raise
                time.sleep(0.5)

    def mend(self) -> None:
        """Start again what has ended, as whatever watches over processes does: a part that is started while the
        database is away says so and ends."""
        for name in PARTS:
            if identity(self._pid(name)) is None:
                self.kill(name)
                self.start_part(name)

    def await_ready(self, within: float = 60.0) -> None:
        """Come back when every part says that it is well, and both realtime processes answer."""
        until, said = time.monotonic() + within, self.stack.health()
        while not (said["ready"] and all(_answers(address) for address in self.sockets)):
            assert time.monotonic() < until, f"{said}\n{self.ends_of_logs()}"
            time.sleep(0.2)
            self.mend()
            said = self.stack.health()

    def stored(self, coop_id: str) -> list[Stored]:
        """Every event of every conversation of this co-op."""
        with psycopg.connect(self.owner_url) as connection:
            return [Stored(*row) for row in connection.execute(LOG, {"coop": coop_id})]

    def ask(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Look into the database as the owner, whom no policy holds."""
        with psycopg.connect(self.owner_url, row_factory=dict_row) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def await_drained(self, within: float = 30.0) -> int:
        """Wait until the outboxes are empty; how many rows are left."""
        until, left = time.monotonic() + within, 1
        while left and time.monotonic() < until:
            time.sleep(0.3)
            left = sum(
                row["n"]
                for row in self.ask(
                    "SELECT count(*) AS n FROM tenant.outbox UNION ALL SELECT count(*) FROM directory.outbox"
                )
            )
        return left

    def ends_of_logs(self) -> str:
        """To show beside a failure."""
        return "\n".join(f"--- {log.name}\n{end_of(log, 15)}" for log in sorted(self.stack.home.logs.glob("*.log")))

    def _pid(self, name: str) -> int:
        if name == SECOND and self._second is not None:
            return self._second.pid
        return self.stack.pid(name)


def open_house(place: Path, settings: Mapping[str, str]) -> House:
    """Start one, on a PostgreSQL that writes to the disk as in production."""
    wanted = {"OURPATCH_MODE": "demo", "LOG_LEVEL": "WARNING"} | dict(settings)
    opened = House(Stack(place, demo=False, throw_away=False, settings=wanted))
    try:
        opened.start()
    except BaseException:
        opened.stop()
        raise
    return opened


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/nothing", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False
