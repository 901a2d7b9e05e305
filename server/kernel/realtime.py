"""News for open screens. It is a hint: a client that misses one repairs itself by its sync cursor.

Within one process news leaves in the order of the commits that it follows; across processes it goes over
one Valkey channel. What is lost when Valkey is away is caught up on the next sync.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import orjson
import redis
import structlog

from server.kernel import failpoints

CHANNEL = "ourpatch:news"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class News:
    """One socket event, and the members or sessions whose sockets it goes to.

    `only_by` narrows it to the sockets on which this member sits there for somebody else (a named helper).
    """

    what: str
    payload: dict[str, Any]
    memberships: tuple[UUID, ...] = ()
    sessions: tuple[UUID, ...] = ()
    only_by: UUID | None = None

    def packed(self, origin: str) -> bytes:
        """As it goes over the channel; `origin` names the process that has emitted it to its own sockets."""
        return orjson.dumps(
            [origin, self.what, self.payload, self.memberships, self.sessions, self.only_by], option=orjson.OPT_UTC_Z
        )

    @classmethod
    def unpacked(cls, raw: bytes) -> tuple[str, "News"]:
        origin, what, payload, memberships, sessions, only_by = orjson.loads(raw)
        news = cls(
            what,
            payload,
            tuple(UUID(m) for m in memberships),
            tuple(UUID(s) for s in sessions),
            UUID(only_by) if only_by else None,
        )
        return origin, news


class Bus(Protocol):
    """How news gets from this process to the sockets."""

    def emit(self, news: Sequence[News]) -> None:
        """Never raises: news is best effort."""


class ValkeyBus:
    """For processes without sockets of their own: publish, in order, and let the realtime processes emit."""

    def __init__(self, url: str) -> None:
        self._valkey = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)

    def emit(self, news: Sequence[News]) -> None:
        try:
            with self._valkey.pipeline(transaction=False) as pipe:
                for item in news:
                    pipe.publish(CHANNEL, item.packed(""))
                pipe.execute()
        except redis.RedisError as problem:
            log.warning("news not published", problem=type(problem).__name__, count=len(news))


class _Used:
    bus: Bus | None = None


def use(bus: Bus | None) -> None:
    """Say how this process emits; None keeps it quiet (a migration, a founding on the command line)."""
    _Used.bus = bus


def emit(news: Sequence[News]) -> None:
    """Emit, after a commit. Only the unit of work and the message batch call this."""
    if news and _Used.bus is not None:
        failpoints.here(failpoints.NEWS_BEFORE_EMIT)
        _Used.bus.emit(news)
