"""The worker and the relay as real processes, and a mail server that can be told to wait."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller

WORKER = ("-m", "celery", "-A", "worker.app", "worker", "-c", "2", "--loglevel", "WARNING")
RELAY = ("-m", "worker.relay")
LONGEST = 90.0  # seconds to wait for anything


class Process:
    """One process with its children, in a session of its own, so that all of it can be killed."""

    def __init__(self, *command: str, **environment: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, *command], env=os.environ | environment, start_new_session=True, stdout=subprocess.DEVNULL
        )

    @staticmethod
    def run(*command: str, **environment: str) -> tuple[int, str]:
        """Run one to its end; its exit code, and what it said."""
        ended = subprocess.run(
            [sys.executable, *command],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        return ended.returncode, ended.stdout + ended.stderr

    def kill_main(self) -> None:
        """kill -9 of the first process alone: its children are left to find out."""
        self._child.kill()
        self._child.wait(10)

    def kill(self) -> None:
        """kill -9 of everything that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait(10)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        self._child.terminate()
        return self._child.wait(20)


class PostOffice:
    """A mail server. While `held`, whoever names a recipient waits; `asked` counts them."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.asked = 0
        self.held = False
        self.answer = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        self.asked += 1
        while self.held:  # noqa: ASYNC110 - the test lets go from another thread
            await asyncio.sleep(0.02)
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content))
        return "250 OK"


def open_office(office: PostOffice, port: int) -> Controller:
    """Open it on this port."""
    controller = Controller(office, hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    return controller


def wait_until(true: Callable[[], object], what: str, longest: float = LONGEST) -> None:
    """Wait, but not for ever."""
    end = time.monotonic() + longest
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {longest:.0f} s in vain: {what}")
        time.sleep(0.05)
