"""What the worker does for the access log: seals it every few seconds, publishes each day's root, and writes to people
who looked. Whoever sends mail imports this for the letters that it registers."""

from collections.abc import Callable
from uuid import UUID

import structlog
from sqlalchemy import text

from server.consent.actions.derive_access import TURNS, derive_access
from server.consent.actions.digests import DIGEST, order_digests
from server.consent.actions.emergency import NOTICE
from server.consent.actions.seal import publish_day, seal_log
from server.consent.events import AccessChanged
from server.consent.queries import letters
from server.consent.rules.sealing import window_is_over
from server.identity import queries as identity
from server.kernel import clock
from server.kernel.actor import Actor, the_coop
from server.kernel.doors.queue import task
from server.kernel.outbox import Carried, carries
from server.kernel.unit_of_work import Work, directory_work, one_call, unit_of_work
from server.notices.actions import writes

UNSEALED = text("SELECT coop_id FROM ourpatch.coops_with_unsealed(:before)")
MOST_BATCHES = 20  # of one co-op in one run: the rest a few seconds later
log = structlog.get_logger()
writes(NOTICE)(letters.emergency_letter)
writes(DIGEST)(letters.digest_letter)


@carries("consent.derive_access")
def derive_anew(work: Work, row: Carried) -> None:
    """Derive the access to a record anew: one that a migration has opened, or whose rules have changed."""
    derive_access(work.actor, work, person_id=UUID(row.payload["person_id"]))


@carries(TURNS)
def tell_that_time_has_come(work: Work, row: Carried) -> None:
    """A visit is over, a grant has ended, an authority begins: whoever has a screen open hears what is open now."""
    narrowed, widened = (frozenset(map(UUID, row.payload[name])) for name in ("narrowed", "widened"))
    work.publish(AccessChanged(UUID(row.payload["person_id"]), narrowed, widened, row.payload.get("quiet", False)))


@task("consent.seal_log")
def seal_logs() -> None:
    """Seal the log of each co-op that has something to seal, each in transactions of its own."""
    for row in one_call(UNSEALED, {"before": window_is_over(clock.now())}):
        _alone(row.coop_id, "seal", _seal_all)


@task("consent.publish_day")
def publish_days() -> None:
    """Make the roots of the days that are over."""
    with directory_work() as work:
        coops = [coop.id for coop in identity.all_coops(work)]
    for coop_id in coops:
        _alone(coop_id, "seal", lambda coop_id: _once(coop_id, publish_day))


@task("consent.weekly_digest")
def weekly_digests() -> None:
    """Order a mail for everybody at whose record somebody looked this week; who was told in it already is not told
    again, however often this runs."""
    with directory_work() as work:
        coops = [coop.id for coop in identity.all_coops(work)]
    for coop_id in coops:
        _alone(coop_id, "digest", lambda coop_id: _once(coop_id, order_digests))


def _seal_all(coop_id: UUID) -> None:
    for _ in range(MOST_BATCHES):
        if not _once(coop_id, seal_log):
            return


def _once(coop_id: UUID, do: Callable[[Actor, Work], int]) -> int:
    with unit_of_work(the_coop(coop_id, "seal")) as work:
        return do(work.actor, work)


def _alone(coop_id: UUID, what: str, do: Callable[[UUID], object]) -> None:
    """One co-op's trouble keeps no other waiting."""
    try:
        do(coop_id)
    except Exception as problem:  # noqa: BLE001 - the others' turn comes all the same
        log.warning("log not kept", coop=str(coop_id), what=what, problem=type(problem).__name__)
