"""What is asked of each route: the ids in its address, and a body that is right. Ids are those of the first co-op."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from server.kernel import clock
from server.kernel.doors.http import ENDPOINTS, Endpoint
from tests.crawler.cast import PHOTO, Coop

Ids = Mapping[str, UUID]
Sent = dict[str, Any] | bytes
Body = Callable[[Ids], Sent]
DEMO = frozenset({"GET /demo/people", "POST /demo/session", "GET /demo/mail"})


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: its method, its address, its body."""

    method: str
    path: str
    body: Sent | None


def _nothing(_: Ids) -> dict[str, Any]:
    return {}


# Bodies of what takes one. What they say of ids is looked up when they are asked: `person_id`, or a member's name.
BODIES: dict[str, Body] = {
    "POST /session/codes": lambda _: {"email": "somebody@example.org"},
    "POST /session/by-code": lambda _: {"email": "somebody@example.org", "code": "123456", "device_name": "a phone"},
    "POST /session/by-card": lambda _: {"words": "one two three four five six", "device_name": "a phone"},
    "POST /session/by-passkey": lambda _: {"options_id": uuid4(), "credential": {}, "device_name": "a phone"},
    "POST /session/fresh": lambda _: {"options_id": uuid4(), "credential": {}},
    "POST /passkeys": lambda _: {"options_id": uuid4(), "credential": {}, "name": "My phone"},
    "PUT /session/coop": lambda ids: {"coop_id": ids["coop_id"]},
    "PATCH /preferences": lambda _: {"calm": True},
    "PATCH /membership": lambda _: {"phone": "01792 555 0142"},
    "POST /patches": lambda _: {"name": "A new patch"},
    "POST /patches/<uuid:patch_id>/team": lambda ids: {"membership_id": ids["ned_id"]},
    "POST /invitations": lambda ids: {
        "email": "new@example.org",
        "name": "New",
        "member_class": "carer",
        "patch_id": ids["patch_id"],
    },
    "POST /invitations/look": lambda _: {"token": "no such token"},
    "POST /invitations/accept": lambda _: {"token": "no such token", "device_name": "a phone"},
    "POST /enrolment-cards": lambda ids: {"name": "New", "member_class": "carer", "patch_id": ids["patch_id"]},
    "POST /organisations": lambda _: {"name": "Another surgery", "kind": "gp practice"},
    "POST /people/<uuid:person_id>/partners": lambda ids: {
        "organisation_id": ids["organisation_id"],
        "email": "new@example.org",
        "name": "New",
        "role": "doctor",
    },
    "POST /people/<uuid:person_id>/care-team": lambda ids: {"membership_id": ids["ned_id"]},
    "POST /people/<uuid:person_id>/helpers": lambda ids: {"membership_id": ids["ned_id"]},
    "POST /people/<uuid:person_id>/grants": lambda _: {
        "audience": {"audience": "care team"},
        "sections": ["services"],
        "level": "see",
        "wording": "2026-11",
        "language": "en",
    },
    "POST /people/<uuid:person_id>/questions": lambda _: {"wording": "2026-11", "language": "easy"},
    "POST /people/<uuid:person_id>/start": lambda _: {"basis": "The assessment"},
    "POST /people/<uuid:person_id>/access-requests": lambda _: {
        "sections": ["services"],
        "level": "see",
        "reason": "I drive her there",
    },
    "POST /access-requests/<uuid:request_id>/answer": lambda _: {"answer": "yes"},
    "POST /people/<uuid:person_id>/cover": lambda ids: {
        "membership_id": ids["kim_id"],
        "starts_at": clock.now().isoformat(),
        "ends_at": (clock.now() + timedelta(hours=1)).isoformat(),
    },
    "POST /people/<uuid:person_id>/emergency": lambda _: {"reason": "fall", "words": "On the floor"},
    "POST /reviews/<uuid:emergency_id>": lambda _: {"outcome": "in order", "words": "It was needed"},
    "POST /people/<uuid:person_id>/authorities": lambda ids: {
        "membership_id": ids["ned_id"],
        "kind": "advocate",
        "sections": ["medicines"],
        "level": "see",
        "evidence": "A letter",
    },
    "POST /people/<uuid:person_id>/best-interests": lambda _: {
        "about": "Medicines",
        "decision": "Ned may see them",
        "consulted": "Sam",
        "less_restrictive": "Nothing",
        "review_on": "2199-01-01",
    },
    "POST /people/<uuid:person_id>/directives": lambda ids: {
        "kind": "court order",
        "reference": "26/118",
        "sections": ["legal"],
        "level": "see",
        "members": [ids["sam_id"]],
        "until": "2199-01-01T00:00:00Z",
    },
    "POST /people/<uuid:person_id>/withholdings": lambda _: {
        "sections": ["procedures"],
        "reason": "A danger to somebody else",
        "review_on": "2199-01-01",
    },
    "POST /conversations/direct": lambda ids: {"membership_id": ids["ivy_id"]},
    "POST /conversations/<uuid:conversation_id>/messages": lambda _: {"client_id": uuid4(), "text": "It is in there"},
    "POST /conversations/<uuid:conversation_id>/messages/<int:seq>/file": lambda ids: {
        "client_id": uuid4(),
        "person_id": ids["person_id"],
        "text": "Where the key is",
    },
    "POST /people/<uuid:person_id>/record/search": lambda _: {"text": "key"},
    "POST /people/<uuid:person_id>/record/entries": lambda _: {
        "client_id": uuid4(),
        "section": "daily_notes",
        "text": "She is well",
    },
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/correct": lambda _: {
        "client_id": uuid4(),
        "text": "It is in the shed",
        "reason": "It was moved",
    },
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/error": lambda _: {
        "client_id": uuid4(),
        "reason": "It was somebody else's",
    },
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/replies": lambda _: {
        "client_id": uuid4(),
        "text": "I know",
    },
    "POST /receipts": lambda ids: {"marks": [{"conversation_id": ids["conversation_id"], "read_seq": 1}]},
    "POST /sync": lambda ids: {"cursors": {str(ids["conversation_id"]): 0}},
    "POST /files": lambda _: {"name": "a.txt", "media_type": "text/plain", "size": 5},
    "PUT /files/<uuid:file_id>/chunks/<int:n>": lambda _: PHOTO,
    "POST /files/<uuid:file_id>/complete": lambda _: {"sha256": sha256(PHOTO).hexdigest()},
    "POST /demo/session": lambda ids: {"membership_id": ids["ivy_id"], "device_name": "a phone"},
}
# What stands in an address and is no id.
PLAIN = {"n": "0", "code": "daily_notes", "seq": "4"}
# An id in an address that is not the co-op's id of the same name.
IN_ADDRESS = {
    "POST /care-team-invitations/<uuid:team_member_id>/accept": {"team_member_id": "asked_id"},
    "POST /care-team-invitations/<uuid:team_member_id>/decline": {"team_member_id": "asked_id"},
    "DELETE /people/<uuid:person_id>/helpers/<uuid:membership_id>": {"membership_id": "tom_id"},
}


