"""The one place that commits. A unit of work belongs to one co-op, or to the directory, never to both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row
from sqlalchemy import Connection, TextClause, event, text
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, SessionTransaction

from server.kernel import clock, realtime
from server.kernel.actor import Actor, SignedIn
from server.kernel.db import engines
from server.kernel.errors import Conflict, NotFound, Problem, Unavailable
from server.kernel.events import Event, reactions_of
from server.kernel.models import DirectoryOutbox, TenantOutbox
from server.kernel.realtime import News

ENTER = text("SELECT ourpatch.enter_at(:coop, :membership, :account, :purpose, :acting_for, :at)")
SEAT = text("SELECT membership_id, hats, person_id, acting_membership_id FROM ourpatch.seat(:coop, :account, :acting)")
SERIALISATION = frozenset({"40001", "40P01", "55P03"})


class _AnyWork:
    """What both kinds of work share: a session in a transaction, events, and news for after the commit."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.news: list[News] = []
        self._after: list[Callable[[], None]] = []

    def publish(self, event: Event) -> None:
        """Tell what happened: every reaction to it runs now, in this transaction."""
        for reaction in reactions_of(type(event)):
            reaction(self, event)

    def tell(
        self,
        what: str,
        payload: Mapping[str, Any],
        *,
        memberships: tuple[UUID, ...] = (),
        sessions: tuple[UUID, ...] = (),
        only_by: UUID | None = None,
    ) -> None:
        """After COMMIT, and only then, emit a socket event to these members or sessions (a hint, not a promise).

        `signed_out` and `seat_ended` close the sockets that they reach.
        """
        self.news.append(News(what, dict(payload), memberships, sessions, only_by))

    def after_commit(self, do: Callable[[], None]) -> None:
        """After COMMIT, before the news: the other side's part of what crosses from co-op to directory. It may be
        lost to a crash, so an outbox row stands behind it."""
        self._after.append(do)

    def start_over(self) -> None:
        """Undo everything so far, the news of it too."""
        self.session.rollback()
        self.news.clear()
        self._after.clear()

    def finish(self) -> None:
        """What follows a commit, in order."""
        for do in self._after:
            do()
        realtime.emit(self.news)


class Work(_AnyWork):
    """A unit of work of one co-op, done by `actor`."""

    def __init__(self, session: Session, actor: Actor) -> None:
        super().__init__(session)
        self.actor = actor

    @property
    def coop_id(self) -> UUID:
        return self.actor.coop_id

    def sit(self, actor: Actor) -> None:
        """From here on `actor` does what is done, in this same transaction: as soon as it is known whose seat it is,
        and for what many did and is written in one piece."""
        self.actor = actor
        self.session.info["actor"] = actor
        self.session.connection().execute(ENTER, _context(actor))

    @contextmanager
    def seated(self, actor: Actor) -> Iterator[Actor]:
        """`actor` does what is done inside; then it is again whoever it was."""
        before = self.actor
        self.sit(actor)
        yield actor
        self.sit(before)

    def enqueue(self, topic: str, payload: Mapping[str, Any], due_at: datetime | None = None) -> None:
        """Leave a row for the relay: it leaves after COMMIT, at least once, even if this process dies."""
        self.session.add(
            TenantOutbox(coop_id=self.coop_id, topic=topic, payload=dict(payload), due_at=due_at or clock.now())
        )


class DirectoryWork(_AnyWork):
    """A unit of work of the directory, done by an account or by nobody yet."""

    def enqueue(self, topic: str, payload: Mapping[str, Any], due_at: datetime | None = None) -> None:
        """Leave a row for the relay, as in a co-op's work."""
        self.session.add(DirectoryOutbox(topic=topic, payload=dict(payload), due_at=due_at or clock.now()))


