"""Mail's way out: the relay hands a row's id to the queue, a worker sends what the row says.

The queue carries ids only, so that nothing private lies in Valkey.
"""

from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import structlog

from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.doors.queue import task
from server.kernel.mail import NotTaken, Post, SmtpPost
from server.kernel.outbox import AnyWork, Carried, carries, wait_after
from server.kernel.unit_of_work import Work, directory_work, unit_of_work
from server.notices import actions
from server.notices.actions import DemoPost

SOONEST = timedelta(seconds=5)  # a worker that was killed: its mail is handed on again after that long
log = structlog.get_logger()


class _Used:
    post: Post | None = None


def use(post: Post) -> None:
    """Say what sends this process's mail."""
    _Used.post = post


def post_for(settings: Settings) -> Post:
    """SMTP; a demo without a mail server keeps its mail."""
    if settings.demo and not settings.smtp_url:
        return DemoPost()
    return SmtpPost.at(settings.smtp_url, settings.mail_from)


@carries("mail.send")
def hand_on(work: AnyWork, row: Carried) -> timedelta:
    """After COMMIT the row's id goes into the queue; the row stays until a worker has sent the mail."""
    coop_id = str(work.coop_id) if isinstance(work, Work) else None

    def put_in_queue() -> None:
        send_mail.apply_async((coop_id, str(row.id)), retry=False)

    work.after_commit(put_in_queue)
    return max(SOONEST, wait_after(row.attempts))


@task("notices.send_mail")
def send_mail(coop_id: str | None, row_id: str) -> None:
    """Send one mail. What fails is not tried again from here: the row is still there, and the relay sees it."""
    if _Used.post is None:
        raise RuntimeError("use() has not been called in this process")
    try:
        with _work_of(coop_id) as work:
            actions.send_mail(work, _Used.post, row_id=UUID(row_id))
    except NotTaken as problem:
        log.warning("mail not taken", row=row_id, answer=str(problem))


@task("notices.forget_demo_mail")
def forget_demo_mail() -> None:
    """The demo's old mail goes."""
    with directory_work() as work:
        log.info("demo mail forgotten", count=actions.forget_demo_mail(work))


def _work_of(coop_id: str | None) -> AbstractContextManager[AnyWork]:
    return directory_work() if coop_id is None else unit_of_work(the_coop(UUID(coop_id), "mail"))
