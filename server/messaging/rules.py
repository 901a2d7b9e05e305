"""What is true of conversations whatever the database holds."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

TEXT_LIMIT = 4_000  # characters of one message
PAGE = 500  # events of one answer
FIRST_PAGE = 50  # events of a conversation that the device has not seen before
MEDIA = ("text", "call", "letter", "knock")


def pair_of(one: UUID, other: UUID) -> str:
    """The key of the one direct conversation of two members, whoever begins it."""
    first, second = sorted((str(one), str(other)))
    return f"{first}:{second}"


def first_cursor(from_seq: int, last_seq: int) -> int:
    """Where a device begins that has never seen this conversation: with its last page."""
    return max(from_seq, last_seq - FIRST_PAGE)


def events_news(conversation_id: UUID, events: Sequence[dict[str, Any]], last_seq: int = 0) -> dict[str, Any]:
    """The payload of the socket event `events`: what is new, and how far the log is."""
    last = events[-1]["seq"] if events else last_seq
    return {"conversation_id": conversation_id, "events": list(events), "last_seq": last}
