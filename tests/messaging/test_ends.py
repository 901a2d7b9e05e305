"""When something ends it has ended: through every door, and whatever was answered before."""

from uuid import uuid4

from tests.messaging.talking import Talker
from tests.world.build import World
from tests.world.fixtures import SignIn, told


def test_when_helping_ends_the_helpers_own_conversations_with_the_team_close(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person(team=(sam,))
    ann = coop.helper(person)
    hers, his = Talker.of(sign_in, ann), Talker.of(sign_in, sam)
    talk = hers.direct(sam)
    coop.end_helper(person, ann)
    assert hers.get(f"/conversations/{talk}").status_code == 404
    assert hers.send(talk, "One more thing").status_code == 404
    assert told(his.get(f"/conversations/{talk}"))["can_write"] is False


def test_who_joins_is_not_told_who_was_there_before_them(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam, lin, priya = coop.member("Sam Osei"), coop.member("Lin Chen"), coop.member("Priya Nair")
    person = coop.person()
    place, _ = coop.care_team(person, sam, lin)
    coop.remove_from_care_team(person, place)
    coop.care_team(person, priya)
    talks = {who.name: Talker.of(sign_in, who).of_kind("care_team") for who in (lin, priya)}
    names = {name: [face["name"] for face in talk["others"]] for name, talk in talks.items()}
    assert names == {"Lin Chen": ["Sam Osei"], "Priya Nair": []}


def test_a_sync_is_asked_anew_whatever_its_key(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person()
    (place,) = coop.care_team(person, sam)
    his, key = Talker.of(sign_in, sam), str(uuid4())
    his.headers = {"Idempotency-Key": key}
    talk = his.of_kind("care_team")["conversation_id"]
    Talker.of(sign_in, person).send(talk, "The key is under the mat.")
    assert "under the mat" in his.sync({}).text
    coop.remove_from_care_team(person, place)
    assert "under the mat" not in his.sync({}).text


def test_a_key_of_a_helper_is_another_one_in_their_own_seat(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person(team=(sam,))
    ann = coop.helper(person)
    key = {"Idempotency-Key": str(uuid4())}
    for_her, own = Talker.of(sign_in, ann, acting_for=person.person_id), Talker.of(sign_in, ann)
    for_her.headers |= key
    own.headers |= key
    for_her.direct(sam)
    assert own.begin(sam).status_code == 409
