"""When somebody is to be told outside the app, a mail goes into the outbox, in the same transaction."""

from datetime import datetime, timedelta
from typing import Any

from server.coops.events import InvitationMade, PartnerInvited
from server.identity.events import SignInCodeMade
from server.kernel import clock
from server.kernel.events import reacts_to
from server.kernel.unit_of_work import DirectoryWork, Work
from server.notices import rules
from server.notices.rules import Words

TOPIC = "mail.send"


@reacts_to(SignInCodeMade)
def mail_sign_in_code(work: DirectoryWork, event: SignInCodeMade) -> None:
    until = clock.now() + timedelta(minutes=event.minutes)
    work.enqueue(TOPIC, _letter(event.email, rules.sign_in_code(event.code, event.minutes), until))


@reacts_to(InvitationMade)
def mail_invitation(work: Work, event: InvitationMade) -> None:
    work.enqueue(TOPIC, _letter(event.email, rules.invitation(event.name, event.coop_name, event.link), None))


@reacts_to(PartnerInvited)
def mail_partner_invitation(work: Work, event: PartnerInvited) -> None:
    words = rules.partner_invitation(event.name, event.person_name, event.coop_name, event.link, event.sign_in)
    work.enqueue(TOPIC, _letter(event.email, words, None))


def _letter(to: str, words: Words, until: datetime | None) -> dict[str, Any]:
    """`until`: after that it is worth nothing to whoever gets it, and is not sent any more."""
    letter: dict[str, Any] = {"to": to, "subject": words.subject, "text": words.text}
    if until is not None:
        letter["until"] = until.isoformat()
    return letter
