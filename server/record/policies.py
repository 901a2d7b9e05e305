"""May they? None, or the refusal as a sentence."""

from server.consent.rules.access import Access
from server.kernel.actor import Actor
from server.record.models import Entry
from server.record.rules.authors import may_correct


def can_correct(actor: Actor, entry: Entry, access: Access, name: str) -> str | None:
    """Who wrote it, and the person, or who acts for them with authority for this section."""
    if may_correct(actor, entry.person_id, access, entry.section, entry.author_id):
        return None
    return f"Who wrote this puts it right, or {name} does. You can say something to it."
