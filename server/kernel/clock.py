"""The time, asked in one place so that it can be moved: by a test, and for what is brought in from earlier."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

_moved: ContextVar[timedelta] = ContextVar("moved", default=timedelta(0))


def now() -> datetime:
    """The time now, in UTC, in whole milliseconds (what the API tells)."""
    time = datetime.now(UTC) + _moved.get()
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Until the end of this block, and in this thread only, it is earlier or later by so much."""
    before = _moved.set(_moved.get() + by)
    try:
        yield
    finally:
        _moved.reset(before)
