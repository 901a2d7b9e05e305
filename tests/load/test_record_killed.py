"""`kill -9` in the middle of revokes, reads and uploads: no acknowledged revoke is lost, no read is without its row,
no file is without an owner."""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from server.kernel import db
from server.kernel.config import Settings
from server.kernel.doors import credentials
from tests.load.house import House, open_house
from tests.load.record_clients import CLOSED, OPEN, Client, Told, Uploaded, open_and_close, read, upload
from tests.world.build import CoopWorld, Member, PersonMember, World
from toolchain.processes import POSTGRES

SEED = 20261125
KILLED = ("api", POSTGRES, "worker", "api", "relay", POSTGRES)
READS = """
    SELECT coalesce(sum(reads), 0) AS n FROM tenant.look
     WHERE coop_id = %(coop)s AND viewer_id = %(viewer)s AND kind = %(kind)s
"""
LOOSE = {
    "a chunk without its file": """SELECT count(*) AS n FROM tenant.file_chunk c WHERE NOT EXISTS
        (SELECT FROM tenant.file f WHERE f.coop_id = c.coop_id AND f.id = c.file_id)""",
    "a file without an owner": """SELECT count(*) AS n FROM tenant.file f WHERE NOT EXISTS
        (SELECT FROM tenant.membership m WHERE m.coop_id = f.coop_id AND m.id = f.uploader_id)""",
    "numbers with a gap": """SELECT count(*) AS n FROM (SELECT max(seq) - count(*) AS gap, r.log_seq - max(seq) AS ahead
        FROM tenant.look l JOIN tenant.record r ON r.coop_id = l.coop_id AND r.person_id = l.person_id
        WHERE l.strand = 'ordinary' GROUP BY l.coop_id, l.person_id, r.log_seq) g WHERE gap <> 0 OR ahead <> 0""",
}


@dataclass(slots=True)
class Cast:
    """One person, and a carer of hers."""

    coop: CoopWorld
    person: PersonMember
    carer: Member
    tokens: dict[str, str]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own: what is killed here is nobody else's, and nobody else's kills are waited out here."""
    opened = open_house(tmp_path_factory.mktemp("house"), {})
    yield opened
    opened.stop()


@pytest.fixture
def cast(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """A co-op in this house, made by the product's own actions."""
    for name in ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "REALTIME_URL", "OURPATCH_MODE", "SECRET_KEY"):
        monkeypatch.setenv(name, house.stack.env[name])
    before = db._Opened.engines
    settings = Settings.from_environment()
    db.open_engines(settings, pool_size=2)
    coop = World(settings).coop("The Killing House")
    carer = coop.member("Sam Osei")
    person = coop.person("Edith Hughes", team=(carer,))
    coop.start(person)
    yield Cast(coop, person, carer, {each.name: each.sign_in().token for each in (person, carer)})
    db.close_engines()
    db._Opened.engines = before


def _kill_in_turn(house: House, chance: random.Random, person: Told) -> None:
    """Each time after some more revokes were acknowledged, so that there is something to lose on a slow machine too."""
    for number, part in enumerate(KILLED, start=1):
        until = time.monotonic() + 20
        while len(person.answered(CLOSED, 200)) < 3 * number:
            assert time.monotonic() < until, f"no revoke was acknowledged for 20 seconds\n{house.ends_of_logs()}"
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.1))
        house.kill(part)
        time.sleep(chance.uniform(0.1, 0.6))
        house.start_part(part)
        house.mend()
    house.await_ready()
    time.sleep(1.0)


@pytest.mark.timeout(300)
def test_no_revoke_is_lost_no_read_unlogged_no_file_left_alone(house: House, cast: Cast) -> None:
    told = {name: Told() for name in ("person", "reader", "uploader")}
    uploaded, over = Uploaded(), threading.Event()
    person_id, carer_id = str(cast.person.person_id), str(cast.carer.membership_id)
    hers, his = cast.tokens[cast.person.name], cast.tokens[cast.carer.name]
    threads = [
        threading.Thread(
            target=open_and_close, args=(Client(house.api, hers, told["person"]), person_id, carer_id, over)
        ),
        threading.Thread(target=read, args=(Client(house.api, his, told["reader"]), person_id, over)),
        threading.Thread(target=upload, args=(Client(house.api, his, told["uploader"]), uploaded, over)),
    ]
    for thread in threads:
        thread.start()
    try:
        _kill_in_turn(house, random.Random(SEED), told["person"])
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=30)
    _check_revokes(told["person"], told["reader"])
    _check_reads(house, cast, told["reader"])
    _check_files(house, cast, uploaded)


def _check_revokes(person: Told, reader: Told) -> None:
    """Whatever was asked for after a revoke was acknowledged, and answered before the next opening was sent, was
    refused."""
    opened = sorted(sent for what, sent, _, _ in person.calls if what == OPEN)
    closed = sorted(at for _, at in person.answered(CLOSED, 200))
    assert len(closed) >= 10, "hardly anything was revoked: nothing was tried"
    seen = reader.answered("read", 200)
    assert len(seen) >= 20, "hardly anything was read: nothing was tried"
    for since in closed:
        until = next((sent for sent in opened if sent > since), float("inf"))
        late = [(sent, at) for sent, at in seen if sent > since and at < until]
        assert late == [], "read after the revoke was acknowledged"


def _check_reads(house: House, cast: Cast, reader: Told) -> None:
    """The log holds at least the reads and refusals that the reader knows of; more, where an answer was lost."""
    for kind, status in (("look", 200), ("refusal", 403)):
        asked = {"coop": cast.coop.coop_id, "viewer": cast.carer.membership_id, "kind": kind}
        [row] = house.ask(READS, asked)
        assert row["n"] >= len(reader.answered("read", status)), kind
    for what, statement in LOOSE.items():
        assert house.ask(statement) == [{"n": 0}], what


def _check_files(house: House, cast: Cast, uploaded: Uploaded) -> None:
    """What was said to be whole is checked in the end, by whichever worker lives, and is what was sent."""
    assert uploaded.whole, "nothing was uploaded: nothing was tried"
    token = cast.tokens[cast.carer.name]
    until = time.monotonic() + 150  # whose check was killed some times is asked for again later and later
    for file_id, words in uploaded.whole.items():
        while True:
            got = requests.get(
                f"{house.api}/api/v1/files/{file_id}/content", cookies={credentials.COOKIE: token}, timeout=10
            )
            if got.status_code == 200:
                break
            assert time.monotonic() < until, (got.status_code, got.text[:300])
            time.sleep(0.3)
        assert got.content == words


@pytest.mark.timeout(60)
def test_the_log_is_whole_after_the_kills(house: House) -> None:
    """What was sealed before, between and after is still what the log says: a tampered row ends this with Failed."""
    house.stack.ourpatch("verify-log")
