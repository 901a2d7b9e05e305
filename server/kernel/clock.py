"""The time, asked in one place so that a test can move it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time now, in UTC, in whole milliseconds (what the API tells)."""
    time = datetime.now(UTC)
    return time.replace(microsecond=time.microsecond // 1000 * 1000)
