"""Once a week each person is told by mail who looked."""

from datetime import timedelta

from sqlalchemy import exists, or_, update

from server.consent.models import Look, Record
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work
from server.notices.reactions import TOPIC
from server.people.models import Person

DIGEST = "consent.digest"
WEEK = timedelta(days=7)
SOONEST = timedelta(days=6)  # after the last one


def order_digests(actor: Actor, work: Work) -> int:
    """Leave a mail in the outbox for each person at whose record somebody else looked, or was turned away, in the last
    seven days, and who was not told in the last six; says how many."""
    now = clock.now()
    looked_at = exists().where(
        Look.coop_id == Record.coop_id,
        Look.person_id == Record.person_id,
        Look.strand == "ordinary",
        Look.last_at >= now - WEEK,
        Person.coop_id == Record.coop_id,
        Person.id == Record.person_id,
        Look.viewer_id != Person.membership_id,
    )
    due = or_(Record.digest_at.is_(None), Record.digest_at < now - SOONEST)
    told = work.session.scalars(
        update(Record)
        .where(Record.coop_id == work.coop_id, Record.closed_at.is_(None), due, looked_at)
        .values(digest_at=now)
        .returning(Record.person_id)
        .execution_options(synchronize_session=False)
    ).all()
    for person_id in told:
        work.enqueue(TOPIC, {"writer": DIGEST, "person_id": str(person_id), "to": now.isoformat()})
    return len(told)
