"""Files as they come in and go out."""

import re
from typing import Any

from marshmallow import ValidationError, fields, validate

from server.files.rules import kinds, sizes
from server.kernel.doors.fields import Body, Id, Line, Octets

TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}(;.*)?", re.IGNORECASE)
SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def _may_be_kept(media_type: str) -> None:
    if not (TYPE.fullmatch(media_type) and kinds.is_kept(media_type)):
        raise ValidationError(kinds.UNKNOWN)


def _fits(size: int) -> None:
    if size > sizes.MOST:
        raise ValidationError(f"This file has {sizes.said(size)}; {sizes.said(sizes.MOST)} fit. Send a smaller one.")
    if size < 1:
        raise ValidationError("There is nothing in this file.")


class UploadIn(Body):
    """A file that is to come. `people_agreed`: of a photo, whether the people in it have agreed."""

    name = Line(200, required=True)
    media_type = Line(200, required=True, validate=_may_be_kept)
    size = fields.Integer(strict=True, required=True, validate=_fits, metadata={"minimum": 1, "maximum": sizes.MOST})
    people_agreed = fields.Boolean(load_default=None, truthy={True}, falsy={False})


class FileOut(Body):
    """A file and how far it has come. `received`: the numbers of the pieces that are here."""

    file_id = Id(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    kind = fields.String(required=True, allow_none=True, validate=validate.OneOf(["image", "audio", "document"]))
    size = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["uploading", "checking", "ready", "refused"]))
    why = fields.String(required=True, allow_none=True)
    chunk_size = fields.Integer(required=True)
    received = fields.List(fields.Integer(), required=True)
    people_agreed = fields.Boolean(required=True, allow_none=True)


class Digest(fields.String):
    """A SHA-256, in hex."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        raw = super()._deserialize(value, attr, data, **kwargs)
        if not SHA256.fullmatch(raw):
            raise ValidationError("This is no SHA-256 in hex.")
        return bytes.fromhex(raw)


class WholeFile(Body):
    """That all pieces have been sent: the SHA-256 of all of them in order."""

    sha256 = Digest(required=True, metadata={"minLength": 64, "maxLength": 64})


class Chunk(Octets):
    """A piece of a file, as it is."""

    most = sizes.CHUNK


class Content(Octets):
    """A file's content."""

    media_types = kinds.SERVED


class Thumbnail(Octets):
    """A photo's small picture."""

    media_types = (kinds.SERVED_IMAGE,)
