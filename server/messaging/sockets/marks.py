"""Receipts of a second, by co-op: one transaction a co-op, staggered, so that a thousand devices that read the
same message cost one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import gevent
import structlog

from server.kernel.doors.sockets import SocketDoor
from server.kernel.realtime import News
from server.messaging.actions.mark_receipts import Mark, Marked, mark_many, receipts_news
from server.messaging.sockets.batch import SendBatches, clear_told
from server.messaging.sockets.circles import Circles

PERIOD = 1.0  # seconds
log = structlog.get_logger()
Key = tuple[UUID, UUID]  # membership, conversation


class MarkKeeper:
    """Marks that devices reported and that are not stored yet."""

    def __init__(self, door: SocketDoor, circles: Circles, batches: SendBatches) -> None:
        self._door = door
        self._circles = circles
        self._batches = batches
        self._kept: dict[UUID, dict[Key, Mark]] = defaultdict(dict)
        self._due: set[UUID] = set()

    def keep(self, coop_id: UUID, marks: Sequence[Mark]) -> None:
        """Keep the greatest of each until the next store."""
        kept = self._kept[coop_id]
        for mark in marks:
            key = (mark.membership_id, mark.conversation_id)
            before = kept.get(key, mark)
            kept[key] = replace(
                mark,
                delivered_seq=max(mark.delivered_seq, before.delivered_seq),
                read_seq=max(mark.read_seq, before.read_seq),
            )
        self.wake(coop_id)

    def wake(self, coop_id: UUID) -> None:
        """See to it that this co-op is stored within a period and a half."""
        if coop_id not in self._due:
            self._due.add(coop_id)
            gevent.spawn_later(PERIOD * (0.5 + (coop_id.int % 1000) / 1000), self._store, coop_id)

    def _store(self, coop_id: UUID) -> None:
        self._due.discard(coop_id)
        marks = list(self._kept.pop(coop_id, {}).values())
        try:
            if marks:
                self._tell(coop_id, mark_many(coop_id, marks))
            if told := self._batches.take_told(coop_id):
                clear_told(coop_id, told)
        except Exception as problem:
            # the devices report again what is not stored when they next sync
            log.warning("marks not stored", problem=type(problem).__name__, count=len(marks))

    def _tell(self, coop_id: UUID, moved: Sequence[Marked]) -> None:
        by_conversation: dict[UUID, list[Marked]] = defaultdict(list)
        for mark in moved:
            by_conversation[mark.conversation_id].append(mark)
        for conversation_id, marks in by_conversation.items():
            circle = self._circles.at(coop_id, conversation_id, marks[0].members_version)
            self._door.emit([News("receipts", receipts_news(conversation_id, marks), tuple(circle.from_seqs))])
