"""Each named place in the way of a message kills its process once, in the middle of a conversation."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.kernel import failpoints
from tests.load.crowd import Plan
from tests.load.house import House, house
from tests.load.trial import Trial
from tests.load.world import World

PLACES = (
    failpoints.BATCH_BEFORE_COMMIT,
    failpoints.BATCH_AFTER_COMMIT,
    failpoints.NEWS_BEFORE_PUBLISH,
    failpoints.OUTBOX_BEFORE_CLEAR,
    failpoints.SEND_BEFORE_COMMIT,
    failpoints.NEWS_BEFORE_EMIT,
    failpoints.OUTBOX_BEFORE_DONE,
)
CLIENTS, MESSAGES = 10, 60


@pytest.fixture
def armed(tmp_path: Path) -> Path:
    """The folder in which places are armed."""
    place = tmp_path / "armed"
    place.mkdir()
    return place


@pytest.fixture
def lived_in(tmp_path: Path, armed: Path) -> Iterator[tuple[House, World]]:
    with house(tmp_path / "home", CLIENTS, {"OURPATCH_FAILPOINTS": str(armed)}) as (opened, world):
        yield opened, world


def await_death(opened: House, place: Path) -> None:
    """Wait until a process has died there, and start again what nobody else starts again."""
    until = time.monotonic() + 15
    while place.exists():
        assert time.monotonic() < until, f"nobody came by {place.name}"
        time.sleep(0.02)
    time.sleep(0.3)
    opened.revive("relay")  # gunicorn puts a new process in the place of a web one


@pytest.mark.timeout(120)
def test_a_process_that_dies_at_any_place_loses_and_doubles_nothing(
    tmp_path: Path, armed: Path, lived_in: tuple[House, World]
) -> None:
    opened, world = lived_in
    opened.await_ready()
    plan = Plan(opened.api, opened.sockets, world.seats, 0, MESSAGES, 30.0, 80.0, seed=2)
    trial = Trial(tmp_path / "crowd", opened, plan)
    for number, name in enumerate(PLACES):
        trial.await_acknowledged(30 + 60 * number, within=30)
        (armed / name).touch()
        await_death(opened, armed / name)
    trial.end()
    trial.check()
    died = [entry for entry in trial.history if entry.what == "unknown"]
    assert died, "no client noticed that a process died"


def test_production_has_no_such_places() -> None:
    named = {"OURPATCH_FAILPOINTS": "/anywhere"}
    assert failpoints.folder({**named, "OURPATCH_MODE": "production"}) is None
    assert failpoints.folder(named) is None
    assert failpoints.folder({"OURPATCH_MODE": "demo"}) is None
    assert failpoints.folder({**named, "OURPATCH_MODE": "demo"}) == Path("/anywhere")
