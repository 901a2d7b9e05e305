"""What a record tells open sockets."""

from marshmallow import fields

from server.kernel.doors.fields import Body, Id
from server.kernel.doors.sockets import emits


class RecordNews(Body):
    """Where there is something new."""

    person_id = Id(required=True)
    section = fields.String(required=True)
    entry_id = Id(required=True)


emits(
    "record",
    RecordNews,
    "the members who may read this section of this person's record now",
    "There is a new entry, a later version or a reply in a section: fetch it.",
)
