"""Versions of entries as rows: pages of what is current, one thing's versions, what a search finds.

`sections` is what the gate of the record opened to whoever asks: with it in the condition the index does the work, and
Row-Level Security under it has nothing left to take away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, column, select, text, true, tuple_, values
from sqlalchemy.orm import aliased
from sqlalchemy.sql.sqltypes import SmallInteger

from server.consent.queries.gates import turned_away
from server.consent.rules.sections import SECTIONS
from server.kernel import clock
from server.kernel.errors import Invalid, NotFound
from server.kernel.unit_of_work import Work
from server.record.models import Entry, EntryReply
from server.record.rules.entries import FOUND

FOUND_ROWS = text("SELECT entry_id FROM ourpatch.search_entries(:coop, :person, :asked, :sections, :most)").columns(
    column("entry_id", Entry.id.type)
)
OWNER = text("SELECT person_id FROM ourpatch.person_of_entry(:coop, :entry)")
NOT_THERE = "The page can't go on from there. Begin again."


@dataclass(frozen=True, slots=True)
class Page:
    """Versions, newest first, and whether there are older ones."""

    rows: Sequence[Entry]
    has_more: bool


def page(work: Work, person_id: UUID, sections: int, *, before: UUID | None, limit: int) -> Page:
    """What is current in these sections, by when it happened. Invalid (field `before`) for an entry that whoever asks
    does not see."""
    asked = _current(work, person_id, sections)
    if before is not None:
        asked = asked.where(tuple_(Entry.happened_at, Entry.id) < tuple_(*_place(work, person_id, sections, before)))
    rows = work.session.scalars(asked.order_by(Entry.happened_at.desc(), Entry.id.desc()).limit(limit + 1)).all()
    return Page(rows[:limit], len(rows) > limit)


def newest(
    work: Work, person_id: UUID, sections: int, *, each: int, not_before: tuple[int, timedelta] | None = None
) -> dict[int, Page]:
    """The newest `each` entries of every one of these sections, without what was entered in error. `not_before`: of one
    section, how old at most. One statement, each section by its index."""
    bits = _bits(sections)
    wanted = values(column("section", SmallInteger), column("since", Entry.happened_at.type), name="wanted").data(
        [(bit, _since(bit, not_before)) for bit in bits]
    )
    inner = (
        select(Entry)
        .where(
            Entry.coop_id == work.coop_id,
            Entry.person_id == person_id,
            Entry.section == wanted.c.section,
            Entry.superseded_by.is_(None),
            Entry.kind != "error",
            Entry.happened_at >= wanted.c.since,
        )
        .order_by(Entry.happened_at.desc(), Entry.id.desc())
        .limit(each + 1)
        .lateral("newest")
    )
    of = aliased(Entry, inner)
    found: dict[int, list[Entry]] = {bit: [] for bit in bits}
    if bits:
        asked = select(of).select_from(wanted).join(inner, true()).order_by(of.happened_at.desc(), of.id.desc())
        for row in work.session.scalars(asked):
            found[row.section].append(row)
    return {bit: Page(rows[:each], len(rows) > each) for bit, rows in found.items()}


def found(work: Work, person_id: UUID, asked: str, sections: int) -> Sequence[Entry]:
    """What a search finds in these sections, newest first, at most 50. Nothing in it can be wrong: what asks for
    nothing finds nothing."""
    parameters = {"coop": work.coop_id, "person": person_id, "asked": asked, "sections": sections, "most": FOUND}
    ids = list(work.session.scalars(FOUND_ROWS, parameters))
    return _sorted(work, person_id, Entry.id.in_(ids)) if ids else []


def versions(work: Work, person_id: UUID, entry_id: UUID) -> Sequence[Entry]:
    """All versions of the thing that this is a version of, the newest first; none where whoever asks sees none."""
    root = (
        select(Entry.root_id)
        .where(Entry.coop_id == work.coop_id, Entry.person_id == person_id, Entry.id == entry_id)
        .scalar_subquery()
    )
    return work.session.scalars(
        select(Entry)
        .where(Entry.coop_id == work.coop_id, Entry.person_id == person_id, Entry.root_id == root)
        .order_by(Entry.version.desc())
    ).all()


def entry(work: Work, person_id: UUID, entry_id: UUID) -> Entry | None:
    """One version; None where whoever asks does not see it."""
    return work.session.scalar(
        select(Entry).where(Entry.coop_id == work.coop_id, Entry.person_id == person_id, Entry.id == entry_id)
    )


def entry_by_client_id(work: Work, client_id: UUID) -> Entry | None:
    """What the actor wrote under this id of their device's."""
    return work.session.scalar(
        select(Entry).where(
            Entry.coop_id == work.coop_id, Entry.author_id == work.actor.member, Entry.client_id == client_id
        )
    )


