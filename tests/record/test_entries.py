"""Writing into a record and reading it, over HTTP."""

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.consent.rules.access import Access
from server.consent.rules.sections import ALL, SECTIONS
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.doors.fields import written
from server.kernel.errors import Refused
from server.record.actions.add_entry import New, add_entry
from server.record.actions.keeping import SHUT
from tests.consent.opening import rows
from tests.record.ground import Ground, ask, lay
from tests.world import World
from tests.world.fixtures import Heard, SignIn


@pytest.fixture
def ground(world: World) -> Ground:
    return lay(world)


def test_what_a_carer_writes_is_read_by_the_person(ground: Ground, sign_in: SignIn) -> None:
    kept = ask(sign_in, ground.sam, ground.edith).add("She laughed about the kettle.")
    assert (kept["version"], kept["state"], kept["author_role"], kept["acting_for"]) == (1, "current", "carer", False)
    assert kept["root_id"] == kept["entry_id"]
    page = ask(sign_in, ground.edith, ground.edith).get("/sections/daily_notes").get_json()
    assert page["can_add"]
    assert not page["has_more"]
    [entry] = page["items"]
    assert entry["text"] == "She laughed about the kettle."
    assert entry["author"]["name"] == "Sam Osei"
    assert entry["can_correct"]
    assert entry["can_reply"]
    logged = [(row.kind, row.sections) for row in rows(ground.coop, ground.edith)]
    assert logged == [("write", 1 << 19), ("look", 1 << 19)]


def test_a_closed_section_is_refused_with_a_sentence_and_a_row(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith)
    refused = sam.get("/sections/money")
    assert refused.status_code == 403
    assert refused.get_json()["detail"] == "Edith Hughes keeps money private. You can ask Edith Hughes to open it."
    assert sam.try_to_add("Forty pounds", "money").status_code == 403
    unwritable = sam.try_to_add("One more tablet", "medicines", data={"name": "Paracetamol"})
    assert unwritable.status_code == 403
    assert "not add to it" in unwritable.get_json()["detail"]
    assert [row.kind for row in rows(ground.coop, ground.edith)] == ["refusal"] * 3
    assert ask(sign_in, ground.edith, ground.edith).texts("/sections/medicines") == []


def test_who_has_nothing_to_do_with_her_finds_nothing_and_leaves_a_row(ground: Ground, sign_in: SignIn) -> None:
    marek, nobody = ask(sign_in, ground.marek, ground.edith), uuid4()
    for path in ("", "/sections/daily_notes", "/timeline", "/night", "/print", f"/entries/{nobody}"):
        assert marek.get(path).status_code == 404, path
    assert marek.post("/search", {"text": "kettle"}).status_code == 404
    assert {row.kind for row in rows(ground.coop, ground.edith)} == {"refusal"}
    assert len(rows(ground.coop, ground.edith)) == 7
    assert marek.get("/sections/nonsense").status_code == 404


def test_the_record_from_outside(ground: Ground, sign_in: SignIn) -> None:
    sam = ask(sign_in, ground.sam, ground.edith).get().get_json()
    assert {row["section"] for row in sam["sections"]} >= {"about_me", "daily_notes"}
    assert [row["section"] for row in sam["sections"] if row["write"]] == ["daily_notes"]
    assert (sam["mine"], sam["acting"], sam["role"], sam["may_decide"]) == (False, False, "carer", False)
    edith = ask(sign_in, ground.edith, ground.edith).get().get_json()
    assert (edith["mine"], edith["role"], edith["may_decide"], edith["questions_due"]) == (True, "person", True, True)
    priya = ask(sign_in, ground.priya, ground.edith).get()
    assert (priya.status_code, priya.get_json()["sections"]) == (200, [])
    assert rows(ground.coop, ground.edith) == []


