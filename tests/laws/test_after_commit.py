"""Nothing leaves before COMMIT, seen from outside: what is emitted, and when the database committed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import event

from server.kernel import realtime
from server.kernel.actor import Actor, the_coop
from server.kernel.db import engines
from server.kernel.errors import Refused
from server.kernel.realtime import News
from server.kernel.unit_of_work import Work, unit_of_work
from tests.opened import opened, settings

__all__ = ["opened", "settings"]

Opens = Callable[[Actor], AbstractContextManager[Work]]


class Diary:
    """What happened, in order: commits of the tenants' engine, and news."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def emit(self, news: Sequence[News]) -> None:
        self.lines += [item.what for item in news]

    def committed(self, _connection: object) -> None:
        self.lines.append("COMMIT")


@pytest.fixture
def diary(opened: object) -> Iterator[Diary]:
    diary = Diary()
    before = realtime._Used.bus
    realtime.use(diary)
    event.listen(engines().tenant, "commit", diary.committed)
    yield diary
    event.remove(engines().tenant, "commit", diary.committed)
    realtime.use(before)


def left_too_early(opens: Opens, diary: Diary) -> list[str]:
    """What a unit of work emits before it has committed, or although it was refused."""
    diary.lines.clear()
    with opens(the_coop(uuid4(), "test")) as work:
        work.enqueue("test", {})
        work.tell("first", {}, memberships=(uuid4(),))
        work.session.flush()
        work.tell("second", {}, memberships=(uuid4(),))
    before = diary.lines[: diary.lines.index("COMMIT")] if "COMMIT" in diary.lines else diary.lines
    found = [f"before COMMIT: {what}" for what in before]
    if diary.lines[len(before) :] != ["COMMIT", "first", "second"] and not found:
        found.append(f"in another order: {diary.lines}")
    diary.lines.clear()
    with pytest.raises(Refused):
        _refuse(opens)
    return found + [f"although refused: {what}" for what in diary.lines]


def _refuse(opens: Opens) -> None:
    with opens(the_coop(uuid4(), "test")) as work:
        work.enqueue("test", {})
        work.tell("refused", {}, memberships=(uuid4(),))
        work.session.flush()
        raise Refused


def test_nothing_leaves_before_the_commit(diary: Diary) -> None:
    assert left_too_early(unit_of_work, diary) == []


def test_an_emit_before_the_commit_is_seen(diary: Diary) -> None:
    @contextmanager
    def hasty(actor: Actor) -> Iterator[Work]:
        with unit_of_work(actor) as work:
            work.tell = lambda what, payload, **to: realtime.emit([News(what, dict(payload), **to)])  # type: ignore[method-assign]
            yield work

    assert left_too_early(hasty, diary) == [
        "before COMMIT: first",
        "before COMMIT: second",
        "although refused: refused",
    ]
