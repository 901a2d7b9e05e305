"""`mark_many`: the maximum stays, nothing beyond the log, nobody else's."""

from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.messaging.actions.mark_receipts import Mark, mark_many
from server.messaging.actions.send_messages import Send, send_many
from tests.messaging.ground import Ground, Seat


def _written(ground: Ground, author: Seat, conversation: UUID, count: int) -> None:
    sends = [
        Send(author.session_id, author.membership_id, None, conversation, uuid4(), "text", f"{n}") for n in range(count)
    ]
    send_many(ground.coop_id, sends)


@given(marks=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_maximum_stays_whatever_the_order(ground: Ground, marks: list[tuple[int, int]]) -> None:
    edith, sam = ground.seat("Edith"), ground.seat("Sam")
    conversation = ground.conversation(edith, sam)
    _written(ground, edith, conversation, 5)
    for delivered, read in marks:
        mark_many(ground.coop_id, [Mark(sam.session_id, sam.membership_id, conversation, delivered, read)])
    row = ground.owner.execute(
        "SELECT delivered_seq, read_seq FROM tenant.conversation_member"
        " WHERE coop_id = %s AND conversation_id = %s AND membership_id = %s",
        [ground.coop_id, conversation, sam.membership_id],
    ).fetchone()
    read = min(max(read for _, read in marks), 5)
    assert row == (max(min(max(delivered for delivered, _ in marks), 5), read), read)


def test_nobody_marks_for_another_or_where_they_are_not(ground: Ground) -> None:
    edith, sam, lin = ground.seat("Edith"), ground.seat("Sam"), ground.seat("Lin")
    conversation = ground.conversation(edith, sam)
    _written(ground, edith, conversation, 2)
    assert mark_many(ground.coop_id, [Mark(lin.session_id, sam.membership_id, conversation, 2, 2)]) == []
    assert mark_many(ground.coop_id, [Mark(lin.session_id, lin.membership_id, conversation, 2, 2)]) == []


def test_a_mark_that_moves_nothing_tells_nothing(ground: Ground) -> None:
    edith, sam = ground.seat("Edith"), ground.seat("Sam")
    conversation = ground.conversation(edith, sam)
    _written(ground, edith, conversation, 2)
    mark = Mark(sam.session_id, sam.membership_id, conversation, 2, 1)
    assert [(moved.delivered_seq, moved.read_seq) for moved in mark_many(ground.coop_id, [mark])] == [(2, 1)]
    assert mark_many(ground.coop_id, [mark]) == []
