"""Every query of the application's role on the tables of a record comes by an index, and by more of it than the co-op:
whatever would have to be read from end to end is, with `enable_seqscan = off`, read so only where there is no index."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import select, text

from server.kernel import clock, db
from server.kernel.config import Settings
from server.kernel.doors.fields import written
from server.messaging.queries.conversations import conversations
from server.record.models import Entry
from tests.conftest import Database
from tests.files.samples import photo
from tests.files.sending import FILES, send
from tests.record.ground import Ground, ask, lay
from tests.record.plans import NARROW, Plans, watch
from tests.world import World
from tests.world.fixtures import SignIn


@pytest.fixture
def made(new_database: Callable[[], Database]) -> Database:
    """A database of this test's own, in which PostgreSQL walks through a table only where it can do nothing else."""
    made = new_database()
    with psycopg.connect(made.owner_url, autocommit=True) as owner:
        owner.execute(sql.SQL("ALTER DATABASE {} SET enable_seqscan = off").format(sql.Identifier(made.name)))
    return made


@pytest.fixture
def settings(made: Database) -> Settings:
    return replace(Settings.from_environment(), database_url=made.app_url)


LONG = (
    """
    INSERT INTO tenant.entry (coop_id, id, person_id, section, root_id, version, kind, body, author_id, author_role,
      client_id, happened_at, recorded_at)
    SELECT %(coop)s, i, %(person)s, n %% 24 + 2, i, 1, 'entry', 'A walk in the garden ' || n, %(author)s, 'carer',
           i, now() - make_interval(hours => n), now()
      FROM (SELECT n, md5(n::text)::uuid AS i FROM generate_series(1, 3000) n) numbered WHERE n %% 24 <> 22
    """,
    """
    INSERT INTO tenant.entry_reply (coop_id, id, entry_root_id, person_id, section, body, author_id, author_role,
      client_id, at)
    SELECT e.coop_id, e.id, e.id, e.person_id, e.section, 'So it was', e.author_id, 'carer', e.id, e.recorded_at
      FROM tenant.entry e
    """,
    """
    INSERT INTO tenant.file (coop_id, id, uploader_id, name, media_type, kind, size, state, owner_kind, owner_id)
    SELECT e.coop_id, e.id, e.author_id, 'garden.jpg', 'image/jpeg', 'image', 1, 'ready', 'record', e.id
      FROM tenant.entry e
    """,
    """
    INSERT INTO tenant.entry_file (coop_id, entry_id, file_id, place, person_id, section)
    SELECT e.coop_id, e.id, e.id, 0, e.person_id, e.section FROM tenant.entry e
    """,
)


@pytest.fixture
def ground(world: World, made: Database) -> Ground:
    """With a long record: of three entries PostgreSQL reads as well this way as that."""
    ground = lay(world)
    ids = {"coop": ground.coop.coop_id, "person": ground.edith.person_id, "author": ground.sam.membership_id}
    with psycopg.connect(made.owner_url, autocommit=True) as owner:
        for statement in LONG:
            owner.execute(statement, ids)
        owner.execute("ANALYZE")
    return ground


@pytest.fixture
def plans(ground: Ground) -> Plans:
    """Watches from when the ground is laid."""
    watching = Plans()
    watch(db.engines().tenant, watching)
    return watching


