"""Processes that we start: each in a group of its own, and none outlives the one that started it."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolchain.places import ROOT

STOP_AFTER = 10.0


def spawn(
    command: Sequence[str | Path],
    log: Path,
    environment: Mapping[str, str] | None = None,
    stops_by: signal.Signals = signal.SIGTERM,
    before: Sequence[str] = (),
) -> subprocess.Popen[bytes]:
    """Start a command that gets `stops_by` from the kernel when our thread ends, however it ends.

    Call it from the main thread: the kernel's promise is bound to the thread that starts. Its output is added
    to `log`. `before` is what has to run the rest (its process becomes the command).
    """
    leash = ["setpriv", "--pdeathsig", signal.Signals(stops_by).name.removeprefix("SIG"), "--"]
    with log.open("ab") as output:
        return subprocess.Popen(
            [*before, *leash, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )


def stop(child: subprocess.Popen[bytes], by: signal.Signals = signal.SIGTERM, within: float = STOP_AFTER) -> None:
    """End it and its group: politely, and after `within` seconds without asking."""
    if child.poll() is None:
        child.send_signal(by)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(within)
    kill(child)


def kill(child: subprocess.Popen[bytes]) -> None:
    """SIGKILL, to it and to all of its group that is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait(STOP_AFTER)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody holds just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def identity(pid: int) -> str | None:
    """A name for this very process, which a later one with the same number does not share; None if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{pid}:{started}"


def alive(name: str) -> bool:
    """Whether the process with this `identity` still runs."""
    return identity(int(name.partition(":")[0])) == name


def await_end(names: Sequence[str], within: float = STOP_AFTER) -> list[str]:
    """Wait for these processes to end; gives back those that did not."""
    until = time.monotonic() + within
    while left := [name for name in names if alive(name)]:
        if time.monotonic() >= until:
            break
        time.sleep(0.05)
    return left


def end_of(log: Path, lines: int = 12) -> str:
    """The last lines of a log, to show beside a failure."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    return ""
