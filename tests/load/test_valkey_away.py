"""Valkey is away: people go on writing through both doors, those at the same process hear it at once, and the others
as soon as it is back, without waiting for their next look."""

import threading
import time
from contextlib import ExitStack

import pytest

from tests.load.device import PATIENCE, Device
from tests.load.history import Entry
from tests.load.house import House
from tests.load.world import World, build

MEMBERS = 8
AWAY = 10.0  # seconds
BACK_WITHIN = 25.0  # a new process of it, a subscription, five seconds over which the devices look


class Friends:
    """Devices at each door, all in the co-op's conversation, that look by themselves once in ten minutes."""

    def __init__(self, house: House, world: World, ends: ExitStack) -> None:
        one, other = house.sockets
        self.history: list[Entry] = []
        self.conversation = world.talks[-1].conversation_id
        doors = (one, one, other, other, None)
        self.devices = [
            Device(seat, house.api, door, self.history.append, sync_every=600.0)
            for seat, door in zip(world.seats, doors, strict=False)
        ]
        self.writer, self.beside, self.elsewhere, self.second_writer, self.by_http = self.devices
        for device in self.devices:
            keeper = threading.Thread(target=device.keep)
            keeper.start()
            ends.callback(keeper.join, 10)
            ends.callback(device.stopped.set)

    def write(self, device: Device, text: str) -> int:
        """Send it, and give back its seq. One try is to be enough."""
        assert device.send(self.conversation, text, time.monotonic() + PATIENCE)
        asked = [entry for entry in self.history if entry.text == text]
        assert [entry.what for entry in asked] == ["invoke", "ok"], "it had to be sent again"
        return asked[-1].seq

    def await_seq(self, device: Device, seq: int, within: float) -> None:
        """Wait until this device has everything up to there."""
        until = time.monotonic() + within
        while device.store.cursors().get(self.conversation, -1) < seq:
            assert time.monotonic() < until, f"{seq} did not come within {within} seconds"
            time.sleep(0.02)


@pytest.mark.timeout(120)
def test_people_write_on_without_valkey_and_everybody_catches_up(house: House) -> None:
    world = build(house.owner_url, MEMBERS)
    with ExitStack() as ends:
        friends = Friends(house, world, ends)
        for device in friends.devices:
            friends.await_seq(device, 0, within=30)
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
