"""Saying it better, saying that it was an error, and replying: nothing is overwritten."""

import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from server.kernel.config import Settings
from server.kernel.errors import Conflict
from server.record.actions.correct_entry import correct_entry
from tests.consent.opening import rows
from tests.record.ground import CARERS, Ground, ask, lay, let
from tests.world import World
from tests.world.fixtures import SignIn


@pytest.fixture
def ground(world: World) -> Ground:
    return lay(world)


def test_a_correction_supersedes_and_keeps_what_was_before(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    first = sam.add("She ate at nine.")
    answer = sam.correct(first["entry_id"], "She ate at eight.", "I looked at the wrong clock")
    second = answer.get_json()
    assert answer.status_code == 201
    assert (second["version"], second["state"], second["reason"]) == (2, "current", "I looked at the wrong clock")
    assert second["happened_at"] == first["happened_at"]
    assert sam.texts() == ["She ate at eight."]
    for either in (first, second):
        told = sam.get(f"/entries/{either['entry_id']}").get_json()
        assert told["entry"]["entry_id"] == second["entry_id"]
        assert [(row["text"], row["state"]) for row in told["versions"]] == [
            ("She ate at eight.", "current"),
            ("She ate at nine.", "corrected"),
        ]
        assert not told["versions"][1]["can_correct"]


def test_what_is_superseded_is_not_corrected(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    first = sam.add("Nine")
    sam.correct(first["entry_id"], "Eight")
    assert sam.correct(first["entry_id"], "Seven").status_code == 409
    assert sam.texts() == ["Eight"]


def test_only_the_author_and_the_person_correct(ground: Ground, sign_in: SignIn) -> None:
    let(ground.coop, ground.edith, ground.priya, CARERS, ("daily_notes",))
    sam, priya = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.priya, ground.edith)
    edith = ask(sign_in, ground.edith, ground.edith)
    entry = sam.add("Nine")
    refused = priya.correct(entry["entry_id"], "Eight")
    assert (refused.status_code, refused.get_json()["title"]) == (403, "Not open to you")
    assert rows(ground.coop, ground.edith)[-1].kind == "refusal"
    assert not priya.get("/sections/daily_notes").get_json()["items"][0]["can_correct"]
    hers = edith.correct(entry["entry_id"], "Half past eight").get_json()
    assert (hers["author"]["name"], hers["author_role"]) == ("Edith Hughes", "person")
    assert sam.correct(hers["entry_id"], "Nine after all").status_code == 403, "a correction of another's correction"
    assert sam.texts() == ["Half past eight"]


def test_who_acts_for_the_person_corrects_as_far_as_authority_reaches(ground: Ground, sign_in: SignIn) -> None:
    sam, anna = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.anna, ground.edith, acting=True)
    entry = sam.add("Nine")
    hers = anna.correct(entry["entry_id"], "Eight").get_json()
    assert (hers["author"]["name"], hers["acting_for"], hers["author_role"]) == ("Ann Mercer", True, "representative")
    again = sam.add("Ten")
    let(ground.coop, ground.edith, ground.anna, CARERS, ("daily_notes",), kind="grant", acting=True)
    assert anna.correct(again["entry_id"], "Eleven").status_code == 403, "a seat and a permit are no authority"
    let(ground.coop, ground.edith, ground.anna, (), acting=True)
    assert anna.correct(again["entry_id"], "Eleven").status_code == 404


