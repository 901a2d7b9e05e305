"""Secrets: how they are made, how they are read from what somebody typed, what is kept of them, and for how long they
count."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

from server.kernel.actor import STAYS_FRESH

SESSION_LIFE = timedelta(days=90)
SEEN_EVERY = timedelta(minutes=1)
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
CARD_LIFE = timedelta(days=14)
CARD_WORDS = 6
LOST_ANSWER = timedelta(minutes=10)  # for so long the same sign-in, with the same key, is answered again
DEVICE_LIMIT = 80
CHALLENGE_LIFE = timedelta(minutes=5)
PASSKEY_NAME_LIMIT = 80
PASSKEY_LIMIT = 20  # for one account

WORDS: tuple[str, ...] = tuple((Path(__file__).parent / "words.txt").read_text(encoding="ascii").split())


def fresh_until(strong_at: datetime | None, now: datetime) -> datetime | None:
    """Until when a strong sign-in of then counts as one of just now; None where it does no more."""
    until = strong_at + STAYS_FRESH if strong_at else None
    return until if until and until > now else None


def new_token() -> str:
    """256 random bits, to be put into a cookie or a link."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_words() -> str:
    """Six words of 1,024: sixty random bits that somebody can read aloud."""
    return " ".join(secrets.choice(WORDS) for _ in range(CARD_WORDS))


def plain_words(typed: str) -> str:
    """The words as they are compared: whatever case, spaces, hyphens and full stops somebody put between them."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(re.findall(r"[a-z]+", folded))


def plain_code(typed: str) -> str:
    """The digits of a code as somebody typed it ("123 456")."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign in "0123456789")


def token_hash(token: str) -> bytes:
    """What is kept of a token of high entropy."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def sealed(secret_key: str, purpose: str, *parts: str) -> bytes:
    """What is kept of a secret that is short enough to be guessed: its HMAC under the server's key. The parts are
    written with their lengths, so that no two lists of parts look the same."""
    message = "".join(f"{len(part)}:{part}" for part in (purpose, *parts))
    return hmac.new(secret_key.encode(), message.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def same(one: bytes, other: bytes) -> bool:
    """Whether two hashes are equal, in constant time."""
    return hmac.compare_digest(one, other)
