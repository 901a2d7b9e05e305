"""`kill -9` of every part while twenty clients send two thousand messages: none is lost, none is doubled, and every
client ends with the same ordered conversation."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.load.crowd import Plan
from tests.load.history import sends_of
from tests.load.house import SECOND, House
from tests.load.trial import Trial
from tests.load.world import build
from toolchain.processes import POSTGRES

SEED = int(os.environ.get("OURPATCH_FAULT_SEED", "20261124"))
CLIENTS, NAIVE, MESSAGES = 20, 3, 100
WRITING = 40.0  # seconds
ONCE = ("api", "realtime", SECOND, "relay", "worker", "valkey", POSTGRES)
AGAIN = ("realtime", "api", POSTGRES)


def kill_in_turn(house: House, chance: random.Random) -> list[float]:
    """Each part once, some twice, in random order over the writing; when each was killed."""
    parts = [*chance.sample(ONCE, len(ONCE)), *chance.sample(AGAIN, len(AGAIN))]
    begun, killed = time.monotonic(), []
    for number, part in enumerate(parts):
        due = begun + 0.85 * WRITING * number / len(parts)
        time.sleep(max(0.0, due - time.monotonic()))
        house.kill(part)
        killed.append(time.monotonic())
        time.sleep(chance.uniform(0.1, 1.0))
        house.start_part(part)
        house.mend()
    return killed


@pytest.mark.timeout(200)
def test_nothing_is_lost_or_doubled_when_every_part_is_killed(tmp_path: Path, house: House) -> None:
    world = build(house.owner_url, CLIENTS + NAIVE)
    plan = Plan(house.api, house.sockets, world.seats, NAIVE, MESSAGES, WRITING, 120.0, SEED)
    trial = Trial(tmp_path / "crowd", house, plan)
    trial.await_acknowledged(40, within=30)
    killed = kill_in_turn(house, random.Random(SEED))
    trial.end()
    trial.check(CLIENTS * MESSAGES)
    invoked = [send.invoked for send in sends_of(trial.history).values() if send.honest]
    for one, following in zip(killed, [*killed[1:], max(invoked)], strict=True):
        assert any(one < at <= following for at in invoked), "nobody was writing while a part was killed"
    assert trial.lost_by_the_careless, "careless clients lost nothing: nothing was tried"
