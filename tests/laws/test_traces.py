"""Whoever reads or writes a record leaves a row in its log, through whichever door; and so does who is turned away."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import create_app  # noqa: F401 - it knows every domain, and so every route
from server.kernel.doors.http import ENDPOINTS
from tests.files import samples
from tests.files.sending import send
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn, app, opened, settings, sign_in, world

__all__ = ["app", "opened", "settings", "sign_in", "world"]

RECORD = "/people/<uuid:person_id>/record"
# Of what is in a record these doors tell ids and names of sections, and nothing that anybody wrote.
NO_CONTENT = frozenset({f"GET {RECORD}", "GET /records", "GET /conversations/<uuid:conversation_id>/filed"})
Doors = Mapping[str, dict[str, Any] | None]


def words(**more: Any) -> dict[str, Any]:
    """What is written, under an id of its own."""
    return {"client_id": str(uuid4()), "text": "Porridge at eight"} | more


# Every door by which content of a record goes out or comes in, with what is sent; None: nothing is.
DOORS: Doors = {
    f"GET {RECORD}/sections/<string:code>": None,
    f"GET {RECORD}/timeline": None,
    f"GET {RECORD}/night": None,
    f"GET {RECORD}/print": None,
    f"GET {RECORD}/entries/<uuid:entry_id>": None,
    f"POST {RECORD}/search": {"text": "porridge"},
    f"POST {RECORD}/entries": words(section="daily_notes"),
    f"POST {RECORD}/entries/<uuid:entry_id>/replies": words(),
    f"POST {RECORD}/entries/<uuid:entry_id>/correct": words(reason="At nine"),
    f"POST {RECORD}/entries/<uuid:entry_id>/error": {"client_id": str(uuid4()), "reason": "Somebody else's"},
    "POST /conversations/<uuid:conversation_id>/messages/<int:seq>/file": words(section="daily_notes"),
    "GET /files/<uuid:file_id>/content": None,
    "GET /files/<uuid:file_id>/thumbnail": None,
}
OF_RECORDS = re.compile(r".* (/people/<uuid:person_id>/record.*|/records|.*/filed?|/files/<uuid:file_id>/\w+)")
NOT_OF_RECORDS = frozenset({"POST /files/<uuid:file_id>/complete"})  # nothing owns what is still on its way
LOGGED = "SELECT coalesce(sum(reads), 0) FROM tenant.look WHERE person_id = %s AND viewer_id = %s AND kind = %s"


@dataclass(frozen=True, slots=True)
class Scene:
    """Edith, with a photo in her record and a message to her team; Priya in her team, to whom nothing is open; Marek,
    who has nothing to do with her."""

    edith: PersonMember
    priya: Member
    marek: Member
    ids: dict[str, str]

    def ask(self, client: FlaskClient, name: str, body: dict[str, Any] | None) -> TestResponse:
        """Knock at a door of Edith's record."""
        method, _, rule = name.partition(" ")
        path = re.sub(r"<\w+:(\w+)>", lambda found: self.ids[found[1]], rule)
        sent = {**body, **({"person_id": self.ids["person_id"]} if "/messages/" in rule else {})} if body else None
        return client.open(f"/api/v1{path}", method=method, json=sent)


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def scene(coop: CoopWorld, sign_in: SignIn) -> Scene:
    priya, marek = coop.member("Priya Shah"), coop.member("Marek Nowak")
    edith = coop.person("Edith Hughes", team=(priya,))
    hers = sign_in(edith)
    photo = send(hers, coop.coop_id, samples.photo())["file_id"]
    entry = words(section="daily_notes", files=[photo])
    added = hers.post(f"/api/v1/people/{edith.person_id}/record/entries", json=entry)
    assert added.status_code == 201, added.get_data()
    conversation_id, seq = _write(hers)
    ids = {
        "person_id": str(edith.person_id),
        "code": "daily_notes",
        "entry_id": added.get_json()["entry_id"],
        "file_id": photo,
        "conversation_id": conversation_id,
        "seq": str(seq),
    }
    return Scene(edith, priya, marek, ids)


def _write(client: FlaskClient) -> tuple[str, int]:
    """Edith writes to her team."""
    rows = client.get("/api/v1/conversations").get_json()["items"]
    team = next(row["conversation_id"] for row in rows if row["kind"] == "care_team")
    sent = client.post(f"/api/v1/conversations/{team}/messages", json=words())
    assert sent.status_code == 201, sent.get_data()
    return team, sent.get_json()["seq"]


def untraced(doors: Iterable[str], traced: Doors) -> list[str]:
    """Doors of records that nobody has looked at for their traces, and ones that are not there any more."""
    wanted = {name for name in doors if OF_RECORDS.fullmatch(name)} - NO_CONTENT - NOT_OF_RECORDS
    return sorted(wanted ^ set(traced))


def logged(owner: psycopg.Connection[Any], scene: Scene, who: Member, *kinds: str) -> int:
    """How often this member's looks, writes or refusals were counted."""
    asked = [scene.edith.person_id, who.membership_id]
    rows = [owner.execute(LOGGED, [*asked, kind]).fetchone() for kind in kinds]
    return sum(int(row[0]) for row in rows if row)


def test_every_door_of_a_record_is_known() -> None:
    assert untraced((f"{each.method} {each.rule}" for each in ENDPOINTS), DOORS) == []


def test_a_door_that_nobody_looked_at_is_seen() -> None:
    new = f"GET {RECORD}/charts"
    assert untraced([*DOORS, *NO_CONTENT, new, "GET /people/<uuid:person_id>"], DOORS) == [new]


@pytest.mark.parametrize("name", DOORS)
def test_who_goes_through_is_in_the_log(
    name: str, scene: Scene, sign_in: SignIn, owner: psycopg.Connection[Any]
) -> None:
    hers, kinds = sign_in(scene.edith), ("look", "write")
    before = logged(owner, scene, scene.edith, *kinds)
    answer = scene.ask(hers, name, DOORS[name])
    assert answer.status_code in (200, 201), answer.get_data()
    assert logged(owner, scene, scene.edith, *kinds) > before


@pytest.mark.parametrize("name", DOORS)
def test_who_is_turned_away_is_in_the_log(
    name: str, scene: Scene, sign_in: SignIn, owner: psycopg.Connection[Any]
) -> None:
    """Whoever can't see the conversation is turned away by it, before anybody speaks of a record."""
    for who in (scene.priya, scene.marek):
        if who is scene.marek and "/conversations/" in name:
            continue
        before = logged(owner, scene, who, "refusal")
        answer = scene.ask(sign_in(who), name, DOORS[name])
        assert answer.status_code in (403, 404), answer.get_data()
        assert logged(owner, scene, who, "refusal") == before + 1, who.name
        assert logged(owner, scene, who, "look", "write") == 0


@pytest.mark.parametrize("name", sorted(NO_CONTENT))
def test_a_door_without_content_tells_nothing_that_anybody_wrote(name: str, scene: Scene, sign_in: SignIn) -> None:
    answer = scene.ask(sign_in(scene.edith), name, None)
    assert answer.status_code == 200, answer.get_data()
    assert b"Porridge" not in answer.get_data()
