"""Laws that are seen by asking: what each tenant table shows without a context, and to another tenant.

A copy of the database is stripped of its checks and foreign keys and gets a row in every table, so that a table
that is added later is asked with a row in it, without anybody thinking of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from tests.conftest import Database

VALUES = {
    "text": "'x'",
    "uuid": "gen_random_uuid()",
    "bytea": r"'\x00'",
    "jsonb": "'{}'",
    "boolean": "false",
    "timestamp with time zone": "now()",
    "text[]": "'{}'",
    "bigint": "0",
    "integer": "0",
    "smallint": "0",
    "date": "current_date",
    "uuid[]": "'{}'",
}
# One person and one member everywhere, and what the member may do with the person's record: read its section 0.
PERSON, MEMBER = uuid4(), uuid4()
OF_THE_ACCESS = {
    "person_id": f"'{PERSON}'",
    "membership_id": f"'{MEMBER}'",
    "purposes": "1",
    "read_mask": "1",
    "write_mask": "1",
    "valid_from": "'-infinity'",
    "valid_to": "'infinity'",
}
LOOSEN = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
  FROM pg_constraint c WHERE c.connamespace = 'tenant'::regnamespace AND c.contype IN ('c', 'f')
"""
COLUMNS = """
SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_attribute a
 WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND a.attname <> 'coop_id'
"""
ENTER = f"SELECT ourpatch.enter(%s, '{MEMBER}', NULL, 'care', NULL)"
# The same co-op, and no right to the person's sections: the co-op itself, another member, another purpose, acting for
# somebody else.
WITHOUT_ACCESS = (
    "SELECT ourpatch.enter(%s, NULL, NULL, 'care', NULL)",
    f"SELECT ourpatch.enter(%s, '{uuid4()}', NULL, 'care', NULL)",
    f"SELECT ourpatch.enter(%s, '{MEMBER}', NULL, 'emergency', NULL)",
    f"SELECT ourpatch.enter(%s, '{MEMBER}', NULL, 'care', '{uuid4()}')",
)
GUARDED = """
SELECT p.attrelid::regclass::text FROM pg_attribute p JOIN pg_attribute s ON s.attrelid = p.attrelid
  JOIN pg_class c ON c.oid = p.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'tenant'::regnamespace
 WHERE p.attname = 'person_id' AND s.attname = 'section' AND NOT p.attisdropped AND NOT s.attisdropped
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A database with a row of `coop_id` in every tenant table."""

    app_url: str
    coop_id: UUID
    tables: tuple[str, ...]


def with_rows(database: Database, breaks: str = "") -> Asked:
    """Fill it; `breaks` is done to it first."""
    coop_id = uuid4()
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        if breaks:
            owner.execute(breaks.encode())
        for (command,) in owner.execute(LOOSEN).fetchall():
            owner.execute(command.encode())
        tables = owner.execute(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'tenant'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchall()
        for (table,) in tables:
            _put(owner, table, coop_id)
    return Asked(database.app_url, coop_id, tuple(sorted(table for (table,) in tables)))


def _put(owner: psycopg.Connection[Any], table: str, coop_id: UUID) -> None:
    columns = owner.execute(COLUMNS, [f"tenant.{table}"]).fetchall()
    names = sql.SQL(", ").join(sql.Identifier(name) for name in ("coop_id", *(name for name, _ in columns)))
    values = ", ".join(["%s", *(OF_THE_ACCESS.get(name, VALUES[kind]) for name, kind in columns)])
    owner.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier("tenant", table),
            names,
            sql.SQL(values),
        ),
        [coop_id],
    )


def open_without_access(asked: Asked, enter: str) -> list[str]:
    """Tables of persons' sections that show a row in this context."""
    found = []
    with psycopg.connect(asked.app_url, autocommit=True) as connection:
        for (table,) in connection.execute(GUARDED).fetchall():
            with connection.transaction(force_rollback=True):
                connection.execute(enter.encode(), [asked.coop_id])
                row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
                found += [table] if row != (0,) else []
    return found


@contextmanager
def used_connection(asked: Asked) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the pool hands it on: it was in the tenant's context, and that transaction is over."""
    with psycopg.connect(asked.app_url, autocommit=True) as connection:
        with connection.transaction():
            connection.execute(ENTER, [asked.coop_id])
        yield connection


def seen(connection: psycopg.Connection[Any], asked: Asked, context: UUID | None) -> dict[str, int | str]:
    """How many rows each table shows in this context (none: no context at all), or the kind of error it gives."""
    answers: dict[str, int | str] = {}
    for table in asked.tables:
        try:
            with connection.transaction():
                if context is not None:
                    connection.execute(ENTER, [context])
                count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("tenant", table))
                row = connection.execute(count).fetchone()
                answers[table] = row[0] if row else 0
        except psycopg.Error as problem:
            answers[table] = type(problem).__name__
    return answers


def shown_without_right(asked: Asked, context: UUID | None) -> list[str]:
    """Tables that show a row to who has no right to it, or can't even be asked."""
    with used_connection(asked) as connection:
        return [f"{table}: {answer}" for table, answer in seen(connection, asked, context).items() if answer != 0]


def hidden_from_its_own(asked: Asked) -> list[str]:
    """Tables that hide the tenant's own row: without this, an empty answer would prove nothing."""
    with used_connection(asked) as connection:
        answers = seen(connection, asked, asked.coop_id)
    return [f"{table}: {answer}" for table, answer in answers.items() if answer != 1]


def changed_without_right(asked: Asked, context: UUID | None) -> list[str]:
    """Tables in which a foreign row can be changed, removed, or added (where the role may do such a thing at all)."""
    commands = {"UPDATE": "UPDATE {} SET coop_id = coop_id", "DELETE": "DELETE FROM {}"}
    with used_connection(asked) as connection:
        return [
            f"{table}: {verb} {rows}"
            for table in asked.tables
            for verb, command in commands.items()
            if (rows := _rows_changed(connection, context, command, table))
        ]


def _rows_changed(connection: psycopg.Connection[Any], context: UUID | None, command: str, table: str) -> int:
    try:
        with connection.transaction(force_rollback=True):
            if context is not None:
                connection.execute(ENTER, [context])
            done = connection.execute(sql.SQL(command).format(sql.Identifier("tenant", table)))
            return done.rowcount
    except psycopg.errors.InsufficientPrivilege:
        return 0
