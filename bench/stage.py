"""What is measured: Ourpatch's realtime process and the bare Node server, over one PostgreSQL that keeps its word
(fsync and synchronous_commit are on)."""

import os
import secrets
import time
import urllib.error
import urllib.request
from pathlib import Path
from subprocess import Popen
from typing import Self

import psycopg

from bench.usage import cpu_seconds
from bench.world import Seat, build
from server.identity.rules import token_hash
from server.kernel import preparation
from toolchain.children import end_of, free_port, spawn, stop
from toolchain.node import NODE
from toolchain.postgres import Cluster
from toolchain.services import Ports, commands
from toolchain.valkey import Valkey

BARE = Path(__file__).parent / "node" / "bare.js"
COUNTED = {"shared_preload_libraries": "pg_stat_statements", "track_activity_query_size": "128"}


class Stage:
    """Everything in one throw-away folder. Start and stop it in the main thread."""

    def __init__(self, place: Path, coops: int) -> None:
        self._place = place
        self._coops = coops
        self._password = secrets.token_urlsafe(16)
        self.postgres = Cluster(place / "postgres", self._password)
        self.valkey = Valkey(place / "valkey", self._password, throw_away=True)
        self._children: list[Popen[bytes]] = []
        self.seats: list[Seat] = []
        self.ours = self.bare = ""
        self.our_pid = self.bare_pid = 0

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _start(self) -> None:
        self.postgres.start(COUNTED)
        self.valkey.start()
        owner = self.postgres.url("ourpatch")
        preparation.prepare(owner, self._password)
        preparation.upgrade(owner)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION pg_stat_statements")
        self.postgres.make_database("bare")
        self.seats = build(owner, self._coops, token_hash)
        self._start_ours()
        self._start_bare()

    def _start_ours(self) -> None:
        port = free_port()
        environment = os.environ | {
            "DATABASE_URL": self.postgres.url("ourpatch", "ourpatch_app", self._password),
            "REDIS_URL": self.valkey.url(),
            "PUBLIC_URL": f"http://localhost:{port}",
            "SECRET_KEY": secrets.token_urlsafe(32),
            "OURPATCH_MODE": "demo",
            "LOG_LEVEL": "WARNING",
        }
        child = spawn(commands(Ports(0, port), str(self._place))["realtime"], self._place / "realtime.log", environment)
        self._children.append(child)
        self.ours, self.our_pid = f"http://127.0.0.1:{port}", child.pid
        self._await(self.ours, self._place / "realtime.log")

    def _start_bare(self) -> None:
        port = free_port()
        environment = os.environ | {"DATABASE_URL": self.postgres.url("bare"), "PORT": str(port)}
        child = spawn([NODE, BARE], self._place / "bare.log", environment)
        self._children.append(child)
        self.bare, self.bare_pid = f"http://127.0.0.1:{port}", child.pid
        self._await(self.bare, self._place / "bare.log")

    def _await(self, url: str, log: Path, within: float = 30.0) -> None:
        until = time.monotonic() + within
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(url, timeout=2).close()
            except urllib.error.HTTPError as answered:
                answered.close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"a server did not start: {end_of(log)}")

    def _stop(self) -> None:
        for child in self._children:
            stop(child)
        self.valkey.stop()
        self.postgres.stop()

    def database_cpu(self) -> float:
        """CPU seconds of PostgreSQL so far, all of its processes."""
        return cpu_seconds(self.postgres.child.pid) if self.postgres.child else 0.0

    def statements(self) -> int:
        """How many statements Ourpatch has asked its database so far."""
        with psycopg.connect(self.postgres.url("ourpatch")) as connection:
            row = connection.execute(
                "SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid"
                " WHERE r.rolname = 'ourpatch_app'"
            ).fetchone()
        return int(row[0]) if row else 0
