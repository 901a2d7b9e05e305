"""How a door learns who knocks. The identity domain says so at start; the kernel does not know sessions."""

from collections.abc import Callable, Collection
from uuid import UUID

from server.kernel.actor import SignedIn

COOKIE = "ourpatch_session"
Reader = Callable[[str], SignedIn | None]
Living = Callable[[Collection[UUID]], set[UUID]]


class _Used:
    reader: Reader | None = None
    living: Living | None = None


def use(reader: Reader, living: Living) -> None:
    """Say which function turns a session token into a signed-in account (None: not, or no longer), and which one
    tells the living ones of some sessions."""
    _Used.reader, _Used.living = reader, living


def living_sessions(session_ids: Collection[UUID]) -> set[UUID]:
    """Those of these sessions that have not ended."""
    return _Used.living(session_ids) if session_ids and _Used.living else set()


def signed_in(token: str | None) -> SignedIn | None:
    """The account behind this session token, asked of the directory each time: no cache can outlive a sign-out."""
    if not token or len(token) > 200 or _Used.reader is None:
        return None
    return _Used.reader(token)
