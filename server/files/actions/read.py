"""A file is read: piece by piece, and for each piece whoever owns it is asked."""

from dataclasses import dataclass
from uuid import UUID

from server.files import queries
from server.files.models import File
from server.files.rules.owners import opens_of
from server.kernel.actor import Actor
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Reading:
    """A rendition that somebody reads: what it is, how much there is of it, and its first piece."""

    name: str
    kind: str
    media_type: str
    size: int
    pieces: int
    first: bytes


def begin_reading(actor: Actor, work: Work, *, file_id: UUID, rendition: queries.Rendition) -> Reading:
    """Open a file. NotFound where there is none that the actor may know of; Refused as the owner says it."""
    row = _open(actor, work, file_id, begins=True)
    measure, first = queries.measure(work, file_id, rendition), queries.piece(work, file_id, rendition, 0)
    if measure is None or first is None:
        raise NotFound
    return Reading(row.name, row.kind or "document", row.media_type, measure.size, measure.pieces, first)


def read_on(actor: Actor, work: Work, *, file_id: UUID, rendition: queries.Rendition, n: int) -> bytes:
    """The next piece of a reading that has begun. NotFound or Refused where it is open to the actor no more."""
    _open(actor, work, file_id, begins=False)
    piece = queries.piece(work, file_id, rendition, n)
    if piece is None:
        raise NotFound
    return piece


def look_at_file(actor: Actor, work: Work, *, file_id: UUID) -> File:
    """A file of the actor's own, and how far it has come; what it belongs to by now has its say here too."""
    row = queries.own_file(work, file_id)
    if row.owner_kind is not None and row.owner_id is not None:
        opens_of(row.owner_kind)(work, row.owner_id, False)  # noqa: FBT003 - a registered word has no names for these
    return row


def _open(actor: Actor, work: Work, file_id: UUID, *, begins: bool) -> File:
    row = queries.file(work, file_id)
    if row is None or row.state != "ready":
        raise NotFound
    if row.owner_kind is not None and row.owner_id is not None:
        opens_of(row.owner_kind)(work, row.owner_id, begins)
    elif row.uploader_id != actor.membership_id:
        raise NotFound
    return row
