"""Files and the pieces of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ForeignKeyConstraint, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import NOW, Time


class File(TenantTable):
    """What somebody uploads: uploading → checking → ready or refused. Loose until something owns it."""

    __tablename__ = "file"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    uploader_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary)
    people_agreed: Mapped[bool | None] = mapped_column(Boolean)
    state: Mapped[str] = mapped_column(Text, server_default="uploading")
    why: Mapped[str | None] = mapped_column(Text)
    owner_kind: Mapped[str | None] = mapped_column(Text)
    owner_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ready_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (
        Index("file_loose", "coop_id", "made_at", postgresql_where=text("owner_id IS NULL")),
        Index("file_owner", "coop_id", "owner_kind", "owner_id", postgresql_where=text("owner_id IS NOT NULL")),
    )


class FileChunk(TenantTable):
    """A piece of a file: of what was uploaded, of what is served of it, or of its small picture."""

    __tablename__ = "file_chunk"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(primary_key=True)
    rendition: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (
        ForeignKeyConstraint(["coop_id", "file_id"], ["tenant.file.coop_id", "tenant.file.id"], ondelete="CASCADE"),
    )
