"""Enrolment cards: somebody's first device, in one sitting, with a helper beside them. No address is needed."""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import segno

from server.coops import policies, queries
from server.coops.actions.invitations import check_invite
from server.coops.actions.memberships import begin_membership, follow_membership
from server.coops.models import Membership
from server.coops.rules import Place
from server.identity import queries as identity
from server.identity.actions import cards
from server.kernel.actor import Actor
from server.kernel.config import Settings
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work, directory_work


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What stands on the paper; it is told once."""

    card_id: UUID
    name: str
    words: str
    url: str
    qr_svg: str
    expires_at: datetime


def enrol(actor: Actor, work: Work, *, name: str, place: Place, settings: Settings) -> PrintedCard:
    """Bring somebody in who has no address, and give them a card to sign in with."""
    check_invite(actor, work, place)
    row = begin_membership(actor, work, account_id=uuid4(), name=name, place=place)
    return _print(actor, work, row, settings)


def renew_card(actor: Actor, work: Work, *, membership_id: UUID, settings: Settings) -> PrintedCard:
    """A new card for a member who is there and has no other way in; an unused one stops working."""
    row = queries.membership(work, membership_id)
    with directory_work() as directory:
        has_address, elsewhere = identity.other_ways_in(directory, row.account_id, work.coop_id)
    if refusal := policies.can_make_card_for(actor, row.name, has_address, elsewhere):
        raise Refused(refusal)
    return _print(actor, work, row, settings)


def withdraw_card(actor: Actor, work: Work, *, card_id: UUID) -> None:
    """Stop a card that was not used yet."""
    with directory_work() as directory:
        made_by = identity.card(directory, work.coop_id, card_id).made_by
        if refusal := policies.can_withdraw_invitation(actor, made_by):
            raise Refused(refusal)
        cards.withdraw_card(directory, coop_id=work.coop_id, card_id=card_id)


def _print(actor: Actor, work: Work, row: Membership, settings: Settings) -> PrintedCard:
    card = cards.draw_card(settings, actor.membership_id)
    work.enqueue("directory.link", {"membership_id": str(row.id), "card": dict(card.kept)})
    work.after_commit(lambda: follow_membership(row, card.kept))
    url = f"{settings.public_url}/card#{card.token}"
    return PrintedCard(card.card_id, row.name, card.words, url, _picture(url), card.expires_at)


def _picture(url: str) -> str:
    """The QR code, as an SVG that any width fits: black on white in the dark theme too, or no camera reads it."""
    code = segno.make(url, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, nl=False, border=4, dark="#000", light="#fff", omitsize=True)
    return drawn.getvalue().decode()
