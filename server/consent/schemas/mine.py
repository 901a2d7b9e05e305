"""The records that are open to me."""

from marshmallow import fields

from server.consent.schemas.fields import SectionCode
from server.kernel.doors.fields import Body, Time
from server.people.schemas import PersonFaceOut


class OpenRecordOut(Body):
    """A record of somebody else: what of it I may read and add to now. `organisation`: the name of the one for which I
    look at it; `until`: from then on nothing of it is open to me."""

    person = fields.Nested(PersonFaceOut, required=True)
    organisation = fields.String(required=True, allow_none=True)
    sections = fields.List(SectionCode(), required=True)
    write = fields.List(SectionCode(), required=True)
    until = Time(required=True, allow_none=True)


class OpenRecords(Body):
    """By name."""

    items = fields.List(fields.Nested(OpenRecordOut), required=True)


class PersonHereOut(Body):
    """Somebody of the co-op who gets support. `papers`: something about who acts for them, or a directive, waits for
    this reviewer."""

    person = fields.Nested(PersonFaceOut, required=True)
    patch_name = fields.String(required=True, allow_none=True)
    papers = fields.Boolean(required=True)


class PeopleHere(Body):
    """By name."""

    items = fields.List(fields.Nested(PersonHereOut), required=True)
