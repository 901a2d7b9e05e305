"""A file is checked once, by a worker of its own, whatever is killed on its way."""

import hashlib
from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest
import redis

from server.files import queries
from server.files.actions import upload
from server.files.rules import sizes
from server.kernel.config import Settings
from tests.files import samples
from tests.files.clamd import EICAR, FakeClamd
from tests.load.late_processes import RELAY, WORKER, Process, wait_until
from tests.opened import opened, settings
from tests.world import Member, World

Start = Callable[..., Process]
__all__ = ["opened", "settings"]
ORPHANS = """
    SELECT count(*) FROM tenant.file_chunk c
     WHERE NOT EXISTS (SELECT FROM tenant.file f WHERE f.coop_id = c.coop_id AND f.id = c.file_id)
        OR EXISTS (SELECT FROM tenant.file f WHERE f.coop_id = c.coop_id AND f.id = c.file_id
                      AND (f.state = 'ready') = (c.rendition = 'upload'))
"""


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    server = FakeClamd()
    yield server
    server.close()


@pytest.fixture
def start(opened: Settings, emptied: object, valkey: redis.Redis, clamd: FakeClamd) -> Iterator[Start]:
    """Start a process on this test's database, queue and scanner."""
    started: list[Process] = []

    def begin(*command: str) -> Process:
        process = Process(*command, CLAMAV_URL=clamd.url)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()


@pytest.fixture
def sam(start: Start, opened: Settings) -> Member:
    return World(opened).coop().member()


def _send(sam: Member, content: bytes, media_type: str) -> UUID:
    with sam.work() as work:
        row = upload.begin_upload(
            work.actor, work, name="a file", media_type=media_type, size=len(content), people_agreed=True
        )
    for n, piece in sizes.cut(content):
        with sam.work() as work:
            upload.take_piece(work.actor, work, file_id=row.id, n=n, content=piece)
    with sam.work() as work:
        upload.complete_upload(work.actor, work, file_id=row.id, sha256=hashlib.sha256(content).digest())
    return row.id


def _state(sam: Member, file_id: UUID) -> str:
    with sam.work() as work:
        return queries.own_file(work, file_id).state


def test_a_worker_looks_at_what_was_sent(
    start: Start, sam: Member, clamd: FakeClamd, owner: psycopg.Connection
) -> None:
    start(*WORKER)
    start(*RELAY)
    photo = _send(sam, samples.photo(900, 700, noisy=True), "image/jpeg")
    bad = _send(sam, EICAR, "text/plain")
    wait_until(lambda: _state(sam, photo) == "ready", "the photo")
    wait_until(lambda: _state(sam, bad) == "refused", "the refusal")
    with sam.work() as work:
        assert samples.PLACE.encode() not in queries.whole(work, photo, "content")
    assert owner.execute(ORPHANS).fetchone() == (0,)


@pytest.mark.parametrize("whole", [True, False], ids=["with its children", "its first process alone"])
def test_a_worker_that_is_killed_while_it_looks_costs_no_file(
    whole: bool, start: Start, sam: Member, clamd: FakeClamd, owner: psycopg.Connection
) -> None:
    clamd.held = True
    worker = start(*WORKER)
    start(*RELAY)
    file_id = _send(sam, samples.photo(900, 700), "image/jpeg")
    wait_until(lambda: clamd.seen, "the worker at the scanner")
    if whole:
        worker.kill()
    else:
        worker.kill_main()
    assert _state(sam, file_id) == "checking"
    start(*WORKER)
    clamd.held = False
    wait_until(lambda: _state(sam, file_id) == "ready", "the photo")
    assert owner.execute(ORPHANS).fetchone() == (0,)
    assert owner.execute("SELECT count(*) FROM tenant.outbox WHERE topic = 'files.check'").fetchone() == (0,)
