"""Every SELECT of persons, helpers and care teams."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Subquery, and_, select, union

from server.coops import queries as coops
from server.coops.queries import Face
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people.models import CareTeamMember, Helper, Person


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
