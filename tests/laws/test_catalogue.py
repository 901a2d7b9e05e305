"""The laws of the catalogue, on the migrated database, each beside a change that breaks it."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import Database
from tests.laws import roles
from tests.laws.catalogue import STORE_LAWS, TENANT_LAWS, CatalogueLaw, Connection

LAWS = (*TENANT_LAWS, *STORE_LAWS, *roles.LAWS)
BY_SENTENCE = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.sentence)


@pytest.fixture
def rolled_back(database: Database) -> Iterator[Connection]:
    """The owner's connection in one transaction that never happened."""
    with psycopg.connect(database.owner_url) as connection, connection.transaction(force_rollback=True):
        yield connection


@BY_SENTENCE
def test_holds(law: CatalogueLaw, rolled_back: Connection) -> None:
    assert law.violations(rolled_back) == []


@BY_SENTENCE
def test_is_seen_to_be_broken(law: CatalogueLaw, rolled_back: Connection) -> None:
    rolled_back.execute(law.breaks.encode())
    assert law.names in law.violations(rolled_back)


def test_a_sound_table_breaks_no_law(rolled_back: Connection) -> None:
    """What a migration makes by `make_tenant` is all that a tenant table needs."""
    rolled_back.execute(TENANT_LAWS[1].breaks.partition("ALTER")[0].encode())
    assert [law.sentence for law in LAWS if law.violations(rolled_back)] == []
