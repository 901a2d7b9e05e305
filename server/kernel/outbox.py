"""The outbox from its other end: who carries which topic, and how one row after another leaves.

A row is claimed, carried and removed in one transaction, with `FOR UPDATE SKIP LOCKED`: two relays never carry
the same row at the same time, and a relay that is killed leaves it to the next. What a carrier does beyond the
database is therefore done at least once; what it does in the database exactly once.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Table, delete, func, select, text, update

from server.kernel import clock, failpoints
from server.kernel.models import DirectoryOutbox, TenantOutbox
from server.kernel.unit_of_work import DirectoryWork, Work, one_call

MOST_ATTEMPTS = 20
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP = datetime(9999, 1, 1, tzinfo=UTC)  # due never again by itself: an operator looks at it
COOPS_WITH_OUTBOX = text("SELECT coop_id FROM ourpatch.coops_with_outbox(:before)")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Carried:
    """A row of the outbox on its way. `attempts` counts the earlier ones."""

    id: UUID
    topic: str
    payload: Mapping[str, Any]
    made_at: datetime
    attempts: int


AnyWork = Work | DirectoryWork
Opens = Callable[[], AbstractContextManager[AnyWork]]
Carrier = Callable[[Any, Carried], timedelta | None]
C = TypeVar("C", bound=Carrier)

_carriers: dict[str, Carrier] = {}


def carries(topic: str) -> Callable[[C], C]:
    """Register `carrier(work, row)` for a topic. None: it is done, the row goes. A timedelta: it was handed on
    (`work.after_commit`), and is asked for again after that long, unless whoever took it has removed the row."""

    def register(carrier: C) -> C:
        if topic in _carriers:
            raise RuntimeError(f"{topic} has a carrier already")
        _carriers[topic] = carrier
        return carrier

    return register


def topics() -> frozenset[str]:
    """Every topic that somebody carries."""
    return frozenset(_carriers)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: twice as long each time, an hour at most."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_WAIT)


def coops_with_outbox() -> list[UUID]:
    """The co-ops that have a row due, by id only."""
    return [row.coop_id for row in one_call(COOPS_WITH_OUTBOX, {"before": clock.now()})]


def claim(work: AnyWork, row_id: UUID | None = None) -> Carried | None:
    """Lock the row that is due longest, or this one whether due or not; None where there is none to be had."""
    table, mine = _where(work)
    wanted = table.c.due_at <= clock.now() if row_id is None else table.c.id == row_id
    row = work.session.execute(
        select(table.c.id, table.c.topic, table.c.payload, table.c.made_at, table.c.attempts)
        .where(*mine, wanted)
        .order_by(table.c.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    return None if row is None else Carried(*row)


def done(work: AnyWork, row_id: UUID) -> None:
    """Take a row away: it has left."""
    table, mine = _where(work)
    work.session.execute(delete(table).where(*mine, table.c.id == row_id))


def ask_again(work: AnyWork, row: Carried, wait: timedelta, *, most: int = MOST_ATTEMPTS) -> None:
    """Count an attempt and put the row off; after the last one it is given up, and kept to be looked at."""
    table, mine = _where(work)
    attempts = row.attempts + 1
    over = attempts >= most
    put_off = work.session.execute(
        update(table)
        .where(*mine, table.c.id == row.id, table.c.attempts == row.attempts)
        .values(attempts=attempts, due_at=GIVEN_UP if over else clock.now() + wait)
        .returning(table.c.id)
    ).one_or_none()
    if over and put_off is not None:
        log.error("outbox row given up", topic=row.topic, row=str(row.id), attempts=attempts)


def carry_one(opens: Opens) -> bool:
    """Carry the row that is due longest, in a unit of work of its own; False where nothing is due.

    A row that fails is put off and never stands in the way of the others.
    """
    row: Carried | None = None
    try:
        with opens() as work:
            row = claim(work)
            if row is None:
                return False
            again_after = _carriers[row.topic](work, row)
            failpoints.here(failpoints.OUTBOX_BEFORE_DONE)
            if again_after is None:
                done(work, row.id)
            else:
                ask_again(work, row, again_after)
    except Exception as problem:
        if row is None:
            raise
        log.warning("outbox row put off", topic=row.topic, row=str(row.id), problem=type(problem).__name__)
        with opens() as work:
            ask_again(work, row, wait_after(row.attempts))
    return True


def given_up(work: AnyWork) -> int:
    """How many rows of this side wait for an operator."""
    table, mine = _where(work)
    return work.session.scalar(select(func.count()).select_from(table).where(*mine, table.c.due_at == GIVEN_UP)) or 0


def take_up(work: AnyWork) -> int:
    """Try the rows that were given up once more, from the first attempt on; says how many."""
    table, mine = _where(work)
    again = update(table).where(*mine, table.c.due_at == GIVEN_UP).values(attempts=0, due_at=clock.now())
    return len(work.session.execute(again.returning(table.c.id)).all())


def _where(work: AnyWork) -> tuple[Table, list[ColumnElement[bool]]]:
    """The outbox of this side of the line, and which of its rows are this work's."""
    if isinstance(work, Work):
        table = cast(Table, TenantOutbox.__table__)
        return table, [table.c.coop_id == work.coop_id]
    return cast(Table, DirectoryOutbox.__table__), []
