"""How a door learns who knocks. The identity domain says so at start; the kernel does not know sessions."""

from collections.abc import Callable

from server.kernel.actor import SignedIn

COOKIE = "ourpatch_session"
Reader = Callable[[str], SignedIn | None]


class _Used:
    reader: Reader | None = None


def use(reader: Reader) -> None:
    """Say which function turns a session token into a signed-in account (None: not, or no longer)."""
    _Used.reader = reader


def signed_in(token: str | None) -> SignedIn | None:
    """The account behind this session token, asked of the directory each time: no cache can outlive a sign-out."""
    if not token or len(token) > 200 or _Used.reader is None:
        return None
    return _Used.reader(token)
