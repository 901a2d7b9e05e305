"""The tree that seals the access log, after RFC 6962: a leaf and a node can't be taken for one another."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

NOTHING: Final = sha256(b"").digest()  # the root of a tree without leaves, and what the first link hangs on


def leaf(data: bytes) -> bytes:
    """The hash of a leaf that holds this."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above these two."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash of the whole tree over these leaves (as `leaf` gives them), the left side always a full one."""
    full: list[tuple[int, bytes]] = []  # trees whose size is a power of two, each smaller than the one before
    for each in leaves:
        size, top = 1, each
        while full and full[-1][0] == size:
            size, top = size * 2, node(full.pop()[1], top)
        full.append((size, top))
    if not full:
        return NOTHING
    _, whole = full.pop()
    while full:
        whole = node(full.pop()[1], whole)
    return whole


def link(chain: bytes, top: bytes) -> bytes:
    """The next link of a chain of roots."""
    return sha256(chain + top).digest()
