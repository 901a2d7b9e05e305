"""Every SELECT of persons, helpers and care teams."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, func, select, union

from server.coops import queries as coops
from server.coops.models import Membership, Patch
from server.coops.queries import Face, PatchRow
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people.models import CareTeamMember, Helper, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CareMember(Face):
    """A face in a care team. `since`: when they said yes, or were asked."""

    team_member_id: UUID
    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class PersonFace:
    """A person, shortly."""

    person_id: UUID
    name: str
    portrait: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as somebody around them sees them."""

    person_id: UUID
    membership_id: UUID
    name: str
    portrait: str
    phone: str | None
    patch: PatchRow | None
    care_team: list[CareMember]
    helpers: list[Face]
    mine: bool
    may_decide: bool


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """A person whose care team the actor is in."""

    person_id: UUID
    membership_id: UUID
    name: str
    portrait: str
    phone: str | None
    patch_name: str | None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A person who asks the actor into the care team."""

    team_member_id: UUID
    person: PersonFace
    asked_at: datetime


def circles(work: Work) -> Subquery:
    """(person_id, membership_id) of everybody around each person: the person, the care team, the helpers."""
    team, helper = CareTeamMember, Helper
    herself = select(Person.id.label("person_id"), Person.membership_id).where(Person.coop_id == work.coop_id)
    carers = select(team.person_id, team.membership_id).where(team.coop_id == work.coop_id, team.state == "in")
    helpers = select(helper.person_id, helper.membership_id).where(
        helper.coop_id == work.coop_id, helper.ended_at.is_(None)
    )
    return union(herself, carers, helpers).subquery("circles")


def share_a_team(work: Work, one: UUID, other: UUID) -> bool:
    """Whether two members are around the same person, or in the same patch team."""
    mine, theirs = circles(work).alias("mine"), circles(work).alias("theirs")
    around_one = (
        select(mine.c.person_id)
        .join(theirs, theirs.c.person_id == mine.c.person_id)
        .where(mine.c.membership_id == one, theirs.c.membership_id == other)
    )
    if work.session.scalar(select(around_one.exists())):
        return True
    return other in coops.patch_teammates(work, one)


def teammates(work: Work, membership_id: UUID) -> set[UUID]:
    """Everybody who shares a team with this member: around the same person, or in the same patch team."""
    mine, theirs = circles(work).alias("mine"), circles(work).alias("theirs")
    around = work.session.scalars(
        select(theirs.c.membership_id)
        .join(mine, mine.c.person_id == theirs.c.person_id)
        .where(mine.c.membership_id == membership_id)
    )
    return (set(around) | coops.patch_teammates(work, membership_id)) - {membership_id}


def former_teammates_of_patch(work: Work, patch_id: UUID) -> set[UUID]:
    """Who is in the patch team that somebody has just left."""
    return coops.patch_team(work, patch_id)


def circle_of_person(work: Work, person_id: UUID) -> set[UUID]:
    """Everybody around a person: the person, the care team, the helpers."""
    around = circles(work)
    return set(work.session.scalars(select(around.c.membership_id).where(around.c.person_id == person_id)))


def persons_around(work: Work, membership_id: UUID) -> set[UUID]:
    """Around which persons a member is: themselves, in the care team, as a helper."""
    around = circles(work)
    return set(work.session.scalars(select(around.c.person_id).where(around.c.membership_id == membership_id)))


def membership_of_person(work: Work, person_id: UUID) -> UUID:
    """The person's own membership; NotFound where there is no such person."""
    return person(work, person_id).membership_id


def person(work: Work, person_id: UUID) -> Person:
    """A person's row; NotFound where there is none."""
    row = work.session.scalar(select(Person).where(Person.coop_id == work.coop_id, Person.id == person_id))
    if row is None:
        raise NotFound
    return row


def person_of_membership(work: Work, membership_id: UUID) -> Person | None:
    """The person that a member is, for who gets support."""
    return work.session.scalar(
        select(Person).where(Person.coop_id == work.coop_id, Person.membership_id == membership_id)
    )


def helpers_of_memberships(work: Work, membership_ids: Collection[UUID]) -> dict[UUID, Sequence[Face]]:
    """For those of these members who are persons: the faces of their helpers. Three queries, however many."""
    rows = work.session.execute(
        select(Person.membership_id.label("person"), Helper.membership_id.label("helper"))
        .join(Helper, and_(Helper.coop_id == Person.coop_id, Helper.person_id == Person.id))
        .where(
            Person.coop_id == work.coop_id,
            Helper.ended_at.is_(None),
            Person.membership_id.in_(membership_ids),
        )
        .order_by(Helper.named_at)
    ).all()
    faces = coops.faces(work, {row.helper for row in rows})
    found: dict[UUID, list[Face]] = defaultdict(list)
    for row in rows:
        found[row.person].append(faces[row.helper].as_kind("helper"))
    return dict(found)


