"""What is done to a database before Ourpatch can use it: the database itself, its two roles, the migrations.

Runs as the database's owner, on the command line only, over a plain psycopg connection.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import conninfo, sql
from sqlalchemy.exc import DBAPIError

from server.kernel.config import Misconfigured
from server.kernel.installation import MIGRATIONS, too_old

OWNER_UNREACHABLE = "The database cannot be reached at OWNER_DATABASE_URL."
NOT_A_SUPERUSER = "The role in OWNER_DATABASE_URL may not make roles that pass by Row-Level Security: use a superuser."
LOCKED = "The database is busy: the migration gave way to the running Ourpatch five times. Try again in a minute."
ONE_AT_A_TIME = 0x6F757270  # an advisory lock of ours: two who upgrade at once go one after the other
LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def _as_owner(url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5, application_name="ourpatch-owner")
    except psycopg.OperationalError as problem:
        raise Misconfigured(OWNER_UNREACHABLE) from problem
    with connection:
        if sentence := too_old(connection.info.server_version):
            raise Misconfigured(sentence)
        yield connection


def prepare(owner_url: str, app_password: str) -> None:
    """Make the database, if it is not there, and the roles `ourpatch_app` (signs in with this password) and
    `ourpatch_definer` (nobody signs in as it). As often as wanted; the password is set each time."""
    _make_database(owner_url)
    try:
        with _as_owner(owner_url) as connection:
            _make_role(connection, "ourpatch_definer", "NOLOGIN BYPASSRLS")
            _make_role(connection, "ourpatch_app", "LOGIN NOBYPASSRLS")
            # What is stored and logged is the verifier, never the password.
            verifier = connection.pgconn.encrypt_password(app_password.encode(), b"ourpatch_app", b"scram-sha-256")
            connection.execute(sql.SQL("ALTER ROLE ourpatch_app PASSWORD {}").format(sql.Literal(verifier.decode())))
            connection.execute("GRANT ourpatch_definer TO CURRENT_USER")
    except psycopg.errors.InsufficientPrivilege as problem:
        raise Misconfigured(NOT_A_SUPERUSER) from problem


def _make_database(owner_url: str) -> None:
    wanted = str(conninfo.conninfo_to_dict(owner_url).get("dbname") or "")
    try:
        psycopg.connect(owner_url, connect_timeout=5).close()
        return
    except psycopg.OperationalError as problem:
        if not wanted or wanted == "postgres":
            raise Misconfigured(OWNER_UNREACHABLE) from problem
    with _as_owner(conninfo.make_conninfo(owner_url, dbname="postgres")) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [wanted]).fetchone()
        if there is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(wanted)))


def _make_role(connection: psycopg.Connection, name: str, wanted: str) -> None:
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = "ALTER" if there else "CREATE"
    attributes = sql.SQL(f"{{}} ROLE {{}} {wanted} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION")
    connection.execute(attributes.format(sql.SQL(verb), sql.Identifier(name)))


def upgrade(owner_url: str) -> str:
    """Run the migrations that are missing; gives back the revision that the database is at now."""
    os.environ["OWNER_DATABASE_URL"] = owner_url  # Alembic's environment reads it there
    with _as_owner(owner_url) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        _migrate()
        row = connection.execute("SELECT version_num FROM ourpatch.schema_version").fetchone()
    return str(row[0]) if row else ""


def _migrate() -> None:
    """To the head. A migration that does not get its locks gives way, and is tried again a little later."""
    for pause in (1, 2, 4, 8, None):
        try:
            command.upgrade(Config(str(MIGRATIONS / "alembic.ini")), "head")
            return
        except DBAPIError as problem:
            if getattr(problem.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            if pause is None:
                raise Misconfigured(LOCKED) from problem
            time.sleep(pause)
