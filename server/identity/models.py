"""The directory: who can sign in, on which devices, and in which co-ops they have a membership."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import DirectoryTable
from server.kernel.models import NOW, Time

UUIDV7 = text("uuidv7()")


class DirectoryCoop(DirectoryTable):
    """A co-op, and the cell that it lives in."""

    __tablename__ = "coop"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    cell: Mapped[str] = mapped_column(Text, server_default="local")
    founded_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)


class Account(DirectoryTable):
    """How somebody signs in. The address may be missing: an enrolment card needs none. How the screens look goes
    with the account, to each of its devices."""

    __tablename__ = "account"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(Text, unique=True)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    closed_at: Mapped[datetime | None] = mapped_column(Time)
    text_size: Mapped[str] = mapped_column(Text, server_default="ordinary")
    theme: Mapped[str] = mapped_column(Text, server_default="device")
    calm: Mapped[bool] = mapped_column(Boolean, server_default="false")
    easy_read: Mapped[bool] = mapped_column(Boolean, server_default="false")
    language: Mapped[str] = mapped_column(Text, server_default="en")


class AccountCoop(DirectoryTable):
    """An account's membership of a co-op, as the directory knows it. What it is worth, the co-op says."""

    __tablename__ = "account_coop"
    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"), primary_key=True)
    coop_id: Mapped[UUID] = mapped_column(ForeignKey("directory.coop.id"), primary_key=True)
    membership_id: Mapped[UUID]
    ended_at: Mapped[datetime | None] = mapped_column(Time)


class DeviceSession(DirectoryTable):
    """One device that is signed in. `opened_by` names the sign-in that opened it, for when that is sent again;
    `strong_at`: when a passkey, a code or a card was last shown on it."""

    __tablename__ = "session"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    device_name: Mapped[str] = mapped_column(Text)
    coop_id: Mapped[UUID | None] = mapped_column(ForeignKey("directory.coop.id"))
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    last_seen_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    expires_at: Mapped[datetime] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    opened_by: Mapped[str | None] = mapped_column(Text)
    strong_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (Index("session_account", "account_id", postgresql_where=text("ended_at IS NULL")),)


class SignInCode(DirectoryTable):
    """A one-time code that was asked for with an address, known or not."""

    __tablename__ = "sign_in_code"
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=UUIDV7)
    email: Mapped[str] = mapped_column(Text)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    expires_at: Mapped[datetime] = mapped_column(Time)
    attempts: Mapped[int] = mapped_column(Integer, server_default="0")
    used_at: Mapped[datetime | None] = mapped_column(Time)
    used_key: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (Index("sign_in_code_email", "email", "made_at"),)


class EnrolmentCard(DirectoryTable):
    """A printed card that opens one account on one device: six words, or the QR code's token."""

    __tablename__ = "enrolment_card"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"))
    coop_id: Mapped[UUID] = mapped_column(ForeignKey("directory.coop.id"))
    words_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    expires_at: Mapped[datetime] = mapped_column(Time)
    made_by: Mapped[UUID | None]
    used_at: Mapped[datetime | None] = mapped_column(Time)
    used_key: Mapped[str | None] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (Index("enrolment_card_account", "account_id", "coop_id"),)


class Passkey(DirectoryTable):
    """The public half of a key that a device or a keyring holds. `sign_count`: how often it said it was used; one that
    says less the next time is a copy."""

    __tablename__ = "passkey"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, server_default="0")
    transports: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    name: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    last_used_at: Mapped[datetime | None] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (Index("passkey_account", "account_id", postgresql_where=text("ended_at IS NULL")),)


class PasskeyChallenge(DirectoryTable):
    """What a passkey was asked to sign, and what for. It is answered once."""

    __tablename__ = "passkey_challenge"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    wants: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("directory.account.id"))
    session_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    expires_at: Mapped[datetime] = mapped_column(Time)
    used_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (Index("passkey_challenge_expires", "expires_at"),)


class DemoMail(DirectoryTable):
    """Mail of a demo without a mail server: it is kept to be read on a page."""

    __tablename__ = "demo_mail"
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=UUIDV7)
    recipient: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
