"""Devices: opened by a sign-in, shut from there or from another one."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select, update

from server.identity import queries
from server.identity.events import SessionEnded
from server.identity.models import AccountCoop, DeviceSession
from server.identity.rules import SESSION_LIFE, new_token, token_hash
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import DirectoryWork


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has just begun. The token is kept by the device alone."""

    who: SignedIn
    token: str


def open_session(
    work: DirectoryWork,
    *,
    account_id: UUID,
    device_name: str,
    coop_id: UUID | None = None,
    opened_by: str | None = None,
    strong: bool = False,
) -> Opened:
    """Sign a device in, with a new token always. The same sign-in, sent again, ends the session that it opened
    before: its answer was lost on the way, and nobody holds its token. `strong`: a passkey, a code or a card was
    shown, and not merely a link that had two weeks to be forwarded."""
    if opened_by is not None:
        _end(work, account_id, DeviceSession.opened_by == opened_by)
    token, now = new_token(), clock.now()
    session = DeviceSession(
        id=uuid4(),
        account_id=account_id,
        token_hash=token_hash(token),
        device_name=device_name,
        coop_id=coop_id or queries.coop_of_last_visit(work, account_id),
        made_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LIFE,
        opened_by=opened_by,
        strong_at=now if strong else None,
    )
    work.session.add(session)
    work.session.flush()
    return Opened(SignedIn(account_id, session.id, session.coop_id, session.strong_at), token)


def note_strong(who: SignedIn, work: DirectoryWork) -> SignedIn:
    """This device has just shown once more who holds it."""
    now = clock.now()
    work.session.execute(update(DeviceSession).where(DeviceSession.id == who.session_id).values(strong_at=now))
    return replace(who, strong_at=now)


def end_session(who: SignedIn, work: DirectoryWork, *, session_id: UUID) -> None:
    """Shut one of the account's devices, at once; NotFound for what is none of them, or is shut already."""
    if not _end(work, who.account_id, DeviceSession.id == session_id):
        raise NotFound


def choose_coop(who: SignedIn, work: DirectoryWork, *, coop_id: UUID) -> SignedIn:
    """Act in another of the account's co-ops from now on, on this device; NotFound where it has no place."""
    belongs = select(AccountCoop.coop_id).where(
        AccountCoop.account_id == who.account_id, AccountCoop.coop_id == coop_id, AccountCoop.ended_at.is_(None)
    )
    moved = work.session.execute(
        update(DeviceSession)
        .where(DeviceSession.id == who.session_id, belongs.exists())
        .values(coop_id=coop_id)
        .returning(DeviceSession.id)
    ).one_or_none()
    if moved is None:
        raise NotFound
    return replace(who, coop_id=coop_id)


def _end(work: DirectoryWork, account_id: UUID, which: ColumnElement[bool]) -> bool:
    ended = work.session.scalars(
        update(DeviceSession)
        .where(DeviceSession.account_id == account_id, DeviceSession.ended_at.is_(None), which)
        .values(ended_at=clock.now())
        .returning(DeviceSession.id)
    ).all()
    for session_id in ended:
        work.publish(SessionEnded(session_id=session_id, account_id=account_id))
        work.tell("signed_out", {}, sessions=(session_id,))
    return bool(ended)
