"""Who is taken out of a care team is out at once, also on the screen that is open."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_edith_takes_lin_out_and_it_is_gone_from_lins_screen(shop: PhoneShop) -> None:
    edith, lin = shop.phone("Edith"), shop.phone("Lin")
    talk = next(
        talk
        for talk in lin.api("GET", "/conversations")["items"]
        if talk["kind"] == "care_team" and talk["title"].startswith("Edith")
    )
    lin.go(f"/messages/{talk['conversation_id']}")
    expect(lin.page.locator("form.composer")).to_be_visible()
    someone = talk["last"]["text"]
    expect(lin.bubble(someone).first).to_be_visible()

    edith.go("/team")
    edith.page.get_by_role("button", name="About Lin Chen").click()
    sheet = edith.page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    edith.shot("take-out")
    assert edith.faults() == []
    sheet.get_by_role("button", name="Take Lin out of the team").click()
    expect(edith.page.get_by_role("button", name="About Lin Chen")).to_have_count(0)

    expect(lin.page.locator("form.composer")).to_have_count(0)
    expect(lin.bubble(someone)).to_have_count(0)
    refused = lin.context.request.get(f"/api/v1/conversations/{talk['conversation_id']}")
    assert refused.status == 404


def test_a_lost_phone_is_shut_from_another(shop: PhoneShop) -> None:
    lost, tablet = shop.phone("Harold"), shop.phone("Harold")
    lost.go("/")
    devices = tablet.api("GET", "/devices")["items"]
    there = next(device for device in devices if not device["here"])
    answer = tablet.context.request.delete(f"/api/v1/devices/{there['session_id']}")
    assert answer.status == 204
    expect(lost.page.get_by_role("textbox", name="Your e-mail address")).to_be_visible()