def visible_person(work: Work, person_id: UUID) -> Person:
    """The person's row, for who is around them; NotFound for everybody else, as for no person at all."""
    row = person(work, person_id)
    if work.actor.seat_id not in circle_of_person(work, person_id):
        raise NotFound
    return row


def person_or_secretary(work: Work, person_id: UUID) -> Person:
    """The same, and for the secretary and the co-op itself too: they bring people in."""
    actor = work.actor
    if actor.membership_id is None or (actor.wears("secretary") and not actor.acting_for):
        return person(work, person_id)
    return visible_person(work, person_id)


def name_of(work: Work, row: Person) -> str:
    """The person's name."""
    return coops.faces(work, {row.membership_id})[row.membership_id].name


def person_view(work: Work, person_id: UUID) -> PersonRow:
    """A person with care team and helpers, for who is around them; NotFound for everybody else."""
    row = visible_person(work, person_id)
    seat = work.actor.seat_id
    team, helping = places_around(work, person_id), help_for(work, person_id)
    faces = coops.faces(
        work, {row.membership_id, *(p.membership_id for p in team), *(h.membership_id for h in helping)}
    )
    face = faces[row.membership_id]
    names = coops.patch_names(work, {row.patch_id} if row.patch_id else set())
    return PersonRow(
        person_id=row.id,
        membership_id=row.membership_id,
        name=face.name,
        portrait=face.portrait,
        phone=face.phone,
        patch=PatchRow(row.patch_id, names[row.patch_id], me=False) if row.patch_id else None,
        care_team=[care_member(faces[place.membership_id], place) for place in team],
        helpers=[faces[helper.membership_id].as_kind("helper") for helper in helping],
        mine=seat == row.membership_id and work.actor.acting_for is None,
        may_decide=seat == row.membership_id,
    )


def care_member(face: Face, place: CareTeamMember) -> CareMember:
    """A face with its place in the team; the number of who has not said yes is not shown around."""
    return CareMember(
        membership_id=face.membership_id,
        name=face.name,
        portrait=face.portrait,
        phone=None if place.waits else face.phone,
        kind=face.kind,
        hats=face.hats,
        ended=face.ended,
        team_member_id=place.id,
        state=place.state,
        since=place.joined_at or place.asked_at,
    )


def candidates(work: Work, row: Person, classes: Collection[str]) -> list[Face]:
    """Whom the person can ask into the care team: members of these classes who are not in it and were not asked,
    those of the person's patch first."""
    taken = {place.membership_id for place in places_around(work, row.id)} | {row.membership_id}
    members = [
        member for member in coops.living_members(work) if member.member_class in classes and member.id not in taken
    ]
    near = coops.patch_team(work, row.patch_id) if row.patch_id else set()
    hats = coops.all_hats(work)
    faces = [coops.face_of(member, hats.get(member.id, ())).without_phone() for member in members]
    return sorted(faces, key=lambda face: face.membership_id not in near)


def helper_candidates(work: Work, row: Person) -> list[Face]:
    """Whom the person can name as a helper: every member but herself and who helps already, family and neighbours
    before carers."""
    taken = {helper.membership_id for helper in help_for(work, row.id)} | {row.membership_id}
    members = [member for member in coops.living_members(work) if member.id not in taken]
    hats = coops.all_hats(work)
    members.sort(key=lambda member: member.member_class in ("carer", "supported"))
    return [coops.face_of(member, hats.get(member.id, ())).without_phone() for member in members]


def place(work: Work, team_member_id: UUID) -> CareTeamMember | None:
    """A place in a care team, asked or in, locked."""
    return next(iter(_places(work, CareTeamMember.id == team_member_id, for_change=True)), None)


def place_of(work: Work, person_id: UUID, membership_id: UUID) -> CareTeamMember | None:
    """A member's place in a person's care team, asked or in."""
    mine = and_(CareTeamMember.person_id == person_id, CareTeamMember.membership_id == membership_id)
    return next(iter(_places(work, mine)), None)


def places_of(work: Work, membership_id: UUID) -> list[CareTeamMember]:
    """All of a member's places in care teams, asked or in."""
    return _places(work, CareTeamMember.membership_id == membership_id)


def places_around(work: Work, person_id: UUID) -> list[CareTeamMember]:
    """Everybody's places in a person's care team, asked or in, in the order of being asked."""
    return _places(work, CareTeamMember.person_id == person_id)


def _places(work: Work, which: ColumnElement[bool], *, for_change: bool = False) -> list[CareTeamMember]:
    found = (
        select(CareTeamMember)
        .where(CareTeamMember.coop_id == work.coop_id, CareTeamMember.state.in_(("invited", "in")), which)
        .order_by(CareTeamMember.asked_at, CareTeamMember.id)
    )
    return list(work.session.scalars(found.with_for_update() if for_change else found))


