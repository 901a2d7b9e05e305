"""`kill -9` of every part while twenty clients send two thousand messages: none is lost, none is doubled, and every
client ends with the same ordered conversation."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.load.crowd import Plan
from tests.load.house import SECOND, House
from tests.load.trial import Trial
from tests.load.world import build
from toolchain.processes import POSTGRES

SEED = int(os.environ.get("OURPATCH_FAULT_SEED", "20261124"))
CLIENTS, NAIVE, MESSAGES = 20, 3, 100
WRITING = 40.0  # seconds
ONCE = ("api", "realtime", SECOND, "relay", "worker", "valkey", POSTGRES)
AGAIN = ("realtime", "api", POSTGRES)


def kill_in_turn(house: House, trial: Trial, chance: random.Random) -> None:
    """Each part once, some twice, in random order, over most of the writing."""
    parts = [*chance.sample(ONCE, len(ONCE)), *chance.sample(AGAIN, len(AGAIN))]
    for number, part in enumerate(parts):
        trial.await_acknowledged(int(0.85 * CLIENTS * MESSAGES * (number + 0.2) / len(parts)), within=60)
        assert trial.writing
        house.kill(part)
        time.sleep(chance.uniform(0.1, 1.0))
        house.start_part(part)
        house.mend()


@pytest.mark.timeout(200)
def test_nothing_is_lost_or_doubled_when_every_part_is_killed(tmp_path: Path, house: House) -> None:
    world = build(house.owner_url, CLIENTS + NAIVE)
    plan = Plan(house.api, house.sockets, world.seats, NAIVE, MESSAGES, WRITING, 120.0, SEED)
    trial = Trial(tmp_path / "crowd", house, plan)
    kill_in_turn(house, trial, random.Random(SEED))
    trial.end()
    trial.check(CLIENTS * MESSAGES)
    assert trial.lost_by_the_careless, "careless clients lost nothing: nothing was tried"
