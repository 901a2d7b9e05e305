"""Decisions that somebody else makes about a record."""

from marshmallow import fields, validate

from server.consent.schemas.fields import Day, Level, SectionCode, Sections
from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Time
from server.people.schemas import PersonFaceOut

KINDS = ("court order", "safeguarding enquiry")


class BestInterestsIn(Body):
    """A decision for somebody who could not make it: about what, what was decided, who was asked, what would have been
    less restrictive, and when it is looked at again."""

    about = Prose(500, required=True)
    decision = Prose(5000, required=True)
    consulted = Prose(2000, required=True)
    less_restrictive = Prose(2000, required=True)
    review_on = Day(required=True)


class BestInterestsOut(Body):
    """Such a decision."""

    decision_id = Id(required=True)
    about = fields.String(required=True)
    decision = fields.String(required=True)
    consulted = fields.String(required=True)
    less_restrictive = fields.String(required=True)
    decided_by = fields.Nested(FaceOut, required=True)
    decided_at = Time(required=True)
    review_on = Day(required=True)


class BestInterestsList(Body):
    """The newest first."""

    items = fields.List(fields.Nested(BestInterestsOut), required=True)


class DirectiveIn(Body):
    """A court order or a safeguarding enquiry, and whom it names."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    reference = Prose(500, required=True)
    sections = Sections(required=True)
    level = Level(required=True)
    members = fields.List(Id(), required=True, validate=validate.Length(1, 50))
    from_at = Time(data_key="from", load_default=None, allow_none=True)
    to_at = Time(data_key="until", required=True)


class DirectiveOut(Body):
    """A directive. Without `second_by` it waits for another reviewer, and opens nothing."""

    directive_id = Id(required=True)
    person = fields.Nested(PersonFaceOut, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    reference = fields.String(required=True)
    sections = fields.List(SectionCode(), required=True)
    level = Level(required=True)
    members = fields.List(fields.Nested(FaceOut), required=True)
    from_at = Time(data_key="from", required=True)
    to_at = Time(data_key="until", required=True)
    first_by = fields.Nested(FaceOut, required=True)
    second_by = fields.Nested(FaceOut, required=True, allow_none=True)
    ended_at = Time(required=True, allow_none=True)


class DirectivesOut(Body):
    """The newest first."""

    items = fields.List(fields.Nested(DirectiveOut), required=True)


class WithholdingIn(Body):
    """What a person is not to be shown, why, and when that is looked at again."""

    sections = Sections(required=True)
    reason = Prose(2000, required=True)
    review_on = Day(required=True)


class WithholdingOut(Body):
    """What a person is not shown."""

    withholding_id = Id(required=True)
    sections = fields.List(SectionCode(), required=True)
    reason = fields.String(required=True)
    review_on = Day(required=True)
    from_at = Time(data_key="from", required=True)
    made_by = fields.Nested(FaceOut, required=True)


class WithholdingsOut(Body):
    """The newest first."""

    items = fields.List(fields.Nested(WithholdingOut), required=True)
