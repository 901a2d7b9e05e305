"""The two payloads that come a thousand times a second, read without their schemas where they are plainly right.

Each function gives what the schema would load, or None: then the schema itself looks, and says what is not right.
"""

import unicodedata
from collections.abc import Callable
from typing import Any
from uuid import UUID

from server.messaging.rules import MEDIA, TEXT_LIMIT

Plain = Callable[[Any], "dict[str, Any] | None"]

SEND = frozenset({"conversation_id", "client_id", "text", "medium"})
MARK = frozenset({"conversation_id", "delivered_seq", "read_seq"})
MARKS = 500
GREATEST_SEQ = 2**53
UUID_LENGTH = 36


def plain_send(payload: Any) -> dict[str, Any] | None:
    """As SocketSendIn."""
    if type(payload) is not dict or not payload.keys() <= SEND:
        return None
    conversation_id, client_id = _id(payload.get("conversation_id")), _id(payload.get("client_id"))
    text, medium = payload.get("text"), payload.get("medium", "text")
    if conversation_id is None or client_id is None or medium not in MEDIA or not _is_plain(text):
        return None
    return {"conversation_id": conversation_id, "client_id": client_id, "text": text, "medium": medium}


def plain_marks(payload: Any) -> dict[str, Any] | None:
    """As MarksIn."""
    if type(payload) is not dict or payload.keys() != {"marks"}:
        return None
    marks = payload["marks"]
    if type(marks) is not list or len(marks) > MARKS:
        return None
    read = [_mark(mark) for mark in marks]
    return None if None in read else {"marks": read}


def _mark(mark: Any) -> dict[str, Any] | None:
    if type(mark) is not dict or not mark.keys() <= MARK:
        return None
    conversation_id = _id(mark.get("conversation_id"))
    delivered, read = mark.get("delivered_seq", 0), mark.get("read_seq", 0)
    if conversation_id is None or not _is_seq(delivered) or not _is_seq(read):
        return None
    return {"conversation_id": conversation_id, "delivered_seq": delivered, "read_seq": read}


def _id(value: Any) -> UUID | None:
    if type(value) is not str or len(value) != UUID_LENGTH:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _is_seq(value: Any) -> bool:
    return type(value) is int and 0 <= value <= GREATEST_SEQ


def _is_plain(text: Any) -> bool:
    """Text that normalisation leaves as it is."""
    if type(text) is not str or not 0 < len(text) <= TEXT_LIMIT or "\x00" in text or text != text.strip():
        return False
    return text.isascii() or (_is_unicode(text) and unicodedata.is_normalized("NFC", text))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
