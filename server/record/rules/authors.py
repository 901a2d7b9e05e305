"""Whose words an entry is, and who may put other words in their place."""

from uuid import UUID

from server.consent.rules.access import Access
from server.kernel.actor import Actor


def speaks_for(actor: Actor, person_id: UUID, access: Access, section: int) -> bool:
    """The person; and who acts for them, as far as their authority reaches this section (a seat alone is none)."""
    if actor.acting_for is None:
        return actor.person_id == person_id
    return actor.acting_for == person_id and any(
        kind == "authority" and sections >> section & 1 for kind, _id, sections in access.basis if sections
    )


def may_correct(actor: Actor, person_id: UUID, access: Access, section: int, author_id: UUID) -> bool:
    """Who wrote it, and the person, while they may write in its section."""
    writes = bool(access.write >> section & 1)
    return writes and (author_id == actor.member or speaks_for(actor, person_id, access, section))