@event.listens_for(Session, "after_begin")
def _enter(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    """Every transaction of a co-op enters its context before its first statement; no door can forget it."""
    actor: Actor | None = session.info.get("actor")
    if actor is not None:
        connection.execute(ENTER, _context(actor))


def _context(actor: Actor) -> dict[str, Any]:
    return {
        "coop": actor.coop_id,
        "membership": actor.membership_id,
        "account": actor.account_id,
        "purpose": actor.purpose,
        "acting_for": actor.acting_for,
        "at": clock.now(),
    }


@contextmanager
def unit_of_work(actor: Actor) -> Iterator[Work]:
    """Do something in a co-op: commits at the end, rolls back on any exception, then emits the news in order.

    A conflict at commit is a Conflict (409) and nothing has left; a database that cannot be reached is
    Unavailable (503).
    """
    session = Session(engines().tenant, info={"actor": actor}, expire_on_commit=False)
    work = Work(session, actor)
    with _committed(work):
        yield work


@contextmanager
def take_seat(who: SignedIn, coop_id: UUID, acting_for: UUID | None = None, purpose: str = "care") -> Iterator[Work]:
    """Do something in a co-op as the account that is signed in: its seat, hats and whom it acts for are read
    in the same transaction as the work. NotFound where it has no seat, or may not act for that person."""
    outside = Actor(coop_id=coop_id, account_id=who.account_id, session_id=who.session_id, purpose=purpose)
    session = Session(engines().tenant, info={"actor": outside}, expire_on_commit=False)
    work = Work(session, outside)
    with _committed(work):
        seat = session.execute(SEAT, {"coop": coop_id, "account": who.account_id, "acting": acting_for}).one_or_none()
        if seat is None:
            raise NotFound
        seated = Actor(
            coop_id=coop_id,
            membership_id=seat.membership_id,
            account_id=who.account_id,
            session_id=who.session_id,
            person_id=seat.person_id,
            hats=frozenset(seat.hats),
            purpose=purpose,
            acting_for=acting_for,
            acting_membership_id=seat.acting_membership_id,
            strong_at=who.strong_at,
        )
        work.sit(seated)
        yield work


@contextmanager
def directory_work() -> Iterator[DirectoryWork]:
    """Do something in the directory, where there are no co-ops' secrets: accounts, sessions, codes, cards."""
    session = Session(engines().directory, expire_on_commit=False)
    with _committed(work := DirectoryWork(session)):
        yield work


def one_call(statement: TextClause, parameters: Mapping[str, Any]) -> Sequence[Any]:
    """A whole unit of work as one statement: a function that enters its co-op by itself and is committed when it
    answers. For the hot path of messages, where three more round trips would be most of the time; by the driver
    alone, since the ORM's way to it would be most of the rest. The rows are named tuples."""
    engine = engines().at_once
    try:
        connection = engine.raw_connection()
    except (OperationalError, psycopg.OperationalError, PoolTimeout) as problem:  # a new one's is the driver's
        raise Unavailable from problem
    try:
        driver = cast("psycopg.Connection[Any]", connection.driver_connection)
        with driver.cursor(row_factory=namedtuple_row) as cursor:
            return cursor.execute(_for_driver(statement), parameters).fetchall()
    except psycopg.IntegrityError as problem:
        raise Conflict from problem
    except psycopg.OperationalError as problem:
        if driver.closed:  # then the others of the pool have no server any more either
            connection.invalidate()
            engine.dispose()
        raise Unavailable from problem
    finally:
        connection.close()


@cache
def _for_driver(statement: TextClause) -> bytes:
    return str(statement.compile(dialect=dialect())).encode()  # type: ignore[no-untyped-call]


@contextmanager
def _committed(work: _AnyWork) -> Iterator[None]:
    try:
        with work.session:
            try:
                yield
            except Problem as problem:
                _leave_trace(work, problem)
                raise
            work.session.commit()
    except IntegrityError as problem:
        raise Conflict from problem
    except (OperationalError, PoolTimeout) as problem:
        raise Unavailable from problem
    except DBAPIError as problem:
        if getattr(problem.orig, "sqlstate", None) in SERIALISATION:
            raise Conflict from problem
        raise
    work.finish()


def _leave_trace(work: _AnyWork, problem: Problem) -> None:
    """Roll back what was done, then commit what a refusal leaves behind: its row in the access log."""
    if problem.trace is None:
        return
    work.start_over()
    problem.trace(work)
    work.session.commit()
    work.finish()
