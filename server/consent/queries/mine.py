"""The records that are open to whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Row, and_, func, select

from server.consent.models import EffectiveAccess
from server.consent.rules.sections import FOREVER, PURPOSE_BITS, codes
from server.coops import queries as coops
from server.coops.models import Membership
from server.kernel import clock
from server.kernel.unit_of_work import Work
from server.people.models import Person
from server.people.queries import PersonFace

Stretch = Row[UUID, datetime, datetime, int, int, Membership]


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record of somebody else that is open to me now. `organisation`: the one for which I look at it. `until`: from
    then on nothing of it is; None where it has no end."""

    person: PersonFace
    organisation: str | None
    sections: list[str]
    write: list[str]
    until: datetime | None


def records_open_to_me(work: Work) -> list[OpenRecord]:
    """By name; for ordinary care. Who acts for somebody has that person's record before them, and no other."""
    actor, table = work.actor, EffectiveAccess
    acting = actor.acting_for is not None
    mine = table.person_id == actor.acting_for if acting else table.person_id.is_distinct_from(actor.person_id)
    rows = work.session.execute(
        select(table.person_id, table.valid_from, table.valid_to, table.read_mask, table.write_mask, Membership)
        .join(Person, and_(Person.coop_id == table.coop_id, Person.id == table.person_id))
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .where(
            table.coop_id == work.coop_id,
            table.membership_id == actor.member,
            table.acting == acting,
            mine,
            table.purposes.op("&")(PURPOSE_BITS[actor.purpose]) != 0,
            table.valid_to > clock.now(),
        )
        .order_by(func.lower(Membership.name), table.person_id, table.valid_from)
    ).all()
    organisation = coops.face(work, actor.member).organisation
    stretches = (list(those) for _, those in groupby(rows, lambda row: row.person_id))
    return [_open_record(those, organisation) for those in stretches if _is_open(those[0])]


def _is_open(first: Stretch) -> bool:
    return first.valid_from <= clock.now() and bool(first.read_mask | first.write_mask)


def _open_record(stretches: Sequence[Stretch], organisation: str | None) -> OpenRecord:
    now, until = stretches[0], stretches[0].valid_to
    for later in stretches[1:]:
        if later.valid_from == until:
            until = later.valid_to
    face = coops.face_of(now.Membership, ())
    return OpenRecord(
        person=PersonFace(now.person_id, face.name, face.portrait),
        organisation=organisation,
        sections=codes(now.read_mask),
        write=codes(now.write_mask),
        until=None if until >= FOREVER else until,
    )
