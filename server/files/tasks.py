"""A file's way to its check: the relay hands a row's id to the queue, a worker looks at the file."""

from datetime import timedelta
from uuid import UUID

import structlog
from celery.exceptions import SoftTimeLimitExceeded

from server.files.actions.check import TOO_LONG, check_file, give_up_check
from server.files.actions.scan import NotScanned, Scanner
from server.files.actions.upload import throw_away_loose
from server.identity import queries as identity
from server.kernel.actor import the_coop
from server.kernel.doors.queue import task
from server.kernel.outbox import Carried, carries, claim, done, wait_after
from server.kernel.unit_of_work import Work, directory_work, unit_of_work

SOONEST = timedelta(seconds=5)  # a worker that was killed: its file is handed on again after that long
LAST_TRY = 10  # some seventeen minutes after the first
log = structlog.get_logger()


class _Used:
    scanner: Scanner | None = None


def use(scanner: Scanner) -> None:
    """Say what this process asks about harmful files."""
    _Used.scanner = scanner


@carries("files.check")
def hand_on(work: Work, row: Carried) -> timedelta | None:
    """After COMMIT the row's id goes into the queue; the row stays until a worker has looked at the file. A file that
    ends whoever looks at it, or that no scanner answers for, is refused in the end: somebody waits for it."""
    if row.attempts >= LAST_TRY:
        give_up_check(work.actor, work, file_id=UUID(row.payload["file_id"]))
        log.error("file not checked", row=str(row.id))
        return None
    coop_id = str(work.coop_id)
    work.after_commit(lambda: _put_in_queue(coop_id, str(row.id)))
    return max(SOONEST, wait_after(row.attempts))


@task("files.check")
def check(coop_id: str, row_id: str) -> None:
    """Check one file. What fails is not tried again from here: the row is still there, and the relay sees it."""
    if _Used.scanner is None:
        raise RuntimeError("use() has not been called in this process")
    try:
        with unit_of_work(the_coop(UUID(coop_id), "files")) as work:
            check_file(work.actor, work, _Used.scanner, row_id=UUID(row_id))
    except NotScanned as problem:
        log.warning("file not scanned", row=row_id, answer=str(problem))
    except SoftTimeLimitExceeded:
        _refuse_what_takes_too_long(UUID(coop_id), UUID(row_id))


@task("files.throw_away_loose")
def throw_away() -> None:
    """Throw away what has belonged to nothing for a day, one co-op a transaction."""
    count = 0
    with directory_work() as directory:
        coops = [coop.id for coop in identity.all_coops(directory)]
    for coop_id in coops:
        with unit_of_work(the_coop(coop_id, "housekeeping")) as work:
            count += throw_away_loose(work.actor, work)
    log.info("loose files thrown away", count=count)


def _put_in_queue(coop_id: str, row_id: str) -> None:
    check.apply_async((coop_id, row_id), retry=False)


def _refuse_what_takes_too_long(coop_id: UUID, row_id: UUID) -> None:
    with unit_of_work(the_coop(coop_id, "files")) as work:
        row = claim(work, row_id)
        if row is not None:
            give_up_check(work.actor, work, file_id=UUID(row.payload["file_id"]), why=TOO_LONG)
            done(work, row_id)