def help_for(work: Work, person_id: UUID) -> list[Helper]:
    """Who acts for a person now."""
    return _help(work, Helper.person_id == person_id)


def help_of(work: Work, membership_id: UUID) -> list[Helper]:
    """For whom a member acts now."""
    return _help(work, Helper.membership_id == membership_id)


def _help(work: Work, which: ColumnElement[bool]) -> list[Helper]:
    return list(
        work.session.scalars(
            select(Helper)
            .where(Helper.coop_id == work.coop_id, Helper.ended_at.is_(None), which)
            .order_by(Helper.named_at, Helper.id)
        )
    )


def can_act_for(work: Work) -> list[PersonFace]:
    """The persons for whom the actor may act."""
    rows = work.session.execute(
        select(Person.id, Membership)
        .join(Helper, and_(Helper.coop_id == Person.coop_id, Helper.person_id == Person.id))
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .where(
            Person.coop_id == work.coop_id,
            Helper.membership_id == work.actor.member,
            Helper.ended_at.is_(None),
            Membership.ended_at.is_(None),
        )
        .order_by(func.lower(Membership.name))
    )
    return [
        PersonFace(row.id, face.name, face.portrait) for row in rows for face in [coops.face_of(row.Membership, ())]
    ]


def asked_of(work: Work) -> list[AskedRow]:
    """Who asks the actor's seat into their care team, the first one first."""
    rows = work.session.execute(
        select(CareTeamMember.id, CareTeamMember.asked_at, Person.id.label("person_id"), Membership)
        .join(Person, and_(Person.coop_id == CareTeamMember.coop_id, Person.id == CareTeamMember.person_id))
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .where(
            CareTeamMember.coop_id == work.coop_id,
            CareTeamMember.membership_id == work.actor.seat_id,
            CareTeamMember.state == "invited",
        )
        .order_by(CareTeamMember.asked_at, CareTeamMember.id)
    )
    return [
        AskedRow(row.id, PersonFace(row.person_id, face.name, face.portrait), row.asked_at)
        for row in rows
        for face in [coops.face_of(row.Membership, ())]
    ]


def people_of_patch(work: Work, patch_id: UUID) -> set[UUID]:
    """The memberships of the patch's persons whose care team the actor's seat is in."""
    return set(
        work.session.scalars(
            select(Person.membership_id)
            .join(CareTeamMember, and_(CareTeamMember.coop_id == Person.coop_id, CareTeamMember.person_id == Person.id))
            .where(
                Person.coop_id == work.coop_id,
                Person.patch_id == patch_id,
                CareTeamMember.membership_id == work.actor.seat_id,
                CareTeamMember.state == "in",
            )
        )
    )


def caseload(work: Work) -> list[CaseloadRow]:
    """The persons whose care team the actor's seat is in, by name."""
    rows = work.session.execute(
        select(Person.id, Patch.name.label("patch_name"), Membership)
        .join(CareTeamMember, and_(CareTeamMember.coop_id == Person.coop_id, CareTeamMember.person_id == Person.id))
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .outerjoin(Patch, and_(Patch.coop_id == Person.coop_id, Patch.id == Person.patch_id))
        .where(
            Person.coop_id == work.coop_id,
            CareTeamMember.membership_id == work.actor.seat_id,
            CareTeamMember.state == "in",
        )
        .order_by(func.lower(Membership.name), Person.id)
    )
    return [
        CaseloadRow(row.id, face.membership_id, face.name, face.portrait, face.phone, row.patch_name)
        for row in rows
        for face in [coops.face_of(row.Membership, ())]
    ]


def persons_by_membership(work: Work) -> dict[UUID, UUID]:
    """Which members are persons: membership id → person id."""
    rows = work.session.execute(select(Person.membership_id, Person.id).where(Person.coop_id == work.coop_id))
    return {row.membership_id: row.id for row in rows}


def names_helped(work: Work) -> dict[UUID, str]:
    """Whom each helper helps (one of them): the helper's membership id → the person's name."""
    rows = work.session.execute(
        select(Helper.membership_id, func.min(Membership.name).label("name"))
        .join(Person, and_(Person.coop_id == Helper.coop_id, Person.id == Helper.person_id))
        .join(Membership, and_(Membership.coop_id == Person.coop_id, Membership.id == Person.membership_id))
        .where(Helper.coop_id == work.coop_id, Helper.ended_at.is_(None))
        .group_by(Helper.membership_id)
    )
    return {row.membership_id: row.name for row in rows}


def known(work: Work, faces: Sequence[Face]) -> list[Face]:
    """These faces, with the numbers of those only who share a team with the actor's seat."""
    near = teammates(work, work.actor.seat_id) | {work.actor.seat_id}
    return [face if face.membership_id in near else face.without_phone() for face in faces]
