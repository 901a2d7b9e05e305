"""`kill -9` of every part while twenty clients send two thousand messages: none is lost, none is doubled, and every
client ends with the same ordered conversation."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.load.crowd import Plan
from tests.load.history import sends_of
from tests.load.house import SECOND, House, house
from tests.load.trial import Trial
from toolchain.processes import POSTGRES

SEED = int(os.environ.get("OURPATCH_FAULT_SEED", "20261124"))
CLIENTS, NAIVE, MESSAGES = 20, 3, 100
WRITING = 50.0  # seconds
ONCE = ("api", "realtime", SECOND, "relay", "worker", "valkey", POSTGRES)
AGAIN = ("realtime", "api", POSTGRES)


def kill_in_turn(opened: House, chance: random.Random) -> list[float]:
    """Each part once, some twice, in random order over the writing; when each was killed."""
    parts = [*chance.sample(ONCE, len(ONCE)), *chance.sample(AGAIN, len(AGAIN))]
    begun, killed = time.monotonic(), []
    for number, part in enumerate(parts):
        due = begun + 0.85 * WRITING * number / len(parts)
        time.sleep(max(0.0, due - time.monotonic()))
        opened.kill(part)
        killed.append(time.monotonic())
        time.sleep(chance.uniform(0.1, 1.0))
        opened.start_part(part)
    return killed


@pytest.mark.timeout(200)
def test_nothing_is_lost_or_doubled_when_every_part_is_killed(tmp_path: Path) -> None:
    with house(tmp_path / "home", CLIENTS + NAIVE) as (opened, world):
        opened.await_ready()
        plan = Plan(opened.api, opened.sockets, world.seats, NAIVE, MESSAGES, WRITING, 110.0, SEED)
        trial = Trial(tmp_path / "crowd", opened, plan)
        trial.await_acknowledged(40, within=20)
        killed = kill_in_turn(opened, random.Random(SEED))
        trial.end()
        trial.check(CLIENTS * MESSAGES)
    invoked = [send.invoked for send in sends_of(trial.history).values() if send.honest]
    for one, following in zip(killed, [*killed[1:], max(invoked)], strict=True):
        assert any(one < at <= following for at in invoked), "nobody was writing while a part was killed"
    assert trial.lost_by_the_careless, "careless clients lost nothing: nothing was tried"
