"""Somebody asks for access, and the person says yes or no."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from server.consent.rules.sections import codes
from server.kernel import clock
from tests.consent.choosing import grants_of, reads, writes
from tests.consent.opening import rows
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import CountQueries, Heard, SignIn, told


def ask(client: FlaskClient, person: PersonMember, *sections: str, level: str = "see", **more: Any) -> Any:
    asked = {"sections": list(sections), "level": level, "reason": "I cook for her.", **more}
    return client.post(f"/api/v1/people/{person.person_id}/access-requests", json=asked)


def answer(client: FlaskClient, request: Any, said: str, **more: Any) -> Any:
    path = f"/api/v1/access-requests/{request['request_id']}/answer"
    headers = more.pop("headers", {})
    return client.post(path, json={"answer": said, **more}, headers=headers)


def waiting(client: FlaskClient, person: PersonMember, **headers: str) -> list[Any]:
    path = f"/api/v1/people/{person.person_id}/access-requests"
    items: list[Any] = told(client.get(path, headers=headers))["items"]
    return items


def together(world: World) -> tuple[CoopWorld, Member, PersonMember]:
    """Sam is in Edith's care team."""
    coop = world.coop()
    sam = coop.member()
    return coop, sam, coop.person(team=(sam,))


def test_a_yes_opens_it_at_once_and_says_why(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop, sam, edith = together(world)
    sams, hers = sign_in(sam), sign_in(edith)
    made = ask(sams, edith, "daily_notes", "social_context", level="add")
    assert (made.status_code, told(made)["state"], told(made)["asker"]["name"]) == (201, "open", "Sam Osei")
    [request] = waiting(hers, edith)
    assert (request["sections"], request["level"], request["reason"]) == (
        ["daily_notes", "social_context"],
        "add",
        "I cook for her.",
    )
    heard.news.clear()
    said = told(answer(hers, request, "yes", words="Of course."))
    assert (said["state"], said["answer"]) == ("yes", "Of course.")
    assert codes(reads(sam, edith)) == codes(writes(sam, edith)) == ["daily_notes", "social_context"]
    assert waiting(hers, edith) == []
    [mine] = told(sams.get("/api/v1/access-requests"))["items"]
    assert mine["state"] == "yes"
    assert {"access", "changed"} <= set(heard.to(sam.membership_id))
    [grant] = grants_of(coop, edith)
    assert (grant.basis, str(grant.basis_id), grant.granted_as) == ("request", request["request_id"], "self")


def test_a_no_changes_nothing_and_needs_no_words(world: World, sign_in: SignIn) -> None:
    coop, sam, edith = together(world)
    request = told(ask(sign_in(sam), edith, "money"))
    hers = sign_in(edith)
    assert told(answer(hers, request, "no"))["state"] == "no"
    assert answer(hers, request, "yes").status_code == 409
    assert (reads(sam, edith), grants_of(coop, edith)) == (0, [])


def test_a_yes_takes_nothing_away(world: World, sign_in: SignIn) -> None:
    """He may add to the notes already, and asks to see them: he can add all the same."""
    coop, sam, edith = together(world)
    coop.grant(edith, sam, "daily_notes", level="add")
    coop.grant(edith, sam, "money", level="closed")
    request = told(ask(sign_in(sam), edith, "daily_notes", "money"))
    assert answer(sign_in(edith), request, "yes").status_code == 200
    assert (codes(reads(sam, edith)), codes(writes(sam, edith))) == (["daily_notes", "money"], ["daily_notes"])


def test_it_ends_when_it_was_asked_for_or_when_the_person_says(world: World, sign_in: SignIn) -> None:
    _, sam, edith = together(world)
    sams, hers = sign_in(sam), sign_in(edith)
    in_two = (clock.now() + timedelta(hours=2)).isoformat()
    in_one = (clock.now() + timedelta(hours=1)).isoformat()
    answer(hers, told(ask(sams, edith, "money", until=in_two)), "yes")
    answer(hers, told(ask(sams, edith, "legal", until=in_two)), "yes", until=in_one)
    with clock.moved(timedelta(minutes=61)):
        assert codes(reads(sam, edith)) == ["money"]
    with clock.moved(timedelta(minutes=121)):
        assert reads(sam, edith) == 0


def test_a_partner_s_has_to_end(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    edith = coop.person()
    ruth = coop.partner(coop.organisation())
    coop.grant(edith, ruth, "medicines", until=clock.now() + timedelta(days=30))
    request = told(ask(sign_in(ruth), edith, "observations", level="add"))
    hers = sign_in(edith)
    refused = answer(hers, request, "yes")
    assert (refused.status_code, told(refused)["field"]) == (422, "until")
    until = (clock.now() + timedelta(days=30)).isoformat()
    assert told(answer(hers, request, "yes", until=until))["state"] == "yes"
    assert codes(writes(ruth, edith)) == ["observations"]


def test_yes_needs_a_fresh_sign_in_and_no_does_not(world: World, app: Any, sign_in: SignIn) -> None:
    _, sam, edith = together(world)
    request = told(ask(sign_in(sam), edith, "money"))
    hers = sign_in(edith)
    with clock.moved(timedelta(minutes=11)):
        refused = answer(hers, request, "yes")
        assert (refused.status_code, told(refused)["type"]) == (403, "/problems/sign-in-again")
        assert told(answer(hers, request, "no"))["state"] == "no"


def test_who_acts_for_her_answers_and_never_herself(world: World, sign_in: SignIn) -> None:
    coop, sam, edith = together(world)
    ann = coop.helper(edith)
    acting = {"Ourpatch-Acting-For": str(edith.person_id)}
    request, hers = told(ask(sign_in(sam), edith, "money")), told(ask(sign_in(ann), edith, "money"))
    client = sign_in(ann)
    assert answer(client, request, "yes", headers=acting).status_code == 403
    coop.authority(edith, ann, "money")
    assert len(waiting(client, edith, **acting)) == 2
    assert answer(client, hers, "yes", headers=acting).status_code == 403
    assert told(answer(client, request, "yes", headers=acting))["state"] == "yes"
    assert codes(reads(sam, edith)) == ["money"]
    refused = client.post(
        f"/api/v1/people/{edith.person_id}/access-requests",
        json={"sections": ["legal"], "level": "see", "reason": "For her."},
        headers=acting,
    )
    assert (refused.status_code, told(refused)["detail"]) == (
        403,
        "Ask from your own place, not while you act for somebody.",
    )


def test_it_is_taken_back_by_who_asked_and_nobody_else(world: World, sign_in: SignIn) -> None:
    _, sam, edith = together(world)
    sams, hers = sign_in(sam), sign_in(edith)
    request = told(ask(sams, edith, "money"))
    path = f"/api/v1/access-requests/{request['request_id']}"
    assert hers.delete(path).status_code == 404
    assert [sams.delete(path).status_code for _ in range(2)] == [204, 204]
    assert answer(hers, request, "yes").status_code == 409
    assert (waiting(hers, edith), reads(sam, edith)) == ([], 0)
    assert sams.delete(f"/api/v1/access-requests/{uuid4()}").status_code == 404


def test_asked_twice_it_waits_once(world: World, sign_in: SignIn) -> None:
    _, sam, edith = together(world)
    sams = sign_in(sam)
    assert ask(sams, edith, "money").status_code == 201
    again = ask(sams, edith, "money")
    assert (again.status_code, told(again)["field"]) == (409, "sections")
    assert ask(sams, edith, "money", level="add").status_code == 201


def test_who_is_not_around_her_finds_nothing_and_leaves_a_row(world: World, sign_in: SignIn) -> None:
    coop, sam, edith = together(world)
    ned = coop.member("Ned", "community")
    request = told(ask(sign_in(sam), edith, "money"))
    neds, sams = sign_in(ned), sign_in(sam)
    assert ask(neds, edith, "money").status_code == 404
    assert answer(neds, request, "yes").status_code == 404
    assert neds.get(f"/api/v1/people/{edith.person_id}/access-requests").status_code == 404
    assert sams.get(f"/api/v1/people/{edith.person_id}/access-requests").status_code == 403
    assert answer(sams, request, "yes").status_code == 403
    assert ask(sign_in(edith), edith, "money").status_code == 403
    assert [row.kind for row in rows(coop, edith)] == ["refusal"] * 6


def test_bad_input_is_told_by_its_field(world: World, sign_in: SignIn) -> None:
    _, sam, edith = together(world)
    sams = sign_in(sam)
    yesterday = (clock.now() - timedelta(days=1)).isoformat()
    for answered, field in (
        (ask(sams, edith), "sections"),
        (ask(sams, edith, "money", level="closed"), "level"),
        (ask(sams, edith, "money", reason=" "), "reason"),
        (ask(sams, edith, "money", reason="x" * 1001), "reason"),
        (ask(sams, edith, "money", until=yesterday), "until"),
    ):
        assert (answered.status_code, told(answered)["field"]) == (422, field)


def test_lists_cost_the_same_for_one_and_for_many(world: World, sign_in: SignIn, count_queries: CountQueries) -> None:
    coop, sam, edith = together(world)
    sams, hers = sign_in(sam), sign_in(edith)
    path = f"/api/v1/people/{edith.person_id}/access-requests"
    ask(sams, edith, "money")
    few = count_queries(lambda: hers.get(path)), count_queries(lambda: sams.get("/api/v1/access-requests"))
    for section in ("legal", "documents", "services"):
        ask(sams, edith, section)
        other = coop.member(f"Carer for {section}")
        coop.care_team(edith, other)
        ask(sign_in(other), edith, section)
        ask(sams, coop.person(f"Person of {section}", team=(sam,)), section)
    many = count_queries(lambda: hers.get(path)), count_queries(lambda: sams.get("/api/v1/access-requests"))
    assert many == few
