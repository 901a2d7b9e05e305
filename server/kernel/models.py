"""The kernel's own tables."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import DirectoryTable, TenantTable

Time = TIMESTAMP(timezone=True)
NOW = text("now()")


class TenantOutbox(TenantTable):
    """What must leave a co-op's unit of work, and has not yet."""

    __tablename__ = "outbox"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("uuidv7()"))
    topic: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    due_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")


class DirectoryOutbox(DirectoryTable):
    """What must leave the directory's unit of work, and has not yet."""

    __tablename__ = "outbox"
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("uuidv7()"))
    topic: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    due_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")


class TenantIdempotency(TenantTable):
    """A POST that was answered, by its key: the same key again gets the same answer."""

    __tablename__ = "idempotency"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    route: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)


class DirectoryIdempotency(DirectoryTable):
    """The same for what an account, or nobody yet, asks of the directory."""

    __tablename__ = "idempotency"
    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    route: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)


class Installation(DirectoryTable):
    """One row: is this database a demo's, or does it serve real people?"""

    __tablename__ = "installation"
    single: Mapped[bool] = mapped_column(Boolean, primary_key=True, server_default="true")
    mode: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
