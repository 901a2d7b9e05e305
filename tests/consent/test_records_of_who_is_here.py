"""Whoever got support before there were records has one after the migration, and what follows from it."""

import os
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from alembic.config import Config

from server.consent import tasks
from server.kernel import db, outbox
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.unit_of_work import unit_of_work
from tests.conftest import Database
from toolchain.places import ROOT

CARRIES = tasks.derive_anew
BEFORE = """
INSERT INTO tenant.coop (coop_id, name) VALUES (%(coop)s, 'Meadow Lane');
INSERT INTO tenant.membership (coop_id, id, account_id, name, ended_at) VALUES
  (%(coop)s, %(edith)s, gen_random_uuid(), 'Edith', NULL), (%(coop)s, %(tom)s, gen_random_uuid(), 'Tom', now());
INSERT INTO tenant.person (coop_id, id, membership_id) VALUES
  (%(coop)s, gen_random_uuid(), %(edith)s), (%(coop)s, gen_random_uuid(), %(tom)s);
"""
ACCESS = """
SELECT m.name, r.closed_at IS NOT NULL, coalesce(bit_or(a.read_mask), 0) > 0 FROM tenant.record r
  JOIN tenant.person p ON p.id = r.person_id JOIN tenant.membership m ON m.id = p.membership_id
  LEFT JOIN tenant.effective_access a ON a.person_id = r.person_id AND a.membership_id = m.id
 GROUP BY 1, 2 ORDER BY 1
"""


def test_they_have_a_record_and_its_access(empty_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", empty_database.owner_url)
    config, coop_id = Config(str(ROOT / "migrations" / "alembic.ini")), uuid4()
    command.upgrade(config, "0009")
    with psycopg.connect(empty_database.owner_url, autocommit=True) as owner:
        members = {"coop": coop_id, "edith": uuid4(), "tom": uuid4()}
        for line in BEFORE.strip().split(";\n"):
            owner.execute(line.rstrip(";").encode(), members)
        command.upgrade(config, "head")
        before = db._Opened.engines
        db.open_engines(replace(Settings.from_environment(os.environ), database_url=empty_database.app_url))
        try:
            while outbox.carry_one(lambda: unit_of_work(the_coop(coop_id, "relay"))):
                pass
        finally:
            db.close_engines()
            db._Opened.engines = before
        assert owner.execute("SELECT count(*) FROM tenant.outbox").fetchone() == (0,)
        assert owner.execute(ACCESS).fetchall() == [("Edith", False, True), ("Tom", True, False)]
