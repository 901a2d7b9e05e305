"""The directory's housekeeping."""

from datetime import timedelta

import structlog
from sqlalchemy import delete, or_

from server.identity.models import DeviceSession, EnrolmentCard, PasskeyChallenge, SignInCode
from server.kernel import clock
from server.kernel.doors.queue import task
from server.kernel.unit_of_work import DirectoryWork, directory_work

KEPT = timedelta(days=30)
CODES_KEPT = timedelta(days=1)  # the count of tries an hour still sees them
log = structlog.get_logger()


@task("identity.forget_ended")
def forget_ended() -> None:
    """Throw away sessions and cards that ended a month ago, and yesterday's codes and challenges."""
    with directory_work() as work:
        log.info("ended sessions, codes and cards forgotten", count=_forget(work))


def _forget(work: DirectoryWork) -> int:
    now = clock.now()
    ended, dead = now - KEPT, now - CODES_KEPT
    card = EnrolmentCard
    gone = (
        delete(DeviceSession)
        .where(or_(DeviceSession.ended_at < ended, DeviceSession.expires_at < ended))
        .returning(DeviceSession.id),
        delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < dead).returning(PasskeyChallenge.id),
        delete(SignInCode).where(SignInCode.expires_at < dead).returning(SignInCode.id),
        delete(card)
        .where(or_(card.used_at < ended, card.withdrawn_at < ended, card.expires_at < ended))
        .returning(card.id),
    )
    return sum(len(work.session.scalars(statement).all()) for statement in gone)
