"""Named places at which a test lets a process die, to see what it leaves behind.

A demo that is started with `OURPATCH_FAILPOINTS` (a folder) dies at a place, by SIGKILL, when the folder holds a file
of that name; the file is gone then, so that it happens once. In production there is no such place.
"""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

BATCH_BEFORE_COMMIT = "batch-before-commit"  # what waits at the sockets, not yet in the database
BATCH_AFTER_COMMIT = "batch-after-commit"  # nobody told, nothing acknowledged
SEND_BEFORE_COMMIT = "send-before-commit"  # one message over HTTP, written and not committed
NEWS_BEFORE_EMIT = "news-before-emit"  # a unit of work is committed, nobody told, nothing answered
NEWS_BEFORE_PUBLISH = "news-before-publish"  # acknowledged and told here, other processes not told
OUTBOX_BEFORE_CLEAR = "outbox-before-clear"  # told everywhere, the outbox row still there
OUTBOX_BEFORE_DONE = "outbox-before-done"  # the relay has carried a row and not yet removed it


def folder(environment: Mapping[str, str]) -> Path | None:
    """Where places are armed; None in production, whatever else is set."""
    named = environment.get("OURPATCH_FAILPOINTS")
    return Path(named) if named and environment.get("OURPATCH_MODE") == "demo" else None


_place = folder(os.environ)


def here(name: str, after: float = 0.0) -> None:
    """Die here if this place is armed; `after` seconds let others of the process finish what they are about."""
    if _place is None:
        return
    try:
        (_place / name).unlink()
    except FileNotFoundError:
        return
    time.sleep(after)
    os.kill(os.getpid(), signal.SIGKILL)
