"""The whole of Ourpatch as processes on this machine: for `./dev run`, and for tests that kill parts of it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import redis

from server.kernel import preparation
from server.kernel.config import Misconfigured
from toolchain import services
from toolchain.children import end_of, free_port, identity, kill, spawn, stop
from toolchain.home import Home
from toolchain.places import ROOT, Failed
from toolchain.postgres import Cluster, check_server
from toolchain.python import environment
from toolchain.valkey import Valkey

DATABASE = "ourpatch"
APP = "ourpatch_app"
READY_WITHIN = 60.0
AGAIN_AT_MOST = 3  # times in a minute
POSTGRES, VALKEY = "postgres", "valkey"
TELLING = re.compile(r"ourpatch: |[\w.]*(Error|Exception|Misconfigured): ")


class Stack:
    """One Ourpatch in one home. Make, start and stop it in the main thread; several may run beside each other.

    Names of parts: postgres, valkey (unless addresses were given for them), api, realtime, worker, relay, beat.
    `throw_away` is for tests: the data need not survive a power cut. `demo` loads the demo world.
    """

    def __init__(
        self,
        home: Path,
        *,
        port: int | None = None,
        realtime_port: int | None = None,
        throw_away: bool = True,
        demo: bool = True,
        settings: Mapping[str, str] | None = None,
        database_url: str = "",
        redis_url: str = "",
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.home = Home(home)
        self.ports = services.Ports(port or free_port(), realtime_port or free_port())
        self.public_url = f"http://localhost:{self.ports.api}"
        self.realtime_url = f"http://localhost:{self.ports.realtime}"
        self.env: dict[str, str] = {}
        self._ours: dict[str, str] = {}
        self.postgres: Cluster | None = None
        self.valkey: Valkey | None = None
        self._throw_away = throw_away
        self._demo = demo
        self._settings = dict(settings or {})
        self._given = (database_url, redis_url)
        self._say = say
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._again: dict[str, deque[float]] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Everything, until `/healthz` says that it is ready; raises Failed, and stops what it started, if not."""
        self.claim()
        try:
            self._start_stores()
            self._prepare()
            self._note()
            for name in services.commands(self.ports, str(self.home.place)):
                self.start_part(name)
            self.await_ready()
        except OSError as error:
            self.stop()
            raise Failed(f"{error.filename or 'The system'}: {error.strerror}.") from error
        except BaseException:
            self.stop()
            raise

    def claim(self) -> None:
        """Take the home and look at ports and addresses; raises Failed when one cannot be had."""
        if self.home.taken:
            return
        self.home.take()
        owner_url, redis_url = self._given
        try:
            for port in (self.ports.api, self.ports.realtime):
                check_port(port)
            if owner_url:
                check_server(owner_url)
            if redis_url:
                check_valkey(redis_url)
        except BaseException:
            self.home.leave()
            raise

    def stop(self) -> None:
        """Stop all that was started, the stores last."""
        for child in self._children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in self._children.values():
            stop(child)
        self._children.clear()
        for store in (self.valkey, self.postgres):
            if store:
                store.stop()
        self.home.leave()

    def start_part(self, name: str) -> None:
        """Start one part, and do not wait for it (the stores: come back when they answer)."""
        if name == POSTGRES and self.postgres:
            self.postgres.start()
        elif name == VALKEY and self.valkey:
            self.valkey.start()
        else:
            command = services.commands(self.ports, str(self.home.place))[name]
            self._children[name] = spawn(command, self.log(name), self.env)
        self._note()

    def kill(self, name: str) -> None:
        """SIGKILL to a part and to all of its processes."""
        kill(self._child(name))

    def restart(self, name: str) -> None:
        """Stop it, unless it is dead already, and start it."""
        stop(self._child(name), by=signal.SIGINT if name == POSTGRES else signal.SIGTERM)
        self.start_part(name)

    def log(self, name: str) -> Path:
        """What this part has printed."""
        if name in (POSTGRES, VALKEY):
            return self.home.place / name / "log"
        return self.home.logs / f"{name}.log"

    def pid(self, name: str) -> int:
        """The main process of this part."""
        return self._child(name).pid

    def mend(self) -> None:
        """Start again what has died, saying so; raises Failed for a part that dies again and again."""
        for name in self._parts():
            child = self._child(name)
            if child.poll() is None:
                continue
            kill(child)
            times = self._again.setdefault(name, deque(maxlen=AGAIN_AT_MOST))
            times.append(time.monotonic())
            if len(times) == AGAIN_AT_MOST and times[-1] - times[0] < 60:
                raise Failed(f"{name} stopped {AGAIN_AT_MOST} times within a minute{self._why(name)}")
            self._say(f"{name} stopped ({_how(child)}); it is started again.")
            self.start_part(name)

    def health(self) -> dict[str, object]:
        """What `/healthz` says; while nothing answers there, that the api does not."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports.api}/healthz", timeout=5) as answer:
                found: dict[str, object] = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                found = json.load(error)
        except (OSError, ValueError):
            found = {"ready": False, "parts": {"api": "does not answer"}}
        return found

    def await_ready(self, within: float = READY_WITHIN) -> None:
        """Come back when `/healthz` says so; a part that dies before it is ready ends the wait."""
        until = time.monotonic() + within
        said: dict[str, object] = {}
        while time.monotonic() < until:
            for name in self._parts():
                if self._child(name).poll() is not None:
                    raise Failed(f"{name} could not start{self._why(name)}")
            said = self.health()
            if said.get("ready"):
                return
            time.sleep(0.1)
        raise Failed(f"Ourpatch was not ready within {within:.0f} seconds: {said.get('parts')}; logs: {self.home.logs}")

    def ourpatch(self, *arguments: str) -> str:
        """Run the `ourpatch` command with these settings; gives back what it printed, or raises Failed."""
        command = [sys.executable, "-m", "server.cli", *arguments]
        done = subprocess.run(command, check=False, cwd=ROOT, env=self.env, capture_output=True, text=True)
        if done.returncode != 0:
            lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
            raise Failed(lines[-1].removeprefix("ourpatch: "))
        return done.stdout

    def _start_stores(self) -> None:
        known = self.home.secrets()
        owner_url, redis_url = self._given
        if not owner_url:
            self.postgres = Cluster(self.home.place / POSTGRES, known["owner"], throw_away=self._throw_away)
            self.postgres.start()
            owner_url = self.postgres.url(DATABASE)
        if not redis_url:
            self.valkey = Valkey(self.home.place / VALKEY, known["valkey"], throw_away=self._throw_away)
            self.valkey.start()
            redis_url = self.valkey.url()
            forget_signs_of_life(redis_url)
        self._ours = self._environment(owner_url, redis_url, known)
        self.env = environment() | self._ours

    def _environment(self, owner_url: str, redis_url: str, known: Mapping[str, str]) -> dict[str, str]:
        return {
            "OWNER_DATABASE_URL": owner_url,
            "APP_DATABASE_PASSWORD": known["app"],
            "DATABASE_URL": as_role(owner_url, APP, known["app"]),
            "REDIS_URL": redis_url,
            "PUBLIC_URL": self.public_url,
            "REALTIME_URL": self.realtime_url,
            "OURPATCH_MODE": "demo" if self._demo else "production",
            "OURPATCH_HOME": str(self.home.place),
            "SECRET_KEY": known["key"],
            "SMTP_URL": "",
            "PWA_DIST": str(ROOT / "pwa" / "dist"),
            "LOG_LEVEL": "INFO",
        } | self._settings

    def _prepare(self) -> None:
        try:
            preparation.prepare(self.env["OWNER_DATABASE_URL"], self.env["APP_DATABASE_PASSWORD"])
            preparation.upgrade(self.env["OWNER_DATABASE_URL"])
        except Misconfigured as error:
            raise Failed(str(error)) from error
        if self._demo:
            self.ourpatch("demo", "load")

    def _parts(self) -> list[str]:
        stores = {POSTGRES: self.postgres, VALKEY: self.valkey}
        return [*(name for name, store in stores.items() if store), *self._children]

    def _child(self, name: str) -> subprocess.Popen[bytes]:
        stores = {POSTGRES: self.postgres, VALKEY: self.valkey}
        child = store.child if (store := stores.get(name)) else self._children.get(name)
        if child is None:
            raise KeyError(f"{name} was not started here")
        return child

    def _note(self) -> None:
        pids = [os.getpid(), *(self._child(name).pid for name in self._parts())]
        names = [name for pid in pids if (name := identity(pid))]
        self.home.note_running(names[0], names[1:], self._ours)

    def _why(self, name: str) -> str:
        """What it said last that tells a reason."""
        said = [line.strip() for line in end_of(self.log(name), 60).splitlines() if line.strip()]
        telling = [line for line in said if TELLING.match(line)] or said
        return f": {telling[-1].removeprefix('ourpatch: ')}" if telling else f" (its log: {self.log(name)})."


def check_port(port: int) -> None:
    """Raises Failed when somebody holds this port of 127.0.0.1."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise Failed(
                f"Port {port} cannot be used ({error.strerror}); choose another: PORT=4200 ./dev run"
            ) from None


def check_valkey(url: str) -> None:
    """Raises Failed unless a Valkey answers at this address."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise Failed(f"The Valkey of REDIS_URL cannot be reached: {str(error).rstrip('.')}.") from None


def forget_signs_of_life(url: str) -> None:
    """What the processes of an earlier start said of themselves does not count for those of this one."""
    with redis.Redis.from_url(url) as client:
        for key in client.scan_iter("ourpatch:alive:*"):
            client.delete(key)


def as_role(url: str, role: str, password: str) -> str:
    """The same server and database, for another role."""
    scheme, _, rest = url.partition("://")
    _, _, place = rest.rpartition("@")
    return f"{scheme}://{role}:{password}@{place}"


def _how(child: subprocess.Popen[bytes]) -> str:
    code = child.returncode
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
