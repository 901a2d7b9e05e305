"""Asking for access, answering, and covering a visit."""

from marshmallow import fields, validate

from server.consent.schemas.grants import Level, SectionCode, section_codes
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Time
from server.people.schemas import PersonFaceOut


class AskIn(Body):
    """What somebody would like to see or add to, and why."""

    sections = section_codes()
    level = fields.String(required=True, validate=validate.OneOf(("see", "add")))
    reason = Prose(1000, required=True)
    until = Time(load_default=None, allow_none=True)


class AnswerIn(Body):
    """Yes, until when if not for good; or no. Words are not needed for either."""

    answer = fields.String(required=True, validate=validate.OneOf(("yes", "no")))
    words = Prose(1000, load_default=None, allow_none=True)
    until = Time(load_default=None, allow_none=True)


class RequestOut(Body):
    """Somebody asks for something."""

    request_id = Id(required=True)
    person = fields.Nested(PersonFaceOut, required=True)
    asker = fields.Nested(FaceOut, required=True)
    sections = fields.List(SectionCode(), required=True)
    level = Level(required=True)
    reason = fields.String(required=True)
    until = Time(required=True, allow_none=True)
    made_at = Time(required=True)
    state = fields.String(required=True, validate=validate.OneOf(("open", "yes", "no", "taken back")))
    answer = fields.String(required=True, allow_none=True)


class Requests(Body):
    """Requests, the newest first."""

    items = fields.List(fields.Nested(RequestOut), required=True)


class CoverIn(Body):
    """Who covers a visit, and when the visit is."""

    membership_id = Id(required=True)
    starts_at = Time(required=True)
    ends_at = Time(required=True)
    reason = Prose(500, load_default=None, allow_none=True)


class CoverOut(Body):
    """A visit's door: open to this carer from `opens_at` to `shuts_at`."""

    cover_id = Id(required=True)
    carer = fields.Nested(FaceOut, required=True)
    starts_at = Time(required=True)
    ends_at = Time(required=True)
    opens_at = Time(required=True)
    shuts_at = Time(required=True)


class Covers(Body):
    """Doors that are open or will be, the first one first."""

    items = fields.List(fields.Nested(CoverOut), required=True)