def test_the_same_client_id_is_the_same_entry(ground: Ground, sign_in: SignIn) -> None:
    sam, once = ask(sign_in, ground.sam, ground.edith), str(uuid4())
    body = {"client_id": once, "section": "daily_notes", "text": "Porridge"}
    first, again = sam.post("/entries", body), sam.post("/entries", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    other = sam.post("/entries", body | {"text": "Toast"})
    assert (other.status_code, other.get_json()["field"]) == (409, "client_id")
    assert sam.texts() == ["Porridge"]


def test_a_page_goes_on_where_the_one_before_it_ended(ground: Ground, sign_in: SignIn) -> None:
    sam, edith = ask(sign_in, ground.sam, ground.edith), ask(sign_in, ground.edith, ground.edith)
    now = clock.now()
    for hours in range(7):
        sam.add(f"Note {hours}", happened_at=written(now - timedelta(hours=hours)))
    edith.add("Private", "money", happened_at=written(now - timedelta(hours=3)))
    seen: list[str] = []
    before = ""
    for _ in range(4):
        page = sam.get(f"/timeline?limit=2{before}").get_json()
        seen += [entry["text"] for entry in page["items"]]
        before = f"&before={page['items'][-1]['entry_id']}"
    assert seen == [f"Note {hours}" for hours in range(7)]
    assert not page["has_more"]
    assert "Private" in edith.texts("/timeline")
    hidden = edith.get("/sections/money").get_json()["items"][0]["entry_id"]
    assert sam.get(f"/timeline?before={hidden}").get_json()["field"] == "before"
    assert sam.get(f"/timeline?before={uuid4()}").get_json() == sam.get(f"/timeline?before={hidden}").get_json()
    assert sam.texts("/timeline?sections=daily_notes,money&limit=1") == ["Note 0"]
    assert sam.get("/timeline?sections=gossip").status_code == 422


@pytest.mark.parametrize(
    ("section", "more", "field"),
    [
        ("daily_notes", {"happened_at": "2199-01-01T00:00:00Z"}, "happened_at"),
        ("daily_notes", {"happened_at": "1800-01-01T00:00:00Z"}, "happened_at"),
        ("daily_notes", {"happened_at": "0001-01-01T00:00:00+14:00"}, "happened_at"),
        ("daily_notes", {"happened_at": "9999-12-31T23:59:59-14:00"}, "happened_at"),
        ("daily_notes", {"data": {"colour": "red"}}, "data.colour"),
        ("observations", {"data": {"what": "charm"}}, "data.what"),
        ("about_me", {}, "data.part"),
        ("about_me", {"data": {"part": "weaknesses"}}, "data.part"),
        ("medicines", {"data": {"dose": "x" * 201}}, "data.dose.value"),
        ("gossip", {}, "section"),
        ("daily_notes", {"files": [str(uuid4())]}, "files"),
    ],
)
def test_what_can_not_be_is_said_with_its_field(
    ground: Ground, sign_in: SignIn, section: str, more: dict[str, object], field: str
) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    answer = edith.try_to_add("Something", section, **more)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    assert edith.texts("/timeline") == []


def test_too_much_is_too_much(ground: Ground, sign_in: SignIn) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    assert edith.try_to_add("x" * 10_001).status_code == 422
    assert edith.try_to_add("a\x00b").status_code == 422
    assert edith.try_to_add("x" * 10_000).status_code == 201


def test_each_part_of_about_me_is_there_once(ground: Ground, sign_in: SignIn) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    first = edith.add("I sang in a choir.", "about_me", data={"part": "strengths"})
    edith.add("Tea at four.", "about_me", data={"part": "important"})
    second = edith.add("I sang alto in a choir.", "about_me", data={"part": "strengths"})
    assert (second["root_id"], second["version"]) == (first["entry_id"], 2)
    assert sorted(str(text) for text in edith.texts("/sections/about_me")) == [
        "I sang alto in a choir.",
        "Tea at four.",
    ]
    other = edith.correct(second["entry_id"], "Tea", data={"part": "important"})
    assert other.get_json()["field"] == "data.part"


def test_news_of_an_entry_goes_to_who_may_read_it_and_holds_ids_only(
    ground: Ground, sign_in: SignIn, heard: Heard
) -> None:
    edith, sam = ask(sign_in, ground.edith, ground.edith), ask(sign_in, ground.sam, ground.edith)
    heard.news.clear()
    note = sam.add("Porridge")
    money = edith.add("Forty pounds", "money")
    told = {(news.memberships, news.only_by, str(news.payload)) for news in heard.news if news.what == "record"}
    sams, hers, annas = (who.membership_id for who in (ground.sam, ground.edith, ground.anna))

    def news(entry: dict[str, Any]) -> str:
        ids = {"person_id": ground.edith.person_id, "section": entry["section"], "entry_id": UUID(entry["entry_id"])}
        return str(ids)

    alone = {((sams,), sams, news(note)), ((hers,), hers, news(note)), ((hers,), hers, news(money))}
    acting = {((hers,), annas, news(note)), ((hers,), annas, news(money))}
    assert told == alone | acting, "Anna is told where she acts for Edith, and not where she is herself"


def test_the_same_entry_sent_by_four_at_once_is_kept_once(ground: Ground, sign_in: SignIn, settings: Settings) -> None:
    start, became, once = threading.Barrier(4), [], uuid4()

    def add() -> None:
        new = New(client_id=once, section="daily_notes", text="Porridge")
        start.wait(10)
        with ground.sam.work() as work:
            kept = add_entry(work.actor, work, person_id=ground.edith.person_id, new=new, secret=settings.secret_key)
            became.append((kept.row.id, kept.again))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len({entry_id for entry_id, _ in became}) == 1
    assert sorted(again for _, again in became) == [False, True, True, True]
    assert ask(sign_in, ground.sam, ground.edith).texts() == ["Porridge"]


def test_what_was_closed_after_the_gate_is_not_written(
    ground: Ground, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = Access(ALL, ALL, 0, 0, [])
    monkeypatch.setattr("server.record.actions.add_entry.written", lambda *_: everything)
    new = New(client_id=uuid4(), section="money", text="Forty pounds")
    with pytest.raises(Refused) as refused, ground.sam.work() as work:
        add_entry(work.actor, work, person_id=ground.edith.person_id, new=new, secret=settings.secret_key)
    assert refused.value.detail == SHUT
    assert [(row.kind, row.sections) for row in rows(ground.coop, ground.edith)] == [("refusal", 1 << 25)]


def test_who_acts_for_her_decides_as_far_as_she_said_so(ground: Ground, sign_in: SignIn) -> None:
    anna = ask(sign_in, ground.anna, ground.edith, acting=True)
    before = anna.get().get_json()
    assert (before["acting"], before["role"], before["may_decide"]) == (True, "representative", False)
    ground.coop.authority(ground.edith, ground.anna)
    after = anna.get().get_json()
    assert (after["may_decide"], after["questions_due"], len(after["sections"])) == (True, True, len(SECTIONS))
    assert not ask(sign_in, ground.anna, ground.edith).get().get_json()["may_decide"], "while she is herself"
