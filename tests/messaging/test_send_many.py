"""`send_many` against a model in Python: whatever waits together, each send gets what it would get alone."""

from dataclasses import dataclass, field
from threading import Thread
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.messaging.actions.send_messages import Send, send_many
from tests.messaging.ground import Ground, Seat


@dataclass
class Model:
    """What should be stored, and what each send should be answered."""

    members: dict[UUID, set[UUID]]
    signed_out: set[UUID]
    logs: dict[UUID, list[Send]] = field(default_factory=dict)
    known: dict[tuple[UUID, UUID], tuple[Send, int]] = field(default_factory=dict)

    def send(self, batch: list[Send]) -> list[tuple[str, int | None]]:
        asked: set[tuple[UUID, UUID]] = set()
        before = dict(self.known)
        answers = []
        for send in batch:
            answers.append(self._one(send, before, asked))
            asked.add((send.membership_id, send.client_id))
        return answers

    def _one(
        self, send: Send, before: dict[tuple[UUID, UUID], tuple[Send, int]], asked: set[tuple[UUID, UUID]]
    ) -> tuple[str, int | None]:
        key = (send.membership_id, send.client_id)
        if send.membership_id in self.signed_out:
            return "signed_out", None
        if send.membership_id not in self.members.get(send.conversation_id, set()):
            return "not_found", None
        if key in before:
            first, seq = before[key]
            same = (first.conversation_id, first.body, first.medium) == (send.conversation_id, send.body, send.medium)
            return ("duplicate", seq) if same else ("conflict", None)
        if key in asked:
            return "later", None
        log = self.logs.setdefault(send.conversation_id, [])
        log.append(send)
        self.known[key] = (send, len(log))
        return "sent", len(log)


def _send(seat: Seat, conversation_id: UUID, client_id: UUID, body: str = "Morning", medium: str = "text") -> Send:
    return Send(seat.session_id, seat.membership_id, None, conversation_id, client_id, medium, body)


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_batch_answers_each_send_as_the_model_does(ground: Ground, data: st.DataObject) -> None:
    seats = [ground.seat(name) for name in ("Edith", "Sam", "Priya", "Lin")]
    conversations = [ground.conversation(*seats[:2]), ground.conversation(*seats[:3]), uuid4()]
    gone = data.draw(st.sampled_from([None, 1]))
    if gone is not None:
        ground.end_session(seats[gone])
    clients = [uuid4() for _ in range(3)]
    model = Model(
        members={
            conversations[0]: {seat.membership_id for seat in seats[:2]},
            conversations[1]: {seat.membership_id for seat in seats[:3]},
        },
        signed_out=set() if gone is None else {seats[gone].membership_id},
    )
    one = st.builds(
        _send,
        st.sampled_from(seats),
        st.sampled_from(conversations),
        st.sampled_from(clients),
        st.sampled_from(["Morning", "Tea?"]),
        st.sampled_from(["text", "call"]),
    )
    for batch in data.draw(st.lists(st.lists(one, min_size=1, max_size=12), min_size=1, max_size=4)):
        expected = model.send(batch)
        found = [(sent.outcome, sent.seq) for sent in send_many(ground.coop_id, batch)]
        assert found == expected
    for conversation_id in conversations:
        log = ground.log(conversation_id)
        assert [seq for seq, *_ in log] == list(range(1, len(log) + 1))
        assert [(author, client, body) for _, author, client, body in log] == [
            (send.membership_id, send.client_id, send.body) for send in model.logs.get(conversation_id, [])
        ]


def test_who_left_can_not_send_and_the_others_can(ground: Ground) -> None:
    edith, sam = ground.seat("Edith"), ground.seat("Sam")
    conversation = ground.conversation(edith, sam)
    ground.leave(conversation, sam)
    outcomes = [
        sent.outcome
        for sent in send_many(ground.coop_id, [_send(sam, conversation, uuid4()), _send(edith, conversation, uuid4())])
    ]
    assert outcomes == ["not_found", "sent"]


def test_another_members_session_is_no_session(ground: Ground) -> None:
    edith, sam = ground.seat("Edith"), ground.seat("Sam")
    conversation = ground.conversation(edith, sam)
    forged = Send(edith.session_id, sam.membership_id, None, conversation, uuid4(), "text", "I am Sam")
    assert send_many(ground.coop_id, [forged])[0].outcome == "signed_out"


def test_another_co_op_is_not_there(ground: Ground) -> None:
    other = Ground(ground.owner)
    edith, sam = ground.seat("Edith"), ground.seat("Sam")
    conversation = ground.conversation(edith, sam)
    assert send_many(other.coop_id, [_send(edith, conversation, uuid4())])[0].outcome == "signed_out"
    assert ground.log(conversation) == []


def test_many_at_once_leave_no_gap_and_no_double(ground: Ground) -> None:
    """Eight threads, each sending everybody's messages twice, in batches that overlap in two conversations."""
    seats = [ground.seat(f"Carer {n}") for n in range(4)]
    conversations = [ground.conversation(*seats), ground.conversation(*seats)]
    sends = [_send(seat, conversation, uuid4()) for seat in seats for conversation in conversations for _ in range(10)]

    def run(offset: int) -> None:
        turned = sends[offset:] + sends[:offset]
        for start in range(0, len(turned), 7):
            send_many(ground.coop_id, turned[start : start + 7])

    threads = [Thread(target=run, args=(n * 9,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logged = [row for conversation in conversations for row in ground.log(conversation)]
    assert sorted(client for _, _, client, _ in logged) == sorted(send.client_id for send in sends)
    for conversation in conversations:
        seqs = [seq for seq, *_ in ground.log(conversation)]
        assert seqs == list(range(1, len(seqs) + 1))
