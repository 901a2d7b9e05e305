"""Emergency access and its review."""

from marshmallow import fields, validate

from server.consent.schemas.fields import SectionCode
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Time
from server.people.schemas import PersonFaceOut

REASONS = ("fall", "found unwell", "ambulance", "missing", "fire", "other")
OUTCOMES = ("in order", "talk", "not in order")


class EmergencyIn(Body):
    """Why a record has to be opened now."""

    reason = fields.String(required=True, validate=validate.OneOf(REASONS))
    words = Prose(1000, required=True)


class EmergencyOut(Body):
    """What is open now, and until when."""

    emergency_id = Id(required=True)
    until = Time(required=True)
    sections = fields.List(SectionCode(), required=True)


class ReviewOut(Body):
    """Emergency access, as the reviewer sees it. `looks`: rows of the access log."""

    emergency_id = Id(required=True)
    person = fields.Nested(PersonFaceOut, required=True)
    viewer = fields.Nested(FaceOut, required=True)
    reason = fields.String(required=True, validate=validate.OneOf(REASONS))
    words = fields.String(required=True)
    opened_at = Time(required=True)
    until = Time(required=True)
    due_at = Time(required=True)
    overdue = fields.Boolean(required=True)
    looks = fields.Integer(required=True)
    reviewed_at = Time(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(OUTCOMES))


class ReviewsOut(Body):
    """What waits, and then what was looked at lately."""

    items = fields.List(fields.Nested(ReviewOut), required=True)


class ReviewIn(Body):
    """Whether it was in order."""

    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    words = Prose(2000, required=True)
