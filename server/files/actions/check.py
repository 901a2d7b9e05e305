"""A file is looked at: what its content is, whether it is harmful, and what of it is kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from server.files import queries
from server.files.actions.scan import Scanner
from server.files.actions.upload import keep
from server.files.models import File, FileChunk
from server.files.rules import kinds, pictures
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.outbox import claim, done
from server.kernel.unit_of_work import Work

HARMFUL = "The virus scanner warns of this file, so it was not kept."
NOT_CHECKED = "This file couldn't be checked, so it was not kept. Send it again later."
TOO_LONG = "This file took too long to check, so it was not kept. Send a smaller one."
PHOTO = "This is a photo. Send it as one, and say whether the people in it have agreed."


@dataclass(frozen=True, slots=True)
class Result:
    """What is kept of a file."""

    found: kinds.Found
    content: bytes
    thumbnail: bytes | None


class NotKept(Exception):
    """A file that is refused. The text is the sentence for whoever sent it."""


def check_file(actor: Actor, work: Work, scanner: Scanner, *, row_id: UUID) -> None:
    """Check the file of this outbox row, keep what is made of it, and take the row away. Its lock is held meanwhile, so
    nobody checks it at the same time; a row that is not there, or is locked, is somebody else's doing.

    NotScanned where the scanner does not answer now: the row stays, and the relay comes back with it.
    """
    waiting = claim(work, row_id)
    if waiting is None:
        return
    row = queries.file_to_check(work, UUID(waiting.payload["file_id"]))
    if row is not None:
        try:
            _accept(work, row, _looked_at(row, queries.whole(work, row.id, "upload"), scanner))
        except NotKept as problem:
            _refuse(work, row, str(problem))
    done(work, row_id)


def give_up_check(actor: Actor, work: Work, *, file_id: UUID, why: str = NOT_CHECKED) -> None:
    """Refuse a file that nobody could check, so that whoever waits for it knows."""
    row = queries.file_to_check(work, file_id)
    if row is not None:
        _refuse(work, row, why)


def _looked_at(row: File, content: bytes, scanner: Scanner) -> Result:
    if scanner.is_harmful(content):
        raise NotKept(HARMFUL)
    try:
        found = kinds.found_in(content, pictures.is_picture)
        if found is None:
            raise NotKept(kinds.UNKNOWN if kinds.kind_said(row.media_type) is None else kinds.OTHER)
        if not kinds.agrees(row.media_type, found):
            raise NotKept(kinds.OTHER)
        if found.kind != "image":
            return Result(found, content, None)
        if row.people_agreed is None:
            raise NotKept(PHOTO)
        made = pictures.make(content)
    except pictures.Unreadable as problem:
        raise NotKept(str(problem)) from problem
    return Result(found, made.content, made.thumbnail)


def _accept(work: Work, row: File, result: Result) -> None:
    _forget_upload(work, row)
    keep(work.actor, work, row, "content", result.content)
    if result.thumbnail is not None:
        keep(work.actor, work, row, "thumbnail", result.thumbnail)
    row.state, row.kind, row.media_type = "ready", result.found.kind, result.found.media_type
    row.size, row.ready_at = len(result.content), clock.now()


def _refuse(work: Work, row: File, why: str) -> None:
    _forget_upload(work, row)
    row.state, row.why = "refused", why


def _forget_upload(work: Work, row: File) -> None:
    uploaded: tuple[Any, ...] = (FileChunk.file_id == row.id, FileChunk.rendition == "upload")
    work.session.execute(delete(FileChunk).where(FileChunk.coop_id == work.coop_id, *uploaded))
