"""What a device lacks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.kernel.errors import Invalid
from server.kernel.unit_of_work import Work
from server.messaging.queries.conversations import conversations
from server.messaging.queries.log import events_missing
from server.messaging.rules import first_cursor

FROM_THE_FUTURE = "This device says that it has more than there is. Load the conversation again."


def missing(work: Work, cursors: Mapping[UUID, int]) -> dict[str, Any]:
    """Conversations, and the events after each cursor, a page of all together. A conversation without a cursor
    begins with its last page; a cursor of a conversation that is not (any more) the actor's is passed over.
    Invalid for a cursor beyond the log."""
    rows = conversations(work)
    wanted = {}
    for row in rows:
        cursor = cursors.get(row.conversation_id)
        if cursor is not None and cursor > row.last_seq:
            raise Invalid(FROM_THE_FUTURE, field="cursors")
        start = first_cursor(row.from_seq, row.last_seq) if cursor is None else max(cursor, row.from_seq)
        if start < row.last_seq:
            wanted[row.conversation_id] = start
    events, more = events_missing(work, wanted)
    return {"conversations": rows, "events": events, "more": sorted(more)}
