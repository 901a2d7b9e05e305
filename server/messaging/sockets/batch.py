"""Sends that wait, by co-op: one transaction in flight a co-op and process, at most 64 sends in it. An idle server
answers at once, a busy one answers many for the price of one."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import gevent
import structlog
from gevent.event import AsyncResult
from sqlalchemy import text

from server.kernel import failpoints
from server.kernel.actor import the_coop
from server.kernel.doors.sockets import SocketDoor
from server.kernel.errors import Broken, Conflict, Problem
from server.kernel.realtime import News
from server.kernel.unit_of_work import unit_of_work
from server.messaging.actions.send_messages import Send, Sent, send_many, sent_payload
from server.messaging.rules import events_news
from server.messaging.sockets.circles import Circles

BATCH = 64
CLEAR = text("DELETE FROM tenant.outbox WHERE coop_id = :coop AND id = ANY (CAST(:rows AS uuid[]))")  # however many
log = structlog.get_logger()


@dataclass(slots=True)
class Waiting:
    """A send, on whose behalf, and where its outcome goes."""

    send: Send
    on_behalf_of: UUID | None
    outcome: "AsyncResult[Sent]" = field(default_factory=AsyncResult)


class SendBatches:
    """What waits to be sent through this process."""

    def __init__(self, door: SocketDoor, circles: Circles) -> None:
        self._door = door
        self._circles = circles
        self._waiting: dict[UUID, deque[Waiting]] = defaultdict(deque)
        self._running: set[UUID] = set()
        self._told: dict[UUID, list[UUID]] = defaultdict(list)

    def send(self, coop_id: UUID, send: Send, on_behalf_of: UUID | None) -> Sent:
        """Send and wait until it is committed (or refused: the outcome says so). Raises Unavailable and its like."""
        waiting = Waiting(send, on_behalf_of)
        self._waiting[coop_id].append(waiting)
        if coop_id not in self._running:
            self._running.add(coop_id)
            gevent.spawn(self._run, coop_id)
        sent: Sent = waiting.outcome.get()
        return sent

    def take_told(self, coop_id: UUID) -> list[UUID]:
        """Outbox rows of batches that were emitted since the last call."""
        return self._told.pop(coop_id, [])

    def _run(self, coop_id: UUID) -> None:
        queue = self._waiting[coop_id]
        try:
            while queue:
                batch = [queue.popleft() for _ in range(min(BATCH, len(queue)))]
                queue.extendleft(reversed(self._send(coop_id, batch)))
        finally:
            self._running.discard(coop_id)
            if not queue:
                self._waiting.pop(coop_id, None)

    def _send(self, coop_id: UUID, batch: list[Waiting]) -> list[Waiting]:
        """Send a batch and answer it; gives back those that must be asked once more."""
        try:
            outcomes = send_many(coop_id, [waiting.send for waiting in batch])
        except Conflict as problem:
            # somebody sends the same client id to two conversations at once: one by one, so that only they are refused
            if len(batch) == 1:
                batch[0].outcome.set_exception(problem)
                return []
            return [again for waiting in batch for again in self._send(coop_id, [waiting])]
        except Exception as problem:
            log.error("batch failed", problem=type(problem).__name__, sends=len(batch))
            for waiting in batch:
                waiting.outcome.set_exception(problem if isinstance(problem, Problem) else Broken())
            return []
        failpoints.here(failpoints.BATCH_AFTER_COMMIT)
        pairs = list(zip(batch, outcomes, strict=True))
        self._emit(coop_id, pairs)
        for waiting, sent in pairs:
            if sent.outcome != "later":
                waiting.outcome.set(sent)
        return [waiting for waiting, sent in pairs if sent.outcome == "later"]

    def _emit(self, coop_id: UUID, pairs: Sequence[tuple[Waiting, Sent]]) -> None:
        """Tell each conversation what was added to it, in the order of its log. Whoever misses it will sync."""
        added: dict[UUID, list[tuple[Waiting, Sent]]] = defaultdict(list)
        for waiting, sent in pairs:
            if sent.outcome == "sent":
                added[waiting.send.conversation_id].append((waiting, sent))
        try:
            for conversation_id, sends in added.items():
                payloads = [sent_payload(w.send, w.on_behalf_of, sent) for w, sent in sends]
                version = max(sent.members_version or 0 for _, sent in sends)
                members = self._circles.at(coop_id, conversation_id, version).seeing(payloads[0]["seq"])
                self._door.emit([News("events", events_news(conversation_id, payloads), members)])
        except Exception as problem:
            log.error("batch not emitted", problem=type(problem).__name__)  # the outbox row stays: the relay tells
            return
        self._told[coop_id] += list({sent.outbox_id for _, sent in pairs if sent.outbox_id})


def clear_told(coop_id: UUID, rows: Sequence[UUID]) -> None:
    """Take back the outbox rows of what was emitted."""
    failpoints.here(failpoints.OUTBOX_BEFORE_CLEAR)
    with unit_of_work(the_coop(coop_id, "messages")) as work:
        work.session.execute(CLEAR, {"coop": coop_id, "rows": list(rows)})
