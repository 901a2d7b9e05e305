"""A person writes straight to her carer."""

from uuid import uuid4

from tests.messaging.talking import Talker
from tests.world.build import World
from tests.world.fixtures import Heard, SignIn, told


def test_both_find_the_same_conversation(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = Talker.of(sign_in, coop.person(team=(sam,)))
    his = Talker.of(sign_in, sam)
    talk = edith.direct(sam)
    assert his.direct(edith.member) == talk
    assert edith.send(talk, "The heating is off.").status_code == 201
    assert his.texts(talk) == ["The heating is off."]


def test_who_shares_no_team_is_refused_in_a_sentence(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    edith, stranger = Talker.of(sign_in, coop.person()), coop.member("Lin Chen")
    refused = edith.begin(stranger)
    assert (refused.status_code, told(refused)["type"]) == (403, "/problems/refused")
    assert told(refused)["detail"].startswith("You and Lin Chen aren't in a team together.")


def test_nobody_writes_to_themselves_or_to_nobody(world: World, sign_in: SignIn) -> None:
    coop, other = world.coop(), world.coop("Harbour Co-op")
    edith = Talker.of(sign_in, coop.person())
    assert edith.begin(edith.member).status_code == 403
    foreign = edith.begin(other.member())
    unknown = edith.post("/conversations/direct", membership_id=str(uuid4()))
    assert (foreign.status_code, foreign.data) == (404, unknown.data)


def test_the_same_client_id_is_stored_once_and_with_other_words_refused(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = Talker.of(sign_in, coop.person(team=(sam,)))
    talk, client_id = edith.direct(sam), uuid4()
    first, again = (edith.send(talk, "Tea?", client_id) for _ in range(2))
    assert (first.status_code, told(first)["duplicate"]) == (201, False)
    assert (again.status_code, told(again)) == (200, told(first) | {"duplicate": True})
    other = edith.send(talk, "Coffee?", client_id)
    assert (other.status_code, told(other)["field"]) == (409, "client_id")
    assert edith.texts(talk) == ["Tea?"]


def test_what_is_sent_is_told_to_both_after_it_is_stored(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = Talker.of(sign_in, coop.person(team=(sam,)))
    talk = edith.direct(sam)
    heard.news.clear()
    edith.send(talk, "Tea?")
    (news,) = heard.news
    assert news.what == "events"
    assert set(news.memberships) == {edith.member.membership_id, sam.membership_id}
    assert [event["text"] for event in news.payload["events"]] == ["Tea?"]


def test_when_the_team_ends_the_carer_is_out_and_the_person_keeps_what_was_written(
    world: World, sign_in: SignIn
) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    place = coop.care_team(person, sam)[0]
    edith, his = Talker.of(sign_in, person), Talker.of(sign_in, sam)
    talk = edith.direct(sam)
    edith.send(talk, "See you on Monday.")
    coop.remove_from_care_team(person, place)
    assert his.get(f"/conversations/{talk}").status_code == 404
    assert his.send(talk, "Hello?").status_code == 404
    assert edith.texts(talk) == ["See you on Monday."]
    assert told(edith.get(f"/conversations/{talk}"))["can_write"] is False
    closed = edith.send(talk, "Are you there?")
    assert (closed.status_code, told(closed)["type"]) == (403, "/problems/refused")


def test_back_in_the_team_the_conversation_goes_on(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    place = coop.care_team(person, sam)[0]
    edith, his = Talker.of(sign_in, person), Talker.of(sign_in, sam)
    talk = edith.direct(sam)
    edith.send(talk, "Before")
    coop.remove_from_care_team(person, place)
    coop.care_team(person, sam)
    assert edith.direct(sam) == talk
    assert edith.send(talk, "After").status_code == 201
    assert his.texts(talk) == ["Before", "After"]


def test_two_who_share_another_team_keep_their_conversation(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    riverside = coop.patch()
    sam, lin = coop.member(patch=riverside), coop.member("Lin Chen", patch=riverside)
    person = coop.person()
    place = coop.care_team(person, sam, lin)[0]
    his = Talker.of(sign_in, sam)
    talk = his.direct(lin)
    coop.remove_from_care_team(person, place)
    assert his.send(talk, "Still in Riverside").status_code == 201
