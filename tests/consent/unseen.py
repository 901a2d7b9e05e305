"""All that one member can learn of a record: every address that gives something, every page of it, every word of a
search, what is told to their screens, what is sent to anybody. And what of it is not as it was.

The addresses are those of the application: a route that is new is asked as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import psycopg

from server.app import create_app  # noqa: F401 - it knows every domain, and so every route
from server.consent.rules.sections import SECTIONS
from server.kernel.doors.http import ENDPOINTS
from tests.consent.hidden import PICTURED, Deed, Scene, Viewer
from tests.world.fixtures import Heard

API = "/api/v1"
ADDRESSES = tuple(sorted(each.rule for each in ENDPOINTS if each.method == "GET"))
WORDS = ("quince", "garden", "Kofi", "quince money", "%", "'; --", "nothing of the kind")
WAITING = (
    "SELECT 'directory', topic, payload::text FROM directory.outbox"
    " UNION ALL SELECT 'tenant', topic, payload::text FROM tenant.outbox"
)
Heads = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, to the last byte."""

    status: int
    headers: Heads
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; of a search, its words."""

    path: str
    body: dict[str, Any] | None = None
    purpose: str = "care"

    def __str__(self) -> str:
        return f"{self.path} {self.body or ''} for {self.purpose}"


def ask(viewer: Viewer, asked: Asked) -> Answer:
    """Ask as this viewer."""
    method = "GET" if asked.body is None else "POST"
    headers = {**viewer.headers, "Ourpatch-Purpose": asked.purpose}
    answer = viewer.client.open(f"{API}{asked.path}", method=method, json=asked.body, headers=headers)
    return Answer(answer.status_code, tuple(sorted(answer.headers.items())), answer.get_data())


def questions(scene: Scene, viewer: Viewer, sections: Iterable[str] = SECTIONS) -> list[Asked]:
    """Everything that can be asked about what is in these sections."""
    record, wanted = f"/people/{scene.edith.person_id}/record", list(sections)
    asked = [Asked(path) for path in _addresses(scene, viewer, wanted)]
    asked += [Asked(f"{record}/search", {"text": word}) for word in WORDS]
    for limit, named in product((1, 2, 100), ("", "&sections=medicines,daily_notes")):
        asked.append(Asked(f"{record}/timeline?limit={limit}{named}"))
    for purpose in ("emergency", "legal"):
        asked += [Asked(f"{record}{page}", purpose=purpose) for page in ("/timeline", "", "/night")]
    for page, code in product(("timeline", "sections/daily_notes"), wanted):
        asked.append(Asked(f"{record}/{page}?before={scene.entries[code]}"))
    return [*asked, Asked(f"{record}/night?print=true"), Asked(f"{record}/print?sections=medicines,about_me")]


def _addresses(scene: Scene, viewer: Viewer, sections: list[str]) -> Iterator[str]:
    places: dict[str, list[str]] = {
        "person_id": [str(scene.edith.person_id)],
        "membership_id": [str(viewer.member.membership_id)],
        "conversation_id": [str(scene.circle)],
        "code": sections,
        "entry_id": [str(scene.entries[code]) for code in sections],
        "file_id": [scene.files[code] for code in sections if code in scene.files],
    }
    for rule in ADDRESSES:
        names = re.findall(r"<\w+:(\w+)>", rule)
        for values in product(*(places.get(name, [str(uuid4())]) for name in names)):
            said = dict(zip(names, values, strict=True))
            yield re.sub(r"<\w+:(\w+)>", lambda found, said=said: said[found[1]], rule)  # type: ignore[misc]


def noticed(
    scene: Scene,
    viewer: Viewer,
    deeds: Iterable[tuple[Deed, str]],
    heard: Heard,
    owner: psycopg.Connection[Any],
    sections: Iterable[str] = SECTIONS,
) -> list[str]:
    """Do these deeds; what of all that this viewer can learn is another thing than before?"""
    asked = questions(scene, viewer, sections)
    before = [ask(viewer, each) for each in asked]
    sent, told = waiting(owner), len(heard.news)
    for deed, section in deeds:
        deed(scene, section)
    news = [f"news: {each.what}" for each in heard.news[told:] if reaches(scene, viewer, each)]
    mail = [f"sent: {row}" for row in sorted(waiting(owner) - sent)]
    after = [ask(viewer, each) for each in asked]
    return [f"{each}" for each, one, other in zip(asked, before, after, strict=True) if one != other] + news + mail


def reaches(scene: Scene, viewer: Viewer, news: Any) -> bool:
    """Whether this viewer's screens are told: those of who acts for somebody lie in that person's seat."""
    seat: UUID = scene.edith.membership_id if viewer.acting else viewer.member.membership_id
    return seat in news.memberships and news.only_by in (None, viewer.member.membership_id)


def waiting(owner: psycopg.Connection[Any]) -> set[tuple[str, ...]]:
    """What waits to be sent to anybody, or done later."""
    return set(owner.execute(WAITING).fetchall())


def told_apart(scene: Scene, viewer: Viewer) -> list[str]:
    """Where what is closed to this viewer is answered otherwise than what is not there at all."""
    record, nothing = f"/people/{scene.edith.person_id}/record", str(uuid4())
    said = {"client_id": str(uuid4()), "reason": "I was told"}
    complaints = []
    for code in (*PICTURED, "home_access", "safeguarding"):
        if code not in viewer.closed:
            continue
        entry_id = str(scene.entries[code])
        asked = [
            (f"{record}/entries/{{}}", None),
            (f"{record}/timeline?before={{}}", None),
            (f"{record}/entries/{{}}/correct", {**said, "text": "None"}),
            (f"{record}/entries/{{}}/error", said),
            (f"{record}/entries/{{}}/replies", {"client_id": said["client_id"], "text": "None"}),
        ]
        pairs = [(path, entry_id, body) for path, body in asked]
        if code in scene.files:
            pairs += [(f"/files/{{}}{end}", scene.files[code], None) for end in ("", "/content", "/thumbnail")]
        for path, real, body in pairs:
            one, other = (ask(viewer, Asked(path.format(each), body)) for each in (real, nothing))
            if one != other:
                complaints.append(f"{code}: {path} is {one.status}, not as nothing at all ({other.status})")
    return complaints
