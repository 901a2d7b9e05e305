"""Valkey is away: people go on writing through both doors, those at the same process hear it at once, and the others
as soon as it is back, without waiting for their next look."""

import time
from contextlib import ExitStack

import pytest

from tests.load.friends import Friends
from tests.load.house import House
from tests.load.world import build

MEMBERS = 8
AWAY = 10.0  # seconds
BACK_WITHIN = 25.0  # a new process of it, a subscription, five seconds over which the devices look


@pytest.mark.timeout(120)
def test_people_write_on_without_valkey_and_everybody_catches_up(house: House) -> None:
    world = build(house.owner_url, MEMBERS)
    with ExitStack() as ends:
        friends = Friends(house, world, ends)
        friends.await_all(0)
        first = friends.write(friends.writer, "all is well")
        friends.await_seq(friends.elsewhere, first, within=10)

        house.kill("valkey")
        begun, number = time.monotonic(), 0
        while time.monotonic() - begun < AWAY:
            seq = friends.write(friends.writer, f"by socket {number}")
            friends.await_seq(friends.writer, seq, within=2)
            friends.write(friends.second_writer, f"by the other {number}")
            friends.write(friends.by_http, f"by HTTP {number}")
            number += 1
            time.sleep(0.5)
        last = friends.write(friends.writer, "the last without it")
        assert friends.elsewhere.store.cursors()[friends.conversation] < last, "Valkey was not away"

        house.start_part("valkey")
        for device in friends.devices[:4]:
            friends.await_seq(device, last, BACK_WITHIN)
        seq = friends.write(friends.by_http, "all is well again")
        for device in friends.devices[:4]:
            friends.await_seq(device, seq, within=10)
        house.await_ready()
        for device in friends.devices[:4]:
            assert list(device.store.log().events[friends.conversation]) == [
                event for event in house.stored(world.coop_id) if event.conversation == friends.conversation
            ]
        assert house.await_drained() == 0
