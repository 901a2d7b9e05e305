"""Schemas and fields that every domain's schemas are made of. Unknown fields are refused."""

import unicodedata
from datetime import datetime
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, validate

NUL = "\x00"
LAYOUT = frozenset({"Cc", "Zl", "Zp"})  # control signs, line and paragraph separators
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # signs that turn the direction


class Body(Schema):
    """What comes in, or goes out. An unknown field is refused, not dropped."""

    class Meta:
        unknown = RAISE


class Octets(Schema):
    """Bytes as they are, in the place of JSON: a view is given them, or answers with a Response of them.
    `most`: how many come in at once. `media_types`: as what they go out."""

    most: ClassVar[int] = 0
    media_types: ClassVar[tuple[str, ...]] = ("application/octet-stream",)


class Prose(fields.String):
    """Text that somebody wrote: NFC, without edges, `low` to `high` characters, no NUL, no lone surrogate."""

    def __init__(self, high: int, low: int = 1, **kwargs: Any) -> None:
        self.low, self.high = low, high
        # for the document only: the lengths are checked after normalisation, in _deserialize
        lengths = {"minLength": low, "maxLength": high}
        super().__init__(**{**kwargs, "metadata": lengths | kwargs.get("metadata", {})})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        raw = super()._deserialize(value, attr, data, **kwargs)
        if NUL in raw or any("\ud800" <= character <= "\udfff" for character in raw):
            raise ValidationError("There are signs in this that can't be kept. Type it again.")
        text = unicodedata.normalize("NFC", raw).strip()
        if len(text) < self.low:
            raise ValidationError("There is nothing written here yet.")
        if len(text) > self.high:
            raise ValidationError(f"This is {len(text):,} characters long; {self.high:,} fit.")
        return text


class Line(Prose):
    """One line, such as a name: no line breaks or other control signs, nothing that turns the direction of reading
    (it would let a name lay out somebody else's letter)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if any(unicodedata.category(sign) in LAYOUT or sign in TURNS for sign in text):
            raise ValidationError("This has to be one line, in plain letters.")
        return text


def written(at: datetime | None) -> str | None:
    """A moment of ours as the API writes it: RFC 3339 in UTC with milliseconds."""
    return None if at is None else at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Time(fields.AwareDateTime):
    """A moment, RFC 3339 in UTC with milliseconds."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return written(value)


class Id(fields.UUID):
    """An id."""


class Seq(fields.Integer):
    """A place in a conversation's log: whole, from 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(min=0, max=2**53), **kwargs)


class SeqAsked(fields.Integer):
    """The same in an address's question, where everything is written as text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(min=0, max=2**53), **kwargs)


class Email(Prose):
    """An e-mail address, lower case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(high=254, low=3, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        address = super()._deserialize(value, attr, data, **kwargs).lower()
        validate.Email(error="This isn't an e-mail address.")(address)
        return address


class FieldProblem(Body):
    """One of several fields that are not right."""

    field = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemBody(Body):
    """RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "One sentence for whoever reads it."})
    field = fields.String(metadata={"description": "The field that is not right."})
    errors = fields.List(fields.Nested(FieldProblem))
