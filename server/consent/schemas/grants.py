"""Who may see what, and what is chosen."""

from marshmallow import ValidationError, fields, validate

from server.consent.rules.levels import LEVELS, WORDING
from server.consent.rules.sections import SECTIONS
from server.coops.schemas import FaceOut, OrganisationOut
from server.kernel.doors.fields import Body, Id, Line, Prose, Time
from server.people.schemas import PersonFaceOut

AUDIENCES = ("membership", "care team", "patch team", "organisation", "organisation role")
LANGUAGES = ("en", "cy", "easy")


class SectionCode(fields.String):
    """A section of the record, by its code."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(validate=validate.OneOf(SECTIONS, error="There is no such section."), **kwargs)  # type: ignore[arg-type]


def section_codes() -> fields.List[str]:
    """Sections, at least one."""
    length = validate.Length(min=1, max=len(SECTIONS), error="Choose at least one section.")
    return fields.List(SectionCode(), required=True, validate=length)


def wording() -> fields.String:
    """The version of the words that somebody chose by: one that there is, or the proof of it would prove nothing."""
    return Line(20, required=True, validate=_is_known)


def _is_known(version: str) -> None:
    if version != WORDING:
        raise ValidationError("There are no such words.")


class Level(fields.String):
    """closed, see, or add (see and add)."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(validate=validate.OneOf(LEVELS), **kwargs)  # type: ignore[arg-type]


class AudienceIn(Body):
    """To whom. `id`: of the membership, patch or organisation; `role`: in that organisation."""

    audience = fields.String(required=True, validate=validate.OneOf(AUDIENCES))
    id = Id(load_default=None, allow_none=True)
    role = Line(80, load_default=None, allow_none=True)


class GrantIn(Body):
    """What is chosen for these sections. `wording`: the version of the words that it was chosen by."""

    audience = fields.Nested(AudienceIn, required=True)
    sections = section_codes()
    level = Level(required=True)
    until = Time(load_default=None, allow_none=True)
    wording = wording()
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))


class SquareOut(Body):
    """One section for one audience. `held`: a directive keeps it open to somebody, whatever is chosen."""

    section = SectionCode(required=True)
    level = Level(required=True)
    until = Time(required=True, allow_none=True)
    held = fields.Boolean(required=True)
    basis = fields.String(required=True)


class AudienceOut(Body):
    """A column of the picture, with all thirty squares. The care team has no name of its own."""

    audience = fields.String(required=True, validate=validate.OneOf(AUDIENCES))
    id = Id(required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    faces = fields.List(fields.Nested(FaceOut), required=True)
    organisation = fields.Nested(OrganisationOut, required=True, allow_none=True)
    squares = fields.List(fields.Nested(SquareOut), required=True)


class QuiltOut(Body):
    """Who may see what. `safe`: what safe care needs; closing one of these is done, and talked about."""

    person = fields.Nested(PersonFaceOut, required=True)
    may_decide = fields.Boolean(required=True)
    acting = fields.Boolean(required=True)
    questions_at = Time(required=True, allow_none=True)
    started_at = Time(required=True, allow_none=True)
    wording = fields.String(required=True)
    safe = fields.List(SectionCode(), required=True)
    talk_due = fields.Boolean(required=True)
    audiences = fields.List(fields.Nested(AudienceOut), required=True)


class QuestionsIn(Body):
    """The four questions were walked through, in which words."""

    wording = wording()
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))


class StartIn(Body):
    """What the starting arrangement rests on: the assessment, in a sentence."""

    basis = Prose(1000, required=True)


class TalkOut(Body):
    """The coach and a person are to talk about what was closed."""

    talk_id = Id(required=True)
    person = fields.Nested(PersonFaceOut, required=True)
    sections = fields.List(SectionCode(), required=True)
    made_at = Time(required=True)


class Talks(Body):
    """Talks that are due, the first one first."""

    items = fields.List(fields.Nested(TalkOut), required=True)
