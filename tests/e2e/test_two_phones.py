"""Edith writes to Sam and Sam answers, live, on two phones."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_edith_writes_to_sam_and_he_answers(shop: PhoneShop) -> None:
    edith, sam = shop.phone("Edith"), shop.phone("Sam")
    edith.talk_to("Sam")
    sam.go("/")

    edith.write("The heating is off. I am cold.")
    expect(edith.bubble("The heating is off. I am cold.")).to_be_visible()
    expect(edith.page.get_by_text("On Sam’s phone")).to_be_visible()

    sam.talk_to("Edith")
    expect(sam.bubble("The heating is off. I am cold.")).to_be_visible()
    expect(edith.page.get_by_text("Sam has read it")).to_be_visible()

    sam.write("I’ll be with you in ten minutes.")
    expect(edith.bubble("I’ll be with you in ten minutes.")).to_be_visible()
    expect(sam.page.get_by_text("Edith has read it")).to_be_visible()
    edith.shot("conversation")
    sam.shot("conversation-sam")
    assert edith.faults() == []
    assert sam.faults() == []


def test_what_is_on_one_phone_is_on_the_other_of_the_same_person(shop: PhoneShop) -> None:
    phone, tablet = shop.phone("Edith"), shop.phone("Edith")
    phone.talk_to("Sam")
    tablet.talk_to("Sam")
    phone.write("From my phone")
    expect(tablet.bubble("From my phone")).to_be_visible()


def test_a_call_is_written_down_for_everybody(shop: PhoneShop) -> None:
    sam, edith = shop.phone("Sam"), shop.phone("Edith")
    sam.talk_to("Edith")
    edith.talk_to("Sam")
    sam.page.get_by_role("button", name="Note a call").click()
    sheet = sam.page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    sam.shot("write-down-a-call")
    assert sam.faults() == []
    sheet.get_by_role("textbox").fill("Rang her. The gas man comes at 4.")
    sheet.get_by_role("button", name="Keep it here").click()
    expect(edith.bubble("The gas man comes at 4.")).to_be_visible()
    expect(edith.page.get_by_text("A call, written down").last).to_be_visible()