def test_an_error_says_so_and_why(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    entry = sam.add("This was about Arthur.")
    body = {"client_id": str(uuid4()), "reason": "The wrong person"}
    path = f"/entries/{entry['entry_id']}/error"
    marked = sam.post(path, body)
    assert (marked.status_code, sam.post(path, body).status_code) == (201, 200)
    told = marked.get_json()
    assert (told["state"], told["text"], told["reason"], told["can_correct"]) == (
        "error",
        None,
        "The wrong person",
        False,
    )
    assert sam.post(path, {"client_id": str(uuid4())}).get_json()["field"] == "reason"
    versions = sam.get(f"/entries/{entry['root_id']}").get_json()["versions"]
    assert [version["text"] for version in versions] == [None, "This was about Arthur."]
    assert sam.correct(told["entry_id"], "It was about Edith").status_code == 409
    assert sam.post("/search", {"text": "Arthur"}).get_json() == {"items": []}


def test_a_part_of_about_me_entered_in_error_is_said_anew(ground: Ground, sign_in: SignIn) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    first = edith.add("Chess", "about_me", data={"part": "strengths"})
    edith.post(f"/entries/{first['entry_id']}/error", {"client_id": str(uuid4()), "reason": "Not mine"})
    third = edith.add("Singing", "about_me", data={"part": "strengths"})
    assert (third["version"], third["state"], third["root_id"]) == (3, "current", first["root_id"])


def test_nobody_else_says_the_persons_own_part_anew(ground: Ground, sign_in: SignIn) -> None:
    let(ground.coop, ground.edith, ground.sam, CARERS, ("about_me", "daily_notes"))
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    edith.add("Singing", "about_me", data={"part": "strengths"})
    assert sam.try_to_add("Humming", "about_me", data={"part": "strengths"}).status_code == 403
    assert sam.try_to_add("Tea", "about_me", data={"part": "important"}).status_code == 201


def test_whoever_reads_may_reply(ground: Ground, sign_in: SignIn) -> None:
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    plan = edith.add("I get up at eight.", "care_plan")
    body = {"client_id": str(uuid4()), "text": "She likes half past."}
    path = f"/entries/{plan['entry_id']}/replies"
    said = sam.post(path, body)
    assert (said.status_code, sam.post(path, body).status_code) == (201, 200)
    assert sam.post(path, body | {"text": "She likes nine."}).status_code == 409
    better = edith.correct(plan["entry_id"], "I get up at half past eight.").get_json()
    assert [reply["text"] for reply in better["replies"]] == ["She likes half past."]
    assert better["replies"][0]["author"]["name"] == "Sam Osei"
    money = edith.add("Forty pounds", "money")
    hidden, unknown = (sam.post(f"/entries/{i}/replies", body) for i in (money["entry_id"], uuid4()))
    assert (hidden.status_code, hidden.data) == (404, unknown.data)


def test_what_a_closed_section_holds_is_not_there(ground: Ground, sign_in: SignIn) -> None:
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    money = edith.add("Forty pounds", "money")["entry_id"]
    assert sam.get(f"/entries/{money}").data == sam.get(f"/entries/{uuid4()}").data
    assert sam.correct(money, "Fifty pounds").status_code == 404
    assert [row.kind for row in rows(ground.coop, ground.edith)] == ["write", "refusal", "refusal", "refusal"]
    note = sam.add("Nine")["entry_id"]
    let(ground.coop, ground.edith, ground.sam, CARERS)
    assert sam.correct(note, "Eight").status_code == 403
    let(ground.coop, ground.edith, ground.sam, ())
    assert sam.correct(note, "Eight").status_code == 404


def test_of_two_corrections_at_once_one_is_kept(ground: Ground, sign_in: SignIn, settings: Settings) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    entry_id = UUID(sam.add("Nine")["entry_id"])
    start, became = threading.Barrier(4), []

    def correct(hour: int) -> None:
        start.wait(10)
        try:
            with ground.sam.work() as work:
                correct_entry(
                    work.actor,
                    work,
                    person_id=ground.edith.person_id,
                    entry_id=entry_id,
                    client_id=uuid4(),
                    text=f"At {hour}",
                    reason="The clock",
                    secret=settings.secret_key,
                )
            became.append("kept")
        except Conflict:
            became.append("conflict")

    threads = [threading.Thread(target=correct, args=(hour,)) for hour in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(became) == ["conflict"] * 3 + ["kept"]
    assert len(sam.texts()) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tenant.entry SET body = 'Other'",
        "UPDATE tenant.entry SET author_id = id",
        "DELETE FROM tenant.entry",
        "UPDATE tenant.entry_reply SET body = 'Other'",
        "DELETE FROM tenant.entry_reply",
        "DELETE FROM tenant.entry_file",
    ],
)
def test_the_application_itself_can_overwrite_nothing(
    ground: Ground, settings: Settings, change: str, opened: Any
) -> None:
    with psycopg.connect(settings.database_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(change.encode())
