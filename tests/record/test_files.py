"""Files in entries: given with the entry, read by whoever may read its section, and by nobody else."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from tests.consent.opening import rows
from tests.files.samples import photo
from tests.files.sending import FILES, begin, send
from tests.record.ground import CARERS, Asking, Ground, ask, lay, let
from tests.world import World
from tests.world.fixtures import SignIn


@pytest.fixture
def ground(world: World) -> Ground:
    return lay(world)


def sent(asking: Asking, coop_id: UUID, content: bytes | None = None) -> str:
    """A photo (or a text), checked."""
    if content is None:
        return str(send(asking.client, coop_id, photo())["file_id"])
    return str(send(asking.client, coop_id, content, "steps.txt", "text/plain")["file_id"])


def read(client: FlaskClient, file_id: str) -> int:
    return client.get(f"{FILES}/{file_id}/content").status_code


def test_a_file_is_read_with_its_section(ground: Ground, sign_in: SignIn) -> None:
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    marek, priya = sign_in(ground.marek), sign_in(ground.priya)
    files = [sent(sam, ground.coop.coop_id), sent(sam, ground.coop.coop_id, b"Left foot, right foot.")]
    entry = sam.add("Her new garden", files=files)
    assert [row["file_id"] for row in entry["files"]] == files
    assert [(row["kind"], row["thumbnail"]) for row in entry["files"]] == [("image", True), ("document", False)]
    assert [row["files"] for row in edith.get("/timeline").get_json()["items"]] == [entry["files"]]
    assert read(edith.client, files[0]) == 200
    last = rows(ground.coop, ground.edith)[-1]
    assert (last.kind, last.channel, last.sections) == ("look", "download", 1 << 19)
    assert [read(client, files[0]) for client in (marek, priya)] == [404, 404]
    assert [row.kind for row in rows(ground.coop, ground.edith)][-2:] == ["refusal", "refusal"]


def test_a_closed_section_closes_its_files_also_to_who_sent_them(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    file_id = sent(sam, ground.coop.coop_id)
    sam.add("Her new garden", files=[file_id])
    assert read(sam.client, file_id) == 200
    let(ground.coop, ground.edith, ground.sam, tuple(code for code in CARERS if code != "daily_notes"))
    assert read(sam.client, file_id) == 404
    assert sam.client.get(f"{FILES}/{file_id}/thumbnail").status_code == 404
    assert sam.client.delete(f"{FILES}/{file_id}").status_code == 403


def test_a_file_stays_with_all_versions_but_of_what_was_a_mistake(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    file_id = sent(sam, ground.coop.coop_id)
    entry = sam.add("Her gardn", files=[file_id])
    better = sam.correct(entry["entry_id"], "Her garden").get_json()
    assert [row["file_id"] for row in better["files"]] == [file_id]
    body = {"client_id": better["root_id"], "reason": "Not hers"}
    assert sam.post(f"/entries/{better['entry_id']}/error", body).get_json()["files"] == []


def test_only_ones_own_ready_files_and_each_once(ground: Ground, sign_in: SignIn) -> None:
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    mine, hers = sent(sam, ground.coop.coop_id), sent(edith, ground.coop.coop_id)
    unfinished = begin(sam.client, photo())
    sam.add("Her garden", files=[mine, mine])
    for wrong in (mine, hers, unfinished):
        answer = sam.try_to_add("Again", files=[wrong])
        assert (answer.status_code, answer.get_json()["field"]) == (422, "files")
    assert sam.try_to_add("Many", files=[hers] * 11).get_json()["field"] == "files"
    assert sam.texts() == ["Her garden"], "nothing half done"
