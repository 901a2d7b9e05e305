"""Every half minute each open socket is asked again whether it may still be there. News closes sockets at once; this
closes those that the news did not reach (Valkey was away, a session came to its natural end)."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

import gevent
import structlog
from sqlalchemy import text

from server.kernel.actor import the_coop
from server.kernel.doors import credentials
from server.kernel.doors.sockets import Seat, SocketDoor
from server.kernel.unit_of_work import unit_of_work

PERIOD = 30.0  # seconds
SEATED = text(
    "SELECT a.account, a.acting FROM unnest(CAST(:accounts AS uuid[]), CAST(:acting AS uuid[])) AS a (account, acting),"
    " LATERAL ourpatch.seat(:coop, a.account, a.acting) s"
)
log = structlog.get_logger()


def sweep_for_ever(door: SocketDoor) -> None:
    """Sweep once a period, for the life of the process."""
    while True:
        gevent.sleep(PERIOD)
        try:
            sweep(door)
        except Exception as problem:
            log.warning("sockets not swept", problem=type(problem).__name__)


def sweep(door: SocketDoor) -> None:
    """Close the sockets whose session or seat has ended: two statements, and one more for each co-op."""
    seats = list(door.seats.values())
    living = credentials.living_sessions({seat.who.session_id for seat in seats})
    by_coop: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.who.session_id in living:
            by_coop[seat.actor.coop_id].append(seat)
        else:
            door.turn_out(seat.sid, "signed_out")
    for coop_id, those in by_coop.items():
        seated = _seated(coop_id, those)
        for seat in those:
            if (seat.who.account_id, seat.actor.acting_for) not in seated:
                door.turn_out(seat.sid, "seat_ended")


def _seated(coop_id: UUID, seats: Iterable[Seat]) -> set[tuple[UUID, UUID | None]]:
    asked = sorted({(seat.who.account_id, seat.actor.acting_for) for seat in seats}, key=str)
    with unit_of_work(the_coop(coop_id, "sockets")) as work:
        rows = work.session.execute(
            SEATED,
            {"coop": coop_id, "accounts": [a for a, _ in asked], "acting": [acting for _, acting in asked]},
        )
        return {(row.account, row.acting) for row in rows}