def name_of(endpoint: Endpoint) -> str:
    """As outcomes and bodies are declared: `GET /people/<uuid:person_id>`."""
    return f"{endpoint.method} {endpoint.rule}"


def endpoints() -> dict[str, Endpoint]:
    """Every route that there is."""
    return {name_of(endpoint): endpoint for endpoint in ENDPOINTS}


def ask(endpoint: Endpoint, coop: Coop, unknown: Mapping[str, UUID] | None = None) -> Ask:
    """The request, with this co-op's ids; with those of `unknown` in their place, as far as it has any."""
    name = name_of(endpoint)
    ids: dict[str, UUID] = {"coop_id": coop.coop_id, **coop.ids, **(unknown or {})}
    other = IN_ADDRESS.get(name, {})
    said: dict[str, object] = {**PLAIN, **ids}
    path = re.sub(r"<\w+:(\w+)>", lambda found: str(said[other.get(found[1], found[1])]), endpoint.rule)
    body = BODIES[name](ids) if endpoint.body is not None else None
    return Ask(endpoint.method, f"/api/v1{path}", body)


def unknown_ids(coop: Coop) -> dict[str, UUID]:
    """Ids of nothing, in the place of all of this co-op's."""
    return {name: uuid4() for name in ("coop_id", *coop.ids)}


def has_ids(endpoint: Endpoint, coop: Coop) -> bool:
    """Whether anything of the co-op is named in the request at all."""
    known = {str(value) for value in coop.ids.values()} | {str(coop.coop_id)}
    asked = ask(endpoint, coop)
    said = f"{asked.path} {asked.body!r}"
    return any(each in said for each in known)
