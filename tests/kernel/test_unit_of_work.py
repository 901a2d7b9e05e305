"""Only a unit of work commits; nothing leaves before; no context outlives its transaction."""

from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from server.kernel.actor import SignedIn, the_coop
from server.kernel.errors import Conflict, NotFound, Refused, Unavailable
from server.kernel.models import TenantOutbox
from server.kernel.unit_of_work import directory_work, one_call, take_seat, unit_of_work
from tests.conftest import Database
from tests.kernel.conftest import Ear

COUNT = text("SELECT count(*) FROM tenant.outbox WHERE coop_id = :coop")
CONTEXT = text("SELECT NULLIF(current_setting('ourpatch.coop', true), '')")


def test_news_leaves_after_the_commit_in_order(ear: Ear) -> None:
    coop_id, member = uuid4(), uuid4()
    with unit_of_work(the_coop(coop_id, "test")) as work:
        work.tell("first", {}, memberships=(member,))
        work.after_commit(lambda: ear.emit([]))
        work.tell("second", {}, memberships=(member,))
        assert ear.heard == []
    assert [news.what for news in ear.heard] == ["first", "second"]


def test_a_refusal_leaves_nothing_behind(ear: Ear) -> None:
    coop_id = uuid4()
    done: list[str] = []

    def refused() -> None:
        with unit_of_work(the_coop(coop_id, "test")) as work:
            work.enqueue("test", {})
            work.tell("never", {}, memberships=(uuid4(),))
            work.after_commit(lambda: done.append("never"))
            raise Refused

    with pytest.raises(Refused):
        refused()
    assert (ear.heard, done) == ([], [])
    with unit_of_work(the_coop(coop_id, "test")) as work:
        assert work.session.scalar(COUNT, {"coop": coop_id}) == 0


def test_a_clash_at_commit_is_a_conflict_and_nothing_has_left(ear: Ear) -> None:
    coop_id, row_id = uuid4(), uuid4()

    def add() -> None:
        with unit_of_work(the_coop(coop_id, "test")) as work:
            work.tell("added", {}, memberships=(uuid4(),))
            work.session.add(TenantOutbox(coop_id=coop_id, id=row_id, topic="test", payload={}))

    add()
    with pytest.raises(Conflict):
        add()
    assert [news.what for news in ear.heard] == ["added"]


def test_one_co_op_does_not_see_the_others_rows(opened: object) -> None:
    mine, other = uuid4(), uuid4()
    with unit_of_work(the_coop(mine, "test")) as work:
        work.enqueue("test", {})
    with unit_of_work(the_coop(other, "test")) as work:
        assert work.session.scalar(COUNT, {"coop": mine}) == 0
    with unit_of_work(the_coop(mine, "test")) as work:
        assert work.session.scalar(COUNT, {"coop": mine}) == 1


def test_a_used_connection_has_no_context_left(opened: object) -> None:
    with unit_of_work(the_coop(uuid4(), "test")) as work:
        assert work.session.scalar(CONTEXT) == str(work.coop_id)
    for _ in range(10):
        with directory_work() as outside:
            assert outside.session.scalar(CONTEXT) is None
        assert one_call(CONTEXT, {})[0][0] is None


def test_a_call_whose_server_went_away_says_so_and_the_next_one_finds_it_again(
    opened: object, database: Database
) -> None:
    pid = one_call(text("SELECT pg_backend_pid() AS pid"), {})[0].pid
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(Unavailable):
        one_call(CONTEXT, {})
    assert one_call(CONTEXT, {})[0][0] is None


def test_who_has_no_seat_gets_the_common_404(opened: object) -> None:
    stranger = SignedIn(account_id=uuid4(), session_id=uuid4())
    with pytest.raises(NotFound), take_seat(stranger, uuid4()):
        pytest.fail("nobody sits here")
