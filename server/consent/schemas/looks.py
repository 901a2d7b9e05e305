"""Who looked, and the roots of the access log."""

from marshmallow import fields, validate

from server.consent.schemas.fields import Day, SectionCode
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, SeqAsked, Time

STRANDS = ("ordinary", "safeguarding")


class LooksAsked(Body):
    """Which piece of Who looked. `own`: with the person's own looks. The safeguarding strand is the reviewer's."""

    before = SeqAsked(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))
    own = fields.Boolean(load_default=False)
    strand = fields.String(load_default="ordinary", validate=validate.OneOf(STRANDS))


class WhyOut(Body):
    """What let somebody look; "office": that they keep this for the co-op; "none": nothing did, and they were turned
    away."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(["self", "authority", "grant", "visit", "emergency", "directive", "office", "none"]),
    )
    since = Time(required=True, allow_none=True)
    until = Time(required=True, allow_none=True)
    audience = fields.String(required=True, allow_none=True)
    basis = fields.String(required=True, allow_none=True)


class LookOut(Body):
    """A row of the access log. `reads`: how often within a quarter of an hour. `reason` and `review_on` are of the
    safeguarding strand."""

    seq = fields.Integer(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["look", "write", "refusal"]))
    viewer = fields.Nested(FaceOut, required=True)
    acting = fields.Boolean(required=True)
    role = fields.String(required=True)
    organisation = fields.String(required=True, allow_none=True)
    purpose = fields.String(required=True)
    sections = fields.List(SectionCode(), required=True)
    channel = fields.String(required=True)
    began_at = Time(required=True)
    last_at = Time(required=True)
    reads = fields.Integer(required=True)
    why = fields.List(fields.Nested(WhyOut), required=True)
    reason = fields.String(required=True, allow_none=True)
    review_on = Day(required=True, allow_none=True)


class WeekOut(Body):
    """The last seven days, without the person's own looks: how many people looked, and how many were turned away."""

    people = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    faces = fields.List(fields.Nested(FaceOut), required=True)


class LooksOut(Body):
    """A piece of Who looked, the newest row first."""

    week = fields.Nested(WeekOut, required=True)
    items = fields.List(fields.Nested(LookOut), required=True)
    has_more = fields.Boolean(required=True)


class RootOut(Body):
    """What a day of the access log was sealed with."""

    day = Day(required=True)
    root = fields.String(required=True, metadata={"description": "SHA-256, in hexadecimal"})
    leaves = fields.Integer(required=True)


class RootsOut(Body):
    """Days, the newest first."""

    items = fields.List(fields.Nested(RootOut), required=True)
