"""One-time codes by e-mail. Whether an address is known shows in nothing: not in the answer, not in what is written."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select, update

from server.identity import queries
from server.identity.actions.sessions import Opened, note_strong, open_session
from server.identity.events import SignInCodeMade
from server.identity.models import SignInCode
from server.identity.rules import CODE_LIFE, CODE_TRIES, LOST_ANSWER, new_code, plain_code, same, sealed
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.config import Settings
from server.kernel.errors import Conflict, Invalid
from server.kernel.unit_of_work import DirectoryWork, directory_work

NO_ADDRESS = "There is no e-mail address with this account. Use a passkey, or ask the secretary for a new card."
WRONG_CODE = "That code is not right or too old."
NO_HASH = bytes(32)


@dataclass(frozen=True, slots=True)
class _Try:
    code_id: UUID
    code_hash: bytes
    fresh: bool
    used_key: str | None


def request_code(work: DirectoryWork, *, email: str, settings: Settings) -> None:
    """Make a code for this address; earlier ones stop working. It is sent only to an address that has an account,
    but as many rows are written for one that has none."""
    now, code = clock.now(), new_code()
    work.session.execute(
        update(SignInCode)
        .where(SignInCode.email == email, SignInCode.used_at.is_(None), SignInCode.expires_at > now)
        .values(expires_at=now)
    )
    work.session.add(
        SignInCode(email=email, code_hash=_sealed(settings, email, code), made_at=now, expires_at=now + CODE_LIFE)
    )
    if queries.account_by_email(work, email) is None:
        work.enqueue("identity.nobody", {})
    else:
        work.publish(SignInCodeMade(email=email, code=code, minutes=int(CODE_LIFE.total_seconds()) // 60))


def sign_in_by_code(
    work: DirectoryWork, *, email: str, code: str, device_name: str, key: str | None, settings: Settings
) -> Opened:
    """Sign a device in with the address's last code. Invalid for a code that is wrong, old or used, for the sixth
    try, and for an address that nobody has.

    With the same `key` the same code works again for ten minutes: the first answer may have been lost.
    """
    key_hash = hashlib.sha256(key.encode()).hexdigest() if key else None
    account_id, code_id = _use(work, email, code, key_hash, settings)
    opened_by = f"{code_id}:{key_hash}" if key_hash else None
    return open_session(work, account_id=account_id, device_name=device_name, opened_by=opened_by, strong=True)


def request_fresh_code(who: SignedIn, work: DirectoryWork, *, settings: Settings) -> None:
    """Send a code to the account's own address, for a device that is signed in; Conflict where there is no address."""
    request_code(work, email=_own_address(who, work), settings=settings)


def show_code(who: SignedIn, work: DirectoryWork, *, code: str, settings: Settings) -> SignedIn:
    """Show on this device that its holder reads the account's mail. Invalid as at a sign-in."""
    _use(work, _own_address(who, work), code, None, settings)
    return note_strong(who, work)


def _own_address(who: SignedIn, work: DirectoryWork) -> str:
    email = queries.account(work, who.account_id).email
    if email is None:
        raise Conflict(NO_ADDRESS)
    return email


def _use(work: DirectoryWork, email: str, code: str, key_hash: str | None, settings: Settings) -> tuple[UUID, UUID]:
    """Use up the address's last code; says whose it was, and which."""
    tried = _take_try(email)
    right = same(tried.code_hash if tried else NO_HASH, _sealed(settings, email, plain_code(code)))
    account = queries.account_by_email(work, email)
    if tried is None or account is None or not right or not _spend(work, tried, key_hash):
        raise Invalid(WRONG_CODE, field="code")
    return account.id, tried.code_id


def _take_try(email: str) -> _Try | None:
    """Count a try before it is looked at, in a unit of work of its own: a refusal that is rolled back, or a hundred
    tries at once, must not leave tries over."""
    now = clock.now()
    last = select(SignInCode.id).where(SignInCode.email == email).order_by(SignInCode.made_at.desc()).limit(1)
    with directory_work() as work:
        row = work.session.execute(
            update(SignInCode)
            .where(
                SignInCode.id == last.scalar_subquery(),
                SignInCode.attempts < CODE_TRIES,
                or_(SignInCode.expires_at > now, SignInCode.used_at > now - LOST_ANSWER),
            )
            .values(attempts=SignInCode.attempts + 1)
            .returning(SignInCode.id, SignInCode.code_hash, SignInCode.used_at, SignInCode.used_key)
        ).one_or_none()
    return None if row is None else _Try(row.id, row.code_hash, row.used_at is None, row.used_key)


def _spend(work: DirectoryWork, tried: _Try, key_hash: str | None) -> bool:
    """Use the code up. Two at once: one of them, unless they are the same sign-in sent twice."""
    again = SignInCode.used_key == key_hash if key_hash else SignInCode.used_at.is_(None)
    spent = work.session.execute(
        update(SignInCode)
        .where(SignInCode.id == tried.code_id, or_(SignInCode.used_at.is_(None), again))
        .values(used_at=func.coalesce(SignInCode.used_at, clock.now()), used_key=key_hash)
        .returning(SignInCode.id)
    ).one_or_none()
    return spent is not None


def _sealed(settings: Settings, email: str, code: str) -> bytes:
    return sealed(settings.secret_key, "code", email, code)
