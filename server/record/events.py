"""What happened in a record."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from server.kernel.events import Event


@dataclass(frozen=True, slots=True)
class EntryAdded(Event):
    """There is a new entry, or a new version of one: a correction, or that it was entered in error."""

    reveals: ClassVar[str] = "That there is something new in a section, to whoever may read that section; never what."
    person_id: UUID
    section: int
    entry_id: UUID
    root_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class EntryReplied(Event):
    """Somebody said something to an entry."""

    reveals: ClassVar[str] = "That there is a reply in a section, to whoever may read that section; never what."
    person_id: UUID
    section: int
    entry_id: UUID
    reply_id: UUID
