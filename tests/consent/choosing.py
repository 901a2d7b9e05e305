"""What is open to somebody, and what was granted: asked after a choice."""

from sqlalchemy import func, select

from server.consent.models import ConsentGrant, TalkDue
from server.consent.queries.access import access
from tests.consent.opening import seat
from tests.world import CoopWorld, Member, PersonMember


def reads(member: Member, person: PersonMember, purpose: str = "care", acting_for: PersonMember | None = None) -> int:
    with seat(member, purpose, acting_for) as work:
        opened = access(work, person.person_id)
        return opened.read if opened else 0


def writes(member: Member, person: PersonMember) -> int:
    with member.work() as work:
        opened = access(work, person.person_id)
        return opened.write if opened else 0


def grants_of(coop: CoopWorld, person: PersonMember, *, living: bool = True) -> list[ConsentGrant]:
    with coop.work() as work:
        found = select(ConsentGrant).where(
            ConsentGrant.coop_id == coop.coop_id, ConsentGrant.person_id == person.person_id
        )
        kept = list(work.session.scalars(found.order_by(ConsentGrant.made_at, ConsentGrant.id)))
    return [grant for grant in kept if grant.revoked_at is None] if living else kept


def talks(coop: CoopWorld) -> int:
    with coop.work() as work:
        return (
            work.session.scalar(select(func.count()).where(TalkDue.coop_id == coop.coop_id, TalkDue.held_at.is_(None)))
            or 0
        )
