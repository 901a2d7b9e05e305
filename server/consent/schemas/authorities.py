"""Who acts for a person, and how far."""

from marshmallow import fields, validate

from server.consent.schemas.fields import Level, SectionCode, Sections
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Time

KINDS = ("health and welfare LPA", "property and affairs LPA", "deputy", "appointee", "advocate", "named helper")


class AuthorityIn(Body):
    """An authority, with what shows that it is there."""

    membership_id = Id(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    sections = Sections(required=True)
    level = Level(required=True)
    may_decide = fields.Boolean(load_default=False)
    jointly = fields.Boolean(load_default=False)
    evidence = Prose(1000, required=True)
    from_at = Time(data_key="from", load_default=None, allow_none=True)
    to_at = Time(data_key="until", load_default=None, allow_none=True)


class AuthorityOut(Body):
    """An authority that was not ended. Without `verified_at` it waits for a reviewer, and opens nothing."""

    authority_id = Id(required=True)
    person_id = Id(required=True)
    membership = fields.Nested(FaceOut, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    sections = fields.List(SectionCode(), required=True)
    level = Level(required=True)
    may_decide = fields.Boolean(required=True)
    jointly = fields.Boolean(required=True)
    evidence = fields.String(required=True)
    from_at = Time(data_key="from", required=True)
    to_at = Time(data_key="until", required=True, allow_none=True)
    made_by = fields.Nested(FaceOut, required=True, allow_none=True)
    verified_by = fields.Nested(FaceOut, required=True, allow_none=True)
    verified_at = Time(required=True, allow_none=True)


class AuthoritiesOut(Body):
    """The oldest first."""

    items = fields.List(fields.Nested(AuthorityOut), required=True)
