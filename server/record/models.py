"""Entries, replies to them, files in them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Computed, ForeignKeyConstraint, Integer, LargeBinary, SmallInteger, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import Time

AUTHOR_KEY = (["coop_id", "author_id"], ["tenant.membership.coop_id", "tenant.membership.id"])
WORDS = "to_tsvector('english', coalesce(body, '')) || jsonb_to_tsvector('english', data, '[\"string\"]')"


class Entry(TenantTable):
    """A version of something in a person's record. Nothing of it is ever set later, but that another one
    supersedes it."""

    __tablename__ = "entry"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    section: Mapped[int] = mapped_column(SmallInteger)
    root_id: Mapped[UUID]
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Text)
    body: Mapped[str | None] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[UUID]
    author_role: Mapped[str] = mapped_column(Text)
    acting: Mapped[bool] = mapped_column(server_default="false")
    client_id: Mapped[UUID]
    happened_at: Mapped[datetime] = mapped_column(Time)
    recorded_at: Mapped[datetime] = mapped_column(Time)
    source_conversation_id: Mapped[UUID | None]
    source_seq: Mapped[int | None] = mapped_column(BigInteger)
    superseded_by: Mapped[UUID | None]
    superseded_at: Mapped[datetime | None] = mapped_column(Time)
    words: Mapped[Any] = mapped_column(TSVECTOR, Computed(WORDS, persisted=True), deferred=True, nullable=True)
    __table_args__ = (
        Unique("coop_id", "author_id", "client_id"),
        Unique("coop_id", "root_id", "version"),
        ForeignKeyConstraint(["coop_id", "person_id"], ["tenant.record.coop_id", "tenant.record.person_id"]),
        ForeignKeyConstraint(*AUTHOR_KEY),
    )


class EntryReply(TenantTable):
    """What somebody who reads an entry said to it."""

    __tablename__ = "entry_reply"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_root_id: Mapped[UUID]
    person_id: Mapped[UUID]
    section: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str | None] = mapped_column(Text)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    author_id: Mapped[UUID]
    author_role: Mapped[str] = mapped_column(Text)
    acting: Mapped[bool] = mapped_column(server_default="false")
    client_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(Time)
    __table_args__ = (
        Unique("coop_id", "author_id", "client_id"),
        ForeignKeyConstraint(["coop_id", "entry_root_id"], ["tenant.entry.coop_id", "tenant.entry.id"]),
        ForeignKeyConstraint(*AUTHOR_KEY),
    )


class EntryFile(TenantTable):
    """A file in an entry: it belongs to the first version, and so to all of them."""

    __tablename__ = "entry_file"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[UUID]
    section: Mapped[int] = mapped_column(SmallInteger)
    __table_args__ = (
        Unique("coop_id", "file_id"),
        ForeignKeyConstraint(["coop_id", "entry_id"], ["tenant.entry.coop_id", "tenant.entry.id"]),
        ForeignKeyConstraint(["coop_id", "file_id"], ["tenant.file.coop_id", "tenant.file.id"]),
    )
