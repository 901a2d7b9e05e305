"""A file comes in, piece by piece, in any order and as often as the line breaks."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from server.files import policies, queries
from server.files.models import File, FileChunk
from server.files.rules import kinds, sizes
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Invalid, Refused
from server.kernel.unit_of_work import Work

TOPIC = "files.check"
LOOSE_KEPT = timedelta(hours=24)
ASK_FIRST = "Say first whether the people in this photo have agreed to it."
NO_SUCH_PIECE = "This file has no such piece."
WRONG_LENGTH = "This piece has {found:,} bytes, and {wanted:,} belong to it. Send it again."
OTHER_BYTES = "This piece is here already, with something else in it. Begin again with this file."
ALL_SENT = "All of this file is here already. It takes no more pieces."
NOT_ALL_SENT = "{missing} of the {all} pieces of this file are missing. Send those first."
NOT_THE_SAME = "What arrived isn't what was sent. Begin again with this file."


def begin_upload(
    actor: Actor, work: Work, *, name: str, media_type: str, size: int, people_agreed: bool | None
) -> File:
    """Make room for a file. Invalid for a photo of which nobody said whether the people in it agree."""
    if kinds.kind_said(media_type) == "image" and people_agreed is None:
        raise Invalid(ASK_FIRST, field="people_agreed")
    if refusal := policies.can_begin(actor, queries.loose_bytes(work, actor.member), size):
        raise Refused(refusal)
    row = File(
        coop_id=work.coop_id,
        id=uuid4(),
        uploader_id=actor.member,
        name=name,
        media_type=media_type,
        size=size,
        people_agreed=people_agreed,
        state="uploading",
        made_at=clock.now(),
    )
    work.session.add(row)
    work.session.flush()
    return row


def take_piece(actor: Actor, work: Work, *, file_id: UUID, n: int, content: bytes) -> File:
    """Keep piece `n`. The same piece again changes nothing; Conflict where it is another one, or comes too late."""
    row = queries.own_file(work, file_id, lock="share")
    if row.state != "uploading":
        raise Conflict(ALL_SENT)
    wanted = sizes.length_of(n, row.size)
    if wanted is None:
        raise Invalid(NO_SUCH_PIECE)
    if len(content) != wanted:
        raise Invalid(WRONG_LENGTH.format(found=len(content), wanted=wanted))
    added = work.session.execute(
        insert(FileChunk).values(_piece(row, "upload", n, content)).on_conflict_do_nothing().returning(FileChunk.n)
    ).one_or_none()
    if added is None and queries.piece(work, file_id, "upload", n) != content:
        raise Conflict(OTHER_BYTES)
    return row


def complete_upload(actor: Actor, work: Work, *, file_id: UUID, sha256: bytes) -> File:
    """All pieces are sent: hand the file over to be checked. Said again, it changes nothing. Conflict where pieces are
    missing; Invalid where they are not what was sent."""
    row = queries.own_file(work, file_id, lock="change")
    if row.state != "uploading":
        if row.sha256 != sha256:
            raise Conflict(OTHER_BYTES)
        return row
    here, wanted = len(queries.received(work, file_id)), sizes.pieces(row.size)
    if here < wanted:
        raise Conflict(NOT_ALL_SENT.format(missing=wanted - here, all=wanted))
    if queries.digest(work, file_id) != sha256:
        raise Invalid(NOT_THE_SAME, field="sha256")
    row.state, row.sha256 = "checking", sha256
    work.enqueue(TOPIC, {"file_id": str(file_id)})
    return row


def throw_away(actor: Actor, work: Work, *, file_id: UUID) -> None:
    """Throw away a file of one's own that nothing owns."""
    row = queries.own_file(work, file_id, lock="change")
    if refusal := policies.can_throw_away(actor, row):
        raise Refused(refusal)
    work.session.delete(row)


def throw_away_loose(actor: Actor, work: Work) -> int:
    """Throw away what nothing has owned for a day; says how many files."""
    old = delete(File).where(
        File.coop_id == work.coop_id, File.owner_id.is_(None), File.made_at < clock.now() - LOOSE_KEPT
    )
    return len(work.session.scalars(old.returning(File.id)).all())


def keep(actor: Actor, work: Work, row: File, rendition: queries.Rendition, content: bytes) -> None:
    """Keep a whole rendition of a file in its pieces."""
    work.session.execute(insert(FileChunk), [_piece(row, rendition, n, part) for n, part in sizes.cut(content)])


def _piece(row: File, rendition: queries.Rendition, n: int, content: bytes) -> dict[str, Any]:
    return {"coop_id": row.coop_id, "file_id": row.id, "rendition": rendition, "n": n, "bytes": content}
