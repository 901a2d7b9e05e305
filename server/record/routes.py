"""Records over HTTP. Every read and every write goes through the gate of the record, which logs it."""

from typing import Any
from uuid import UUID

from flask import current_app
from flask_smorest import Blueprint

from server.consent.queries.gates import look
from server.consent.rules.access import Access
from server.consent.rules.sections import ALL, BITS
from server.kernel.actor import Actor
from server.kernel.config import Settings
from server.kernel.doors.http import endpoint
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import Work
from server.people import queries as people
from server.record import schemas
from server.record.actions import correct_entry as corrections
from server.record.actions.add_entry import New, add_entry
from server.record.actions.keeping import Kept
from server.record.actions.reply import reply_to_entry
from server.record.queries import entries, pages, records
from server.record.queries.shown import Reader, shown, shown_reply
from server.record.rules.entries import NIGHT_SECTIONS, SEALED

blueprint = Blueprint("record", __name__, description="The one record of a person, by its sections.")
RECORD = "/people/<uuid:person_id>/record"
UNSEARCHED = sum(1 << section for section in SEALED)


@endpoint(blueprint, "GET", RECORD, out=schemas.RecordOut)
def record(actor: Actor, work: Work, person_id: UUID) -> records.AboutRecord:
    """Which sections are open to me. No content, and so no look is written down."""
    opened = records.opened(work, person_id)
    around = actor.acting_for in (None, person_id) and actor.member in people.circle_of_person(work, person_id)
    if opened is None and not around:
        look(work, person_id, ALL)  # turns away, and writes that down
    return records.about_record(work, person_id, opened)


@endpoint(blueprint, "GET", f"{RECORD}/sections/<string:code>", query=schemas.PageOfSection, out=schemas.SectionPage)
def section(actor: Actor, work: Work, query: dict[str, Any], person_id: UUID, code: str) -> dict[str, Any]:
    """A section, newest first, a page at a time."""
    if code not in BITS:
        raise NotFound
    access = look(work, person_id, 1 << BITS[code])
    page = _page(work, person_id, access, 1 << BITS[code], query)
    return {"section": code, "can_add": bool(access.write >> BITS[code] & 1), **page}


@endpoint(blueprint, "GET", f"{RECORD}/timeline", query=schemas.PageOfTimeline, out=schemas.TimelinePage)
def timeline(actor: Actor, work: Work, query: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """Everything that is open to me, or of the sections that I name, by when it happened, newest first."""
    wanted = query.get("sections", ALL)
    return _page(work, person_id, look(work, person_id, wanted), wanted, query)


@endpoint(blueprint, "GET", f"{RECORD}/night", query=schemas.NightAsked, out=schemas.PageToPrint)
def night(actor: Actor, work: Work, query: dict[str, bool], person_id: UUID) -> pages.PageRow:
    """The one page that whoever comes at night should have read."""
    access = look(work, person_id, NIGHT_SECTIONS, channel="print" if query["print"] else "screen")
    return pages.night_page(work, _reader(person_id, access), NIGHT_SECTIONS & access.read)


@endpoint(blueprint, "GET", f"{RECORD}/print", query=schemas.PrintAsked, out=schemas.PageToPrint)
def printed(actor: Actor, work: Work, query: dict[str, int], person_id: UUID) -> pages.PageRow:
    """What is open to me, on one page for paper."""
    wanted = query.get("sections", ALL)
    access = look(work, person_id, wanted, channel="print")
    return pages.printed_page(work, _reader(person_id, access), wanted & access.read)


@endpoint(blueprint, "POST", f"{RECORD}/search", body=schemas.SearchIn, out=schemas.FoundOut, anew=True)
def search(actor: Actor, work: Work, body: dict[str, str], person_id: UUID) -> dict[str, Any]:
    """Look for words in what is open to me. What is kept enciphered is not looked through."""
    access = look(work, person_id, ALL & ~UNSEARCHED, channel="search")
    rows = entries.found(work, person_id, body["text"], access.read & ~UNSEARCHED)
    return {"items": shown(work, _reader(person_id, access), rows)}


@endpoint(blueprint, "POST", f"{RECORD}/entries", body=schemas.EntryIn, out=schemas.EntryOut, status=201, anew=True)
def new_entry(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID) -> Any:
    """Add to a section that is open to me for that. The same client id again is the same entry, and 200."""
    new = New(
        client_id=body["client_id"],
        section=body["section"],
        text=body["text"],
        data=body["data"],
        happened_at=body.get("happened_at"),
        file_ids=body["files"],
    )
    return _kept(work, person_id, add_entry(actor, work, person_id=person_id, new=new, secret=_secret()))


@endpoint(blueprint, "GET", f"{RECORD}/entries/<uuid:entry_id>", out=schemas.EntryWithVersions)
def entry(actor: Actor, work: Work, person_id: UUID, entry_id: UUID) -> dict[str, Any]:
    """An entry with all its versions, by the id of any of them."""
    versions = entries.versions(work, person_id, entry_id) or entries.not_there(person_id)
    access = look(work, person_id, 1 << versions[0].section)
    rows = shown(work, _reader(person_id, access), versions)
    return {"entry": rows[0], "versions": rows}


@endpoint(
    blueprint,
    "POST",
    f"{RECORD}/entries/<uuid:entry_id>/correct",
    body=schemas.CorrectionIn,
    out=schemas.EntryOut,
    status=201,
    anew=True,
)
def correction(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID, entry_id: UUID) -> Any:
    """Say it better: what I wrote, or anything in my own record."""
    kept = corrections.correct_entry(actor, work, person_id=person_id, entry_id=entry_id, secret=_secret(), **body)
    return _kept(work, person_id, kept)


@endpoint(
    blueprint,
    "POST",
    f"{RECORD}/entries/<uuid:entry_id>/error",
    body=schemas.ErrorIn,
    out=schemas.EntryOut,
    status=201,
    anew=True,
)
def entered_in_error(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID, entry_id: UUID) -> Any:
    """Say that it should never have been here. Its words stay in its versions."""
    kept = corrections.mark_error(actor, work, person_id=person_id, entry_id=entry_id, secret=_secret(), **body)
    return _kept(work, person_id, kept)


@endpoint(
    blueprint,
    "POST",
    f"{RECORD}/entries/<uuid:entry_id>/replies",
    body=schemas.ReplyIn,
    out=schemas.ReplyOut,
    status=201,
    anew=True,
)
def reply(actor: Actor, work: Work, body: dict[str, Any], person_id: UUID, entry_id: UUID) -> Any:
    """Say something to an entry that I may read."""
    said = reply_to_entry(actor, work, person_id=person_id, entry_id=entry_id, secret=_secret(), **body)
    return shown_reply(work, _reader(person_id, said.access), said.row), 200 if said.again else 201


def _page(work: Work, person_id: UUID, access: Access, wanted: int, query: dict[str, Any]) -> dict[str, Any]:
    page = entries.page(work, person_id, wanted & access.read, before=query.get("before"), limit=query["limit"])
    return {"items": shown(work, _reader(person_id, access), page.rows), "has_more": page.has_more}


def _kept(work: Work, person_id: UUID, kept: Kept) -> Any:
    return shown(work, _reader(person_id, kept.access), [kept.row])[0], 200 if kept.again else 201


def _reader(person_id: UUID, access: Access) -> Reader:
    return Reader(person_id, access, _secret())


def _secret() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.secret_key
