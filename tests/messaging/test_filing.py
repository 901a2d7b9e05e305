"""A message becomes an entry: by who sees the message and may write in the section, with a link both ways."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.messaging.queries.conversations import conversations
from tests.record.ground import CARERS, Ground, ask, lay, let
from tests.world import World
from tests.world.fixtures import SignIn


@dataclass(frozen=True, slots=True)
class Scene:
    """Edith's care team, in which Sam has written once."""

    ground: Ground
    circle: UUID
    seq: int
    sam: FlaskClient

    def body(self, **more: Any) -> dict[str, Any]:
        return {"client_id": str(uuid4()), "person_id": str(self.ground.edith.person_id), **more}

    def file(self, client: FlaskClient, body: dict[str, Any], seq: int | None = None) -> TestResponse:
        path = f"/api/v1/conversations/{self.circle}/messages/{self.seq if seq is None else seq}/file"
        return client.post(path, json=body)

    def filed(self, client: FlaskClient) -> TestResponse:
        return client.get(f"/api/v1/conversations/{self.circle}/filed")


@pytest.fixture
def scene(world: World, sign_in: SignIn) -> Scene:
    ground = lay(world)
    with ground.sam.work() as work:
        circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
    sam = sign_in(ground.sam)
    sent = sam.post(
        f"/api/v1/conversations/{circle}/messages", json={"client_id": str(uuid4()), "text": "She ate all of it."}
    )
    return Scene(ground, circle, sent.get_json()["seq"], sam)


def test_a_message_is_filed_with_a_link_both_ways(scene: Scene, sign_in: SignIn) -> None:
    body = scene.body()
    kept = scene.file(scene.sam, body)
    entry = kept.get_json()
    assert kept.status_code == 201
    assert (entry["text"], entry["section"]) == ("She ate all of it.", "daily_notes")
    assert entry["from_message"] == {"conversation_id": str(scene.circle), "seq": scene.seq}
    assert scene.file(scene.sam, body).status_code == 200
    link = {
        "seq": scene.seq,
        "entry_id": entry["entry_id"],
        "person_id": str(scene.ground.edith.person_id),
        "section": "daily_notes",
    }
    for client in (scene.sam, sign_in(scene.ground.edith)):
        assert scene.filed(client).get_json() == {"items": [link]}
    assert scene.filed(sign_in(scene.ground.priya)).get_json() == {"items": []}, "in the team, and not let in"
    assert scene.filed(sign_in(scene.ground.marek)).status_code == 404


def test_in_better_words_and_then_in_better_ones_still(scene: Scene, sign_in: SignIn) -> None:
    entry = scene.file(scene.sam, scene.body(text="Breakfast: all eaten.")).get_json()
    assert entry["text"] == "Breakfast: all eaten."
    better = ask(sign_in, scene.ground.sam, scene.ground.edith).correct(entry["entry_id"], "Porridge: all eaten.")
    assert better.get_json()["from_message"]["seq"] == scene.seq
    [link] = scene.filed(scene.sam).get_json()["items"]
    assert link["entry_id"] == better.get_json()["entry_id"]


def test_into_a_closed_section_nothing_is_filed(scene: Scene, sign_in: SignIn) -> None:
    refused = scene.file(scene.sam, scene.body(section="money"))
    assert (refused.status_code, refused.get_json()["type"]) == (403, "/problems/refused")
    priya = scene.file(sign_in(scene.ground.priya), scene.body())
    assert priya.status_code == 403
    assert scene.file(scene.sam, scene.body(section="gossip")).status_code == 422
    other = scene.ground.coop.person("Arthur Webb")
    assert scene.file(scene.sam, scene.body(person_id=str(other.person_id))).status_code == 404
    assert scene.filed(scene.sam).get_json() == {"items": []}


def test_what_one_does_not_see_one_does_not_file(scene: Scene, sign_in: SignIn) -> None:
    let(scene.ground.coop, scene.ground.edith, scene.ground.marek, CARERS, ("daily_notes",))
    assert scene.file(sign_in(scene.ground.marek), scene.body()).status_code == 404
    for seq in (0, scene.seq + 1, 2**53 + 1, 2**70):
        assert scene.file(scene.sam, scene.body(), seq).status_code == 404, seq
    late = scene.ground.coop.member("Kofi Mensah")
    scene.ground.coop.care_team(scene.ground.edith, late)
    let(scene.ground.coop, scene.ground.edith, late, CARERS, ("daily_notes",))
    assert scene.file(sign_in(late), scene.body()).status_code == 404, "said before Kofi came"


def test_that_it_was_filed_is_gone_with_the_section(scene: Scene) -> None:
    scene.file(scene.sam, scene.body())
    let(scene.ground.coop, scene.ground.edith, scene.ground.sam, ())
    assert scene.filed(scene.sam).get_json() == {"items": []}
