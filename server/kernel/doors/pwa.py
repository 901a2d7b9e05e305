"""The built PWA, served by the same origin as the API: a strict policy needs no exceptions then."""

from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from server.kernel.config import Settings

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NOT_OURS = ("api/", "socket.io")


def install(app: Flask, settings: Settings) -> None:
    """Serve files of the build; any other address that is no API's is the PWA's own, and gets its page.

    Before routing's "not found", not as a route of its own: that would make every unknown address of the API a
    known one with the wrong method.
    """
    root = settings.pwa_dist.resolve()

    @app.before_request
    def _pwa() -> Response | None:
        path = request.path.removeprefix("/")
        if request.url_rule is not None or request.method not in {"GET", "HEAD"} or path.startswith(NOT_OURS):
            return None
        found = _is_file(root, path)
        if not found and not _is_page(path):
            return None
        response = send_from_directory(root, path if found else "index.html")
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = FOREVER if found and hashed else ASK_AGAIN
        return response


def _is_file(root: Path, path: str) -> bool:
    """Whether the build has this file. An address can hold what no file system can ask for: a NUL, a long name."""
    try:
        return bool(path) and (root / path).resolve().is_relative_to(root) and (root / path).is_file()
    except (ValueError, OSError):
        return False


def _is_page(path: str) -> bool:
    """A page of the PWA has no file ending and is asked for by a browser's address bar."""
    return "." not in path.rsplit("/", 1)[-1] and request.accept_mimetypes.accept_html
