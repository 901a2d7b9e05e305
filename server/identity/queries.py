"""Every SELECT of accounts, sessions, codes, cards and passkeys."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select, update

from server.identity.models import (
    Account,
    AccountCoop,
    DemoMail,
    DeviceSession,
    DirectoryCoop,
    EnrolmentCard,
    Passkey,
)
from server.identity.rules import SEEN_EVERY, token_hash
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.errors import NotFound, SignedOut
from server.kernel.unit_of_work import DirectoryWork, directory_work


@dataclass(frozen=True, slots=True)
class CoopRow:
    """A co-op that an account belongs to, as the directory knows it."""

    coop_id: UUID
    coop_name: str
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device that is signed in."""

    session_id: UUID
    device_name: str
    here: bool
    signed_in_at: datetime
    last_seen_at: datetime


def session_by_token(token: str) -> SignedIn | None:
    """Who holds this session token; None if nobody does, or no longer. Writes down, once a minute at most, that
    the device was there."""
    now = clock.now()
    with directory_work() as work:
        row = work.session.execute(
            select(
                DeviceSession.id,
                DeviceSession.account_id,
                DeviceSession.coop_id,
                DeviceSession.last_seen_at,
                DeviceSession.strong_at,
            )
            .join(Account, Account.id == DeviceSession.account_id)
            .where(
                DeviceSession.token_hash == token_hash(token),
                DeviceSession.ended_at.is_(None),
                DeviceSession.expires_at > now,
                Account.closed_at.is_(None),
            )
        ).one_or_none()
        if row is None:
            return None
        if row.last_seen_at < now - SEEN_EVERY:
            work.session.execute(update(DeviceSession).where(DeviceSession.id == row.id).values(last_seen_at=now))
        return SignedIn(row.account_id, row.id, row.coop_id, row.strong_at)


def living_sessions(session_ids: Collection[UUID]) -> set[UUID]:
    """Those of these sessions that have not ended, of accounts that are open."""
    with directory_work() as work:
        return set(
            work.session.scalars(
                select(DeviceSession.id)
                .join(Account, Account.id == DeviceSession.account_id)
                .where(
                    DeviceSession.id.in_(session_ids),
                    DeviceSession.ended_at.is_(None),
                    DeviceSession.expires_at > clock.now(),
                    Account.closed_at.is_(None),
                )
            )
        )


def account(work: DirectoryWork, account_id: UUID) -> Account:
    """An account that is open; SignedOut for one that is not."""
    row = work.session.get(Account, account_id)
    if row is None or row.closed_at is not None:
        raise SignedOut
    return row


def account_by_email(work: DirectoryWork, email: str) -> Account | None:
    """The open account with this address."""
    return work.session.scalar(select(Account).where(Account.email == email, Account.closed_at.is_(None)))


def coops_of_account(work: DirectoryWork, account_id: UUID) -> list[CoopRow]:
    """The co-ops that an account belongs to now, by name."""
    rows = work.session.execute(
        select(AccountCoop.coop_id, DirectoryCoop.name, AccountCoop.membership_id)
        .join(DirectoryCoop, DirectoryCoop.id == AccountCoop.coop_id)
        .where(AccountCoop.account_id == account_id, AccountCoop.ended_at.is_(None))
        .order_by(func.lower(DirectoryCoop.name), DirectoryCoop.id)
    )
    return [CoopRow(row.coop_id, row.name, row.membership_id) for row in rows]


def coop_of_last_visit(work: DirectoryWork, account_id: UUID) -> UUID | None:
    """The co-op in which an account was last; its first one for who was in none; None for who belongs to none."""
    belongs = and_(
        AccountCoop.account_id == DeviceSession.account_id,
        AccountCoop.coop_id == DeviceSession.coop_id,
        AccountCoop.ended_at.is_(None),
    )
    last = work.session.scalar(
        select(DeviceSession.coop_id)
        .join(AccountCoop, belongs)
        .where(DeviceSession.account_id == account_id)
        .order_by(DeviceSession.last_seen_at.desc())
        .limit(1)
    )
    if last is not None:
        return last
    return next((row.coop_id for row in coops_of_account(work, account_id)), None)


