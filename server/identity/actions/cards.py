"""Enrolment cards: printed, read aloud or scanned, used once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, or_, update
from sqlalchemy.dialects.postgresql import insert

from server.identity import queries
from server.identity.actions.sessions import Opened, open_session
from server.identity.models import EnrolmentCard
from server.identity.rules import CARD_LIFE, LOST_ANSWER, new_token, new_words, plain_words, sealed, token_hash
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.errors import Invalid
from server.kernel.unit_of_work import DirectoryWork

WRONG_CARD = "This card doesn't open anything. It may be used already, or too old. Ask for a new one."


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it is printed. Only `kept` is stored."""

    card_id: UUID
    words: str
    token: str
    expires_at: datetime
    kept: Mapping[str, Any]  # plain JSON, for the outbox


def draw_card(settings: Settings, made_by: UUID | None) -> Card:
    """New words and a new token, and what is kept of them."""
    card_id, words, token, expires_at = uuid4(), new_words(), new_token(), clock.now() + CARD_LIFE
    kept = {
        "id": str(card_id),
        "words_hash": _words_hash(settings, words).hex(),
        "token_hash": token_hash(token).hex(),
        "expires_at": expires_at.isoformat(),
        "made_by": str(made_by) if made_by else None,
    }
    return Card(card_id, words, token, expires_at, kept)


def add_card(work: DirectoryWork, *, account_id: UUID, coop_id: UUID, kept: Mapping[str, Any]) -> None:
    """Let this card open this account. Earlier cards of the account in this co-op stop working. Done twice, it is
    done once."""
    work.session.execute(
        update(EnrolmentCard)
        .where(
            EnrolmentCard.account_id == account_id,
            EnrolmentCard.coop_id == coop_id,
            EnrolmentCard.id != UUID(kept["id"]),
            EnrolmentCard.used_at.is_(None),
            EnrolmentCard.withdrawn_at.is_(None),
            EnrolmentCard.expires_at < datetime.fromisoformat(kept["expires_at"]),
        )
        .values(withdrawn_at=clock.now())
    )
    work.session.execute(
        insert(EnrolmentCard)
        .values(
            id=UUID(kept["id"]),
            account_id=account_id,
            coop_id=coop_id,
            words_hash=bytes.fromhex(kept["words_hash"]),
            token_hash=bytes.fromhex(kept["token_hash"]),
            expires_at=datetime.fromisoformat(kept["expires_at"]),
            made_by=UUID(kept["made_by"]) if kept["made_by"] else None,
        )
        .on_conflict_do_nothing(index_elements=["id"])
    )


def withdraw_card(work: DirectoryWork, *, coop_id: UUID, card_id: UUID) -> None:
    """Stop a card that was not used yet; NotFound for any other."""
    queries.card(work, coop_id, card_id).withdrawn_at = clock.now()


def sign_in_by_words(
    work: DirectoryWork, *, words: str, device_name: str, key: str | None, settings: Settings
) -> Opened:
    """Sign a device in with a card's six words, however they were typed. Invalid for a card that opens nothing."""
    which = EnrolmentCard.words_hash == _words_hash(settings, words)
    return _sign_in(work, which, "words", device_name, key)


def sign_in_by_card_token(work: DirectoryWork, *, token: str, device_name: str, key: str | None) -> Opened:
    """The same with the token that the card's picture holds."""
    return _sign_in(work, EnrolmentCard.token_hash == token_hash(token), "token", device_name, key)


def _sign_in(work: DirectoryWork, which: ColumnElement[bool], field: str, device_name: str, key: str | None) -> Opened:
    """One statement looks and uses up, so that a card that is used twice at once is used once. The same `key`
    within ten minutes is the same use: its answer may have been lost."""
    now = clock.now()
    key_hash = hashlib.sha256(key.encode()).hexdigest() if key else None
    unused = EnrolmentCard.used_at.is_(None)
    again = (EnrolmentCard.used_key == key_hash) & (EnrolmentCard.used_at > now - LOST_ANSWER)
    row = work.session.execute(
        update(EnrolmentCard)
        .where(
            which,
            EnrolmentCard.withdrawn_at.is_(None),
            EnrolmentCard.expires_at > now,
            or_(unused, again) if key_hash else unused,
        )
        .values(used_at=func.coalesce(EnrolmentCard.used_at, now), used_key=key_hash)
        .returning(EnrolmentCard.id, EnrolmentCard.account_id, EnrolmentCard.coop_id)
    ).one_or_none()
    if row is None:
        raise Invalid(WRONG_CARD, field=field)
    opened_by = f"{row.id}:{key_hash}" if key_hash else None
    return open_session(
        work, account_id=row.account_id, device_name=device_name, coop_id=row.coop_id, opened_by=opened_by, strong=True
    )


def _words_hash(settings: Settings, words: str) -> bytes:
    return sealed(settings.secret_key, "words", plain_words(words))
