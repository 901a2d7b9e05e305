"""A care team comes together and apart: the question, the wait, and two who were at it at once."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_today_while_nobody_has_answered_yet(shop: PhoneShop) -> None:
    kit, jago = shop.phone("Kit"), shop.phone("Jago")
    person = f"/people/{kit.api('GET', '/session')['active']['person_id']}"
    for place in kit.api("GET", person)["care_team"]:
        kit.api("DELETE", f"{person}/care-team/{place['team_member_id']}")
    jago.go("/")
    page = kit.go("/")
    kit.shot("no-team")
    page.get_by_role("link", name="Ask somebody in").click()
    page.get_by_role("button", name="Jago Pascoe").click()
    page.get_by_role("dialog").get_by_role("button", name="Ask Jago").click()
    expect(page.get_by_text("Asked, no answer yet")).to_be_visible()
    kit.go("/")
    expect(page.get_by_role("heading", name="You asked Jago")).to_be_visible()
    kit.shot("asked")
    assert kit.faults() == []
    jago.shot("asks-you-in")
    jago.page.get_by_role("button", name="Yes, I’ll join").click()
    expect(jago.page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("button", name="Write to Jago")).to_be_visible()


def test_two_at_once_take_the_same_carer_out(shop: PhoneShop) -> None:
    edith, ann = shop.phone("Edith"), shop.phone("Ann")
    person = edith.api("GET", "/session")["active"]["person_id"]
    seat = next(
        one for one in edith.api("GET", f"/people/{person}/candidates")["items"] if one["name"].startswith("Nia")
    )
    edith.api("POST", f"/people/{person}/care-team", {"membership_id": seat["membership_id"]})
    page = edith.go("/team")
    page.get_by_role("button", name="About Nia Okafor").click()
    ann.go("/")
    ann.page.get_by_role("button", name="You help Edith").click()
    ann.page.get_by_role("link", name="Care team", exact=True).click()
    ann.page.get_by_role("button", name="About Nia Okafor").click()
    ann.page.get_by_role("dialog").get_by_role("button", name="Don’t ask Nia after all").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_text("Nia is not here any more.")).to_be_visible()
    edith.shot("lost-race")
    assert edith.faults() == []
    sheet.get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
