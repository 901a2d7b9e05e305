"""The built PWA, served by the same origin as the API: a strict policy needs no exceptions then."""

from flask import Flask, Response, request, send_from_directory

from server.kernel.config import Settings
from server.kernel.errors import NotFound

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def install(app: Flask, settings: Settings) -> None:
    """Serve files of the build; any other address that is no API's is the PWA's own, and gets its page."""
    root = settings.pwa_dist.resolve()

    @app.get("/")
    @app.get("/<path:path>")
    def pwa(path: str = "") -> Response:
        if path.startswith(("api/", "socket.io")):
            raise NotFound
        found = bool(path) and (root / path).resolve().is_relative_to(root) and (root / path).is_file()
        if not found and not _is_page(path):
            raise NotFound
        response = send_from_directory(root, path if found else "index.html")
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = FOREVER if found and hashed else ASK_AGAIN
        return response


def _is_page(path: str) -> bool:
    """A page of the PWA has no file ending and is asked for by a browser's address bar."""
    return "." not in path.rsplit("/", 1)[-1] and request.accept_mimetypes.accept_html
