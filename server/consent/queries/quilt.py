"""Who may see what, as a picture: people and organisations against sections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from server.consent.models import Authority, ConsentGrant, Directive, EffectiveAccess, TalkDue
from server.consent.queries.deciding import decider
from server.consent.queries.grants import audience_of, living_grants
from server.consent.queries.reached import record
from server.consent.rules.levels import WORDING, Audience, level_of
from server.consent.rules.sections import PURPOSE_BITS, READ, SAFE_CARE_SECTIONS, SECTIONS, WRITE, codes
from server.coops import queries as coops
from server.coops.queries import Face, OrganisationRow
from server.kernel import clock
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.people.queries import PersonFace

FACES = 5  # of a team, beside its name


@dataclass(frozen=True, slots=True)
class Square:
    """One section for one audience. `held`: a court's order keeps it open to somebody, whatever is chosen here. That
    there is a safeguarding enquiry shows nowhere in the picture."""

    section: str
    level: str
    until: datetime | None
    held: bool
    basis: str


@dataclass(frozen=True, slots=True)
class AudienceView:
    """A column of the picture."""

    audience: str
    id: UUID | None
    role: str | None
    name: str
    faces: list[Face]
    organisation: OrganisationRow | None
    squares: list[Square]


@dataclass(frozen=True, slots=True)
class Quilt:
    """The whole picture. `safe`: the sections that safe care needs. `wording`: the version of the words."""

    person: PersonFace
    may_decide: bool
    acting: bool
    questions_at: datetime | None
    started_at: datetime | None
    wording: str
    safe: list[str]
    talk_due: bool
    audiences: list[AudienceView]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the squares are drawn from."""

    grants: list[ConsentGrant]
    access: list[EffectiveAccess]
    held: int


def quilt(work: Work, person_id: UUID) -> Quilt:
    """Of this person, for whoever decides. The same number of queries, however many there are."""
    found = record(work, person_id)
    if found is None:
        raise NotFound
    person = people.person(work, person_id)
    face = coops.faces(work, {person.membership_id})[person.membership_id]
    drawn = _Drawn(living_grants(work, person_id), _access(work, person_id), _held(work, person_id))
    decides = decider(work, person_id)
    return Quilt(
        person=PersonFace(person.id, face.name, face.portrait),
        may_decide=decides.granted_as is not None,
        acting=work.actor.acting_for is not None,
        questions_at=found.questions_at,
        started_at=found.started_at,
        wording=WORDING,
        safe=codes(SAFE_CARE_SECTIONS),
        talk_due=_talk_is_due(work, person_id),
        audiences=_audiences(work, person_id, drawn),
    )


def _audiences(work: Work, person_id: UUID, drawn: _Drawn) -> list[AudienceView]:
    """The care team always; then whoever has something of their own, in the order in which it was given."""
    places = people.places_around(work, person_id)
    members = [place.membership_id for place in places if place.state == "in"]
    named = [Audience("membership", each) for each in _representatives(work, person_id)]
    audiences = list(dict.fromkeys([*named, *(audience_of(grant) for grant in drawn.grants)]))
    audiences = [each for each in audiences if each.audience != "care team"]
    ids = {each.id for each in audiences if each.audience == "membership" and each.id}
    faces = coops.faces(work, ids | set(members))
    organisations = coops.organisations_by_id(work, {each.id for each in audiences if each.id})
    patches = coops.patch_names(work, {each.id for each in audiences if each.audience == "patch team" and each.id})
    team = AudienceView(
        "care team",
        None,
        None,
        "",
        [faces[member].without_phone() for member in members if member in faces][:FACES],
        None,
        _granted(drawn, Audience("care team")),
    )
    views = [team]
    for each in audiences:
        if each.audience == "membership" and each.id in faces and not faces[each.id].ended:
            face = faces[each.id].without_phone()
            views.append(AudienceView("membership", each.id, None, face.name, [face], None, _effective(drawn, each)))
        elif each.id in organisations:
            row = organisations[each.id]
            squares = _granted(drawn, each)
            views.append(AudienceView(each.audience, each.id, each.role, row.name, [], row, squares))
        elif each.id in patches:
            views.append(AudienceView("patch team", each.id, None, patches[each.id], [], None, _granted(drawn, each)))
    return views


