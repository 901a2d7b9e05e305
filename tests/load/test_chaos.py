"""Connections that are cut, go silent in one direction, crawl, or look open and are not: the same promises hold."""

import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.load.crowd import Plan
from tests.load.house import House
from tests.load.proxy import Proxy
from tests.load.trial import Trial
from tests.load.world import build

CLIENTS, NAIVE, MESSAGES = 10, 2, 40
WRITING = 20.0  # seconds


def spoil(proxy: Proxy, trouble: str, chance: random.Random) -> None:
    """One trouble, for as long as it takes to be noticed."""
    match trouble:
        case "cut":
            proxy.cut()
        case "up" | "down":
            proxy.black_hole(trouble)
            time.sleep(chance.uniform(0.5, 2.5))
            proxy.heal()
        case "both":
            proxy.black_hole("up")
            proxy.black_hole("down")
            time.sleep(chance.uniform(0.5, 1.5))
            proxy.cut()
            proxy.heal()
        case "delay":
            proxy.delay = 0.3
            time.sleep(chance.uniform(1, 2))
            proxy.heal()
        case _:
            proxy.half_open(server_gone=trouble == "server gone")


TROUBLES = ("cut", "up", "down", "delay", "server gone", "client gone", "both")


@pytest.mark.timeout(120)
def test_bad_connections_lose_and_double_nothing(tmp_path: Path, house: House) -> None:
    world = build(house.owner_url, CLIENTS + NAIVE)
    chance = random.Random(5)
    with ExitStack() as ends:
        proxies = [Proxy(int(url.rpartition(":")[2])) for url in house.sockets]
        for proxy in proxies:
            ends.callback(proxy.stop)
        through = [proxy.url for proxy in proxies]
        plan = Plan(house.api, through, world.seats, NAIVE, MESSAGES, WRITING, 60.0, seed=3)
        trial = Trial(tmp_path / "crowd", house, plan)
        trial.await_acknowledged(20, within=30)
        begun = time.monotonic()
        for number, trouble in enumerate(chance.sample(TROUBLES, len(TROUBLES)) * 2):
            time.sleep(max(0.0, begun + number - time.monotonic()))
            spoil(proxies[number % 2], trouble, chance)
        trial.end()
    trial.check()
    assert all(proxy.spoiled > len(TROUBLES) for proxy in proxies)
    assert trial.lost_by_the_careless, "careless clients lost nothing: nothing was tried"
