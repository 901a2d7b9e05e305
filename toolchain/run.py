"""`./dev run`: the whole of Ourpatch on this machine, with a demo world, until it is told to stop."""

import os
import signal
import sys
import time
from types import FrameType
from typing import Never

from toolchain import pwa
from toolchain.places import Failed, home
from toolchain.processes import Stack

PORT = 4100


class Told(BaseException):
    """We were told to stop."""


def main() -> None:
    """Start, tell where and as whom one can sign in, watch over it, stop."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _told)
    try:
        _run()
    except Told:
        print("\nStopped.")
    except Failed as failed:
        sys.exit(str(failed))


def _run() -> None:
    stack = Stack(
        home(),
        port=_port("PORT") or PORT,
        realtime_port=_port("RT_PORT"),
        throw_away=False,
        settings={name: os.environ[name] for name in ("LOG_LEVEL", "SMTP_URL", "MAIL_FROM") if name in os.environ},
        database_url=os.environ.get("DATABASE_URL", ""),
        redis_url=os.environ.get("REDIS_URL", ""),
        say=_say,
    )
    stack.claim()
    try:
        pwa.build()
        stack.start()
        _greet(stack)
        while True:
            time.sleep(0.3)
            stack.mend()
    finally:
        _stop(stack)


def _greet(stack: Stack) -> None:
    people = stack.ourpatch("demo", "people").strip()
    print(f"\nOurpatch is ready at {stack.public_url}\n\nSign in at {stack.public_url}/demo as one of these:\n")
    print("\n".join(f"  {line}" for line in people.splitlines()))
    print(f"\nData and logs: {stack.home.place}   Ctrl-C stops it.", flush=True)


def _stop(stack: Stack) -> None:
    """Whoever is impatient cannot break it off half-way; nothing that was started stays."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    stack.stop()


def _told(_number: int, _frame: FrameType | None) -> Never:
    raise Told


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _port(name: str) -> int | None:
    value = os.environ.get(name, "")
    if not value:
        return None
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise Failed(f"{name} is {value!r}, and a port is a number from 1 to 65535.")
    return int(value)


if __name__ == "__main__":
    main()
