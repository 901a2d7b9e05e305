"""Accounts, and which co-ops they belong to. Each of these can be done twice with no harm: the relay repeats them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from server.identity import queries
from server.identity.models import Account, AccountCoop, DeviceSession, DirectoryCoop, EnrolmentCard
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.unit_of_work import DirectoryWork


def open_account(work: DirectoryWork, *, account_id: UUID | None = None, email: str | None = None) -> UUID:
    """The account with this address, or with this id; made if there is none. Says its id."""
    work.session.execute(insert(Account).values(id=account_id or uuid4(), email=email).on_conflict_do_nothing())
    if email is None:
        if account_id is None:
            raise ValueError("an account without an address is known by its id")
        return account_id
    found = queries.account_by_email(work, email)
    if found is None:
        raise ValueError("this address belongs to an account that was closed")
    return found.id


def list_coop(work: DirectoryWork, *, coop_id: UUID, name: str) -> None:
    """Write a co-op into the directory."""
    work.session.execute(
        insert(DirectoryCoop).values(id=coop_id, name=name).on_conflict_do_nothing(index_elements=["id"])
    )


def link_account(work: DirectoryWork, *, account_id: UUID, coop_id: UUID, membership_id: UUID) -> None:
    """The account belongs to this co-op from now on, or again. An account that is not there yet is made."""
    open_account(work, account_id=account_id)
    place = {"membership_id": membership_id, "ended_at": None}
    work.session.execute(
        insert(AccountCoop)
        .values(account_id=account_id, coop_id=coop_id, **place)
        .on_conflict_do_update(index_elements=["account_id", "coop_id"], set_=place)
    )


def unlink_account(work: DirectoryWork, *, account_id: UUID, coop_id: UUID) -> None:
    """The account belongs to this co-op no more: no session stands in it, no card leads into it."""
    now = clock.now()
    work.session.execute(
        update(AccountCoop)
        .where(AccountCoop.account_id == account_id, AccountCoop.coop_id == coop_id, AccountCoop.ended_at.is_(None))
        .values(ended_at=now)
    )
    work.session.execute(
        update(DeviceSession)
        .where(DeviceSession.account_id == account_id, DeviceSession.coop_id == coop_id)
        .values(coop_id=None)
    )
    work.session.execute(
        update(EnrolmentCard)
        .where(
            EnrolmentCard.account_id == account_id,
            EnrolmentCard.coop_id == coop_id,
            EnrolmentCard.used_at.is_(None),
            EnrolmentCard.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


def change_preferences(who: SignedIn, work: DirectoryWork, *, changes: Mapping[str, Any]) -> Account:
    """How the screens look for this account, on each of its devices."""
    account = queries.account(work, who.account_id)
    for name, value in changes.items():
        setattr(account, name, value)
    work.session.flush()
    return account
