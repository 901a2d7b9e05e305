"""Deciding who sees what: the four questions in Easy Read, the picture by keyboard alone, in every look."""

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import DESK, PHONE, SMALL, PhoneShop

PLAIN = {"text_size": "first", "theme": "light", "calm": False, "easy_read": False, "language": "en"}
OWN = {
    "record": "/record",
    "about-me": "/record/about",
    "record-section": "/record/sections/daily_notes",
    "record-add": "/record/add",
    "record-days": "/record/timeline",
    "record-search": "/record/search",
    "night-page": "/record/night",
    "record-print": "/record/print",
    "who-may-see": "/record/access",
    "questions": "/record/questions",
    "looks": "/record/looks",
    "requests": "/record/requests",
    "people-for-me": "/record/people-for-me",
    "partners": "/record/partners",
}
LOOKS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"theme": "dark"},
    "desk": {"text_size": "ordinary"},
}


def test_jo_answers_four_questions_in_easy_read(shop: PhoneShop) -> None:
    jo = shop.phone("Jo")
    jo.prefer(**(PLAIN | {"easy_read": True}))
    page = jo.go("/record/questions")
    faults: list[str] = []
    for step, title in enumerate(("Four questions", "Who helps you?", "What should they know?", "Who else?")):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.locator("[aria-busy=true], .skeleton")).to_have_count(0)
        jo.shot(f"question-{step}")
        faults += jo.faults() + jo.clipped()
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Until when?")
    faults += jo.faults() + jo.clipped()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    jo.shot("question-sum")
    faults += jo.faults() + jo.clipped()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_role("link", name="Back to the record")).to_be_visible()
    jo.shot("questions-answered")
    faults += jo.faults() + jo.clipped()
    jo.go("/record")
    expect(page.get_by_text("Four questions")).to_have_count(0)
    assert faults == []


def test_a_square_is_changed_with_the_keyboard_alone(shop: PhoneShop) -> None:
    edith = shop.phone("Edith", DESK)
    page = edith.go("/record/access")
    square = page.get_by_role("button", name="Mill Road Surgery: Plans: closed")
    for _ in range(90):
        page.keyboard.press("Tab")
        if square.evaluate("element => element === document.activeElement"):
            break
    expect(square).to_be_focused()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    see = sheet.get_by_role("button", name="See", exact=True)
    for _ in range(10):
        if see.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(see).to_have_attribute("aria-pressed", "true")
    expect(sheet.get_by_role("status")).to_contain_text("Mill Road Surgery can see your plans")
    edith.shot("square-sheet")
    assert edith.faults() == []
    undo = sheet.get_by_role("button", name="Undo")
    for _ in range(20):
        if undo.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(sheet.get_by_role("status")).to_contain_text("Mill Road Surgery can’t see your plans")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("button", name="Mill Road Surgery: Plans: closed")).to_be_focused()


@pytest.mark.parametrize("look", LOOKS)
def test_the_record_in_every_look(shop: PhoneShop, look: str) -> None:
    edith = shop.phone("Edith", DESK if look.startswith("desk") else PHONE)
    edith.prefer(**(PLAIN | LOOKS[look]))
    faults: list[str] = []
    for name, path in OWN.items():
        edith.go(path)
        edith.shot(name if look == "light" else f"{name}-{look}")
        faults += [f"{name}: {fault}" for fault in edith.faults() + edith.clipped()]
    edith.prefer(**PLAIN)
    assert faults == []


def test_nothing_of_the_record_is_cut_with_the_largest_text(shop: PhoneShop) -> None:
    edith = shop.phone("Edith", SMALL)
    edith.prefer(**(PLAIN | {"text_size": "largest"}))
    cut: list[str] = []
    for name, path in OWN.items():
        edith.go(path)
        cut += [f"{name}: {html}" for html in edith.clipped()]
    edith.prefer(**PLAIN)
    assert cut == []
