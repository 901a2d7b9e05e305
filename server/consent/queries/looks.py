"""Who looked: a person's access log, as the person reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from server.consent.models import LogDay
from server.consent.rules.sections import codes
from server.coops import queries as coops
from server.coops.queries import Face
from server.kernel import clock
from server.kernel.unit_of_work import Work
from server.people import queries as people

WEEK = timedelta(days=7)
SHOWN = 5  # faces of a week
DAYS = 60
LOOKS = text(
    "SELECT l.*, o.name AS organisation FROM tenant.look AS l"
    " LEFT JOIN tenant.organisation AS o ON o.coop_id = l.coop_id AND o.id = l.organisation_id"
    " WHERE l.coop_id = :coop AND l.person_id = :person AND l.strand = :strand AND l.seq < :before"
    " AND (:own OR l.viewer_id <> :herself) ORDER BY l.seq DESC LIMIT :most"
)
WEEKS = text(
    "SELECT l.viewer_id, max(l.last_at) AS last_at, bool_or(l.kind = 'refusal') AS refused,"
    " bool_or(l.kind <> 'refusal') AS looked, sum(l.reads) FILTER (WHERE l.kind <> 'refusal') AS reads"
    " FROM tenant.look AS l WHERE l.coop_id = :coop AND l.person_id = :person AND l.strand = 'ordinary'"
    " AND l.viewer_id <> :herself AND l.last_at >= :since GROUP BY l.viewer_id ORDER BY 2 DESC"
)
WHYS = text(
    "SELECT 'grant' AS kind, g.id, g.from_at AS since, least(g.to_at, g.revoked_at) AS until, g.audience, g.basis"
    " FROM tenant.consent_grant AS g WHERE g.coop_id = :coop AND g.id = ANY (:ids)"
    " UNION ALL SELECT 'visit', v.id, v.opens_at, least(v.shuts_at, v.closed_at), NULL, v.reason"
    " FROM tenant.visit_door AS v WHERE v.coop_id = :coop AND v.id = ANY (:ids)"
    " UNION ALL SELECT 'emergency', e.id, e.opened_at, least(e.until_at, e.closed_at), NULL, e.reason"
    " FROM tenant.emergency_access AS e WHERE e.coop_id = :coop AND e.id = ANY (:ids)"
    " UNION ALL SELECT 'authority', a.id, a.from_at, least(a.to_at, a.ended_at), NULL, a.kind"
    " FROM tenant.authority AS a WHERE a.coop_id = :coop AND a.id = ANY (:ids)"
    " UNION ALL SELECT 'directive', d.id, d.from_at, least(d.to_at, d.ended_at), NULL, d.kind"
    " FROM tenant.directive AS d WHERE d.coop_id = :coop AND d.id = ANY (:ids)"
)


@dataclass(frozen=True, slots=True)
class Why:
    """What let somebody look: a grant, a visit, an emergency, an authority, a directive, an office, that it is the
    person; or nothing ("none"), and they were turned away."""

    kind: str
    since: datetime | None = None
    until: datetime | None = None
    audience: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class LookView:
    """A row of Who looked."""

    seq: int
    kind: str
    viewer: Face
    acting: bool
    role: str
    organisation: str | None
    purpose: str
    sections: list[str]
    channel: str
    began_at: datetime
    last_at: datetime
    reads: int
    why: list[Why]
    reason: str | None
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Week:
    """How many others looked in the last seven days, how many were turned away, and the latest faces of the first."""

    people: int
    refused: int
    faces: list[Face]


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """A piece of a person's access log, the newest row first."""

    week: Week
    items: list[LookView]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Root:
    """What a day of the co-op's log was sealed with."""

    day: date
    root: str
    leaves: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which piece. `own`: with the person's own looks."""

    before: int | None = None
    limit: int = 50
    own: bool = False
    strand: str = "ordinary"


def who_looked(work: Work, person_id: UUID, asked: Asked) -> WhoLooked:
    """A piece of the log; five queries, however long it is. Ask a gate or a policy first."""
    herself = people.membership_of_person(work, person_id)
    key = {"coop": work.coop_id, "person": person_id, "herself": herself}
    wanted = {"strand": asked.strand, "before": asked.before or 2**53, "own": asked.own, "most": asked.limit + 1}
    rows = work.session.execute(LOOKS, {**key, **wanted}).all()
    week = work.session.execute(WEEKS, {**key, "since": clock.now() - WEEK}).all()
    faces = coops.faces(work, {row.viewer_id for row in [*rows, *week]})
    whys = _whys(work, rows)
    return WhoLooked(
        week=_week(week, faces),
        items=[_view(row, faces[row.viewer_id].without_phone(), whys) for row in rows[: asked.limit]],
        has_more=len(rows) > asked.limit,
    )


def roots(work: Work) -> list[Root]:
    """The last days' roots, the newest first."""
    rows = work.session.scalars(
        select(LogDay).where(LogDay.coop_id == work.coop_id).order_by(LogDay.day.desc()).limit(DAYS)
    )
    return [Root(row.day, row.root.hex(), row.leaves) for row in rows]


def _week(rows: Sequence[Row[Any]], faces: dict[UUID, Face]) -> Week:
    looked = [faces[row.viewer_id].without_phone() for row in rows if row.looked]
    return Week(people=len(looked), refused=sum(row.refused for row in rows), faces=looked[:SHOWN])


def _view(row: Row[Any], viewer: Face, whys: dict[str, Why]) -> LookView:
    told = [whys[str(key)] if key else Why(kind) for kind, key, _ in row.basis if not key or str(key) in whys]
    return LookView(
        seq=row.seq,
        kind=row.kind,
        viewer=viewer,
        acting=row.acting,
        role=row.role,
        organisation=row.organisation,
        purpose=row.purpose,
        sections=codes(row.sections),
        channel=row.channel,
        began_at=row.began_at,
        last_at=row.last_at,
        reads=row.reads,
        why=told or [Why("none")],
        reason=row.reason,
        review_on=row.review_on,
    )


def _whys(work: Work, rows: Iterable[Row[Any]]) -> dict[str, Why]:
    ids = {UUID(key) for row in rows for _, key, _ in row.basis if key}
    if not ids:
        return {}
    found = work.session.execute(WHYS, {"coop": work.coop_id, "ids": list(ids)})
    return {str(row.id): Why(row.kind, row.since, row.until, row.audience, row.basis) for row in found}
