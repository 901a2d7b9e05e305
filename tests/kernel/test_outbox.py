"""Every row leaves, in its own transaction; one that fails stands in nobody's way."""

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from server.kernel import clock, outbox
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.models import DirectoryOutbox, TenantOutbox
from server.kernel.outbox import Carried, Opens
from server.kernel.unit_of_work import Work, directory_work, unit_of_work

TOPIC = "test.letter"


@pytest.fixture
def coop_id(opened: Settings, emptied: object) -> UUID:
    """A tenant with an empty outbox (no co-op is founded: the outbox asks for none)."""
    return uuid4()


def _opens(coop_id: UUID) -> Opens:
    return lambda: unit_of_work(the_coop(coop_id, "relay"))


def _put(coop_id: UUID, *names: str, topic: str = TOPIC) -> None:
    for name in names:
        with unit_of_work(the_coop(coop_id, "test")) as work:
            work.enqueue(topic, {"name": name})


def _rows(coop_id: UUID) -> list[tuple[str, int]]:
    with unit_of_work(the_coop(coop_id, "test")) as work:
        table = TenantOutbox
        found = work.session.execute(
            select(table.payload, table.attempts).where(table.coop_id == coop_id).order_by(table.made_at)
        )
        return [(payload["name"], attempts) for payload, attempts in found]


def _carry(monkeypatch: pytest.MonkeyPatch, carrier: Any) -> None:
    monkeypatch.setitem(outbox._carriers, TOPIC, carrier)


def _drain(opens: Opens) -> int:
    for count in range(100):
        if not outbox.carry_one(opens):
            return count
    return 100


def test_what_is_carried_is_gone(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    _carry(monkeypatch, lambda work, row: seen.append(row.payload["name"]))
    _put(coop_id, "one", "two", "three")
    assert _drain(_opens(coop_id)) == 3
    assert seen == ["one", "two", "three"]
    assert _rows(coop_id) == []


def test_a_row_that_fails_is_put_off_and_the_others_leave(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    def carrier(work: Work, row: Carried) -> None:
        work.enqueue("test.more", {"name": "from " + row.payload["name"]})
        if row.payload["name"] == "bad":
            raise ValueError("no")

    _carry(monkeypatch, carrier)
    _put(coop_id, "bad", "good")
    monkeypatch.setitem(outbox._carriers, "test.more", lambda work, row: timedelta(hours=1))
    assert _drain(_opens(coop_id)) == 3
    # What the failing carrier wrote was rolled back with it; what the other wrote stands.
    assert _rows(coop_id) == [("bad", 1), ("from good", 1)]


def test_a_topic_that_nobody_carries_waits(coop_id: UUID) -> None:
    _put(coop_id, "from tomorrow", topic="test.unknown")
    assert _drain(_opens(coop_id)) == 1
    assert _rows(coop_id) == [("from tomorrow", 1)]


def test_what_is_handed_on_stays_and_is_asked_for_again(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []

    def carrier(work: Work, row: Carried) -> timedelta:
        work.after_commit(lambda: handed.append(row.attempts))
        return timedelta(0)

    _carry(monkeypatch, carrier)
    _put(coop_id, "mail")
    for _ in range(3):
        assert outbox.carry_one(_opens(coop_id))
    assert handed == [0, 1, 2]


def test_a_queue_that_is_away_counts_once(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    def carrier(work: Work, row: Carried) -> timedelta:
        work.after_commit(_raise)
        return timedelta(minutes=1)

    def _raise() -> None:
        raise ConnectionError

    _carry(monkeypatch, carrier)
    _put(coop_id, "mail")
    assert outbox.carry_one(_opens(coop_id))
    assert _rows(coop_id) == [("mail", 1)]


def test_after_the_last_attempt_a_row_is_given_up_and_can_be_taken_up(
    coop_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(work: Work, row: Carried) -> None:
        raise ValueError("no")

    _carry(monkeypatch, refuse)
    _put(coop_id, "bad")
    moment = clock.now()
    for _ in range(outbox.MOST_ATTEMPTS):
        moment += timedelta(hours=2)
        monkeypatch.setattr("server.kernel.clock.now", lambda at=moment: at)
        assert outbox.carry_one(_opens(coop_id))
    assert not outbox.carry_one(_opens(coop_id))
    with unit_of_work(the_coop(coop_id, "test")) as work:
        assert outbox.given_up(work) == 1
        assert outbox.take_up(work) == 1
    seen: list[int] = []
    _carry(monkeypatch, lambda work, row: seen.append(row.attempts))
    assert outbox.carry_one(_opens(coop_id))
    assert seen == [0]


def test_two_relays_never_carry_the_same_row(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"n{number}" for number in range(40)]
    seen: list[str] = []
    _carry(monkeypatch, lambda work, row: seen.append(row.payload["name"]))
    _put(coop_id, *names)
    relays = [threading.Thread(target=_drain, args=(_opens(coop_id),)) for _ in range(3)]
    for relay in relays:
        relay.start()
    for relay in relays:
        relay.join(30)
    assert sorted(seen) == sorted(names)


def test_a_row_in_hand_is_nobody_elses(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(coop_id, "held", "free")
    with unit_of_work(the_coop(coop_id, "one")) as work, unit_of_work(the_coop(coop_id, "other")) as other:
        held = outbox.claim(work)
        assert held is not None
        assert outbox.claim(other, held.id) is None
        free = outbox.claim(other)
        assert free is not None
        assert free.id != held.id


def test_only_co_ops_with_something_due_are_named(coop_id: UUID) -> None:
    later = uuid4()
    _put(coop_id, "now")
    with unit_of_work(the_coop(later, "test")) as work:
        work.enqueue(TOPIC, {"name": "later"}, due_at=clock.now() + timedelta(hours=1))
    assert outbox.coops_with_outbox() == [coop_id]


def test_the_directory_has_an_outbox_too(coop_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    _carry(monkeypatch, lambda work, row: seen.append(row.payload["name"]))
    with directory_work() as work:
        work.enqueue(TOPIC, {"name": "code"})
    assert _drain(directory_work) == 1
    assert seen == ["code"]
    with directory_work() as work:
        assert work.session.scalars(select(DirectoryOutbox)).all() == []


def test_waits_grow_to_an_hour() -> None:
    waits = [outbox.wait_after(attempts) for attempts in range(outbox.MOST_ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=1)
    assert waits[-1] == outbox.LONGEST_WAIT


def test_a_topic_has_one_carrier() -> None:
    topic = f"test.{uuid4()}"
    outbox.carries(topic)(lambda work, row: None)
    with pytest.raises(RuntimeError, match="carrier"):
        outbox.carries(topic)(lambda work, row: None)
    del outbox._carriers[topic]