def devices(work: DirectoryWork, who: SignedIn) -> list[DeviceRow]:
    """The devices that are signed in to this account, the last seen first."""
    rows = work.session.scalars(
        select(DeviceSession)
        .where(
            DeviceSession.account_id == who.account_id,
            DeviceSession.ended_at.is_(None),
            DeviceSession.expires_at > clock.now(),
        )
        .order_by(DeviceSession.last_seen_at.desc(), DeviceSession.id)
    )
    return [DeviceRow(row.id, row.device_name, row.id == who.session_id, row.made_at, row.last_seen_at) for row in rows]


def accounts_with_unused_card(work: DirectoryWork, coop_id: UUID) -> set[UUID]:
    """Whose first card of this co-op is still in an envelope: a card there is, and no device has ever signed in."""
    signed_in = select(DeviceSession.account_id)
    return set(
        work.session.scalars(
            select(EnrolmentCard.account_id).where(
                EnrolmentCard.coop_id == coop_id,
                EnrolmentCard.used_at.is_(None),
                EnrolmentCard.account_id.not_in(signed_in),
            )
        )
    )


def card(work: DirectoryWork, coop_id: UUID, card_id: UUID) -> EnrolmentCard:
    """An enrolment card of this co-op, locked; NotFound where there is none that could still be used."""
    row = work.session.scalar(
        select(EnrolmentCard)
        .where(EnrolmentCard.coop_id == coop_id, EnrolmentCard.id == card_id, EnrolmentCard.withdrawn_at.is_(None))
        .with_for_update()
    )
    if row is None or row.used_at is not None:
        raise NotFound
    return row


def other_ways_in(work: DirectoryWork, account_id: UUID, coop_id: UUID) -> tuple[bool, bool]:
    """Whether an account has an address to be sent a code, and whether it belongs to another co-op too."""
    row = work.session.get(Account, account_id)
    others = select(AccountCoop.coop_id).where(
        AccountCoop.account_id == account_id, AccountCoop.coop_id != coop_id, AccountCoop.ended_at.is_(None)
    )
    elsewhere = bool(work.session.scalar(select(others.exists())))
    return row is not None and row.email is not None, elsewhere


def account_of_membership(work: DirectoryWork, membership_id: UUID) -> AccountCoop | None:
    """Which account has this membership now."""
    return work.session.scalar(
        select(AccountCoop).where(AccountCoop.membership_id == membership_id, AccountCoop.ended_at.is_(None))
    )


def passkeys(work: DirectoryWork, account_id: UUID) -> list[Passkey]:
    """An account's passkeys, the oldest first."""
    return list(
        work.session.scalars(
            select(Passkey)
            .where(Passkey.account_id == account_id, Passkey.ended_at.is_(None))
            .order_by(Passkey.made_at, Passkey.id)
        )
    )


def passkey_by_credential(work: DirectoryWork, credential_id: bytes) -> Passkey | None:
    """The passkey that calls itself this, of an account that is open; locked, for it counts its uses."""
    return work.session.scalar(
        select(Passkey)
        .join(Account, Account.id == Passkey.account_id)
        .where(Passkey.credential_id == credential_id, Passkey.ended_at.is_(None), Account.closed_at.is_(None))
        .with_for_update(of=Passkey)
    )


def all_coops(work: DirectoryWork) -> list[DirectoryCoop]:
    """Every co-op of this installation, the oldest first: for the demo's front door, and for who runs it."""
    return list(work.session.scalars(select(DirectoryCoop).order_by(DirectoryCoop.founded_at, DirectoryCoop.id)))


def demo_mails(work: DirectoryWork, limit: int = 100) -> list[DemoMail]:
    """Mail that a demo kept, the newest first."""
    return list(work.session.scalars(select(DemoMail).order_by(DemoMail.at.desc()).limit(limit)))
