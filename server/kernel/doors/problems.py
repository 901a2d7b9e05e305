"""Every error of the HTTP door as problem+json, whoever raised it: us, the schemas, Flask or the database."""

from collections.abc import Iterator
from typing import Any

import structlog
from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from server.kernel.errors import (
    Broken,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotFound,
    Problem,
    TooLarge,
    TooMany,
    UnsupportedType,
)

BY_STATUS: dict[int, type[Problem]] = {
    400: Malformed,
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    415: UnsupportedType,
    429: TooMany,
}
log = structlog.get_logger()


def problem_response(problem: Problem) -> Response:
    """The problem as it leaves. A 404 has the same bytes whatever it hides."""
    response = Response(json.dumps(problem.as_dict(), sort_keys=True), problem.status)
    response.content_type = "application/problem+json"
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def sentences(messages: Any, path: str = "") -> Iterator[dict[str, str]]:
    """marshmallow's nested messages as flat {field, detail} pairs; `path` grows with dots."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from sentences(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(messages, list) and all(isinstance(message, str) for message in messages):
        yield {"field": path, "detail": " ".join(messages)}
    else:
        yield {"field": path, "detail": str(messages)}


def invalid(messages: Any) -> Invalid:
    """A schema's complaints as one problem: the first is the sentence, all are listed."""
    errors = list(sentences(messages))
    first = errors[0] if errors else {"field": "", "detail": Invalid.sentence}
    return Invalid(first["detail"], field=first["field"], errors=errors if len(errors) > 1 else ())


def from_http(problem: HTTPException) -> Problem:
    """Flask's, werkzeug's and webargs' exceptions."""
    data = getattr(problem, "data", None)
    if problem.code == 422 and isinstance(data, dict):
        messages = data.get("messages") or {}
        if len(messages) == 1 and next(iter(messages)) in ("json", "query", "headers"):
            messages = next(iter(messages.values()))
        return invalid(messages)
    return BY_STATUS.get(problem.code or 500, Broken)()


def install(app: Flask) -> None:
    """Answer each kind of exception with its problem; log the unexpected ones without private text."""

    @app.errorhandler(Problem)
    def _ours(problem: Problem) -> Response:
        return problem_response(problem)

    @app.errorhandler(HTTPException)
    def _http(problem: HTTPException) -> Response:
        return problem_response(from_http(problem))

    @app.errorhandler(Exception)
    def _other(problem: Exception) -> Response:
        log.error("broken", problem=type(problem).__name__, where=_where(problem))
        return problem_response(Broken())


def _where(problem: Exception) -> str:
    """File and line where it broke: enough to mend it, and nothing that anybody wrote."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
