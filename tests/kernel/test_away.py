"""What the server leans on is away, or answers no more: nobody waits for it, and nothing is told of it but a 503."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from limits.storage import MemoryStorage
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.kernel import db, limits
from server.kernel.config import Settings
from server.kernel.errors import TooMany, Unavailable
from server.kernel.unit_of_work import directory_work, one_call
from toolchain.children import free_port


@pytest.fixture
def without_database(opened: Settings) -> Iterator[None]:
    """Engines on an address at which nobody listens."""
    before = db._Opened.engines
    db.open_engines(replace(opened, database_url=f"postgresql://nobody@127.0.0.1:{free_port()}/none"))
    yield
    db.close_engines()
    db._Opened.engines = before


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port that takes connections and answers nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


@pytest.mark.usefixtures("without_database")
def test_a_database_that_is_away_is_unavailable_through_both_doors() -> None:
    with pytest.raises(Unavailable), directory_work() as work:
        work.session.execute(text("SELECT 1"))
    with pytest.raises(Unavailable):
        one_call(text("SELECT 1"), {})


def test_a_valkey_that_answers_nothing_keeps_nobody_waiting(black_hole: int) -> None:
    limits.use_valkey(f"redis://127.0.0.1:{black_hole}/0")
    try:
        began = time.monotonic()
        limits.check("a silent count", "somebody", "1 per hour")
        with pytest.raises(TooMany):
            limits.check("a silent count", "somebody", "1 per hour")
        assert time.monotonic() - began < 8
    finally:
        limits.use(MemoryStorage())


def test_an_error_of_the_database_does_not_tell_what_was_written(opened: Settings) -> None:
    with pytest.raises(DBAPIError) as caught, directory_work() as work:
        work.session.execute(text("SELECT CAST(:said AS integer)"), {"said": "The key is under the mat."})
    assert "'said':" not in str(caught.value)
