"""A carer is taken out of a care team while everybody writes: nothing that is stored after that reaches any of her
sockets, and her next read finds nothing."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import pytest

from tests.load.device import Device, Refused, Seat
from tests.load.history import Entry
from tests.load.house import House
from tests.load.wire import Lost
from tests.load.world import build

MEMBERS = 16
PERSON, WRITERS, LEAVER = 0, (4, 12), 8  # of the first care team
BEFORE, AFTER = 2.0, 3.0  # seconds of writing


@pytest.fixture
def opens() -> Iterator[Callable[[Seat, str, str | None], Device]]:
    """Devices that are kept running until the end of the test."""
    with ExitStack() as ends:

        def open_one(seat: Seat, api: str, sockets: str | None) -> Device:
            device = Device(seat, api, sockets, _forget)
            keeper = threading.Thread(target=device.keep)
            keeper.start()
            ends.callback(keeper.join, 10)
            ends.callback(device.stopped.set)
            return device

        yield open_one


def _forget(_: Entry) -> None:
    """This test looks at what was heard."""


def write_on(device: Device, conversation: str, stopped: threading.Event) -> None:
    """Write until told to stop, or refused."""
    number = 0
    while not stopped.is_set():
        try:
            if not device.send(conversation, f"number {number}", time.monotonic() + 20):
                return
        except Lost:
            return
        number += 1
        time.sleep(0.03)


def refusal(device: Device, method: str, path: str) -> int:
    """The status with which this is refused."""
    with pytest.raises(Refused) as refused:
        device.ask(method, path)
    return int(refused.value.problem["status"])


def await_all(devices: Sequence[Device], conversation: str, within: float = 30) -> None:
    """Wait until each of them knows this conversation."""
    until = time.monotonic() + within
    while not all(conversation in device.store.base for device in devices):
        assert time.monotonic() < until, "somebody was not told of the conversation"
        time.sleep(0.05)


@pytest.mark.timeout(120)
def test_nothing_that_is_stored_after_she_left_reaches_her(
    house: House, opens: Callable[[Seat, str, str | None], Device]
) -> None:
    world = build(house.owner_url, MEMBERS)
    talk, stopped = world.talks[PERSON], threading.Event()
    conversation, leaver = talk.conversation_id, world.seats[LEAVER]
    one, other = house.sockets
    hers = [opens(leaver, house.api, one), opens(leaver, house.api, other)]
    person = opens(world.seats[PERSON], house.api, None)
    writers = [opens(world.seats[WRITERS[0]], house.api, one), opens(world.seats[WRITERS[1]], house.api, other)]
    await_all([*hers, person, *writers], conversation)

    writing = [
        threading.Thread(target=write_on, args=(device, conversation, stopped))
        for device in (person, *writers, hers[0])
    ]
    for thread in writing:
        thread.start()
    time.sleep(BEFORE)
    place = world.care_team_members[str(talk.person_id), leaver.membership_id]
    person.ask("DELETE", f"/people/{talk.person_id}/care-team/{place}")
    assert refusal(hers[0], "GET", f"/conversations/{conversation}") == 404
    assert refusal(hers[0], "GET", f"/conversations/{conversation}/events") == 404
    time.sleep(AFTER)
    stopped.set()
    for thread in writing:
        thread.join(30)

    where = {"talk": conversation}
    left = house.ask("SELECT seq FROM tenant.event WHERE conversation_id = %(talk)s AND change = 'left'", where)
    assert len(left) == 1
    seq = left[0]["seq"]
    log = house.stored(world.coop_id)
    authors = {event.author for event in log if event.seq > seq}
    assert authors == {world.seats[n].membership_id for n in (PERSON, *WRITERS)}, "not everybody wrote on"
    for device in hers:
        told = [payload for _, event, payload in device.heard if event == "events"]
        assert told, "she heard nothing before she left either"
        assert max(payload["last_seq"] for payload in told) < seq
        assert all(event["seq"] < seq for payload in told for event in payload["events"])
        assert [event for _, event, _ in device.heard].count("left") == 1
        since = next(t for t, event, _ in device.heard if event == "left")
        late = [e for t, e, p in device.heard if t > since and p.get("conversation_id") == conversation]
        assert late == [], "she is told of it after she was told that she is out"
        assert conversation not in device.store.base
    for device in (person, *writers):
        assert device.settle(20)
        assert list(device.store.log().events[conversation]) == log
