"""The API's document: OpenAPI 3.1 from the schemas that the routes use, and the socket events beside it."""

from collections.abc import Iterable
from http import HTTPStatus

from apispec import APISpec
from flask import Flask, Response, jsonify, render_template_string
from flask_smorest import Api, Blueprint

from server.kernel.doors.docs_page import PAGE, STYLE
from server.kernel.doors.fields import ProblemBody
from server.kernel.doors.sockets_document import socket_document

VERSION = "v1"
DESCRIPTION = """People who get support write straight to their carers. Sign in, keep the cookie, name the co-op
in `Ourpatch-Coop` where an account has several. Every POST takes an `Idempotency-Key`. Refusals are
`application/problem+json` (RFC 9457): a sentence in `detail`, the field in `field`."""


class OurApi(Api):  # type: ignore[misc]
    """flask-smorest's API with problem+json in the place of its own errors."""

    ERROR_SCHEMA = ProblemBody

    def _register_error_handlers(self) -> None:
        """Errors are answered by `problems.install`."""

    def _register_responses(self) -> None:
        """The one answer of everything that went wrong, under each name by which a route may refer to it."""
        problem = {
            "description": "A problem (RFC 9457)",
            "content": {"application/problem+json": {"schema": ProblemBody}},
        }
        for status in HTTPStatus:
            self.spec.components.response(status.name, problem, lazy=True)
        self.spec.components.response("DEFAULT_ERROR", problem, lazy=True)


def install(app: Flask, blueprints: Iterable[Blueprint]) -> APISpec:
    """Register the routes under /api/v1, and the document with its page; gives back the document."""
    app.config.update(
        API_TITLE="Ourpatch",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION, "license": {"name": "AGPL-3.0-or-later"}}},
    )
    api = OurApi(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix="/api/v1")

    def socket_events() -> Response:
        return jsonify(socket_document())

    def docs() -> str:
        return render_template_string(PAGE, api=api.spec.to_dict(), sockets=socket_document())

    def style() -> Response:
        return Response(STYLE, mimetype="text/css")

    app.add_url_rule("/api/v1/socket-events.json", view_func=socket_events)
    app.add_url_rule("/api/v1/docs", view_func=docs)
    app.add_url_rule("/api/v1/docs.css", view_func=style)
    spec: APISpec = api.spec
    return spec
