"""Each named place in the way of a message kills its process once, in the middle of a conversation."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from server.kernel import failpoints
from tests.load.crowd import Plan
from tests.load.friends import Friends
from tests.load.house import House
from tests.load.trial import Trial
from tests.load.world import build

PLACES = (
    failpoints.BATCH_BEFORE_COMMIT,
    failpoints.BATCH_AFTER_COMMIT,
    failpoints.NEWS_BEFORE_PUBLISH,
    failpoints.OUTBOX_BEFORE_CLEAR,
    failpoints.SEND_BEFORE_COMMIT,
    failpoints.NEWS_BEFORE_EMIT,
    failpoints.OUTBOX_BEFORE_DONE,
)
CLIENTS, MESSAGES = 10, 50
WRITING = 22.0  # seconds


def await_death(house: House, place: Path) -> None:
    """Wait until a process has died there, and start again what nobody else starts again."""
    until = time.monotonic() + 15
    while place.exists():
        assert time.monotonic() < until, f"nobody came by {place.name}"
        time.sleep(0.02)
    time.sleep(0.3)
    house.mend()  # gunicorn itself puts a new process in the place of a web one


@pytest.mark.timeout(150)
def test_a_process_that_dies_at_any_place_loses_and_doubles_nothing(tmp_path: Path, armed: Path, house: House) -> None:
    world = build(house.owner_url, CLIENTS)
    plan = Plan(house.api, house.sockets, world.seats, 0, MESSAGES, WRITING, 90.0, seed=2)
    trial = Trial(tmp_path / "crowd", house, plan)
    for number, name in enumerate(PLACES):
        trial.await_acknowledged(MESSAGES * number, within=40)
        (armed / name).touch()
        await_death(house, armed / name)
    trial.end()
    trial.check()
    assert any(entry.what == "unknown" for entry in trial.history), "no client noticed that a process died"


@pytest.mark.timeout(90)
@pytest.mark.parametrize("place", [failpoints.BATCH_AFTER_COMMIT, failpoints.NEWS_BEFORE_PUBLISH])
def test_the_relay_tells_what_a_process_could_not(place: str, armed: Path, house: House) -> None:
    """The message is stored, its process is dead, and to send it again tells nobody."""
    world = build(house.owner_url, 5)
    with ExitStack() as ends:
        friends = Friends(house, world, ends)
        friends.await_all(0)
        (armed / place).touch()
        seq = friends.write_again_and_again(friends.writer, "the last words of a process", within=30)
        await_death(house, armed / place)
        friends.await_seq(friends.elsewhere, seq, within=15)
        friends.await_seq(friends.beside, seq, within=15)


def test_production_has_no_such_places() -> None:
    named = {"OURPATCH_FAILPOINTS": "/anywhere"}
    assert failpoints.folder({**named, "OURPATCH_MODE": "production"}) is None
    assert failpoints.folder(named) is None
    assert failpoints.folder({"OURPATCH_MODE": "demo"}) is None
    assert failpoints.folder({**named, "OURPATCH_MODE": "demo"}) == Path("/anywhere")
