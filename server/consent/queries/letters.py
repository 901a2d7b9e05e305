"""What the mails of consent say, found out when they leave: none goes to who may not know it any more."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from server.consent.models import Look, Record
from server.consent.queries import emergency as emergencies
from server.coops import queries as coops
from server.coops.models import Membership
from server.identity import queries as identity
from server.kernel.unit_of_work import Work, directory_work
from server.notices import rules
from server.notices.actions import Letter
from server.notices.rules import Words
from server.people import queries as people

HOME = ZoneInfo("Europe/London")
WEEK = timedelta(days=7)
NAMED = 20  # people of a week that a mail names


def emergency_letter(work: Work, payload: Mapping[str, Any]) -> Letter | None:
    """Who opened a record in an emergency, and when: to the person, who represents them by now, and a reviewer."""
    row = emergencies.emergency_as_told(work, UUID(payload["emergency_id"]))
    if row is None:
        return None
    to, own = UUID(payload["membership_id"]), people.membership_of_person(work, row.person_id)
    if to not in {own} | emergencies.representatives(work, row.person_id) | emergencies.reviewers(work):
        return None
    viewer = coops.faces(work, {row.membership_id})[row.membership_id].name
    return _letter(work, to, lambda name: rules.emergency(name, viewer, _spoken(row.opened_at), mine=to == own))


def digest_letter(work: Work, payload: Mapping[str, Any]) -> Letter | None:
    """Who looked at the person's record in the seven days before `to`, and how many were turned away."""
    person_id, until = UUID(payload["person_id"]), datetime.fromisoformat(payload["to"])
    closed = select(Record.closed_at).where(Record.coop_id == work.coop_id, Record.person_id == person_id)
    if work.session.scalar(closed) is not None:
        return None
    own = people.membership_of_person(work, person_id)
    looked, refused = _week(work, person_id, own, until)
    if not looked and not refused:
        return None
    faces = coops.faces(work, set(looked))
    lines = [f"{faces[viewer].name}, {_times(times)}" for viewer, times in looked.most_common(NAMED)]
    lines += [f"and {len(looked) - NAMED} more"] if len(looked) > NAMED else []
    return _letter(work, own, lambda name: rules.digest(name, len(looked), lines, len(refused)))


def _week(work: Work, person_id: UUID, own: UUID, until: datetime) -> tuple[Counter[UUID], set[UUID]]:
    rows = work.session.execute(
        select(Look.viewer_id, Look.kind, func.sum(Look.reads).label("reads"))
        .where(
            Look.coop_id == work.coop_id,
            Look.person_id == person_id,
            Look.strand == "ordinary",
            Look.viewer_id != own,
            Look.last_at >= until - WEEK,
            Look.last_at < until,
        )
        .group_by(Look.viewer_id, Look.kind)
    ).all()
    looked = Counter[UUID]()
    for row in rows:
        if row.kind != "refusal":
            looked[row.viewer_id] += row.reads
    return looked, {row.viewer_id for row in rows if row.kind == "refusal"}


def _letter(work: Work, membership_id: UUID, words: Callable[[str], Words]) -> Letter | None:
    member: Membership | None = coops.any_membership(work, membership_id)
    if member is None or member.ended:
        return None
    with directory_work() as directory:
        address = identity.account(directory, member.account_id).email
    return None if address is None else Letter(address, words(member.name))


def _spoken(at: datetime) -> str:
    return f"{at.astimezone(HOME):on %A %-d %B at %H:%M}"


def _times(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")
