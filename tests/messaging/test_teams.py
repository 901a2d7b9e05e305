"""Conversations follow teams: who joins sees what comes after, who leaves is out at once."""

from tests.messaging.talking import Talker
from tests.world.build import World
from tests.world.fixtures import Heard, SignIn, told


def test_everybody_is_in_the_conversations_of_their_teams(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    riverside = coop.patch("Riverside")
    sam = coop.member(patch=riverside)
    edith = Talker.of(sign_in, coop.person(team=(sam,), patch=riverside))
    his = Talker.of(sign_in, sam)
    assert {talk["kind"] for talk in his.conversations()} == {"care_team", "patch_team", "coop"}
    assert {talk["kind"] for talk in edith.conversations()} == {"care_team", "coop"}
    assert his.of_kind("care_team")["title"] == "Edith Hughes"
    assert his.of_kind("patch_team")["title"] == "Riverside"
    assert his.of_kind("coop")["title"] == "Meadow Lane Care Co-op"


def test_who_joins_sees_what_comes_after(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam, lin = coop.member(), coop.member("Lin Chen")
    person = coop.person(team=(sam,))
    edith, hers = Talker.of(sign_in, person), Talker.of(sign_in, lin)
    talk = edith.of_kind("care_team")["conversation_id"]
    edith.send(talk, "Before Lin")
    coop.care_team(person, lin)
    edith.send(talk, "After Lin came")
    assert hers.texts(talk) == ["After Lin came"]
    assert hers.texts(talk, "?before=1000") == ["After Lin came"]
    synced = told(hers.sync({talk: 0}))["events"][talk]
    assert [event["text"] for event in synced if event["kind"] == "message"] == ["After Lin came"]


def test_who_leaves_is_out_of_news_reads_and_sync(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    place = coop.care_team(person, sam)[0]
    edith, his = Talker.of(sign_in, person), Talker.of(sign_in, sam)
    talk = edith.of_kind("care_team")["conversation_id"]
    edith.send(talk, "Before")
    heard.news.clear()
    coop.remove_from_care_team(person, place)
    assert "left" in heard.to(sam.membership_id)
    heard.news.clear()
    edith.send(talk, "After")
    assert heard.to(sam.membership_id) == []
    assert his.get(f"/conversations/{talk}/events").status_code == 404
    assert talk not in told(his.sync({talk: 1}))["events"]
    assert talk not in [found["conversation_id"] for found in told(his.sync({}))["conversations"]]


def test_the_log_says_who_came_and_went_without_a_gap(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    place = coop.care_team(person, sam)[0]
    coop.remove_from_care_team(person, place)
    edith = Talker.of(sign_in, person)
    talk = edith.of_kind("care_team")["conversation_id"]
    events = told(edith.get(f"/conversations/{talk}/events"))["items"]
    assert [event["seq"] for event in events] == [event["seq"] for event in sorted(events, key=lambda e: e["seq"])]
    changes = [(event["member"]["name"], event["member"]["change"]) for event in events if event["kind"] == "member"]
    assert changes[-2:] == [("Sam Osei", "joined"), ("Sam Osei", "left")]


def test_a_former_member_still_has_a_name(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    place = coop.care_team(person, sam)[0]
    edith, his = Talker.of(sign_in, person), Talker.of(sign_in, sam)
    talk = edith.of_kind("care_team")["conversation_id"]
    his.send(talk, "I leave the key under the mat.")
    coop.remove_from_care_team(person, place)
    seen = told(edith.get(f"/conversations/{talk}"))
    assert [(face["name"], face["phone"]) for face in seen["others"]] == [("Sam Osei", None)]


def test_who_leaves_the_co_op_is_out_of_everything(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop = world.coop()
    sam = coop.member(patch=coop.patch())
    person = coop.person(team=(sam,))
    his = Talker.of(sign_in, sam)
    talks = [talk["conversation_id"] for talk in his.conversations()]
    heard.news.clear()
    coop.end(sam)
    assert "seat_ended" in heard.to(sam.membership_id)
    assert {his.get(f"/conversations/{talk}").status_code for talk in talks} == {404}
    edith = Talker.of(sign_in, person)
    assert [m["name"] for m in edith.of_kind("care_team")["members"]] == ["Edith Hughes"]


def test_numbers_stay_with_those_who_share_a_team(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam, lin = coop.member(), coop.member("Lin Chen")
    edith, hers = Talker.of(sign_in, coop.person(team=(sam,))), Talker.of(sign_in, lin)
    wide = edith.of_kind("coop")["conversation_id"]
    edith.send(wide, "Hello all")
    seen = told(hers.get(f"/conversations/{wide}"))
    assert {member["phone"] for member in seen["members"]} == {None}
    assert {m["name"] for m in edith.of_kind("care_team")["members"] if m["phone"]} == {"Edith Hughes", "Sam Osei"}
