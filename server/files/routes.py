"""Files over HTTP. A content goes out piece by piece, each in a unit of work of its own that asks again."""

import errno
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

import structlog
from flask import Response
from flask_smorest import Blueprint

from server.files import queries, schemas
from server.files.actions import read, upload
from server.files.models import File
from server.files.rules import sizes
from server.kernel import limits
from server.kernel.actor import Actor
from server.kernel.doors import again
from server.kernel.doors.http import endpoint
from server.kernel.errors import Problem
from server.kernel.unit_of_work import Work

BEGINNINGS = "240 per hour"  # files of one member
SHUT = {  # whatever is in a file: nothing of it runs, nothing of it is loaded, nobody keeps it
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}
blueprint = Blueprint("files", __name__)
log = structlog.get_logger()


@endpoint(blueprint, "POST", "/files", body=schemas.UploadIn, out=schemas.FileOut, status=201)
def begin_upload(actor: Actor, work: Work, body: dict[str, Any]) -> dict[str, Any]:
    """Make room for a file of 20 MB at most; its pieces follow. Of a photo, say whether the people in it agreed."""
    limits.check("files of a member", str(actor.member), BEGINNINGS)
    return _told(work, upload.begin_upload(actor, work, **body))


@endpoint(blueprint, "PUT", "/files/<uuid:file_id>/chunks/<int:n>", body=schemas.Chunk, out=schemas.FileOut)
def take_piece(actor: Actor, work: Work, body: bytes, file_id: UUID, n: int) -> dict[str, Any]:
    """Send a piece, as bytes: each has `chunk_size` of them, the last one what is left. In any order, and again."""
    return _told(work, upload.take_piece(actor, work, file_id=file_id, n=n, content=body))


@endpoint(blueprint, "POST", "/files/<uuid:file_id>/complete", body=schemas.WholeFile, out=schemas.FileOut, status=202)
def complete_upload(actor: Actor, work: Work, body: dict[str, Any], file_id: UUID) -> dict[str, Any]:
    """All pieces are sent: the file is checked now. Look again until it is ready or refused."""
    return _told(work, upload.complete_upload(actor, work, file_id=file_id, sha256=body["sha256"]))


@endpoint(blueprint, "GET", "/files/<uuid:file_id>", out=schemas.FileOut)
def look_at_file(actor: Actor, work: Work, file_id: UUID) -> dict[str, Any]:
    """A file of mine, and how far it has come."""
    return _told(work, read.look_at_file(actor, work, file_id=file_id))


@endpoint(blueprint, "GET", "/files/<uuid:file_id>/content", out=schemas.Content)
def content(actor: Actor, work: Work, file_id: UUID) -> Response:
    """What is in a file, for whoever may read what it belongs to."""
    return _answer(actor, file_id, "content", read.begin_reading(actor, work, file_id=file_id, rendition="content"))


@endpoint(blueprint, "GET", "/files/<uuid:file_id>/thumbnail", out=schemas.Thumbnail)
def thumbnail(actor: Actor, work: Work, file_id: UUID) -> Response:
    """The small picture of a photo, for whoever may read what it belongs to."""
    return _answer(actor, file_id, "thumbnail", read.begin_reading(actor, work, file_id=file_id, rendition="thumbnail"))


@endpoint(blueprint, "DELETE", "/files/<uuid:file_id>")
def throw_away(actor: Actor, work: Work, file_id: UUID) -> None:
    """Throw away a file of mine that belongs to nothing yet."""
    upload.throw_away(actor, work, file_id=file_id)


def _told(work: Work, row: File) -> dict[str, Any]:
    uploading = row.state == "uploading"
    return {
        "file_id": row.id,
        "name": row.name,
        "media_type": row.media_type,
        "kind": row.kind,
        "size": row.size,
        "state": row.state,
        "why": row.why,
        "chunk_size": sizes.CHUNK,
        "received": queries.received(work, row.id) if uploading else [],
        "people_agreed": row.people_agreed,
    }


def _answer(actor: Actor, file_id: UUID, rendition: queries.Rendition, reading: read.Reading) -> Response:
    response = Response(_pieces(actor, file_id, rendition, reading), mimetype=reading.media_type)
    response.headers.update(SHUT)
    response.content_length = reading.size
    shown = "attachment" if reading.kind == "document" else "inline"
    response.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(reading.name, safe='')}"
    return response


def _pieces(actor: Actor, file_id: UUID, rendition: queries.Rendition, reading: read.Reading) -> Iterator[bytes]:
    """The first piece, then one after the other as long as it is open to who reads. What stops in the middle ends the
    connection: a shorter answer would look like a whole one."""
    yield reading.first
    for n in range(1, reading.pieces):
        try:
            with again.same_seat(actor) as work:
                piece = read.read_on(work.actor, work, file_id=file_id, rendition=rendition, n=n)
        except Problem as problem:
            log.info("reading stopped", file=str(file_id), problem=type(problem).__name__)
            raise ConnectionResetError(errno.ECONNRESET, "It is open to them no more.") from problem
        yield piece
