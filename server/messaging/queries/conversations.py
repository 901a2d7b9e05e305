"""Conversations as their member sees them, at a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select, true

from server.coops import queries as coops
from server.coops.models import Patch
from server.coops.queries import Face
from server.kernel.unit_of_work import Work
from server.messaging.models import Conversation, ConversationMember, LogEvent
from server.messaging.queries.log import EventRow, last_messages
from server.people import queries as people
from server.people.models import Person

AUTHORS_OF = 200  # events of a co-op wide conversation whose authors' faces come with it


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow(Face):
    """A face in a conversation, with how far its log came to them."""

    delivered_seq: int
    read_seq: int
    me: bool


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation as its member sees it. `others` are faces of helpers, and of former members who were
    still there when the one who asks came."""

    conversation_id: UUID
    kind: str
    title: str | None
    person_id: UUID | None
    members: list[MemberRow]
    others: list[Face]
    member_count: int
    last_seq: int
    from_seq: int
    unread: int
    last: EventRow | None
    can_write: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What every row of a list is put together with."""

    faces: Mapping[UUID, Face]
    helpers: Mapping[UUID, Sequence[Face]]
    coop_name: str
    me: UUID


def conversations(work: Work, only: UUID | None = None) -> list[ConversationRow]:
    """The actor's conversations (or the one), what was written last first."""
    me = work.actor.seat_id
    mine, log = ConversationMember, LogEvent
    # marked once each: a LATERAL for what is unread, a LATERAL for what was said last
    unread = (
        select(func.count().label("n"))
        .where(
            log.coop_id == work.coop_id,
            log.conversation_id == mine.conversation_id,
            log.seq > func.greatest(mine.read_seq, mine.from_seq),
            log.kind == "message",
            func.coalesce(log.on_behalf_of, log.author_id) != me,
        )
        .lateral("unread")
    )
    rows = work.session.execute(
        select(
            Conversation,
            mine,
            unread.c.n,
            Patch.name.label("patch_name"),
            Person.membership_id.label("person_membership_id"),
        )
        .join(mine, and_(mine.coop_id == Conversation.coop_id, mine.conversation_id == Conversation.id))
        .join(unread, true())
        .outerjoin(Patch, and_(Patch.coop_id == Conversation.coop_id, Patch.id == Conversation.patch_id))
        .outerjoin(Person, and_(Person.coop_id == Conversation.coop_id, Person.id == Conversation.person_id))
        .where(
            Conversation.coop_id == work.coop_id,
            mine.coop_id == work.coop_id,
            mine.membership_id == me,
            mine.left_at.is_(None),
            *([Conversation.id == only] if only else []),
        )
        .order_by(Conversation.last_at.desc(), Conversation.id)
    ).all()
    last = last_messages(work, {row.Conversation.id: row.ConversationMember.from_seq for row in rows})
    places = _places(work, [row.Conversation for row in rows])
    faces = coops.faces(work, _everyone(places, last))
    helpers = people.helpers_of_memberships(work, [p.membership_id for ps in places.values() for p in ps])
    coop_name = coops.coop_name(work)
    around = _Around(faces, helpers, coop_name, me)
    return [_conversation(row, places[row.Conversation.id], last.get(row.Conversation.id), around) for row in rows]


def _places(work: Work, all_of: Sequence[Conversation]) -> dict[UUID, list[Row[Any]]]:
    """Everybody who is or was in these conversations. Of a co-op wide one: the actor, and who wrote lately."""
    small = [c.id for c in all_of if c.kind != "coop"]
    wide = [c.id for c in all_of if c.kind == "coop"]
    cm, log = ConversationMember, LogEvent
    recent = (
        select(log.author_id)
        .join(Conversation, and_(Conversation.coop_id == log.coop_id, Conversation.id == log.conversation_id))
        .where(
            log.coop_id == work.coop_id,
            log.conversation_id.in_(wide),
            log.seq > Conversation.last_seq - AUTHORS_OF,
            log.author_id.is_not(None),
        )
    )
    count = func.count().filter(cm.left_at.is_(None)).over(partition_by=cm.conversation_id).label("member_count")
    everyone = (
        select(cm.conversation_id, cm.membership_id, cm.delivered_seq, cm.read_seq, cm.left_at, count)
        .where(cm.coop_id == work.coop_id, cm.conversation_id.in_(small + wide))
        .subquery()
    )
    rows = work.session.execute(
        select(everyone)
        .where(
            or_(
                everyone.c.conversation_id.in_(small),
                everyone.c.membership_id == work.actor.seat_id,
                everyone.c.membership_id.in_(recent),
            )
        )
        .order_by(everyone.c.membership_id)
    )
    places: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        places[row.conversation_id].append(row)
    return places


def _everyone(places: Mapping[UUID, list[Row[Any]]], last: Mapping[UUID, EventRow]) -> set[UUID]:
    known = {row.membership_id for rows in places.values() for row in rows}
    return known | {event.author_id for event in last.values() if event.author_id}


def _conversation(row: Row[Any], places: Sequence[Row[Any]], last: EventRow | None, around: _Around) -> ConversationRow:
    conversation: Conversation = row.Conversation
    now = [p for p in places if p.left_at is None]
    former = [
        around.faces[p.membership_id]
        for p in places
        if p.left_at is not None and p.left_at >= row.ConversationMember.joined_at and p.membership_id in around.faces
    ]
    helpers = [face for p in now for face in around.helpers.get(p.membership_id, ())]
    wide = conversation.kind == "coop"
    return ConversationRow(
        conversation_id=conversation.id,
        kind=conversation.kind,
        title=_title(row, around),
        person_id=conversation.person_id,
        # my own marks as `unread` was counted from: a receipt may have been stored since that statement
        members=_members([row.ConversationMember if p.membership_id == around.me else p for p in now], around, wide),
        others=[face.without_phone() for face in former + ([] if wide else helpers)],
        member_count=places[0].member_count if places else 0,
        last_seq=conversation.last_seq,
        from_seq=row.ConversationMember.from_seq,
        unread=row.n,
        last=last,
        can_write=not conversation.closed,
    )


def _members(now: Sequence[Row[Any] | ConversationMember], around: _Around, wide: bool) -> list[MemberRow]:
    """By name, who asks last. In a co-op wide conversation numbers stay with those who share a team."""
    members = [
        MemberRow(
            **_plain(face.without_phone() if wide else face),
            delivered_seq=p.delivered_seq,
            read_seq=p.read_seq,
            me=p.membership_id == around.me,
        )
        for p in now
        if (face := around.faces.get(p.membership_id))
    ]
    return sorted(members, key=lambda member: (member.me, member.name))


def _title(row: Row[Any], around: _Around) -> str | None:
    match row.Conversation.kind:
        case "care_team":
            person = around.faces.get(row.person_membership_id)
            return person.name if person else None
        case "patch_team":
            return str(row.patch_name)
        case "coop":
            return around.coop_name
        case _:
            return None


def _plain(face: Face) -> dict[str, Any]:
    return {field.name: getattr(face, field.name) for field in fields(Face)}
