"""How rows of a record come to be: each once, however often it is sent, and never over the database's own word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError

from server.consent.queries.gates import turned_away
from server.consent.rules.access import Access
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Conflict, Refused
from server.kernel.unit_of_work import Work
from server.record.models import Entry, EntryReply
from server.record.queries.keys import kept_key
from server.record.rules import sealing
from server.record.rules.entries import SEALED

OTHER_WORDS = "This was kept before with something else in it, so it was not kept again. Write it as a new entry."
SUPERSEDED = "Somebody corrected this a moment ago. Look again, then decide."
IN_ERROR = "This was written by mistake, and says so. Write it anew."
SHUT = "This was closed a moment ago, so nothing was written."
NOT_LET = "42501"  # what PostgreSQL answers where Row-Level Security does not let a row in


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that is in the record now. `again`: it was kept before, and this was the same once more."""

    row: Entry
    access: Access
    again: bool


def keep(actor: Actor, work: Work, table: type[Entry | EntryReply], row: Mapping[str, Any]) -> bool:
    """Write a row; False where one with its client id is there already (of two sent at once, one waits). Refused where
    the section was closed after the gate had been passed."""
    try:
        done = work.session.execute(
            insert(table).values(**row).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
        )
    except ProgrammingError as problem:
        if getattr(problem.orig, "sqlstate", None) == NOT_LET:
            raise turned_away(Refused, SHUT, row["person_id"], 1 << row["section"]) from problem
        raise
    return isinstance(done, CursorResult) and done.rowcount == 1


def supersede(actor: Actor, work: Work, former: Entry, by: UUID) -> None:
    """Put a later version in the place of this one. Conflict where somebody was quicker."""
    done = work.session.execute(
        update(Entry)
        .where(Entry.coop_id == work.coop_id, Entry.id == former.id, Entry.superseded_by.is_(None))
        .values(superseded_by=by, superseded_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise Conflict(SUPERSEDED)


def worded(
    actor: Actor, work: Work, row: Mapping[str, Any], secret: str, **words: str | None
) -> dict[str, str | bytes | None]:
    """The columns of this row that hold these words (text, reason): plain, or enciphered where its section is."""
    if row["section"] in SEALED:
        return {"sealed": sealing.seal(kept_key(work, row["person_id"], secret), row["id"], **words)}
    return {"body" if name == "text" else name: said for name, said in words.items()}
