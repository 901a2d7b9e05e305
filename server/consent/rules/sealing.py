"""What is sealed of a row of the access log: its words as soon as it is there, its count when its time is over.

The first sum is what the database did when it wrote the row (`ourpatch.look_hash`), done again by other means.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from server.consent.rules import merkle

WINDOW: Final = timedelta(minutes=15)
SETTLED: Final = timedelta(minutes=2)  # after its window, for a unit of work that began in it and ends late
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LookRow:
    """A row of the access log, as it is stored."""

    coop_id: UUID
    person_id: UUID
    strand: str
    seq: int
    kind: str
    viewer_id: UUID
    acting: bool
    role: str
    organisation_id: UUID | None
    purpose: str
    sections: int
    channel: str
    basis: list[list[Any]]
    reason: str | None
    review_on: date | None
    window_at: datetime
    began_at: datetime
    last_at: datetime
    reads: int
    row_hash: bytes
    batch: int | None
    count_hash: bytes | None
    count_batch: int | None


def words_hash(row: LookRow) -> bytes:
    """The hash of what a row says, but for its count."""
    parts = [
        _told(part)
        for part in (
            row.coop_id,
            row.person_id,
            row.strand,
            row.seq,
            row.kind,
            row.viewer_id,
            row.acting,
            row.role,
            row.organisation_id,
            row.purpose,
            row.sections,
            row.channel,
            row.basis,
            row.reason,
            row.review_on,
            row.window_at,
            row.began_at,
        )
    ]
    return sha256(f"[{', '.join(parts)}]".encode()).digest()


def count_hash(row_hash: bytes, reads: int, last_at: datetime) -> bytes:
    """The hash of how often a row's look was made, and when for the last time."""
    return sha256(row_hash + reads.to_bytes(8) + _micros(last_at).to_bytes(8)).digest()


def batch_root(leaves: Iterable[bytes]) -> bytes:
    """The root over the hashes of a batch, in the order of their places."""
    return merkle.root([merkle.leaf(each) for each in leaves])


def window_is_over(now: datetime) -> datetime:
    """Windows that began before this are over, and nobody counts in them any more."""
    return now - WINDOW - SETTLED


def _told(part: object) -> str:
    """A part of a row as PostgreSQL writes it in a JSON array."""
    if isinstance(part, datetime):
        return f"{_micros(part) // 10**6}.{_micros(part) % 10**6:06d}"
    if isinstance(part, (UUID, date)):
        part = str(part)
    return json.dumps(part, ensure_ascii=False)


def _micros(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND
