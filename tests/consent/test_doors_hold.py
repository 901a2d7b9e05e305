"""What is sent to the doors of consent that should not count, and how often."""

from server.consent.rules.levels import WORDING
from tests.world.build import World
from tests.world.fixtures import SignIn

TEAM = {"audience": "care team"}


def test_nobody_chooses_by_words_that_there_are_not(world: World, sign_in: SignIn) -> None:
    edith = world.coop().person()
    device, path = sign_in(edith), f"/api/v1/people/{edith.person_id}"
    choice = {"audience": TEAM, "sections": ["medicines"], "level": "see", "language": "en"}
    for wording in ("2019-01", "", "x" * 19, WORDING + "\x00"):
        assert device.post(f"{path}/grants", json={**choice, "wording": wording}).status_code == 422
        assert device.post(f"{path}/questions", json={"wording": wording, "language": "en"}).status_code == 422
    assert device.post(f"{path}/grants", json={**choice, "wording": WORDING}).status_code == 200


def test_opening_and_shutting_in_an_emergency_does_not_write_letters_without_end(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    edith, device = coop.person(), sign_in(coop.member("Callum Reid"))
    path = f"/api/v1/people/{edith.person_id}/emergency"
    said = {"reason": "fall", "words": "She fell."}
    answers = [device.post(path, json=said).status_code for _ in range(61)]
    assert answers == [201] * 60 + [429]
