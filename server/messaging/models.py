"""Conversations, who is in them, and their logs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import NOW, Time


class Conversation(TenantTable):
    """A place to write. Its row is the lock under which its log grows."""

    __tablename__ = "conversation"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    person_id: Mapped[UUID | None]
    patch_id: Mapped[UUID | None]
    pair: Mapped[str | None] = mapped_column(Text)
    last_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    members_version: Mapped[int] = mapped_column(BigInteger, server_default="0")
    closed: Mapped[bool] = mapped_column(Boolean, server_default="false")
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    last_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)


class ConversationMember(TenantTable):
    """Somebody's place in a conversation: from where they see it, how far it came to them, how far they read."""

    __tablename__ = "conversation_member"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    delivered_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    read_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    joined_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    left_at: Mapped[datetime | None] = mapped_column(Time)


class LogEvent(TenantTable):
    """One event of a conversation's log."""

    __tablename__ = "event"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    author_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    client_id: Mapped[UUID | None]
    medium: Mapped[str | None] = mapped_column(Text)
    body: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[UUID | None]
    change: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
