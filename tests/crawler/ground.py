"""A database of its own that is put back after each change, and the application on it.

Everything that a process knows of its place is one for the process: whoever had it open gets it back.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import redis
import structlog
from flask import Flask

from server.app import create_app
from server.kernel import db, limits, realtime
from server.kernel.config import Settings
from server.kernel.doors import credentials
from tests.conftest import Database

# What a process knows of its place.
USED = (db._Opened, limits._Used, realtime._Used, credentials._Used)
TABLES = """
SELECT n.nspname::text, c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('directory', 'tenant') AND c.relkind = 'r' ORDER BY 1, 2
"""
COLUMNS = """
SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
 WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
"""


@dataclass
class Ground:
    """The application for one database, and that database as it was when it was `keep`t."""

    app: Flask
    database: Database
    settings: Settings
    owner: psycopg.Connection[Any]
    _back: bytes = b""

    def keep(self) -> None:
        """Remember every row."""
        tables = self.owner.execute(TABLES).fetchall()
        self.owner.execute("CREATE SCHEMA kept")
        lines = ["BEGIN; SET LOCAL session_replication_role = replica"]  # rows in any order, whatever refers to them
        for schema, table in tables:
            self.owner.execute(f"CREATE TABLE kept.{schema}_{table} AS TABLE {schema}.{table}".encode())
            row = self.owner.execute(COLUMNS, [f"{schema}.{table}"]).fetchone()
            names = row[0] if row else ""
            lines.append(f"DELETE FROM {schema}.{table}")
            lines.append(f"INSERT INTO {schema}.{table} ({names}) SELECT {names} FROM kept.{schema}_{table}")
        # whoever showed who they are has shown it just now, however long the tests take
        lines.append("UPDATE directory.session SET strong_at = now() WHERE strong_at IS NOT NULL")
        self._back = "; ".join([*lines, "COMMIT"]).encode()

    def put_back(self) -> None:
        """As it was kept; and nobody has tried anything yet."""
        self.owner.execute(self._back)
        self.forget_tries()

    def forget_tries(self) -> None:
        """Nobody has tried anything yet: what is limited by the minute starts anew."""
        with redis.Redis.from_url(self.settings.redis_url) as valkey:
            valkey.flushdb()

    def rows(self) -> dict[str, int]:
        """How many rows each table has: what was refused adds none."""
        names = [".".join(table) for table in self.owner.execute(TABLES).fetchall()]
        counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
        return dict(self.owner.execute(counts.encode()).fetchall())


@contextmanager
def grounded(database: Database, redis_url: str) -> Iterator[Ground]:
    """The application on this database, while it lasts."""
    environment = Settings.from_environment()
    settings = replace(
        environment,
        database_url=database.app_url,
        redis_url=redis_url,
        log_level="INFO",
        mode="demo",
        directory_database_url="",
    )
    before = [(used, _known(used)) for used in USED]
    try:
        app = create_app(settings)
        forget_loggers()
        with psycopg.connect(database.owner_url, autocommit=True) as owner:
            yield Ground(app, database, settings, owner)
    finally:
        db.close_engines()
        for used, names in before:
            for name, value in names.items():
                setattr(used, name, value)
        forget_loggers()


def _known(used: type) -> dict[str, Any]:
    return {name: value for name, value in vars(used).items() if not name.startswith("__")}


def forget_loggers() -> None:
    """A logger that was used once keeps the level that was set then: make each ask again."""
    for name, module in sys.modules.copy().items():  # a thread may be importing
        log = getattr(module, "log", None)
        if name.startswith(("server.", "worker.")) and isinstance(log, structlog._config.BoundLoggerLazyProxy):
            vars(log).pop("bind", None)
