"""What consent tells open sockets."""

from marshmallow import fields

from server.consent.schemas.fields import SectionCode
from server.kernel.doors.fields import Body, Id
from server.kernel.doors.sockets import emits


class AccessNews(Body):
    """What I may read of this person's record now."""

    person_id = Id(required=True)
    sections = fields.List(SectionCode(), required=True)


emits(
    "access",
    AccessNews,
    "the member whose access to a record changed, in the seat in which they have it",
    "What may be read of a record now: drop what is shown of any other section of it.",
)
