"""Every SELECT of files and their pieces."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import LargeBinary, Select, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from server.files.models import File, FileChunk
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work

Rendition = Literal["upload", "content", "thumbnail"]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file beside what owns it. `thumbnail`: whether there is a small picture of it."""

    file_id: UUID
    name: str
    kind: str
    media_type: str
    size: int
    thumbnail: bool
    people_agreed: bool | None


@dataclass(frozen=True, slots=True)
class Measure:
    """How much there is of a rendition: bytes, and pieces."""

    size: int
    pieces: int


def own_file(work: Work, file_id: UUID, *, lock: Literal["share", "change"] | None = None) -> File:
    """A file that the actor uploaded, whatever has become of it; NotFound for everybody else's. `lock`: its row stays
    as it is ("share") or nobody else's ("change") until the end of this unit of work."""
    asked = select(File).where(
        File.coop_id == work.coop_id, File.id == file_id, File.uploader_id == work.actor.membership_id
    )
    if lock is not None:
        asked = asked.with_for_update(read=lock == "share")
    row = work.session.scalar(asked)
    if row is None:
        raise NotFound
    return row


def file(work: Work, file_id: UUID) -> File | None:
    """A file of this co-op, whoever may read it."""
    return work.session.scalar(select(File).where(File.coop_id == work.coop_id, File.id == file_id))


def file_to_check(work: Work, file_id: UUID) -> File | None:
    """A file that waits for its check, locked; None where it is gone or was checked."""
    waits = (File.coop_id == work.coop_id, File.id == file_id, File.state == "checking")
    return work.session.scalar(select(File).where(*waits).with_for_update())


def files_by_id(work: Work, file_ids: Collection[UUID]) -> dict[UUID, FileRow]:
    """Files that are ready, as what owns them shows them. Whoever calls has asked whether they may be seen."""
    if not file_ids:
        return {}
    rows = work.session.scalars(
        select(File).where(File.coop_id == work.coop_id, File.id.in_(file_ids), File.state == "ready")
    )
    return {row.id: _shown(row) for row in rows}


def received(work: Work, file_id: UUID) -> list[int]:
    """The numbers of the uploaded pieces that have arrived, in order."""
    return list(work.session.scalars(_of(work, file_id, "upload", FileChunk.n).order_by(FileChunk.n)))


def piece(work: Work, file_id: UUID, rendition: Rendition, n: int) -> bytes | None:
    """One piece; None where there is none."""
    found: bytes | None = work.session.scalar(_of(work, file_id, rendition, FileChunk.bytes).where(FileChunk.n == n))
    return found


def whole(work: Work, file_id: UUID, rendition: Rendition) -> bytes:
    """All pieces, joined."""
    return b"".join(work.session.scalars(_of(work, file_id, rendition, FileChunk.bytes).order_by(FileChunk.n)))


def measure(work: Work, file_id: UUID, rendition: Rendition) -> Measure | None:
    """How much there is of this rendition; None where there is nothing. Reads no content."""
    size, count = work.session.execute(
        select(func.sum(func.length(FileChunk.bytes)), func.count()).where(*_which(work, file_id, rendition))
    ).one()
    return Measure(int(size), count) if count else None


def digest(work: Work, file_id: UUID) -> bytes | None:
    """The SHA-256 of all that was uploaded of a file, summed up where it lies."""
    nothing = aggregate_order_by(literal(b"", LargeBinary), FileChunk.n)
    joined = func.string_agg(FileChunk.bytes, nothing)
    return work.session.scalar(select(func.sha256(joined)).where(*_which(work, file_id, "upload")))


def loose_bytes(work: Work, uploader_id: UUID) -> int:
    """How much this member has uploaded that nothing owns yet."""
    loose = (File.coop_id == work.coop_id, File.uploader_id == uploader_id, File.owner_id.is_(None))
    return int(work.session.scalar(select(func.sum(File.size)).where(*loose)) or 0)


def _which(work: Work, file_id: UUID, rendition: Rendition) -> tuple[Any, ...]:
    return FileChunk.coop_id == work.coop_id, FileChunk.file_id == file_id, FileChunk.rendition == rendition


def _of(work: Work, file_id: UUID, rendition: Rendition, column: Any) -> Select[Any]:
    return select(column).where(*_which(work, file_id, rendition))


def _shown(row: File) -> FileRow:
    return FileRow(
        file_id=row.id,
        name=row.name,
        kind=row.kind or "document",
        media_type=row.media_type,
        size=row.size,
        thumbnail=row.kind == "image",
        people_agreed=row.people_agreed,
    )
