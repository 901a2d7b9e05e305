"""Engines for the message domain's tests, and a co-op of rows."""

from collections.abc import Iterator

import psycopg
import pytest

from server.kernel.config import Settings
from server.kernel.db import close_engines, open_engines
from tests.conftest import Database
from tests.messaging.ground import Ground


@pytest.fixture(scope="module", autouse=True)
def _engines(database: Database) -> Iterator[None]:
    open_engines(Settings.from_environment())
    yield
    close_engines()


@pytest.fixture(scope="module")
def ground(database: Database) -> Iterator[Ground]:
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        yield Ground(owner)
