"""Answers to POSTs are kept for a month, in each co-op and in the directory."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from server.identity.actions.accounts import list_coop
from server.kernel import clock, tasks
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.models import DirectoryIdempotency, TenantIdempotency
from server.kernel.unit_of_work import directory_work, unit_of_work


@pytest.fixture
def coops(opened: Settings, emptied: object) -> list[UUID]:
    """Two co-ops that the directory knows."""
    ids = [uuid4(), uuid4()]
    with directory_work() as work:
        for coop_id in ids:
            list_coop(work, coop_id=coop_id, name="Quilt Care")
    return ids


def _answer(coop_id: UUID, age: timedelta) -> None:
    told = {"route": "POST /x", "body_hash": b"x", "made_at": clock.now() - age}
    with unit_of_work(the_coop(coop_id, "test")) as work:
        work.session.add(TenantIdempotency(coop_id=coop_id, membership_id=uuid4(), key=str(age), **told))
    with directory_work() as directory:
        directory.session.add(DirectoryIdempotency(scope=str(coop_id), key=str(age), **told))


def test_only_old_answers_go(coops: list[UUID], owner: psycopg.Connection) -> None:
    for coop_id in coops:
        _answer(coop_id, timedelta(days=29))
        _answer(coop_id, timedelta(days=31))
    tasks.forget_answers()
    for table in ("tenant", "directory"):
        left = owner.execute(f"SELECT key FROM {table}.idempotency").fetchall()
        assert left == [("29 days, 0:00:00",)] * 2
