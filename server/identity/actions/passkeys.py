"""Passkeys: made on a device that is signed in, shown to sign in, or once more to do what asks for it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from server.identity import queries
from server.identity.actions import ceremonies
from server.identity.actions.ceremonies import NO_PASSKEY
from server.identity.actions.sessions import Opened, note_strong, open_session
from server.identity.models import Passkey, PasskeyChallenge
from server.identity.rules import CHALLENGE_LIFE, PASSKEY_LIMIT, fresh_until
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.config import Settings
from server.kernel.errors import Conflict, Invalid, NotFound, SignInAgain
from server.kernel.unit_of_work import DirectoryWork, directory_work

NEW, SIGN_IN, FRESH = "new passkey", "sign in", "fresh sign-in"
USED_UP = "This was answered already, or waited too long. Start again."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is to have answered, and under which id the answer comes back."""

    options_id: UUID
    options: dict[str, Any]


def ask_for_passkey(who: SignedIn, work: DirectoryWork, *, settings: Settings) -> Asked:
    """Begin to make a passkey. Needs a fresh sign-in: whoever finds an open device must not make themselves a key to
    everything. Conflict for one too many."""
    _need_fresh(who)
    there = queries.passkeys(work, who.account_id)
    if len(there) >= PASSKEY_LIMIT:
        raise Conflict(f"There are {PASSKEY_LIMIT} passkeys already. Take one away that nobody uses.")
    email = queries.account(work, who.account_id).email
    challenge, options = ceremonies.asked_for_new(settings, who.account_id, email, there)
    return _keep(work, NEW, challenge, options, who)


def add_passkey(
    who: SignedIn, work: DirectoryWork, *, options_id: UUID, credential: dict[str, Any], name: str, settings: Settings
) -> Passkey:
    """Keep the passkey that was made. Invalid for what is none; Conflict for one that is kept already."""
    made = ceremonies.check_new(settings, _take(NEW, options_id, who), credential)
    new_id = work.session.scalar(
        insert(Passkey)
        .values(
            id=uuid4(),
            account_id=who.account_id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            transports=made.transports,
            name=name,
            made_at=clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(Passkey.id)
    )
    if new_id is None:
        raise Conflict("This passkey was added before.")
    return work.session.get_one(Passkey, new_id)


def end_passkey(who: SignedIn, work: DirectoryWork, *, passkey_id: UUID) -> None:
    """Let a passkey open nothing any more. Needs a fresh sign-in; NotFound for what is none of the account's."""
    _need_fresh(who)
    ended = work.session.execute(
        update(Passkey)
        .where(Passkey.id == passkey_id, Passkey.account_id == who.account_id, Passkey.ended_at.is_(None))
        .values(ended_at=clock.now())
        .returning(Passkey.id)
    ).one_or_none()
    if ended is None:
        raise NotFound


def ask_to_sign_in(work: DirectoryWork, *, settings: Settings) -> Asked:
    """Ask for any passkey of ours: nobody is signed in, and nobody learns who has one."""
    challenge, options = ceremonies.asked_to_sign(settings)
    return _keep(work, SIGN_IN, challenge, options, None)


def sign_in_by_passkey(
    work: DirectoryWork, *, options_id: UUID, credential: dict[str, Any], device_name: str, settings: Settings
) -> Opened:
    """Sign a device in with a passkey. Invalid for what opens nothing, and for an answer that was given before."""
    key = _check(work, _take(SIGN_IN, options_id, None), credential, settings)
    return open_session(work, account_id=key.account_id, device_name=device_name, strong=True)


def ask_to_show(who: SignedIn, work: DirectoryWork, *, settings: Settings) -> Asked:
    """Ask for one of the account's own passkeys, on a device that is signed in."""
    challenge, options = ceremonies.asked_to_sign(settings, queries.passkeys(work, who.account_id))
    return _keep(work, FRESH, challenge, options, who)


def show_passkey(
    who: SignedIn, work: DirectoryWork, *, options_id: UUID, credential: dict[str, Any], settings: Settings
) -> SignedIn:
    """Show on this device that its holder has one of the account's passkeys. Invalid for anybody else's."""
    key = _check(work, _take(FRESH, options_id, who), credential, settings)
    if key.account_id != who.account_id:
        raise Invalid(NO_PASSKEY, field="credential")
    return note_strong(who, work)


def _need_fresh(who: SignedIn) -> None:
    if fresh_until(who.strong_at, clock.now()) is None:
        raise SignInAgain


def _keep(work: DirectoryWork, wants: str, challenge: bytes, options: dict[str, Any], who: SignedIn | None) -> Asked:
    now = clock.now()
    row = PasskeyChallenge(
        id=uuid4(),
        challenge=challenge,
        wants=wants,
        account_id=who.account_id if who else None,
        session_id=who.session_id if who else None,
        made_at=now,
        expires_at=now + CHALLENGE_LIFE,
    )
    work.session.add(row)
    work.session.flush()
    return Asked(row.id, options)


def _take(wants: str, options_id: UUID, who: SignedIn | None) -> bytes:
    """The challenge, used up before its answer is looked at, and in a unit of work of its own: a refusal that is
    rolled back must not leave it for another try."""
    now, asked = clock.now(), PasskeyChallenge
    session = asked.session_id == who.session_id if who else asked.session_id.is_(None)
    with directory_work() as work:
        challenge: bytes | None = work.session.scalar(
            update(asked)
            .where(asked.id == options_id, asked.wants == wants, session)
            .where(asked.used_at.is_(None), asked.expires_at > now)
            .values(used_at=now)
            .returning(asked.challenge)
        )
    if challenge is None:
        raise Invalid(USED_UP, field="options_id")
    return challenge


def _check(work: DirectoryWork, challenge: bytes, credential: dict[str, Any], settings: Settings) -> Passkey:
    answer = ceremonies.read_answer(credential)
    key = queries.passkey_by_credential(work, answer.credential_id)
    if key is None:
        raise Invalid(NO_PASSKEY, field="credential")
    key.sign_count = ceremonies.check_answer(settings, challenge, key, answer)
    key.last_used_at = clock.now()
    work.session.flush()
    return key
