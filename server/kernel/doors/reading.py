"""Reading what was sent over HTTP: JSON and nothing else, no field or question that nobody knows, and nothing that
makes the reading itself break."""

from typing import Any

from flask import Request
from marshmallow import RAISE
from webargs.flaskparser import FlaskParser, is_json_request

from server.kernel.errors import Malformed, UnsupportedType


class Reader(FlaskParser):
    """webargs' parser, stricter."""

    def __init__(self) -> None:
        super().__init__()
        self.DEFAULT_UNKNOWN_BY_LOCATION = {**self.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req) and req.get_data(cache=True):
            raise UnsupportedType
        try:
            return super()._raw_load_json(req)
        except (ValueError, RecursionError) as problem:  # not JSON, a number without end, brackets without end
            raise Malformed from problem
