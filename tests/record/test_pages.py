"""Search, the night page and the printed page: each shows what is open, and nothing of what is not."""

from datetime import timedelta

import pytest

from server.kernel import clock
from server.kernel.doors.fields import written
from tests.consent.opening import rows
from tests.record.ground import CARERS, Asking, Ground, ask, lay, let
from tests.world import World
from tests.world.fixtures import CountQueries, SignIn


@pytest.fixture
def ground(world: World) -> Ground:
    return lay(world)


def fill(edith: Asking) -> None:
    edith.add("Speak to my left ear.", "reasonable_adjustments")
    edith.add("Penicillin", "allergies", data={"to": "penicillin", "reaction": "rash"})
    edith.add("Morning tablet", "medicines", data={"name": "Amlodipine", "dose": "5 mg"})
    edith.add("Slept well", "daily_notes")
    edith.add("Last week's note", "daily_notes", happened_at=written(clock.now() - timedelta(days=7)))
    edith.add("The key safe says 1234", "home_access")
    edith.add("Forty pounds of penicillin money", "money")


def test_a_search_finds_what_is_open(ground: Ground, sign_in: SignIn) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    fill(edith)

    def found(who: Asking, words: str) -> list[str]:
        return [entry["section"] for entry in who.post("/search", {"text": words}).get_json()["items"]]

    assert found(edith, "penicillin") == ["money", "allergies"]
    assert found(sam, "penicillin") == ["allergies"]
    assert found(sam, "amlodipine") == ["medicines"]
    assert found(sam, "slept wells") == ["daily_notes"]
    assert found(sam, "penicillin -rash") == []
    assert rows(ground.coop, ground.edith)[-1].channel == "search"


@pytest.mark.parametrize("asked", ["", "%", "'; --", "the", "\\", '"', "a' OR 'a'='a", "-", "<script>", ":*", "&|!()"])
def test_a_search_for_nothing_finds_nothing(ground: Ground, sign_in: SignIn, asked: str) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    fill(edith)
    answer = edith.post("/search", {"text": asked})
    assert (answer.status_code, answer.get_json()) == (200, {"items": []})


@pytest.mark.parametrize("asked", ["word " * 10_000, "a\x00b", 7, None])
def test_a_search_that_is_none_is_told_so(ground: Ground, sign_in: SignIn, asked: object) -> None:
    answer = ask(sign_in, ground.edith, ground.edith).post("/search", {"text": asked})
    assert (answer.status_code, answer.get_json()["field"]) == (422, "text")


def test_a_corrected_word_is_found_no_more(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    entry = sam.add("She ate porridge.")
    sam.correct(entry["entry_id"], "She ate toast.")
    assert sam.post("/search", {"text": "porridge"}).get_json() == {"items": []}
    assert len(sam.post("/search", {"text": "toast"}).get_json()["items"]) == 1


def test_the_night_page_has_what_is_needed_in_its_order(ground: Ground, sign_in: SignIn) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    fill(edith)
    let(ground.coop, ground.edith, ground.sam, (*CARERS, "home_access"))
    page = sam.get("/night").get_json()
    assert page["person"]["name"] == "Edith Hughes"
    texts = {part["section"]: [entry["text"] for entry in part["entries"]] for part in page["parts"]}
    assert list(texts) == [
        "reasonable_adjustments",
        "alerts",
        "allergies",
        "medicines",
        "care_plan",
        "home_access",
        "daily_notes",
    ]
    assert texts["daily_notes"] == ["Slept well"]
    assert texts["home_access"] == ["The key safe says 1234"]
    assert sam.get("/night?print=true").status_code == 200
    assert [row.channel for row in rows(ground.coop, ground.edith)][-2:] == ["screen", "print"]


def test_what_is_printed_is_what_is_open(ground: Ground, sign_in: SignIn) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    fill(edith)
    wrong = edith.add("About Arthur", "daily_notes")
    edith.post(f"/entries/{wrong['entry_id']}/error", {"client_id": wrong["root_id"], "reason": "Arthur's"})
    parts = {part["section"]: part for part in sam.get("/print").get_json()["parts"]}
    assert set(parts) == set(CARERS)
    assert [entry["text"] for entry in parts["daily_notes"]["entries"]] == ["Slept well", "Last week's note"]
    assert not parts["daily_notes"]["has_more"]
    only = sam.get("/print?sections=allergies,money").get_json()["parts"]
    assert [part["section"] for part in only] == ["allergies"]
    assert sam.get("/print?sections=money").status_code == 403
    assert rows(ground.coop, ground.edith)[-1].channel == "print"


def test_nothing_hidden_changes_a_byte(ground: Ground, sign_in: SignIn) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    fill(edith)

    def seen() -> list[object]:
        paths = ("", "/sections/daily_notes", "/timeline", "/timeline?limit=2", "/night", "/print")
        answers = [sam.get(path).get_json() for path in paths]
        answers.append(sam.post("/search", {"text": "penicillin or pounds"}).get_json())
        return [{**answer, "made_at": None} for answer in answers]

    before = seen()
    hidden = edith.add("Penicillin pounds", "money")
    edith.correct(hidden["entry_id"], "More penicillin pounds")
    edith.add("Penicillin", "safeguarding")
    edith.add("Penicillin in the key safe", "home_access")
    assert seen() == before


def test_a_list_costs_the_same_for_one_and_for_many(
    ground: Ground, sign_in: SignIn, count_queries: CountQueries
) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    paths = ("/sections/daily_notes", "/timeline", "/night", "/print")
    fill(edith)
    for path in paths:
        sam.get(path)
    few = [count_queries(lambda path=path: sam.get(path)) for path in paths]  # type: ignore[misc]
    for number in range(20):
        sam.add(f"Note {number}")
        edith.add(f"Plan {number}", "care_plan")
    assert [count_queries(lambda path=path: sam.get(path)) for path in paths] == few  # type: ignore[misc]
