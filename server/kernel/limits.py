"""How often somebody may try something: counted in Valkey, in fixed windows."""

import hashlib

import structlog
from limits import parse
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter
from redis import RedisError

from server.kernel.errors import TooMany

PATIENCE = 2.0  # seconds for Valkey to answer; whoever knocks waits for it
log = structlog.get_logger()


class _Used:
    limiter = FixedWindowRateLimiter(MemoryStorage())
    spare = FixedWindowRateLimiter(MemoryStorage())


def use(storage: Storage) -> None:
    """Say where to count."""
    _Used.limiter = FixedWindowRateLimiter(storage)


def use_valkey(url: str) -> None:
    """Count for all processes together."""
    use(RedisStorage(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE))


def check(what: str, who: str, rate: str) -> None:
    """Count one try of `what` by `who` against `rate` ("5 per minute"); TooMany when it is used up.

    With Valkey away each process counts for itself: a door that fails open would be an invitation.
    """
    key = hashlib.sha256(who.encode()).hexdigest()[:32]
    limit = parse(rate)
    try:
        allowed = _Used.limiter.hit(limit, what, key)
    except RedisError as problem:
        log.warning("limits count in this process", problem=type(problem).__name__)
        allowed = _Used.spare.hit(limit, what, key)
    if not allowed:
        raise TooMany(retry_after=limit.get_expiry())
