"""Pages about a person: what the night carer needs, and what is open, on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.consent.rules.sections import SECTIONS, Section, bit
from server.kernel import clock
from server.kernel.unit_of_work import Work
from server.people.queries import PersonFace
from server.record.queries.entries import newest
from server.record.queries.records import person_face
from server.record.queries.shown import EntryRow, Reader, shown
from server.record.rules.entries import LATELY, NIGHT, PRINTED


@dataclass(frozen=True, slots=True)
class Part:
    """A section on a page."""

    section: str
    entries: Sequence[EntryRow]
    has_more: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page about a person."""

    person: PersonFace
    made_at: datetime
    parts: list[Part]


def night_page(work: Work, reader: Reader, sections: int) -> PageRow:
    """What somebody needs who comes at night: in the order in which it is needed; of the daily notes the last day."""
    order = [code for code in NIGHT if sections >> bit(code) & 1]
    return _page(work, reader, sections, order, lately=True)


def printed_page(work: Work, reader: Reader, sections: int) -> PageRow:
    """These sections as they are now, the newest entries of each."""
    return _page(work, reader, sections, [code for code in SECTIONS if sections >> bit(code) & 1], lately=False)


def _page(work: Work, reader: Reader, sections: int, order: Sequence[str], *, lately: bool) -> PageRow:
    since = (int(Section.DAILY_NOTES), LATELY) if lately else None
    pages = newest(work, reader.person_id, sections, each=PRINTED, not_before=since)
    rows = {row.entry_id: row for row in shown(work, reader, [row for page in pages.values() for row in page.rows])}
    parts = [Part(code, [rows[row.id] for row in pages[bit(code)].rows], pages[bit(code)].has_more) for code in order]
    return PageRow(person_face(work, reader.person_id), clock.now(), parts)
