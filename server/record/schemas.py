"""Records as they come in and go out."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from server.consent.rules.sections import SECTIONS, mask
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Seq, Time
from server.people.schemas import PersonFaceOut
from server.record.rules.entries import (
    FILES_LIMIT,
    MOST,
    PAGE,
    REASON_LIMIT,
    REPLY_LIMIT,
    SEARCH_LIMIT,
    TEXT_LIMIT,
    VALUE_LIMIT,
)

STATES = ("current", "corrected", "error")


class SectionCode(fields.String):
    """A section's code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(SECTIONS), **kwargs)


class SectionCodes(fields.String):
    """Sections in an address's question: their codes with commas between them, as a mask."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        raw = super()._deserialize(value, attr, data, **kwargs)
        try:
            return mask(raw.split(","))
        except KeyError as problem:
            raise ValidationError("There is no such section.") from problem


class RecordFile(Body):
    """A file in an entry. `thumbnail`: whether there is a small picture. `people_agreed`: of a photo."""

    file_id = Id(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["image", "audio", "document"]))
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    thumbnail = fields.Boolean(required=True)
    people_agreed = fields.Boolean(required=True, allow_none=True)


class ReplyOut(Body):
    """What somebody said to an entry. `text` is null where its key was destroyed."""

    reply_id = Id(required=True)
    text = fields.String(required=True, allow_none=True)
    author = fields.Nested(FaceOut, required=True)
    author_role = fields.String(required=True)
    acting_for = fields.Boolean(required=True)
    at = Time(required=True)


class FromMessage(Body):
    """The message that an entry was filed from."""

    conversation_id = Id(required=True)
    seq = Seq(required=True)


class EntryOut(Body):
    """A version of an entry. `root_id`: what all versions of it share. `text` is null of what was entered in error,
    and where its key was destroyed."""

    entry_id = Id(required=True)
    root_id = Id(required=True)
    version = fields.Integer(required=True)
    section = SectionCode(required=True)
    text = fields.String(required=True, allow_none=True)
    data = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    author = fields.Nested(FaceOut, required=True)
    author_role = fields.String(required=True)
    acting_for = fields.Boolean(required=True)
    happened_at = Time(required=True)
    recorded_at = Time(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    reason = fields.String(required=True, allow_none=True)
    replies = fields.List(fields.Nested(ReplyOut), required=True)
    files = fields.List(fields.Nested(RecordFile), required=True)
    from_message = fields.Nested(FromMessage, required=True, allow_none=True)
    can_correct = fields.Boolean(required=True)
    can_reply = fields.Boolean(required=True)


class OpenSectionOut(Body):
    """A section that is open to me."""

    section = SectionCode(required=True)
    read = fields.Boolean(required=True)
    write = fields.Boolean(required=True)


class RecordOut(Body):
    """A record from outside: which sections are open to me. No content, and no look."""

    person = fields.Nested(PersonFaceOut, required=True)
    mine = fields.Boolean(required=True)
    acting = fields.Boolean(required=True)
    role = fields.String(required=True)
    sections = fields.List(fields.Nested(OpenSectionOut), required=True)
    closed = fields.Boolean(required=True)
    questions_due = fields.Boolean(required=True)
    emergency_until = Time(required=True, allow_none=True)
    may_decide = fields.Boolean(required=True)


class PageOfSection(Body):
    """Which part of a section: what is older than an entry, and how much."""

    before = Id()
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=MOST))


class PageOfTimeline(PageOfSection):
    """The same of several sections, or of all that are open."""

    sections = SectionCodes()


class SectionPage(Body):
    """A page of a section, newest first."""

    section = SectionCode(required=True)
    can_add = fields.Boolean(required=True)
    items = fields.List(fields.Nested(EntryOut), required=True)
    has_more = fields.Boolean(required=True)


class TimelinePage(Body):
    """A page of the timeline, newest first."""

    items = fields.List(fields.Nested(EntryOut), required=True)
    has_more = fields.Boolean(required=True)


class NightAsked(Body):
    """Whether the page is for paper."""

    print = fields.Boolean(load_default=False)


class PrintAsked(Body):
    """Which sections; all that are open, unless said."""

    sections = SectionCodes()


class PartOfPage(Body):
    """A section on a page, newest first. `has_more`: there are older entries, which are not on the page."""

    section = SectionCode(required=True)
    entries = fields.List(fields.Nested(EntryOut), required=True)
    has_more = fields.Boolean(required=True)


class PageToPrint(Body):
    """A page about a person, as it was open to me at that moment."""

    person = fields.Nested(PersonFaceOut, required=True)
    made_at = Time(required=True)
    parts = fields.List(fields.Nested(PartOfPage), required=True)


class SearchIn(Body):
    """What to look for. What is empty, or looks for nothing, finds nothing."""

    text = Prose(SEARCH_LIMIT, 0, required=True)


class FoundOut(Body):
    """What was found, newest first."""

    items = fields.List(fields.Nested(EntryOut), required=True)


class Data(fields.Dict):
    """What an entry says beside its words, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            keys=fields.String(validate=validate.Length(max=VALUE_LIMIT)),
            values=Prose(VALUE_LIMIT, 0),
            validate=validate.Length(max=len(SECTIONS)),
            **kwargs,
        )


class EntryIn(Body):
    """A new entry. `client_id` is made when Save is pressed and stays the same in every try."""

    client_id = Id(required=True)
    section = SectionCode(required=True)
    text = Prose(TEXT_LIMIT, required=True)
    data = Data(load_default=dict)
    happened_at = Time()
    files = fields.List(Id(), load_default=list, validate=validate.Length(max=FILES_LIMIT))


class CorrectionIn(Body):
    """The same said better, and why. Without `data` it stays as it was."""

    client_id = Id(required=True)
    text = Prose(TEXT_LIMIT, required=True)
    data = Data()
    reason = Prose(REASON_LIMIT, required=True)


class ErrorIn(Body):
    """That it should never have been here, and why."""

    client_id = Id(required=True)
    reason = Prose(REASON_LIMIT, required=True)


class ReplyIn(Body):
    """Something said to an entry."""

    client_id = Id(required=True)
    text = Prose(REPLY_LIMIT, required=True)


class EntryWithVersions(Body):
    """An entry as it is now, and all its versions, the newest first."""

    entry = fields.Nested(EntryOut, required=True)
    versions = fields.List(fields.Nested(EntryOut), required=True)
