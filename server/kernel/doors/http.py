"""The HTTP door. One fixed order for each request: origin and client version, who it is, the unit of work with
its seat, the key of the POST, the schema, the action; then the answer is dumped, COMMIT, and the news leaves."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal
from uuid import UUID

from flask import Request, Response, current_app, request
from flask_smorest import Blueprint
from marshmallow import Schema

from server.kernel.actor import PURPOSES, SignedIn
from server.kernel.doors import credentials, idempotency, octets
from server.kernel.doors.fields import Octets
from server.kernel.doors.reading import Reader
from server.kernel.errors import ClientTooOld, ForeignOrigin, Invalid, NotFound, SignedOut
from server.kernel.unit_of_work import directory_work, take_seat

OLDEST_CLIENT = "2026.11.0"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEY_LIMIT = 200  # characters
READER = Reader()
Who = Literal["anyone", "account", "member"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A route as it was declared; the laws walk this list."""

    name: str
    method: str
    rule: str
    who: Who
    body: type[Schema] | None
    query: type[Schema] | None
    out: type[Schema] | None
    status: int


ENDPOINTS: list[Endpoint] = []


def endpoint(
    blueprint: Blueprint,
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
    rule: str,
    *,
    who: Who = "member",
    body: type[Schema] | None = None,
    query: type[Schema] | None = None,
    out: type[Schema] | None = None,
    status: int = 200,
    secret: bool = False,
    anew: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a route. The view is called as `view([who,] work, [query,] [body,] **path)`:

    - who="member": `view(actor, work, …)` in the co-op's unit of work;
    - who="account": `view(signed_in, work, …)` in the directory's;
    - who="anyone": `view(work, …)` in the directory's, nobody being signed in.
    A DELETE and others without `out` answer 204. A view that returns a flask Response has the last word.
    Where `body` or `out` are Octets, bytes come in or go out in the place of JSON.
    `secret`: the answer holds what is shown once; a repeat of its key is a Conflict, not the answer again.
    `anew`: the answer tells what may be seen now, and the deed can be done twice: a repeat of its key does it again.
    """
    if out is None:
        status = 204
    blueprint.ARGUMENTS_PARSER = READER

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        shaped = view
        if body is not None and issubclass(body, Octets):
            shaped = octets.taken(blueprint, body)(shaped)
        elif body is not None:
            shaped = blueprint.arguments(body, location="json")(shaped)
        if query is not None:
            shaped = blueprint.arguments(query, location="query")(shaped)
        if out is not None and issubclass(out, Octets):
            shaped = octets.given(blueprint, status, out)(shaped)
        else:
            shaped = blueprint.response(status, out)(shaped)

        @wraps(shaped)
        def door(**path: Any) -> Response:
            _check_origin(request)
            _check_client(request)
            if body is not None and issubclass(body, Octets):
                octets.read(request, body.most)
            return _ENTER[who](shaped, path, _post(keeps_answer=not secret, anew=anew))

        ENDPOINTS.append(Endpoint(f"{blueprint.name}.{view.__name__}", method, rule, who, body, query, out, status))
        blueprint.route(rule, methods=[method])(door)
        return view

    return declare


def _anyone(view: Callable[..., Any], path: dict[str, Any], post: idempotency.Post | None) -> Response:
    with directory_work() as work:
        return idempotency.once_in_directory(work, "anyone", post, lambda: view(work, **path))


def _account(view: Callable[..., Any], path: dict[str, Any], post: idempotency.Post | None) -> Response:
    who = _signed_in()
    with directory_work() as work:
        return idempotency.once_in_directory(work, str(who.account_id), post, lambda: view(who, work, **path))


def _member(view: Callable[..., Any], path: dict[str, Any], post: idempotency.Post | None) -> Response:
    who = _signed_in()
    coop_id = _header_id("Ourpatch-Coop") or who.coop_id
    if coop_id is None:
        raise NotFound
    with take_seat(who, coop_id, _header_id("Ourpatch-Acting-For"), _purpose()) as work:
        return idempotency.once_in_coop(work, post, lambda: view(work.actor, work, **path))


_ENTER: dict[Who, Callable[..., Response]] = {"anyone": _anyone, "account": _account, "member": _member}


def _signed_in() -> SignedIn:
    who = credentials.signed_in(request.cookies.get(credentials.COOKIE))
    if who is None:
        raise SignedOut
    return who


def _post(*, keeps_answer: bool, anew: bool) -> idempotency.Post | None:
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or not key:
        return None
    if len(key) > KEY_LIMIT:
        raise Invalid(f"This key is longer than {KEY_LIMIT} characters.", field="Idempotency-Key")
    body = hashlib.sha256(request.get_data(cache=True)).digest()
    acting_for = _header_id("Ourpatch-Acting-For")
    route = f"{request.method} {request.path}" + (f" for {acting_for}" if acting_for else "")
    return idempotency.Post(key, route, body, keeps_answer, anew)


def _purpose() -> str:
    purpose = request.headers.get("Ourpatch-Purpose") or "care"
    if purpose not in PURPOSES:
        raise Invalid("There is no such purpose.", field="Ourpatch-Purpose")
    return purpose


def _header_id(name: str) -> UUID | None:
    raw = request.headers.get(name)
    if not raw:
        return None
    try:
        return UUID(raw)
    except ValueError as problem:
        raise NotFound from problem


def _check_origin(asked: Request) -> None:
    """Cross-site request forgery: a browser says where an unsafe request comes from; another site is refused."""
    if asked.method in SAFE:
        return
    allowed: str = current_app.config["ORIGIN"]
    origin = asked.headers.get("Origin")
    if origin is not None and origin != allowed:
        raise ForeignOrigin
    if origin is None and asked.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ForeignOrigin


def client_is_too_old(version: str | None) -> bool:
    """Versions are `year.month.n`; a client that names none is somebody's own program, and is served."""
    if not version:
        return False
    try:
        asked = tuple(int(part) for part in version.split("."))
    except ValueError:
        return True
    return asked < tuple(int(part) for part in OLDEST_CLIENT.split("."))


def _check_client(asked: Request) -> None:
    if client_is_too_old(asked.headers.get("Ourpatch-Client")):
        raise ClientTooOld
