"""The API's document without the API: `python -m server.document` prints it, for whoever makes types from it."""

import json
import sys
from typing import Any

from flask import Flask

from server import domains
from server.kernel.doors import document
from server.kernel.doors.sockets_document import socket_document


def whole() -> dict[str, Any]:
    """The OpenAPI document, the demo's doors included, and among its schemas those of the socket events."""
    app = Flask("document", static_folder=None)
    spec = document.install(app, domains.BLUEPRINTS + domains.DEMO_BLUEPRINTS)
    found: dict[str, Any] = spec.to_dict()
    found["components"]["schemas"] = socket_document()["schemas"] | found["components"]["schemas"]
    return found


if __name__ == "__main__":
    json.dump(whole(), sys.stdout, indent=1, sort_keys=True)
