"""The kernel's own housekeeping."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, text

from server.kernel import clock
from server.kernel.actor import the_coop
from server.kernel.doors.queue import task
from server.kernel.models import DirectoryIdempotency, TenantIdempotency
from server.kernel.unit_of_work import directory_work, unit_of_work

ANSWERS_KEPT = timedelta(days=30)
ALL_COOPS = text("SELECT id FROM directory.coop ORDER BY id")
log = structlog.get_logger()


@task("kernel.forget_answers")
def forget_answers() -> None:
    """Throw away the answers to POSTs of more than 30 days ago, one co-op a transaction."""
    before = clock.now() - ANSWERS_KEPT
    with directory_work() as work:
        old = delete(DirectoryIdempotency).where(DirectoryIdempotency.made_at < before)
        count = len(work.session.scalars(old.returning(DirectoryIdempotency.key)).all())
        coops: list[UUID] = list(work.session.scalars(ALL_COOPS))
    for coop_id in coops:
        with unit_of_work(the_coop(coop_id, "housekeeping")) as tenant:
            mine = delete(TenantIdempotency).where(
                TenantIdempotency.coop_id == coop_id, TenantIdempotency.made_at < before
            )
            count += len(tenant.session.scalars(mine.returning(TenantIdempotency.key)).all())
    log.info("answers forgotten", count=count)
