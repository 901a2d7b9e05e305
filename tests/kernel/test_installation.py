"""A database is the demo's or serves real people, and no process starts on the other one's."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import psycopg
import pytest

from server.kernel import db
from server.kernel.config import Misconfigured, Settings
from server.kernel.installation import check_installation, too_old
from tests.conftest import Database

Starts = Callable[..., None]


@pytest.fixture
def starts() -> Iterator[Starts]:
    """Start a process on a database in this mode, as far as the check."""
    before = db._Opened.engines

    def start(url: str, **settings: str) -> None:
        base = Settings.from_environment()
        wanted = replace(base, database_url=url, smtp_url="smtp://localhost", **settings)  # type: ignore[arg-type]
        db.open_engines(wanted)
        try:
            check_installation(wanted)
        finally:
            db.close_engines()

    yield start
    db._Opened.engines = before


def test_the_first_start_decides(starts: Starts, new_database: Callable[[], Database]) -> None:
    there = new_database()
    starts(there.app_url, mode="production")
    starts(there.app_url, mode="production")
    with pytest.raises(Misconfigured, match="demo, but this database serves a real co-op"):
        starts(there.app_url, mode="demo")


def test_production_does_not_start_on_the_demo(starts: Starts, new_database: Callable[[], Database]) -> None:
    there = new_database()
    starts(there.app_url, mode="demo")
    with pytest.raises(Misconfigured, match="holds the demo"):
        starts(there.app_url, mode="production")


def test_the_stamp_is_not_the_applications_to_change(starts: Starts, new_database: Callable[[], Database]) -> None:
    there = new_database()
    starts(there.app_url, mode="production")
    with psycopg.connect(there.app_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE directory.installation SET mode = 'demo'")


def test_a_database_without_tables_is_told(starts: Starts, empty_database: Database) -> None:
    with pytest.raises(Misconfigured, match="ourpatch db upgrade"):
        starts(empty_database.app_url)


def test_older_tables_are_told_and_newer_ones_are_fine(starts: Starts, new_database: Callable[[], Database]) -> None:
    there = new_database()
    with psycopg.connect(there.owner_url, autocommit=True) as owner:
        owner.execute("UPDATE ourpatch.schema_version SET version_num = '9999'")
        starts(there.app_url)  # tomorrow's: yesterday's code goes on
        owner.execute("UPDATE ourpatch.schema_version SET version_num = '0001'")
        with pytest.raises(Misconfigured, match="ourpatch db upgrade"):
            starts(there.app_url)


def test_a_role_that_passes_by_the_policies_is_refused(starts: Starts, database: Database) -> None:
    with pytest.raises(Misconfigured, match="Row-Level Security"):
        starts(database.owner_url)


def test_a_database_that_is_away_is_told(starts: Starts) -> None:
    with pytest.raises(Misconfigured, match="cannot be reached"):
        starts("postgresql://ourpatch_app:x@127.0.0.1:9/none")


@pytest.mark.parametrize(("number", "fit"), [(150018, False), (170004, False), (180000, True), (190001, True)])
def test_postgresql_18_is_needed(number: int, fit: bool) -> None:
    assert (too_old(number) is None) == fit
