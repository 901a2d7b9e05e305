"""What every other test stands on."""

from collections.abc import Callable

import psycopg
import redis

from tests.conftest import Database


def test_the_application_connects_without_rights_to_pass_the_policies(database: Database) -> None:
    with psycopg.connect(database.app_url) as connection:
        row = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False, False)


def test_a_new_database_is_migrated_and_its_own(new_database: Callable[[], Database], database: Database) -> None:
    one, other = new_database(), new_database()
    assert len({one.name, other.name, database.name}) == 3
    for each in (one, other):
        with psycopg.connect(each.app_url) as connection:
            assert connection.execute("SELECT version_num FROM ourpatch.schema_version").fetchone()


def test_valkey_answers(valkey: redis.Redis) -> None:
    assert valkey.set("a", "b")
    assert valkey.get("a") == b"b"
