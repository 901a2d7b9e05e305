"""The secretary's list: taken out, let in again with a new card, an invitation taken back."""

import re

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_a_new_card_for_somebody_who_is_there(shop: PhoneShop) -> None:
    olu, win = shop.phone("Olu"), shop.phone()
    page = olu.go("/members/card")
    page.get_by_role("textbox", name="Name").fill("Win Parry")
    page.get_by_role("radio", name="Family or neighbour").check()
    page.get_by_role("button", name="Make the card").click()
    lost = page.locator(".card-words").inner_text().strip()
    page.get_by_role("link", name="Back to the members").click()
    page.get_by_role("button", name="About Win Parry").click()
    olu.shot("member")
    assert olu.faults() == []
    page.get_by_role("dialog").get_by_role("button", name="Make a card for Win").click()
    words = page.locator(".card-words").inner_text().strip()
    assert words != lost
    win.go("/")
    win.page.get_by_role("button", name="I have a card with six words").click()
    win.page.get_by_role("textbox", name="The six words on your card").fill(words)
    win.page.get_by_role("button", name="Come in").click()
    expect(win.page.get_by_role("heading", level=1)).to_contain_text("Win")
    page.get_by_role("link", name="Back to the members").click()
    expect(page.get_by_role("button", name="About Win Parry")).to_be_visible()


def test_taken_out_of_the_co_op_is_out_on_the_screen_too(shop: PhoneShop) -> None:
    tess, bill = shop.phone("Tess"), shop.phone("Bill")
    bill.go("/messages")
    page = tess.go("/members")
    page.get_by_role("button", name="About Bill Angove").click()
    page.get_by_role("dialog").get_by_role("button", name="Take Bill out of the co-op").click()
    expect(page.get_by_role("button", name="About Bill Angove")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(bill.page.get_by_role("heading", name="You are in no co-op just now")).to_be_visible()
    expect(bill.page.get_by_text("Harbour Co-op")).to_have_count(0)
    assert bill.context.request.get("/api/v1/conversations").status in {401, 403, 404}
    bill.shot("taken-out")
    assert bill.faults() == []


def test_an_invitation_taken_back_opens_nothing(shop: PhoneShop) -> None:
    tess, wren = shop.phone("Tess"), shop.phone()
    page = tess.go("/members/invite")
    page.get_by_role("textbox", name="E-mail address").fill("wren@example.org")
    page.get_by_role("textbox", name="Name").fill("Wren Ashby")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("On its way to wren@example.org.")).to_be_visible()
    page.get_by_role("link", name="Back to the members").click()
    page.get_by_role("button", name="Take back the invitation of Wren Ashby").click()
    expect(page.get_by_text("Wren Ashby")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    link = None
    for _ in range(40):  # the mail is written by the worker, in its own time
        mails = wren.context.request.get("/api/v1/demo/mail").json()["items"]
        found = [re.search(r"/invitation#\S+", mail["text"]) for mail in mails if mail["to"] == "wren@example.org"]
        if found and found[0]:
            link = found[0][0]
            break
        wren.page.wait_for_timeout(250)
    assert link
    wren.page.goto(link)
    expect(wren.page.get_by_role("link", name="Come in another way")).to_be_visible()
