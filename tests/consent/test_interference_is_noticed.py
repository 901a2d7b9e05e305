"""The product, broken on a copy of the database in each way that could tell something: what looks for it sees it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from server.kernel.config import Settings
from server.record.queries import entries, records
from tests.conftest import Database
from tests.consent.hidden import Scene, add, add_many, file_message, lay
from tests.consent.test_non_interference import still
from tests.consent.unseen import noticed, told_apart
from tests.embedded.parts import Where
from tests.world import World
from tests.world.fixtures import Heard, SignIn

__all__ = ["still"]
Owner = psycopg.Connection[tuple[Any, ...]]
GUARDED = "SELECT tablename FROM pg_policies WHERE schemaname = 'tenant' AND policyname = 'read_open'"
SEARCH = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'search_entries'"
SECTIONS_SEARCHED = "(a.read_mask & _sections >> e.section) & 1 = 1"
EVERYBODY = "SELECT membership_id, acting, membership_id AS person FROM tenant.effective_access WHERE coop_id = :coop"


@pytest.fixture(scope="module")
def copied(where: Where, database: Database) -> Iterator[Database]:
    """A database of this module's own."""
    name = f"{database.name}_noticed"
    where.clone(name)
    yield Database(name, where.app_url(name), where.owner_url(name))
    where.drop(name)


@pytest.fixture
def settings(copied: Database) -> Settings:
    return replace(Settings.from_environment(), database_url=copied.app_url)


@pytest.fixture
def unguarded(copied: Database) -> Iterator[Owner]:
    """Row-Level Security lets every row of every section out."""
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        tables = [row[0] for row in owner.execute(GUARDED).fetchall()]
        assert {"entry", "entry_reply", "entry_file"} <= set(tables)
        kept = {table: _expression(owner, table) for table in tables}
        for table in tables:
            owner.execute(f"ALTER POLICY read_open ON tenant.{table} USING (true)".encode())
        yield owner
        for table, expression in kept.items():
            owner.execute(f"ALTER POLICY read_open ON tenant.{table} USING ({expression})".encode())


def _expression(owner: Owner, table: str) -> str:
    row = owner.execute(
        "SELECT qual FROM pg_policies WHERE schemaname = 'tenant' AND policyname = 'read_open' AND tablename = %s",
        [table],
    ).fetchone()
    return str(row[0]) if row else "false"


@pytest.fixture
def owner_of_copy(copied: Database) -> Iterator[Owner]:
    with psycopg.connect(copied.owner_url, autocommit=True) as owner:
        yield owner


@pytest.fixture
def loose_search(owner_of_copy: Owner) -> Iterator[Owner]:
    """A search finds words in every section."""
    row = owner_of_copy.execute(SEARCH).fetchone()
    whole = str(row[0]) if row else ""
    assert SECTIONS_SEARCHED in whole
    owner_of_copy.execute(whole.replace(SECTIONS_SEARCHED, "true").encode())
    yield owner_of_copy
    owner_of_copy.execute(whole.encode())


@pytest.fixture
def scene(still: datetime, world: World, sign_in: SignIn, opened: Settings) -> Scene:
    return lay(world, sign_in, opened)


def test_whole_it_tells_nothing(scene: Scene, heard: Heard, owner_of_copy: Owner) -> None:
    deeds = [(deed, "medicines") for deed in (add, add_many, file_message)]
    assert noticed(scene, scene.viewers["a carer"], deeds, heard, owner_of_copy, ["medicines"]) == []


def test_without_row_level_security(scene: Scene, unguarded: Owner, heard: Heard) -> None:
    carer = scene.viewers["a carer"]
    seen = noticed(scene, carer, [(file_message, "medicines")], heard, unguarded, ["medicines"])
    assert seen == [f"/conversations/{scene.circle}/filed  for care"]
    assert any("medicines: /people" in each for each in told_apart(scene, carer))


def test_without_the_sections_in_the_question(
    scene: Scene, unguarded: Owner, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_bits", lambda _: list(range(30)))
    seen = noticed(scene, scene.viewers["a carer"], [(add, "money")], heard, unguarded, ["money"])
    assert seen
    assert all("/timeline" in each or "/sections/" in each for each in seen)


def test_a_search_that_counts_what_it_does_not_show(scene: Scene, loose_search: Owner, heard: Heard) -> None:
    """Row-Level Security hides what was found; but what is open fell off the end of the list."""
    seen = noticed(scene, scene.viewers["a carer"], [(add_many, "money")], heard, loose_search, ["money"])
    assert seen
    assert all("/search" in each for each in seen)


def test_news_for_everybody(scene: Scene, heard: Heard, owner_of_copy: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = f"{EVERYBODY} AND person_id = :person AND :section >= 0"
    monkeypatch.setattr(records, "READERS", text(everybody))
    seen = noticed(scene, scene.viewers["a carer"], [(add, "money")], heard, owner_of_copy, ["money"])
    assert seen
    assert set(seen) == {"news: record"}
