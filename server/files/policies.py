"""May they? None, or the refusal as a sentence."""

from server.files.models import File
from server.files.rules import sizes
from server.kernel.actor import Actor


def can_begin(actor: Actor, loose: int, size: int) -> str | None:
    """Somebody who has much lying about in no record brings that in first."""
    if loose + size <= sizes.LOOSE_MOST:
        return None
    return "Many of your files are in no record yet. Put them into one, or wait until tomorrow: then they are gone."


def can_throw_away(actor: Actor, row: File) -> str | None:
    """One's own, as long as nothing owns it."""
    if row.owner_id is None:
        return None
    return "This file belongs to what is written beside it. It stays there."
