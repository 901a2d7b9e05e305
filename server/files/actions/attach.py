"""A file gets its owner, in the transaction in which the owner comes to be."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from server.files.models import File
from server.kernel.errors import Invalid
from server.kernel.unit_of_work import Work

NOT_READY = "One of these files isn't ready, or is kept somewhere already. Add it again."


def attach(work: Work, file_ids: Sequence[UUID], owner_kind: str, owner_id: UUID) -> None:
    """Give files of the actor's own, ready and loose, to their owner, who says from now on who reads them. Invalid
    (field `files`) where one of them is not such a file, and then none is given."""
    wanted = set(file_ids)
    if not wanted:
        return
    given = work.session.scalars(
        update(File)
        .where(
            File.coop_id == work.coop_id,
            File.id.in_(wanted),
            File.uploader_id == work.actor.member,
            File.state == "ready",
            File.owner_id.is_(None),
        )
        .values(owner_kind=owner_kind, owner_id=owner_id)
        .returning(File.id)
    ).all()
    if set(given) != wanted:
        raise Invalid(NOT_READY, field="files")
