"""How large a file is, and in which pieces it comes and lies."""

from collections.abc import Iterator
from typing import Final

CHUNK: Final = 262_144  # bytes of each piece but the last
MOST: Final = 20 * 1024 * 1024  # bytes of a file
LOOSE_MOST: Final = 10 * MOST  # bytes that one member may have uploaded into nothing yet


def pieces(size: int) -> int:
    """In how many pieces so many bytes come."""
    return -(-size // CHUNK)


def length_of(n: int, size: int) -> int | None:
    """How long piece `n` of so many bytes is; None where there is no such piece."""
    if not 0 <= n < pieces(size):
        return None
    return min(CHUNK, size - n * CHUNK)


def cut(content: bytes) -> Iterator[tuple[int, bytes]]:
    """A content in its pieces, each with its number."""
    for n in range(pieces(len(content))):
        yield n, content[n * CHUNK : (n + 1) * CHUNK]


def said(size: int) -> str:
    """A size as people say it: "300 MB", "40 KB"."""
    if size >= 1024 * 1024:
        return f"{-(-size // (1024 * 1024)):,} MB"
    return f"{-(-size // 1024):,} KB"