def _granted(drawn: _Drawn, audience: Audience) -> list[Square]:
    """What this audience was granted for care, section by section."""
    now = clock.now()
    mine = [
        grant
        for grant in drawn.grants
        if audience_of(grant) == audience and grant.purpose in (None, "care") and grant.from_at <= now
    ]
    permits = [grant for grant in mine if grant.effect == "permit"]
    denied = _masked(grant for grant in mine if grant.effect == "deny")
    reads = _masked(grant for grant in permits if grant.actions & READ) & ~denied
    writes = _masked(grant for grant in permits if grant.actions & WRITE) & ~denied
    return [
        Square(
            code, level_of(reads, writes, bit), _until(permits, bit), bool(drawn.held >> bit & 1), _basis(permits, bit)
        )
        for bit, code in enumerate(SECTIONS)
    ]


def _effective(drawn: _Drawn, audience: Audience) -> list[Square]:
    """What this member may do with all that opens it: as a carer, in a team, acting for the person."""
    rows = [row for row in drawn.access if row.membership_id == audience.id]
    reads = writes = 0
    for row in rows:
        reads, writes = reads | row.read_mask, writes | row.write_mask
    basis = [(kind, sections) for row in rows for kind, _, sections in row.basis]
    mine = [grant for grant in drawn.grants if audience_of(grant) == audience and grant.effect == "permit"]
    return [
        Square(
            code,
            level_of(reads, writes, bit),
            _until(mine, bit),
            bool(drawn.held >> bit & 1),
            next((str(kind) for kind, sections in basis if sections >> bit & 1), "none"),
        )
        for bit, code in enumerate(SECTIONS)
    ]


def _masked(grants: Iterable[ConsentGrant]) -> int:
    sections = 0
    for grant in grants:
        sections |= grant.sections
    return sections


def _until(grants: Iterable[ConsentGrant], bit: int) -> datetime | None:
    """When the last of what opens this section ends; None for what has no end, or is not open."""
    ends = [grant.to_at for grant in grants if grant.sections >> bit & 1]
    return max((end for end in ends if end), default=None) if all(ends) else None


def _basis(grants: Iterable[ConsentGrant], bit: int) -> str:
    return next((grant.basis for grant in grants if grant.sections >> bit & 1), "none")


def _access(work: Work, person_id: UUID) -> list[EffectiveAccess]:
    table, now = EffectiveAccess, clock.now()
    return list(
        work.session.scalars(
            select(table).where(
                table.coop_id == work.coop_id,
                table.person_id == person_id,
                table.purposes.op("&")(PURPOSE_BITS["care"]) != 0,
                table.valid_from <= now,
                table.valid_to > now,
            )
        )
    )


def _held(work: Work, person_id: UUID) -> int:
    now, table = clock.now(), Directive
    found = work.session.scalars(
        select(table.sections).where(
            table.coop_id == work.coop_id,
            table.person_id == person_id,
            table.purpose != "safeguarding",
            table.ended_at.is_(None),
            table.second_by.is_not(None),
            table.from_at <= now,
            table.to_at > now,
        )
    )
    held = 0
    for sections in found:
        held |= sections
    return held


def _representatives(work: Work, person_id: UUID) -> list[UUID]:
    now = clock.now()
    return list(
        work.session.scalars(
            select(Authority.membership_id)
            .where(
                Authority.coop_id == work.coop_id,
                Authority.person_id == person_id,
                Authority.ended_at.is_(None),
                Authority.verified_at.is_not(None),
                or_(Authority.to_at.is_(None), Authority.to_at > now),
            )
            .order_by(Authority.from_at)
        )
    )


def _talk_is_due(work: Work, person_id: UUID) -> bool:
    mine = (TalkDue.coop_id == work.coop_id, TalkDue.person_id == person_id, TalkDue.held_at.is_(None))
    return bool(work.session.scalar(select(select(TalkDue.id).where(*mine).exists())))
