"""Bytes as they are, in and out of the HTTP door: how they are read, and what the API's document says of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Request, request
from flask_smorest import Blueprint

from server.kernel.doors.fields import Octets
from server.kernel.errors import UnsupportedType

STREAM = "application/octet-stream"
BINARY = {"type": "string", "format": "binary"}
SENT_OTHERWISE = "This has to be sent as bytes."
View = Callable[..., Any]


def read(asked: Request, most: int) -> bytes:
    """What was sent, `most` bytes or TooLarge. Before the unit of work begins: a slow line keeps no transaction."""
    asked.max_content_length = most
    if asked.mimetype not in ("", STREAM):
        raise UnsupportedType(SENT_OTHERWISE)
    return asked.get_data(cache=True)


def taken(blueprint: Blueprint, body: type[Octets]) -> Callable[[View], View]:
    """Give the view the bytes that were sent, after what it is given anyhow."""

    def shape(view: View) -> View:
        @wraps(view)
        def with_bytes(*given: Any, **path: Any) -> Any:
            return view(*given, read(request, body.most), **path)

        said = {"required": True, "content": {STREAM: {"schema": BINARY | {"maxLength": body.most}}}}
        described: View = blueprint.doc(requestBody=said)(with_bytes)
        return described

    return shape


def given(blueprint: Blueprint, status: int, out: type[Octets]) -> Callable[[View], View]:
    """Say that the view answers with bytes, and as what; it returns a Response."""

    def shape(view: View) -> View:
        content = {media_type: {"schema": BINARY} for media_type in out.media_types}
        response = {str(status): {"description": "The bytes", "content": content}}
        described: View = blueprint.doc(responses=response)(blueprint.response(status)(view))
        return described

    return shape
