"""Sending a mail, and forgetting the demo's.

A mail's row either holds the mail, or says who writes it (`writer`): then it is written when it leaves, so that it says
what is so by then, and to nobody who may not know it any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from server.identity.models import DemoMail
from server.kernel import clock
from server.kernel.mail import Mail, NeverTaken, Post
from server.kernel.outbox import AnyWork, Carried, claim, done
from server.kernel.unit_of_work import DirectoryWork, directory_work
from server.notices.rules import Words

DEMO_MAIL_KEPT = timedelta(days=7)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """Words, and the address that they go to."""

    to: str
    words: Words


Writer = Callable[[Any, Mapping[str, Any]], Letter | None]
W = TypeVar("W", bound=Writer)
_writers: dict[str, Writer] = {}


def writes(name: str) -> Callable[[W], W]:
    """Register `writer(work, payload)` for mails whose row names it. None: there is nothing to send any more."""

    def register(writer: W) -> W:
        if name in _writers:
            raise RuntimeError(f"{name} has a writer already")
        _writers[name] = writer
        return writer

    return register


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
        _send(work, post, row)
    done(work, row.id)


def _send(work: AnyWork, post: Post, row: Carried) -> None:
    mail = _mail(work, row)
    if mail is None:
        return
    try:
        post.send(mail)
    except NeverTaken as problem:
        log.warning("mail refused for good", row=str(row.id), answer=str(problem))


def forget_demo_mail(work: DirectoryWork) -> int:
    """Throw away what is older than a week; says how many."""
    old = delete(DemoMail).where(DemoMail.at < clock.now() - DEMO_MAIL_KEPT).returning(DemoMail.id)
    return len(work.session.scalars(old).all())


def _is_late(payload: Mapping[str, Any]) -> bool:
    until = payload.get("until")
    return until is not None and datetime.fromisoformat(until) < clock.now()


def _mail(work: AnyWork, row: Carried) -> Mail | None:
    payload = row.payload
    if "writer" not in payload:
        return Mail(id=str(row.id), to=payload["to"], subject=payload["subject"], text=payload["text"], at=row.made_at)
    letter = _writers[payload["writer"]](work, payload)
    if letter is None:
        return None
    return Mail(id=str(row.id), to=letter.to, subject=letter.words.subject, text=letter.words.text, at=row.made_at)
