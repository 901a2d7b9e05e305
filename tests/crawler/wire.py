"""Knocking at the socket door of a real process as somebody."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import requests
import socketio

from server.kernel.config import Settings
from server.kernel.doors.credentials import COOKIE
from tests.conftest import PUBLIC_URL, Database
from tests.crawler.cast import Role
from toolchain.children import end_of, free_port, spawn, stop
from toolchain.places import ROOT
from toolchain.services import Ports, commands

PATIENCE = 10.0  # seconds
CLOSED = "closed"  # the connection ended before there was an answer


@contextmanager
def realtime_process(database: Database, settings: Settings, place: Path) -> Iterator[tuple[str, Path]]:
    """A realtime process on this database: its address, and its log."""
    port, log = free_port(), place / "realtime.log"
    environment = os.environ | {
        "DATABASE_URL": database.app_url,
        "REDIS_URL": settings.redis_url,
        "LOG_LEVEL": "INFO",
        "PYTHONPATH": str(ROOT),
    }
    child = spawn(commands(Ports(api=0, realtime=port), str(place))["realtime"], log, environment)
    try:
        _await(f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}", log
    finally:
        stop(child)


def _await(address: str, log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            requests.get(address, timeout=1)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the realtime process did not start:\n{end_of(log)}")


class Socket:
    """One device's socket. `refusal` is the problem with which the connection was refused, if it was."""

    def __init__(self, address: str, role: Role, *, origin: str | None = PUBLIC_URL, **auth: Any) -> None:
        self.refusal: dict[str, Any] | None = None
        self.heard: list[tuple[str, Any]] = []
        options = {"origin": origin} if origin else {"suppress_origin": True}
        self._client = socketio.Client(reconnection=False, websocket_extra_options=options)
        self._client.on("connect_error", self._refused)
        self._client.on("*", lambda event, *data: self.heard.append((event, data[0] if data else None)))
        said = {"coop_id": role.coop_id, "acting_for": role.acting_for}
        headers = {"Cookie": f"{COOKIE}={role.device.token}"} if role.device else {}
        given = {name: str(value) for name, value in said.items() if value} | auth
        try:
            self._client.connect(address, headers=headers, auth=given, transports=["websocket"], wait_timeout=PATIENCE)
        except socketio.exceptions.ConnectionError as problem:
            self._refused({"data": {"type": f"no socket: {problem}"}})

    def _refused(self, data: Any) -> None:
        """The first reason counts: what follows is that there is no connection."""
        if self.refusal is None and isinstance(data, dict) and "data" in data:
            self.refusal = data["data"]

    @property
    def open(self) -> bool:
        return bool(self._client.connected)

    def call(self, event: str, payload: Any) -> Any:
        """Send an event; its acknowledgement, or CLOSED."""
        try:
            return self._client.call(event, payload, timeout=PATIENCE)
        except (socketio.exceptions.SocketIOError, ValueError):
            return CLOSED

    def send_only(self, event: str, payload: Any, answered: Callable[[Any], object]) -> None:
        """Send an event and go on; its acknowledgement is handed over when it comes."""
        self._client.emit(event, payload, callback=answered)

    def await_close(self, within: float = PATIENCE) -> bool:
        """Whether the other side closes it in time."""
        until = time.monotonic() + within
        while self.open and time.monotonic() < until:
            time.sleep(0.02)
        return not self.open

    def await_heard(self, event: str, within: float = PATIENCE) -> bool:
        """Whether it is told this in time."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            if any(name == event for name, _ in self.heard):
                return True
            time.sleep(0.02)
        return False

    def close(self) -> None:
        """Leave nothing open, whichever side ended it: the client forgets to close what the server closed first."""
        self._client.disconnect()
        if (wire := self._client.eio.ws) is not None:
            wire.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def slug(problem: dict[str, Any] | None) -> str:
    """The short name of a problem."""
    return str((problem or {}).get("type", "")).rpartition("/")[2]


def lines_of(log: Path) -> str:
    """Everything that the process has said so far."""
    return log.read_text(errors="replace") if log.exists() else ""
