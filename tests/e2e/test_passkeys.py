"""Showing who one is: a passkey is made, opens the door, and is shown again for what matters; a lost tablet is shut."""

import re
from typing import Any

from playwright.sync_api import CDPSession, expect

from tests.e2e.phone import Phone, PhoneShop

ADDRESS = "glenys@example.org"
DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _authenticator(phone: Phone) -> CDPSession:
    """The browser's own, in place of a finger or a face."""
    cdp = phone.context.new_cdp_session(phone.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return cdp


def _mailed(phone: Phone, pattern: str, not_these: tuple[str, ...] = ()) -> str:
    """What the newest mail to Glenys has of this, when the worker has written it."""
    for _ in range(60):
        for mail in phone.context.request.get("/api/v1/demo/mail").json()["items"]:
            found = re.search(pattern, mail["text"])
            if mail["to"] == ADDRESS and found and found[0] not in not_these:
                return found[0]
        phone.page.wait_for_timeout(250)
    raise AssertionError(f"no mail to {ADDRESS} with {pattern}")


def _invite(by: Phone) -> None:
    page = by.go("/members/invite")
    page.get_by_role("textbox", name="E-mail address").fill(ADDRESS)
    page.get_by_role("textbox", name="Name").fill("Glenys Rowe")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text(f"On its way to {ADDRESS}.")).to_be_visible()


def test_a_passkey_is_made_opens_the_door_and_is_shown_for_what_matters(shop: PhoneShop) -> None:
    olu, tess, glenys = shop.phone("Olu"), shop.phone("Tess"), shop.phone()
    page = glenys.page
    _authenticator(glenys)
    _invite(olu)
    first = _mailed(glenys, r"/invitation#\S+")
    page.goto(first)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glenys")

    # a link that was opened is not enough to make oneself a key: the code is
    glenys.go("/me/passkeys")
    page.get_by_role("button", name="Add a passkey here").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Show that it is you")
    glenys.shot("show-that-it-is-you")
    assert glenys.faults() == []
    sheet.get_by_role("button", name="Send me a code by e-mail").click()
    sheet.get_by_label("The code from the e-mail").fill(_mailed(glenys, r"\b\d{6}\b"))
    sheet.get_by_role("button", name="It is me").click()
    keys = page.get_by_role("list", name="My passkeys").get_by_role("listitem")
    expect(keys).to_have_count(1)
    glenys.shot("passkeys")
    assert glenys.faults() + glenys.clipped() == []

    # signed out, the passkey alone opens the door
    _sign_out(glenys)
    glenys.shot("sign-in-with-passkey")
    page.get_by_role("button", name="With your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glenys")

    # in again by a link, and asked to show the passkey before anything that matters
    _sign_out(glenys)
    _invite(tess)
    page.goto(_mailed(glenys, r"/invitation#\S+", (first,)))
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glenys")
    glenys.go("/me/passkeys")
    keys.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it away now").click()
    page.get_by_role("dialog").get_by_role("button", name="With your passkey").click()
    expect(page.get_by_role("heading", name="No passkey yet")).to_be_visible()


def test_a_lost_tablet_is_shut_from_another_device(shop: PhoneShop) -> None:
    phone, tablet = shop.phone("Harold"), shop.phone()
    people = tablet.context.request.get("/api/v1/demo/people").json()["items"]
    seat = next(one for one in people if one["name"] == "Harold Finch")
    body = {"membership_id": seat["membership_id"], "device_name": "The tablet in the hall"}
    assert tablet.context.request.post("/api/v1/demo/session", data=body).ok
    tablet.go("/record/sections/alerts")
    expect(tablet.page.get_by_text("Oxygen at home.")).to_be_visible()
    page = phone.go("/me/devices")
    page.get_by_role("button", name="Shut The tablet in the hall").click()
    page.get_by_role("dialog").get_by_role("button", name="Shut it now").click()
    expect(page.get_by_text("The tablet in the hall")).to_have_count(0)
    expect(tablet.page.get_by_text("Oxygen at home.")).to_have_count(0, timeout=3_000)
    assert tablet.context.request.get("/api/v1/session").status == 401


def _sign_out(phone: Phone) -> None:
    page = phone.go("/me")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out now").click()
    expect(page.get_by_role("button", name="With your passkey")).to_be_visible()
