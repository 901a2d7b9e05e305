from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import Database
from tests.messaging.ground import Ground
from tests.world.fixtures import app, client, count_queries, heard, opened, settings, sign_in, world

__all__ = ["app", "client", "count_queries", "heard", "opened", "settings", "sign_in", "world"]


@pytest.fixture
def ground(database: Database, opened: object) -> Iterator[Ground]:
    """A co-op of rows."""
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        yield Ground(owner)
