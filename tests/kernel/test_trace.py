"""A refusal leaves its row: what was done is rolled back, and what the refusal leaves behind is committed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from server.kernel.actor import the_coop
from server.kernel.errors import Conflict, NotFound, Problem, Refused
from server.kernel.models import TenantOutbox
from server.kernel.unit_of_work import Work, unit_of_work
from tests.kernel.conftest import Ear

MEMBER = uuid4()


def _leave_row(work: Work) -> None:
    work.enqueue("refusal", {})
    work.tell("refused", {}, memberships=(MEMBER,))
    work.after_commit(lambda: None)


def _topics(coop_id: UUID) -> list[str]:
    with unit_of_work(the_coop(coop_id, "test")) as work:
        return list(work.session.scalars(select(TenantOutbox.topic).where(TenantOutbox.coop_id == coop_id)))


def _do(coop_id: UUID, raises: Problem, done: list[str]) -> None:
    with unit_of_work(the_coop(coop_id, "test")) as work:
        work.enqueue("deed", {})
        work.session.flush()
        work.tell("done", {}, memberships=(MEMBER,))
        work.after_commit(lambda: done.append("done"))
        raise raises


@pytest.mark.parametrize("kind", [Refused, NotFound])
def test_what_was_done_is_undone_and_the_trace_is_kept(kind: Callable[..., Problem], ear: Ear) -> None:
    coop_id, done = uuid4(), list[str]()
    with pytest.raises(Problem) as raised:
        _do(coop_id, kind(trace=_leave_row), done)
    assert raised.type is kind
    assert _topics(coop_id) == ["refusal"]
    assert [news.what for news in ear.heard] == ["refused"]
    assert done == []


def test_without_a_trace_nothing_is_left(ear: Ear) -> None:
    coop_id, done = uuid4(), list[str]()
    with pytest.raises(Refused):
        _do(coop_id, Refused(), done)
    assert (_topics(coop_id), ear.heard, done) == ([], [], [])


def test_a_trace_is_left_in_the_same_co_op_by_the_same_actor(ear: Ear) -> None:
    """The rollback took the context with it: the trace's transaction enters it again."""
    actor, seen = the_coop(uuid4(), "care"), list[Any]()

    def look(work: Work) -> None:
        seen.append(work.actor)
        _leave_row(work)  # Row-Level Security lets nobody add a row outside of the context

    def refused() -> None:
        with unit_of_work(actor):
            raise Refused(trace=look)

    with pytest.raises(Refused):
        refused()
    assert seen == [actor]
    assert _topics(actor.coop_id) == ["refusal"]


def test_a_trace_that_fails_leaves_nothing_and_tells_nobody(ear: Ear) -> None:
    coop_id, row_id, done = uuid4(), uuid4(), list[str]()

    def twice(work: Work) -> None:
        work.tell("refused", {}, memberships=(MEMBER,))
        for _ in range(2):
            work.session.add(TenantOutbox(coop_id=coop_id, id=row_id, topic="refusal", payload={}))
            work.session.flush()
            work.session.expunge_all()

    with pytest.raises(Conflict):
        _do(coop_id, Refused(trace=twice), done)
    assert (_topics(coop_id), ear.heard, done) == ([], [], [])
