"""Sending a mail, and forgetting the demo's."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from server.identity.models import DemoMail
from server.kernel import clock
from server.kernel.mail import Mail, NeverTaken, Post
from server.kernel.outbox import AnyWork, Carried, claim, done
from server.kernel.unit_of_work import DirectoryWork, directory_work

DEMO_MAIL_KEPT = timedelta(days=7)
log = structlog.get_logger()


class DemoPost:
    """Keeps a demo's mail to be read on its page, once, however often the same mail is sent."""

    def send(self, mail: Mail) -> None:
        with directory_work() as work:
            work.session.execute(
                insert(DemoMail)
                .values(id=mail.id, recipient=mail.to, subject=mail.subject, body=mail.text, at=mail.at)
                .on_conflict_do_nothing()
            )


def send_mail(work: AnyWork, post: Post, *, row_id: Any) -> None:
    """Send the mail of this outbox row, and take the row away. Its lock is held meanwhile, so nobody sends it at
    the same time; a row that is not there, or is locked, is somebody else's doing and nothing happens.

    What the mail server does not take now raises NotTaken: the row stays, and the relay comes back with it.
    """
    row = claim(work, row_id)
    if row is None:
        return
    if not _is_late(row.payload):
        try:
            post.send(_mail(row))
        except NeverTaken as problem:
            log.warning("mail refused for good", row=str(row.id), answer=str(problem))
    done(work, row.id)


def forget_demo_mail(work: DirectoryWork) -> int:
    """Throw away what is older than a week; says how many."""
    old = delete(DemoMail).where(DemoMail.at < clock.now() - DEMO_MAIL_KEPT).returning(DemoMail.id)
    return len(work.session.scalars(old).all())


def _is_late(payload: Mapping[str, Any]) -> bool:
    until = payload.get("until")
    return until is not None and datetime.fromisoformat(until) < clock.now()


def _mail(row: Carried) -> Mail:
    payload = row.payload
    return Mail(id=str(row.id), to=payload["to"], subject=payload["subject"], text=payload["text"], at=row.made_at)
