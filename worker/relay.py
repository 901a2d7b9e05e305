"""The relay: a process of its own that carries what units of work have left in the outbox.

`python -m worker.relay`. Several may run: they never take the same row. It looks twice a second, first into the
directory, then co-op by co-op, one co-op a transaction.
"""

import signal
import sys
import time
from contextlib import AbstractContextManager
from types import FrameType
from uuid import UUID

import structlog

from server import domains
from server.kernel import logs, outbox, realtime
from server.kernel.actor import the_coop
from server.kernel.alive import Pulse
from server.kernel.config import Misconfigured, Settings
from server.kernel.db import close_engines, open_engines
from server.kernel.errors import Problem
from server.kernel.installation import check_installation
from server.kernel.outbox import AnyWork, Opens
from server.kernel.realtime import ValkeyBus
from server.kernel.unit_of_work import directory_work, unit_of_work
from worker.app import app

__all__ = ["app", "domains"]

LOOKS_EVERY = 0.5  # seconds
AT_A_TIME = 100  # rows of one co-op before the next one's turn
LONGEST_PAUSE = 5.0  # seconds, while the database is away
log = structlog.get_logger()


class Relay:
    """Goes round until it is told to stop; a round that fails is logged, and the next one comes."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._stopped = False

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the row in hand, then no more."""
        self._stopped = True

    def run(self) -> None:
        pause = LOOKS_EVERY
        while not self._stopped:
            self._pulse.touch()
            try:
                carried = self.round()
                pause = LOOKS_EVERY
            except Problem as problem:
                log.warning("outbox not reached", problem=type(problem).__name__)
                carried, pause = 0, min(pause * 2, LONGEST_PAUSE)
            except Exception as problem:  # noqa: BLE001 - the relay outlives whatever it meets
                log.error("round broken", problem=type(problem).__name__)
                carried, pause = 0, min(pause * 2, LONGEST_PAUSE)
            if not carried and not self._stopped:
                time.sleep(pause)

    def round(self) -> int:
        """Carry what is due, everywhere; says how many rows were taken up."""
        carried = self._drain(directory_work)
        for coop_id in outbox.coops_with_outbox():
            carried += self._drain(work_of(coop_id))
        return carried

    def _drain(self, opens: Opens) -> int:
        for count in range(AT_A_TIME):
            self._pulse.touch()
            if self._stopped or not outbox.carry_one(opens):
                return count
        return AT_A_TIME


def work_of(coop_id: UUID) -> Opens:
    """How the relay opens a unit of work of this co-op."""

    def opens() -> AbstractContextManager[AnyWork]:
        return unit_of_work(the_coop(coop_id, "relay"))

    return opens


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    try:
        settings = Settings.from_environment()
        logs.open_log(settings.log_level)
        open_engines(settings, pool_size=2)
        check_installation(settings)
    except Misconfigured as problem:
        sys.exit(f"ourpatch: {problem}")
    realtime.use(ValkeyBus(settings.redis_url))
    relay = Relay(Pulse("relay", settings.redis_url))
    signal.signal(signal.SIGTERM, relay.stop)
    signal.signal(signal.SIGINT, relay.stop)
    relay.run()
    close_engines()


if __name__ == "__main__":
    main()