def use_the_record(ground: Ground, sign_in: SignIn) -> None:
    """Everything that the doors of a record do, once."""
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    anna, marek = ask(sign_in, ground.anna, ground.edith, acting=True), ask(sign_in, ground.marek, ground.edith)
    file_id = send(sam.client, ground.coop.coop_id, photo())["file_id"]
    entry = sam.add("Porridge", files=[file_id])
    edith.add("Singing", "about_me", data={"part": "strengths"})
    edith.add("Alto", "about_me", data={"part": "strengths"})
    edith.add("1234", "home_access")
    body = {"client_id": str(uuid4()), "section": "daily_notes", "text": "Twice"}
    assert [sam.post("/entries", body).status_code for _ in range(2)] == [201, 200]
    better = sam.correct(entry["entry_id"], "Toast").get_json()["entry_id"]
    said = {"client_id": str(uuid4()), "text": "With jam"}
    assert [anna.post(f"/entries/{better}/replies", said).status_code for _ in range(2)] == [201, 200]
    wrong = sam.add("Not hers")["entry_id"]
    assert sam.post(f"/entries/{wrong}/error", {"client_id": str(uuid4()), "reason": "Arthur's"}).status_code == 201
    pages = ("", "/sections/daily_notes", f"/timeline?before={better}", "/timeline?sections=daily_notes", "/night")
    for path in (*pages, "/print", f"/entries/{better}"):
        assert [asking.get(path).status_code for asking in (sam, edith, anna, marek)] == [200, 200, 200, 404]
    assert len(sam.post("/search", {"text": "toast"}).get_json()["items"]) == 1
    assert edith.client.get(f"{FILES}/{file_id}/content").status_code == 200
    assert marek.client.get(f"{FILES}/{file_id}/content").status_code == 404


def file_something(ground: Ground, sign_in: SignIn) -> None:
    """A message into the record."""
    with ground.sam.work() as work:
        circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
    sam, path = sign_in(ground.sam), f"/api/v1/conversations/{circle}"
    seq = sam.post(f"{path}/messages", json={"client_id": str(uuid4()), "text": "All eaten"}).get_json()["seq"]
    body = {"client_id": str(uuid4()), "person_id": str(ground.edith.person_id)}
    assert sam.post(f"{path}/messages/{seq}/file", json=body).status_code == 201
    assert len(sam.get(f"{path}/filed").get_json()["items"]) == 1


def change_what_is_open(ground: Ground, sign_in: SignIn) -> None:
    """Grants and their end, somebody asked and answered, and who looked."""
    edith, priya = sign_in(ground.edith), sign_in(ground.priya)
    path = f"/api/v1/people/{ground.edith.person_id}"
    words = {"wording": "2026-11", "language": "en"}
    audience = {"audience": "membership", "id": str(ground.priya.membership_id)}
    for level in ("add", "closed"):
        choice = {"audience": audience, "sections": ["daily_notes", "care_plan"], "level": level, **words}
        assert edith.post(f"{path}/grants", json=choice).status_code == 200, level
    until = written(clock.now() + timedelta(days=3))
    asked = {"sections": ["allergies"], "level": "see", "reason": "I cook", "until": until}
    request = priya.post(f"{path}/access-requests", json=asked).get_json()["request_id"]
    assert edith.post(f"/api/v1/access-requests/{request}/answer", json={"answer": "yes"}).status_code == 200
    for page in ("access", "looks", "access-requests"):
        assert edith.get(f"{path}/{page}").status_code == 200, page


def test_every_query_on_a_record_comes_by_an_index(ground: Ground, plans: Plans, sign_in: SignIn) -> None:
    use_the_record(ground, sign_in)
    file_something(ground, sign_in)
    change_what_is_open(ground, sign_in)
    assert plans.walks == {}, "\n".join(f"{w}: {s}" for s, w in plans.walks.items())
    assert plans.seen == set(NARROW)


def test_a_query_that_walks_through_a_co_op_is_seen(ground: Ground, plans: Plans) -> None:
    with ground.edith.work() as work:
        work.session.scalars(select(Entry.id).where(Entry.coop_id == work.coop_id, Entry.body == "Porridge")).all()
    [walk] = plans.walks.values()
    assert "Scan on entry" in walk


def test_a_walk_within_a_function_is_seen(ground: Ground, plans: Plans) -> None:
    with ground.edith.work() as work:
        for way in ("indexscan", "indexonlyscan", "bitmapscan"):
            work.session.execute(text(f"SET LOCAL enable_{way} = off"))
        work.session.execute(text("DO $$ BEGIN PERFORM 1 FROM tenant.effective_access; END $$"))
    assert list(plans.walks.values()) == ["1 walks through effective_access"]
