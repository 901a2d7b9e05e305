"""The gates of a record. Whoever reads or writes goes through one of them, and leaves a row in the access log.

What is open and the row that says who looked are one statement of one transaction: what could not be logged is not
read. A refusal has its row too; all else that was asked for in its unit of work is undone.
"""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import text

from server.consent.queries import access
from server.consent.rules.access import Access
from server.consent.rules.sections import READ, WRITE
from server.consent.rules.words import spoken
from server.kernel import clock
from server.kernel.errors import NotFound, Problem, Refused
from server.kernel.unit_of_work import Work
from server.people import queries as people

LOOK = text("SELECT * FROM ourpatch.look(:coop, :person_id, :sections, :action, :channel)")
REFUSAL = text("SELECT tell FROM ourpatch.log_look(:coop, :person_id, 'refusal', :sections, :channel, '[]')")


BY_OFFICE = text(
    "SELECT tell FROM ourpatch.log_look(:coop, :person_id, 'look', :sections, 'screen', CAST(:basis AS jsonb))"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody asks for."""

    person_id: UUID
    sections: int
    action: int
    channel: str


def look(work: Work, person_id: UUID, sections: int, *, channel: str = "screen") -> Access:
    """The gate of every read. What of these sections is open is logged as looked at, and the access given back: read
    no other section than `sections & access.read`.

    NotFound where there is no such person, or nothing of theirs is open to whoever asks and they are not around them;
    Refused where none of these sections is open. Both leave a refusal in the log.
    """
    return _through(work, _Asked(person_id, sections, READ, channel))


def written(work: Work, person_id: UUID, section: int, *, channel: str = "screen") -> Access:
    """The gate of every write into the section of this bit: as `look`, logged as written."""
    return _through(work, _Asked(person_id, 1 << section, WRITE, channel))


def looked_by_office(work: Work, person_id: UUID, sections: int) -> None:
    """Log what somebody looks at by their office and by no access to the record: who acts for a person, and what was
    decided for them. Whether they may is for the caller to ask."""
    basis = json.dumps([["office", None, sections]])
    asked = {"coop": work.coop_id, "person_id": person_id, "sections": sections, "basis": basis}
    _tell(work, person_id=person_id, seat_id=work.session.execute(BY_OFFICE, asked).scalar_one())


def turned_away(problem: type[Problem], sentence: str | None, person_id: UUID, sections: int = 0) -> Problem:
    """A problem to raise that leaves a refusal in this person's log: "Marek tried to open your record"."""
    return _refusal(problem, sentence, _Asked(person_id, sections, READ, "screen"))


def _through(work: Work, asked: _Asked) -> Access:
    if work.actor.membership_id is None:
        raise RuntimeError("the co-op itself reads nobody's record")
    row = work.session.execute(LOOK, {"coop": work.coop_id, **asdict(asked)}).one_or_none()
    found = Access(*row[:5]) if row is not None else None
    if row is None or found is None or row.seq is None:
        raise _why_not(work, found, asked)
    _tell(work, person_id=asked.person_id, seat_id=row.tell)
    return found


def _why_not(work: Work, found: Access | None, asked: _Asked) -> Problem:
    person_id = asked.person_id
    somebody_else = work.actor.acting_for not in (None, person_id)
    around = not somebody_else and work.actor.member in people.circle_of_person(work, person_id)
    if not around and not (found is not None and found.opens):
        return _refusal(NotFound, None, asked)
    name, words = people.name_of(work, people.person(work, person_id)), spoken(asked.sections)
    if asked.action == WRITE and found is not None and asked.sections & found.read:
        return _refusal(Refused, f"You can read {words}, and not add to it. {name} can change that.", asked)
    if work.actor.person_id == person_id:
        return _refusal(Refused, f"For now, {words} can't be opened here. Ask the reviewer of your co-op why.", asked)
    return _refusal(Refused, f"{name} keeps {words} private. You can ask {name} to open it.", asked)


def _refusal(problem: type[Problem], sentence: str | None, asked: _Asked) -> Problem:
    def trace(work: Work) -> None:
        seat_id = work.session.execute(REFUSAL, {"coop": work.coop_id, **asdict(asked)}).scalar_one()
        _tell(work, person_id=asked.person_id, seat_id=seat_id)

    return problem(sentence, trace=trace)


def _tell(work: Work, *, person_id: UUID, seat_id: UUID | None) -> None:
    """There is a new row to see. Who acts for the person has sockets in the person's seat, and may have no say about
    who looked: even that something happened is nothing for them then, so each who may see it is told alone."""
    if seat_id is None:
        return
    readable = access.readable_now(work, person_id, clock.now())
    for member in sorted({seat_id, *access.sharing_readers(readable)}):
        work.tell("changed", {"what": "looks"}, memberships=(seat_id,), only_by=member)
