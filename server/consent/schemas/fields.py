"""Fields that several schemas of consent share."""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

from server.consent.rules.sections import SECTIONS


class SectionCode(fields.String):
    """A section of the record, by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(SECTIONS, error="There is no such part of the record."), **kwargs)


class Sections(fields.List[str]):
    """Sections, at least one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(SectionCode(), validate=validate.Length(1, 2 * len(SECTIONS)), **kwargs)


class Level(fields.String):
    """How far: to see, or to add as well."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(["see", "add"]), **kwargs)


class Day(fields.Date):
    """A day, as ISO 8601 writes it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not 2000 <= day.year <= 2200:
            raise ValidationError("This day is too far away.")
        return day
