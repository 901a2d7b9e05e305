"""Each process says in Valkey that it lives: every 5 seconds, with a life of 15. `/healthz` reads it."""

import os
import threading
import time
from collections.abc import Sequence

import redis
import structlog

BEAT = 5.0  # seconds
LIFE = 15  # seconds
KEY = "ourpatch:alive:"
log = structlog.get_logger()


class Pulse:
    """The sign of life of one part (`realtime`, `worker`, `relay`, `beat`). It never raises: a part that works
    while Valkey is away goes on working."""

    def __init__(self, part: str, redis_url: str) -> None:
        self._key = KEY + part
        self._valkey = redis.Redis.from_url(redis_url, socket_timeout=2, socket_connect_timeout=2)
        self._last = 0.0

    def touch(self) -> None:
        """Say so now, at most once in five seconds. Loops call it, so that a loop that hangs falls silent."""
        now = time.monotonic()
        if self._last and now - self._last < BEAT:
            return
        self._last = now
        self._say()

    def keep(self) -> None:
        """Say so from a thread of its own until the process ends (a greenlet where gevent has patched threads)."""
        threading.Thread(target=self._go_on, name="alive", daemon=True).start()

    def _go_on(self) -> None:
        while True:
            self._say()
            time.sleep(BEAT)

    def _say(self) -> None:
        try:
            self._valkey.set(self._key, os.getpid(), ex=LIFE)
        except redis.RedisError as problem:
            log.warning("no sign of life left", part=self._key.removeprefix(KEY), problem=type(problem).__name__)


def beat(redis_url: str, part: str) -> None:
    """Say from now on that this part lives, until its process ends."""
    Pulse(part, redis_url).keep()


def living(valkey: redis.Redis, parts: Sequence[str]) -> dict[str, bool]:
    """Which parts have said so lately. Raises RedisError where Valkey cannot be asked."""
    answers = valkey.mget([KEY + part for part in parts])
    return {part: answer is not None for part, answer in zip(parts, answers, strict=True)}
