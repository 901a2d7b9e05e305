"""Fixtures for tests below the doors: the engines of this process, opened and given back."""

from collections.abc import Iterator

import pytest

from server.kernel import db
from server.kernel.config import Settings
from tests.conftest import Database


@pytest.fixture
def settings(database: Database) -> Settings:
    """As the processes read them."""
    return Settings.from_environment()


@pytest.fixture
def opened(settings: Settings) -> Iterator[Settings]:
    """Engines on this worker's database; whoever had theirs open gets them back."""
    before = db._Opened.engines
    db.open_engines(settings, pool_size=4)
    yield settings
    db.close_engines()
    db._Opened.engines = before