def reply_by_client_id(work: Work, client_id: UUID) -> EntryReply | None:
    """What the actor said to an entry under this id of their device's."""
    return work.session.scalar(
        select(EntryReply).where(
            EntryReply.coop_id == work.coop_id,
            EntryReply.author_id == work.actor.member,
            EntryReply.client_id == client_id,
        )
    )


def about_me(work: Work, person_id: UUID, section: int, part: str) -> Entry | None:
    """The current entry of a part of About me."""
    return work.session.scalar(_current(work, person_id, 1 << section).where(Entry.data["part"].astext == part))


def section_of(work: Work, entry_id: UUID) -> tuple[UUID, int] | None:
    """Whose entry this is and in which section; None where whoever asks does not see it."""
    row = work.session.execute(
        select(Entry.person_id, Entry.section).where(Entry.coop_id == work.coop_id, Entry.id == entry_id)
    ).one_or_none()
    return None if row is None else (row.person_id, row.section)


def person_of_entry(work: Work, entry_id: UUID) -> UUID | None:
    """Whose this entry is, also for who does not see it: to write down that they were turned away, for nothing else."""
    person_id: UUID | None = work.session.scalar(OWNER, {"coop": work.coop_id, "entry": entry_id})
    return person_id


@dataclass(frozen=True, slots=True)
class FiledRow:
    """That a message is in somebody's record."""

    seq: int
    entry_id: UUID
    person_id: UUID
    section: str


def filed_from(work: Work, conversation_id: UUID) -> list[FiledRow]:
    """Which messages of a conversation are in records, as far as whoever asks may read those sections. No content."""
    rows = work.session.execute(
        select(Entry.source_seq, Entry.id, Entry.person_id, Entry.section)
        .where(
            Entry.coop_id == work.coop_id,
            Entry.source_conversation_id == conversation_id,
            Entry.superseded_by.is_(None),
            Entry.kind != "error",
        )
        .order_by(Entry.source_seq, Entry.recorded_at)
    )
    return [FiledRow(row.source_seq, row.id, row.person_id, SECTIONS[row.section]) for row in rows]


def not_there(person_id: UUID) -> NoReturn:
    """The same for what is not in this record and what whoever asks may not see of it, in the log too."""
    raise turned_away(NotFound, None, person_id)


def _current(work: Work, person_id: UUID, sections: int) -> Select[Entry]:
    return select(Entry).where(
        Entry.coop_id == work.coop_id,
        Entry.person_id == person_id,
        Entry.section.in_(_bits(sections)),
        Entry.superseded_by.is_(None),
    )


def _sorted(work: Work, person_id: UUID, which: ColumnElement[bool]) -> Sequence[Entry]:
    mine = and_(Entry.coop_id == work.coop_id, Entry.person_id == person_id, which)
    return work.session.scalars(select(Entry).where(mine).order_by(Entry.happened_at.desc(), Entry.id.desc())).all()


def _place(work: Work, person_id: UUID, sections: int, entry_id: UUID) -> tuple[datetime, UUID]:
    row = work.session.execute(
        select(Entry.happened_at, Entry.id).where(
            Entry.coop_id == work.coop_id,
            Entry.person_id == person_id,
            Entry.id == entry_id,
            Entry.section.in_(_bits(sections)),
        )
    ).one_or_none()
    if row is None:
        raise Invalid(NOT_THERE, field="before")
    return row.happened_at, row.id


def _bits(sections: int) -> list[int]:
    return [bit for bit in range(len(SECTIONS)) if sections >> bit & 1]


def _since(bit: int, not_before: tuple[int, timedelta] | None) -> datetime:
    longest = timedelta(days=366 * 200)
    return clock.now() - (not_before[1] if not_before and not_before[0] == bit else longest)
