"""What is kept about a person beside the record leaves a row too, when somebody looks at it who is not the person."""

import pytest

from server.consent.rules.sections import codes
from tests.consent.opening import rows
from tests.world.build import World
from tests.world.fixtures import SignIn, told


@pytest.mark.parametrize("what", ["authorities", "best-interests"])
def test_who_looks_by_an_office_is_seen(world: World, sign_in: SignIn, what: str) -> None:
    coop = world.coop()
    ravi = coop.member("Ravi Shah", "community", hats=("reviewer",))
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    coop.authority(edith, anna)
    before = len(rows(coop, edith))
    path = f"/api/v1/people/{edith.person_id}"
    assert sign_in(edith).get(f"{path}/{what}").status_code == 200
    assert len(rows(coop, edith)) == before
    assert sign_in(ravi).get(f"{path}/{what}").status_code == 200
    acting = {"Ourpatch-Acting-For": str(edith.person_id)}
    assert sign_in(anna).get(f"{path}/{what}", headers=acting).status_code == 200
    by_ravi, by_anna = rows(coop, edith)[before:]
    assert (by_ravi.kind, by_ravi.viewer_id, codes(by_ravi.sections)) == ("look", ravi.membership_id, ["legal"])
    assert (by_anna.kind, by_anna.viewer_id, by_anna.acting) == ("look", anna.membership_id, True)
    items = told(sign_in(edith).get(f"{path}/looks"))["items"]
    assert [item["why"][0]["kind"] for item in items[:2]] == ["authority", "office"]


@pytest.mark.parametrize("path", ["withholdings", "looks?strand=safeguarding"])
def test_who_asks_for_what_a_reviewer_keeps_is_turned_away_with_a_row(world: World, sign_in: SignIn, path: str) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    assert sign_in(marek).get(f"/api/v1/people/{edith.person_id}/{path}").status_code == 403
    assert [(row.kind, row.viewer_id) for row in rows(coop, edith)] == [("refusal", marek.membership_id)]
