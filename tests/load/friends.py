"""Five devices of one co-op: two at each realtime process, and one that has no socket."""

import threading
import time
from contextlib import ExitStack

from tests.load.device import PATIENCE, Device
from tests.load.history import Entry
from tests.load.house import House
from tests.load.world import World


class Friends:
    """They are all in the co-op's conversation, and look by themselves once in ten minutes: what they hear in less
    they were told."""

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
        seq = self.write_again_and_again(device, text, PATIENCE)
        assert self.tries_of(text) == 1, "it had to be sent again"
        return seq

    def write_again_and_again(self, device: Device, text: str, within: float) -> int:
        """Send it until it is acknowledged, and give back its seq."""
        assert device.send(self.conversation, text, time.monotonic() + within)
        return next(entry.seq for entry in self.history if entry.text == text and entry.what == "ok")

    def tries_of(self, text: str) -> int:
        """How often this was sent."""
        return sum(entry.text == text and entry.what == "invoke" for entry in self.history)

    def await_all(self, seq: int) -> None:
        """Wait until each of them is there and has everything up to this."""
        for device in self.devices:
            self.await_seq(device, seq, within=30)

    def await_seq(self, device: Device, seq: int, within: float) -> None:
        """Wait until this device has everything up to there."""
        until = time.monotonic() + within
        while device.store.cursors().get(self.conversation, -1) < seq:
            assert time.monotonic() < until, f"{seq} did not come within {within} seconds"
            time.sleep(0.02)
