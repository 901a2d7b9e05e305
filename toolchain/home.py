"""A home: the folder of one installation, with its data, its secrets and who runs from it."""

import fcntl
import json
import os
import secrets
import shutil
import signal
from pathlib import Path
from typing import TextIO

from toolchain.children import alive, await_end
from toolchain.places import Failed

ENOUGH = 300 * 1024 * 1024
LOG_LIMIT = 10 * 1024 * 1024


class Home:
    """One folder. `take` it before anything is written, `leave` it at the end."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.logs = place / "logs"
        self._running = place / "running.json"
        self._lock: TextIO | None = None

    def take(self) -> None:
        """It is ours alone from now on; raises Failed when another has it or the disk is full."""
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            self.place.chmod(0o700 if os.geteuid() else 0o711)
            lock = (self.place / "lock").open("w")
        except OSError as error:
            raise Failed(f"{self.place} cannot be written to: {error.strerror}.") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise Failed(f"Another Ourpatch already runs from {self.place}; `./dev stop` stops it.") from None
        self._lock = lock
        self._check_space()
        self._await_those_before()
        self._shorten_logs()

    @property
    def taken(self) -> bool:
        return self._lock is not None

    def leave(self) -> None:
        """Let others have it."""
        if self._lock:
            self._running.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def secrets(self) -> dict[str, str]:
        """The passwords of this home, made once, readable by its owner alone."""
        file = self.place / "secrets.json"
        found: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
        missing = [name for name in ("owner", "app", "valkey", "key") if name not in found]
        if missing:
            found |= {name: secrets.token_hex(24) for name in missing}
            write_private(file, json.dumps(found))
        return found

    def note_running(self, supervisor: str, processes: list[str], environment: dict[str, str]) -> None:
        """Write down who runs, by `children.identity`, and with which settings."""
        content = {"supervisor": supervisor, "processes": processes, "environment": environment}
        write_private(self._running, json.dumps(content))

    def running(self) -> tuple[str, dict[str, str]] | None:
        """Who supervises the Ourpatch that runs from here, and its settings; None if none does."""
        try:
            found = json.loads(self._running.read_text())
        except (OSError, ValueError):
            return None
        return (found["supervisor"], found["environment"]) if alive(found["supervisor"]) else None

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.place).free
        if free < ENOUGH:
            raise Failed(f"The disk is full: {self.place} has {free >> 20} MB left, and Ourpatch needs {ENOUGH >> 20}.")

    def _await_those_before(self) -> None:
        """What a supervisor that was killed had started is shutting down: it is waited for, then ended."""
        try:
            left = json.loads(self._running.read_text())["processes"]
        except (OSError, ValueError):
            return
        for name in await_end(left):
            os.kill(int(name.partition(":")[0]), signal.SIGKILL)
        self._running.unlink(missing_ok=True)

    def _shorten_logs(self) -> None:
        for log in self.logs.glob("*.log"):
            if log.stat().st_size > LOG_LIMIT:
                log.replace(log.with_suffix(".log.old"))


def write_private(file: Path, text: str) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    aside = file.with_suffix(".new")
    aside.unlink(missing_ok=True)
    aside.touch(mode=0o600)
    aside.write_text(text)
    aside.replace(file)
