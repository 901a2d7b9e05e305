"""A conversation that was closed while somebody wrote into it: what was written is never lost."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_words_for_who_has_left_can_be_had_back(shop: PhoneShop) -> None:
    mabel, tablet = shop.phone("Mabel"), shop.phone("Mabel")
    person = f"/people/{tablet.api('GET', '/session')['active']['person_id']}"
    ben = next(one for one in tablet.api("GET", person)["care_team"] if one["name"].startswith("Ben"))
    talk = tablet.api("POST", "/conversations/direct", {"membership_id": ben["membership_id"]})
    page = mabel.go(f"/messages/{talk['conversation_id']}")
    mabel.write("The kettle is mended.")
    expect(page.get_by_text("Sent", exact=True)).to_be_visible()
    mabel.context.set_offline(True)
    mabel.write("Come round and see it.")
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    tablet.api("DELETE", f"{person}/care-team/{ben['team_member_id']}")
    mabel.context.set_offline(False)
    expect(page.get_by_text("Not sent.")).to_be_visible()
    expect(page.locator("form.composer")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben Hartley")
    expect(page.get_by_role("button", name="Put it back to write")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy the words")).to_be_visible()
    mabel.shot("closed")
    assert mabel.faults() + mabel.clipped() == []
    page.get_by_role("button", name="Take it away").click()
    expect(mabel.bubble("Come round and see it.")).to_have_count(0)
    expect(mabel.bubble("The kettle is mended.")).to_be_visible()
