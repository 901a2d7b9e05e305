"""The judge itself: a clean run passes, and each promise, broken on purpose, is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.load.history import DeviceLog, Entry, Stored, losses, violations

Run = tuple[list[Entry], list[Stored], list[DeviceLog]]
TALK = "talk"


def entry(t: float, what: str, client_id: str, author: str = "edith", **more: object) -> Entry:
    return Entry(t, what, author, TALK, client_id, f"text of {client_id}", **more)  # type: ignore[arg-type]


def stored(seq: int, client_id: str, author: str = "edith") -> Stored:
    return Stored(TALK, seq, "message", author, client_id, f"text of {client_id}")


def clean() -> Run:
    """Edith sends a; then b, whose first answer is lost; Sam has both and has read the first."""
    history = [
        entry(1, "invoke", "a"),
        entry(2, "ok", "a", seq=1, at="one"),
        entry(3, "invoke", "b"),
        entry(4, "unknown", "b"),
        entry(5, "invoke", "b"),
        entry(6, "ok", "b", seq=2, at="two", duplicate=True),
    ]
    log = [stored(1, "a"), stored(2, "b")]
    return history, log, [DeviceLog("sam", {TALK: 0}, {TALK: log}, {TALK: 1}, {TALK: 1})]


def lose_a_stored_one(run: Run) -> Run:
    history, log, devices = run
    return history, log[:1], [replace(devices[0], events={TALK: log[:1]}, unread={TALK: 0})]


def store_one_twice(run: Run) -> Run:
    history, log, devices = run
    more = [*log, stored(3, "b")]
    return history, more, [replace(devices[0], events={TALK: more}, unread={TALK: 2})]


def leave_a_gap(run: Run) -> Run:
    history, log, devices = run
    moved = [log[0], replace(log[1], seq=3)]
    return [*history[:-1], replace(history[-1], seq=3)], moved, [replace(devices[0], events={TALK: moved})]


def invent_one(run: Run) -> Run:
    history, log, devices = run
    more = [*log, stored(3, "c", "nobody")]
    return history, more, [replace(devices[0], events={TALK: more}, unread={TALK: 2})]


def store_other_words(run: Run) -> Run:
    history, log, devices = run
    other = [replace(log[0], text="something else"), log[1]]
    return history, other, [replace(devices[0], events={TALK: other})]


def never_answer(run: Run) -> Run:
    return (run[0][:4], *run[1:])


def store_what_was_refused(run: Run) -> Run:
    history, log, devices = run
    return [replace(history[0]), replace(history[1], what="fail"), *history[2:]], log, devices


def answer_twice_as_new(run: Run) -> Run:
    history, log, devices = run
    return [*history, entry(7, "invoke", "a"), entry(8, "ok", "a", seq=1, at="one")], log, devices


def answer_with_another_time(run: Run) -> Run:
    history, log, devices = run
    again = entry(8, "ok", "b", seq=2, at="three", duplicate=True)
    return [*history, entry(7, "invoke", "b"), again], log, devices


def call_a_first_one_duplicate(run: Run) -> Run:
    history, log, devices = run
    return [history[0], replace(history[1], duplicate=True), *history[2:]], log, devices


def turn_the_order(run: Run) -> Run:
    history, log, devices = run
    turned = [replace(log[1], seq=1), replace(log[0], seq=2)]
    answers = [replace(e, seq=3 - e.seq) if e.what == "ok" else e for e in history]
    return answers, turned, [replace(devices[0], events={TALK: turned})]


def lack_one_on_a_device(run: Run) -> Run:
    history, log, devices = run
    return history, log, [replace(devices[0], events={TALK: log[1:]})]


def have_one_twice_on_a_device(run: Run) -> Run:
    history, log, devices = run
    return history, log, [replace(devices[0], events={TALK: [*log, log[1]]})]


def count_wrongly(run: Run) -> Run:
    history, log, devices = run
    return history, log, [replace(devices[0], unread={TALK: 2})]


BROKEN = [
    (lose_a_stored_one, "was acknowledged, and is not stored"),
    (store_one_twice, "is stored 2 times"),
    (leave_a_gap, "is not numbered 1 to 2"),
    (invent_one, "was sent by nobody"),
    (store_other_words, "is stored otherwise than it was acknowledged"),
    (never_answer, "was never acknowledged"),
    (store_what_was_refused, "was refused, and is stored"),
    (answer_twice_as_new, "acknowledged as new more than once"),
    (answer_with_another_time, "more than one seq or time"),
    (call_a_first_one_duplicate, "called a duplicate of nothing"),
    (turn_the_order, "stands before one that was acknowledged earlier"),
    (lack_one_on_a_device, "has another log"),
    (have_one_twice_on_a_device, "has another log"),
    (count_wrongly, "2 are unread in talk, and 1 are"),
]


def test_a_clean_run_breaks_no_promise() -> None:
    assert violations(*clean()) == []


@pytest.mark.parametrize(("spoil", "sentence"), BROKEN, ids=lambda value: getattr(value, "__name__", ""))
def test_a_broken_promise_is_named(spoil: Callable[[Run], Run], sentence: str) -> None:
    found = violations(*spoil(clean()))
    assert any(sentence in line for line in found), found


def test_nothing_else_is_said_of_a_message_that_two_send_at_once() -> None:
    """Two authors at the same time: either order is right."""
    history = [
        entry(1, "invoke", "a"),
        entry(2, "invoke", "b", "sam"),
        entry(3, "ok", "a", seq=2, at="two"),
        entry(4, "ok", "b", "sam", seq=1, at="one"),
    ]
    assert violations(history, [stored(1, "b", "sam"), stored(2, "a")], []) == []


def test_who_joined_later_need_not_have_what_came_before() -> None:
    history, log, _ = clean()
    assert violations(history, log, [DeviceLog("sam", {TALK: 1}, {TALK: log[1:]}, {TALK: 1}, {TALK: 1})]) == []


def test_what_a_careless_client_loses_is_counted() -> None:
    history = [entry(1, "invoke", "a", honest=False), entry(2, "invoke", "b", honest=False)]
    heard = DeviceLog("sam", {TALK: 0}, {TALK: []}, {}, {})
    lost = losses(history, [stored(1, "a")], [heard])
    assert (lost.sends, lost.deliveries) == (1, 1)
    assert lost
    assert not losses([], [], [])
