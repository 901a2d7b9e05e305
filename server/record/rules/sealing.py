"""Words that are kept enciphered. Each person has a key of their own; it lies in the database wrapped by a key that
does not. Whoever has only the database has neither, and a key destroyed is its words gone.

AES-256-GCM; what a text belongs to is authenticated with it, so that it can't be moved to another row.
"""

import os
from typing import Final
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE: Final = 12  # bytes
PURPOSE: Final = b"ourpatch: the keys of records, 1"


class Unreadable(Exception):
    """This was not sealed with this key, for this row; or it was changed since."""


def new_key() -> bytes:
    """A key for one person."""
    return AESGCM.generate_key(256)


def wrap(key: bytes, secret: str, coop_id: UUID, person_id: UUID) -> bytes:
    """A person's key as it is kept."""
    return _encipher(_wrapping(secret), key, coop_id.bytes + person_id.bytes)


def unwrap(wrapped: bytes, secret: str, coop_id: UUID, person_id: UUID) -> bytes:
    """A person's key; Unreadable with another secret, or for another person."""
    return _decipher(_wrapping(secret), wrapped, coop_id.bytes + person_id.bytes)


def seal(key: bytes, row_id: UUID, **words: str | None) -> bytes:
    """These words as they are kept in this row."""
    return _encipher(key, orjson.dumps(words), row_id.bytes)


def unseal(key: bytes, row_id: UUID, sealed: bytes) -> dict[str, str | None]:
    """The words of this row; Unreadable with another key, or from another row."""
    words: dict[str, str | None] = orjson.loads(_decipher(key, sealed, row_id.bytes))
    return words


def _wrapping(secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(secret.encode())


def _encipher(key: bytes, plain: bytes, about: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def _decipher(key: bytes, sealed: bytes, about: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError) as problem:
        raise Unreadable from problem
