"""What memberships tell open sockets."""

from marshmallow import fields, validate

from server.kernel.doors.fields import Body, Id
from server.kernel.doors.sockets import emits

CHANGING = (
    "care_team",
    "membership",
    "conversations",
    "caseload",
    "access",
    "access_requests",
    "cover",
    "emergency",
    "looks",
    "reviews",
    "talks_due",
)


class ChangedNews(Body):
    """What to fetch again."""

    what = fields.String(required=True, validate=validate.OneOf(CHANGING))


class SeatEndedNews(Body):
    """In which co-op."""

    coop_id = Id(required=True)


emits("changed", ChangedNews, "the members whom it concerns", "Something of yours changed: fetch it again.")
emits(
    "seat_ended",
    SeatEndedNews,
    "the member who is out of the co-op, or the helper who acts for somebody no more",
    "This socket's place is gone; it closes.",
)
