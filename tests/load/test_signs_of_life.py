"""Worker, beat and relay say that they live, and go on saying so when Valkey was away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from server.kernel import alive
from tests.conftest import Database
from tests.load.late_processes import RELAY, WORKER, Process, wait_until
from toolchain.valkey import Valkey

PARTS = ("worker", "relay", "beat")


@pytest.fixture
def own_valkey(tmp_path: Path) -> Iterator[Valkey]:
    """A Valkey of this test alone, to be killed."""
    valkey = Valkey(tmp_path / "valkey", "pass", throw_away=True)
    valkey.start()
    yield valkey
    valkey.stop()


def test_each_process_lives_through_a_valkey_that_dies(own_valkey: Valkey, database: Database, tmp_path: Path) -> None:
    beat = ("-m", "celery", "-A", "worker.app", "beat", "-s", str(tmp_path / "schedule"), "--pidfile", "")
    started = [Process(*command, REDIS_URL=own_valkey.url()) for command in (WORKER, RELAY, beat)]
    client = redis.Redis.from_url(own_valkey.url())
    try:
        wait_until(lambda: all(alive.living(client, PARTS).values()), "signs of life")
        own_valkey.kill()
        own_valkey.start()  # with nothing in it
        assert not any(alive.living(client, PARTS).values())
        wait_until(lambda: all(alive.living(client, PARTS).values()), "new signs of life")
        codes = [process.stop() for process in started]
    finally:
        for process in started:
            process.kill()
    assert codes == [0, 0, 0]


NO_DATABASE = {"DATABASE_URL": "postgresql://ourpatch_app:x@127.0.0.1:9/none"}
NO_SECRET = {"SECRET_KEY": ""}


@pytest.mark.parametrize(
    ("command", "wrong", "sentence"),
    [
        (WORKER, NO_DATABASE, "cannot be reached"),
        (WORKER, NO_SECRET, "SECRET_KEY is not set."),
        (RELAY, NO_DATABASE, "cannot be reached"),
    ],
    ids=["worker without a database", "worker without a secret", "relay without a database"],
)
def test_a_process_that_does_not_fit_says_one_sentence(
    command: tuple[str, ...], wrong: dict[str, str], sentence: str, database: Database
) -> None:
    code, said = Process.run(*command, **wrong)
    assert code != 0
    told = [line for line in said.splitlines() if line.startswith("ourpatch: ")]
    assert len(told) == 1
    assert sentence in told[0]
    assert "Traceback" not in said
