"""Everything that is sent wrongly over HTTP, and how it is refused."""

import re
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from flask import json

PRIVATE = "Mrs Evans fell on the stairs"  # what somebody wrote: it may stand in no log line
MESSAGES = "/conversations/{conversation_id}/messages"
EVENTS = "/conversations/{conversation_id}/events"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A request that has to be refused: with which status, by which problem, because of which field."""

    what: str
    method: str
    path: str
    status: int
    slug: str
    named: str | None = None
    body: bytes | None = None
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)

    def address(self, ids: dict[str, UUID]) -> str:
        """Its path, with the ids of the one who asks."""
        return "/api/v1" + re.sub(r"\{(\w+)\}", lambda found: str(ids[found[1]]), self.path)


def _message(what: str, status: int, slug: str, field_: str | None, **body: object) -> Wrong:
    whole = {"client_id": str(uuid4()), "text": PRIVATE} | body
    return Wrong(what, "POST", MESSAGES, status, slug, field_, json.dumps(whole).encode())


def _raw(what: str, status: int, slug: str, body: bytes, content_type: str = JSON) -> Wrong:
    return Wrong(what, "POST", MESSAGES, status, slug, None, body, content_type)


def _page(asked: str, field_: str | None) -> Wrong:
    return Wrong(f"a page with {asked}", "GET", f"{EVENTS}?{asked}", 422, "invalid", field_)


WRONG = (
    _raw("a body over the limit", 413, "too-large", json.dumps({"text": "x" * 70_000}).encode()),
    _message("a text of 100,000 characters", 413, "too-large", None, text="x" * 100_000),
    _message("a text of 4,001 characters", 422, "invalid", "text", text=f"{PRIVATE:x<4001}"),
    _message("an empty text", 422, "invalid", "text", text="  \n "),
    _message("NUL in a text", 422, "invalid", "text", text=f"{PRIVATE}\0"),
    _message("a lone surrogate in a text", 422, "invalid", "text", text=f"{PRIVATE}\ud800"),
    _message("a text that is a number", 422, "invalid", "text", text=1),
    _message("a client id that is none", 422, "invalid", "client_id", client_id=PRIVATE),
    _message("a medium that there is not", 422, "invalid", "medium", medium=PRIVATE),
    _message("an unknown field", 422, "invalid", "colour", colour=PRIVATE),
    _message("an unknown field with a lone surrogate in its name", 422, "invalid", "\ud800", **{"\ud800": 1}),
    _raw("another type", 415, "unsupported-type", PRIVATE.encode(), "text/plain"),
    _raw("no JSON", 400, "malformed", f'{{"text": "{PRIVATE}'.encode()),
    _raw("no UTF-8", 400, "malformed", b'{"text": "\xff\xfe"}'),
    _raw("a list", 422, "invalid", json.dumps([PRIVATE]).encode()),
    _raw("a word", 422, "invalid", json.dumps(PRIVATE).encode()),
    _raw("null", 422, "invalid", b"null"),
    _raw("nothing", 400, "malformed", b""),
    _raw("sixty thousand brackets", 400, "malformed", b"[" * 60_000),
    _raw("a number of five thousand digits", 400, "malformed", b'{"text": ' + b"9" * 5_000 + b"}"),
    _page("after=1000000", "after"),
    _page("after=-1", "after"),
    _page("after=soon", "after"),
    _page("before=-1", "before"),
    _page("limit=0", "limit"),
    _page("limit=501", "limit"),
    _page("after=1&before=2", None),
    _page("colour=blue", "colour"),
    _page("after=99999999999999999999999999", "after"),
    Wrong("a cursor from the future", "POST", "/sync", 422, "invalid", "cursors", b'{"cursors": {"%s": 1000000}}'),
    Wrong("a cursor that is no number", "POST", "/sync", 422, "invalid", None, b'{"cursors": {"%s": "x"}}'),
    Wrong("a mark that is no number", "POST", "/receipts", 422, "invalid", None,
          b'{"marks": [{"conversation_id": "%s", "read_seq": NaN}]}'),
    Wrong("an address that is none", "GET", "/people/1", 404, "not-found"),
    Wrong("an id of nothing", "GET", f"/people/{uuid4()}", 404, "not-found"),
    Wrong("a method that there is not", "PUT", "/coop", 405, "method-not-allowed"),
    Wrong("from another site", "POST", "/receipts", 403, "foreign-origin", None, b'{"marks": []}',
          headers={"Origin": "https://evil.example"}),
    Wrong("from another site, by what the browser says", "POST", "/receipts", 403, "foreign-origin", None,
          b'{"marks": []}', headers={"Sec-Fetch-Site": "cross-site"}),
    Wrong("from a form of another site", "POST", "/receipts", 403, "foreign-origin", None, b"marks=",
          "application/x-www-form-urlencoded", headers={"Origin": "null"}),
    Wrong("by a client that is too old", "GET", "/coop", 426, "client-too-old",
          headers={"Ourpatch-Client": "2020.1.0"}),
    Wrong("by a client of no version", "GET", "/coop", 426, "client-too-old", headers={"Ourpatch-Client": PRIVATE}),
    Wrong("in a co-op that is no id", "GET", "/coop", 404, "not-found", headers={"Ourpatch-Coop": PRIVATE}),
    Wrong("for a person that is no id", "GET", "/coop", 404, "not-found", headers={"Ourpatch-Acting-For": PRIVATE}),
    Wrong("without a session", "GET", "/coop", 401, "signed-out", headers={"Cookie": ""}),
    Wrong("with a session that is none", "GET", "/coop", 401, "signed-out",
          headers={"Cookie": f"ourpatch_session={PRIVATE}"}),
    Wrong("with a key that is too long", "POST", "/receipts", 422, "invalid", "Idempotency-Key", b'{"marks": []}',
          headers={"Idempotency-Key": "x" * 201}),
)  # fmt: skip
