"""The records that are open to whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Row, and_, func, select, true, union

from server.consent.models import Authority, Directive, EffectiveAccess
from server.consent.rules.sections import FOREVER, PURPOSE_BITS, codes
from server.coops import queries as coops
from server.coops.models import Membership, Patch
from server.kernel import clock
from server.kernel.unit_of_work import Work
from server.people.models import Person
from server.people.queries import PersonFace

OFFICES = ("on-call", "team starter", "coach", "reviewer")
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


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody who gets support, for who may have to come to them. `papers`: something waits for this reviewer."""

    person: PersonFace
    patch_name: str | None
    papers: bool


def people_here(work: Work) -> list[PersonHere]:
    """By name: for a carer those of their patches, for who wears an office all; for anybody else none."""
    actor = work.actor
    member = coops.membership(work, actor.member)
    offices = any(actor.wears(hat) for hat in OFFICES)
    if actor.acting_for is not None or not (offices or member.member_class == "carer"):
        return []
    mine = [place.patch_id for place in coops.patch_places(work, actor.member)]
    near = true() if offices else Person.patch_id.in_(mine)
    rows = work.session.execute(
        select(Person.id, Patch.name.label("patch_name"), Membership)
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .outerjoin(Patch, and_(Patch.coop_id == Person.coop_id, Patch.id == Person.patch_id))
        .where(
            Person.coop_id == work.coop_id, Membership.ended_at.is_(None), Membership.id != actor.membership_id, near
        )
        .order_by(func.lower(Membership.name), Person.id)
    ).all()
    waits = _with_papers(work) if actor.wears("reviewer") else set()
    return [
        PersonHere(PersonFace(row.id, face.name, face.portrait), row.patch_name, row.id in waits)
        for row in rows
        for face in [coops.face_of(row.Membership, ())]
    ]


def _with_papers(work: Work) -> set[UUID]:
    """Whose representative nobody has verified yet, or whose directive waits for a second reviewer."""
    entered = select(Authority.person_id).where(
        Authority.coop_id == work.coop_id, Authority.verified_at.is_(None), Authority.ended_at.is_(None)
    )
    directed = select(Directive.person_id).where(
        Directive.coop_id == work.coop_id,
        Directive.second_by.is_(None),
        Directive.ended_at.is_(None),
        Directive.first_by != work.actor.member,
    )
    return set(work.session.scalars(union(entered, directed)))


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
