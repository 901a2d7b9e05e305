"""A named helper acts for a person, by her own name."""

from tests.messaging.talking import Talker
from tests.world.build import World
from tests.world.fixtures import Heard, SignIn, told


def test_a_helper_writes_for_the_person_and_everybody_sees_it(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person(team=(sam,))
    ann = coop.helper(person)
    hers = Talker.of(sign_in, ann, acting_for=person.person_id)
    talk = hers.direct(sam)
    assert hers.send(talk, "Mum asks for milk.").status_code == 201
    event = told(Talker.of(sign_in, sam).get(f"/conversations/{talk}/events"))["items"][-1]
    assert (event["author_id"], event["on_behalf_of"]) == (str(ann.membership_id), str(person.membership_id))
    seen = told(Talker.of(sign_in, sam).get(f"/conversations/{talk}"))
    assert "Ann Mercer" in [face["name"] for face in seen["others"]]


def test_a_helpers_reading_is_not_the_persons(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person(team=(sam,))
    ann = coop.helper(person)
    his, hers = Talker.of(sign_in, sam), Talker.of(sign_in, ann, acting_for=person.person_id)
    talk = his.direct(person)
    his.send(talk, "Morning, Edith")
    answer = hers.post("/receipts", marks=[{"conversation_id": talk, "read_seq": 1}])
    assert told(answer) == {"stored": 0}
    member = next(m for m in told(his.get(f"/conversations/{talk}"))["members"] if not m["me"])
    assert member["read_seq"] == 0


def test_who_is_no_helper_any_more_is_out_at_once(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop = world.coop()
    sam = coop.member()
    person = coop.person(team=(sam,))
    ann = coop.helper(person)
    hers = Talker.of(sign_in, ann, acting_for=person.person_id)
    talk = hers.direct(sam)
    heard.news.clear()
    coop.end_helper(person, ann)
    assert [n.only_by for n in heard.news if n.what == "seat_ended"] == [ann.membership_id]
    assert hers.send(talk, "One more thing").status_code == 404
    assert hers.get("/conversations").status_code == 404


def test_nobody_acts_for_who_did_not_name_them(world: World, sign_in: SignIn) -> None:
    coop, other = world.coop(), world.coop("Harbour Co-op")
    sam = coop.member()
    person, foreign = coop.person(team=(sam,)), other.person()
    for who in (person.person_id, foreign.person_id):
        assert Talker.of(sign_in, sam, acting_for=who).get("/conversations").status_code == 404
