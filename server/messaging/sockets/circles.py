"""Who is in each conversation, remembered by the version of its circle: the version comes with each commit, so a
circle that changed is asked again and what is older is never used."""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from server.kernel.actor import the_coop
from server.kernel.unit_of_work import unit_of_work
from server.messaging.queries.circles import circle

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Circle:
    """Members now, each with the seq from which they see the log."""

    version: int
    from_seqs: dict[UUID, int]

    def seeing(self, seq: int) -> tuple[UUID, ...]:
        """Who may see the event with this seq."""
        return tuple(member for member, from_seq in self.from_seqs.items() if from_seq < seq)


class Circles:
    """The circles that this process has lately emitted to, by co-op and conversation."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[UUID, UUID], Circle] = OrderedDict()

    def at(self, coop_id: UUID, conversation_id: UUID, version: int) -> Circle:
        """The circle as of this version or later."""
        key = (coop_id, conversation_id)
        known = self._known.get(key)
        if known is None or known.version < version:
            with unit_of_work(the_coop(coop_id, "messages")) as work:
                known = Circle(*circle(work, conversation_id))
            self._known[key] = known
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return known
