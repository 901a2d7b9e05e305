"""The harness: servers for the run, a database for each worker, settings in the environment before any import."""

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
import redis
from psycopg import sql

from tests.embedded.parts import Parts, Where

SECRET = "a secret for tests alone, long enough"
PUBLIC_URL = "http://localhost:4100"
WHERE = pytest.StashKey[Where]()
PARTS = pytest.StashKey[Parts]()
MARKED = ("running", "e2e", "load", "contract", "crawler", "wire", "bench", "laws")

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database: how to reach it as the application, and as the owner (who is not held by any policy)."""

    name: str
    app_url: str
    owner_url: str


def pytest_configure(config: pytest.Config) -> None:
    """The leader starts the servers; a worker is told where they are. Settings stand before `server` is imported."""
    if config.option.collectonly or config.option.help or config.option.markers:
        return
    if handed := getattr(config, "workerinput", None):
        where = Where(**handed["where"])
    else:
        parts = config.stash[PARTS] = Parts()
        config.add_cleanup(parts.stop)
        where = parts.start()
    config.stash[WHERE] = where
    if handed or not config.option.numprocesses:
        _settle(where, _worker(config))


def pytest_configure_node(node: Any) -> None:
    """pytest-xdist: what a worker needs to know."""
    node.workerinput["where"] = node.config.stash[WHERE].handed_on()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folder says what kind of test it is."""
    for item in items:
        for name in MARKED:
            if f"tests/{name}/" in item.nodeid:
                item.add_marker(name)


def _worker(config: pytest.Config) -> int:
    name: str = getattr(config, "workerinput", {}).get("workerid", "gw0")
    return int(name.removeprefix("gw"))


def _settle(where: Where, worker: int) -> None:
    name = f"ourpatch_{worker}"
    where.clone(name)
    os.environ.update(
        DATABASE_URL=where.app_url(name),
        OWNER_DATABASE_URL=where.owner_url(name),
        REDIS_URL=where.valkey_url(worker),
        PUBLIC_URL=PUBLIC_URL,
        REALTIME_URL="",
        OURPATCH_MODE="demo",
        SECRET_KEY=SECRET,
        SMTP_URL="",
        LOG_LEVEL="WARNING",
    )


@pytest.fixture(scope="session")
def where(pytestconfig: pytest.Config) -> Where:
    """The servers of this run."""
    return pytestconfig.stash[WHERE]


@pytest.fixture(scope="session")
def database(pytestconfig: pytest.Config, where: Where) -> Database:
    """This worker's own database, which its tests share: each founds its own co-op in it."""
    name = f"ourpatch_{_worker(pytestconfig)}"
    return Database(name, where.app_url(name), where.owner_url(name))


@pytest.fixture
def new_database(pytestconfig: pytest.Config, where: Where) -> Iterator[Callable[[], Database]]:
    """For a test that needs a database to itself: each call makes one."""
    made: list[str] = []

    def make() -> Database:
        name = f"ourpatch_{_worker(pytestconfig)}_{next(_numbers)}"
        where.clone(name)
        made.append(name)
        return Database(name, where.app_url(name), where.owner_url(name))

    yield make
    for name in made:
        where.drop(name)


@pytest.fixture
def empty_database(pytestconfig: pytest.Config, where: Where) -> Iterator[Database]:
    """A database that no migration has touched."""
    name = f"ourpatch_{_worker(pytestconfig)}_{next(_numbers)}"
    where.clone(name, "template0")
    yield Database(name, where.app_url(name), where.owner_url(name))
    where.drop(name)


@pytest.fixture(scope="session")
def valkey_url(pytestconfig: pytest.Config, where: Where) -> str:
    """This worker's own numbered database in Valkey."""
    return where.valkey_url(_worker(pytestconfig))


@pytest.fixture
def valkey(valkey_url: str) -> Iterator[redis.Redis]:
    """A client of this worker's Valkey, emptied before the test."""
    with redis.Redis.from_url(valkey_url) as client:
        client.flushdb()
        yield client


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection as the owner, in its own transactions: to look at what is stored whoever may see it."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def emptied(database: Database) -> Database:
    """This worker's database without a row in it, for a test that counts."""
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('directory', 'tenant')"
        ).fetchall()
        names = sql.SQL(", ").join(sql.Identifier(*table) for table in tables)
        connection.execute(sql.SQL("TRUNCATE {}").format(names))
    return database
