"""Every screen in every look: axe finds nothing, nothing runs out of its box, and a picture is taken."""

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import DESK, PHONE, SMALL, Phone, PhoneShop

LOOKS: dict[str, dict[str, object]] = {
    "ordinary": {"text_size": "first"},
    "easy-read": {"text_size": "first", "easy_read": True},
    "welsh": {"text_size": "first", "language": "cy"},
    "dark": {"text_size": "first", "theme": "dark"},
    "largest": {"text_size": "largest"},
    "calm": {"text_size": "first", "calm": True},
    "desk": {"text_size": "ordinary"},
}
PLAIN = {"text_size": "first", "theme": "light", "calm": False, "easy_read": False, "language": "en"}
PAGES = {"today": "/", "messages": "/messages", "team": "/team", "me": "/me"}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["Edith", "Sam"])
def test_screens(shop: PhoneShop, name: str, look: str) -> None:
    phone = shop.phone(name, DESK if look == "desk" else PHONE)
    phone.prefer(**(PLAIN | LOOKS[look]))
    ending = ("" if look == "ordinary" else f"-{look}") + ("" if name == "Edith" else f"-{name.lower()}")
    faults: list[str] = []
    for title, path in PAGES.items():
        phone.go(path)
        faults += _looked_at(phone, f"{title}{ending}")
    phone.talk_to("Sam" if name == "Edith" else "Edith")
    faults += _looked_at(phone, f"conversation{ending}")
    phone.prefer(**PLAIN)
    assert faults == []


@pytest.mark.parametrize("name", ["Edith", "Sam"])
def test_nothing_is_cut_on_a_small_phone_with_the_largest_text(shop: PhoneShop, name: str) -> None:
    phone = shop.phone(name, SMALL)
    phone.prefer(**(PLAIN | {"text_size": "largest"}))
    cut = {}
    for title, path in PAGES.items():
        phone.go(path)
        cut[title] = phone.clipped()
    phone.prefer(**PLAIN)
    assert cut == {title: [] for title in PAGES}


def test_the_pages_before_signing_in(shop: PhoneShop) -> None:
    phone = shop.phone()
    faults: list[str] = []
    for title, path in {"sign-in": "/", "demo": "/demo", "not-here": "/nowhere"}.items():
        phone.go(path)
        faults += _looked_at(phone, title)
    assert faults == []


def test_the_keyboard_reaches_everything_that_can_be_pressed(shop: PhoneShop) -> None:
    phone = shop.phone("Edith")
    page = phone.go("/")
    wanted = page.locator("a[href]:visible, button:visible").count()
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    assert len([html for html in reached if html.startswith(("<a", "<button"))]) >= wanted
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert focused == "4px"


def _looked_at(phone: Phone, title: str) -> list[str]:
    expect(phone.page.locator("main")).to_be_visible()
    phone.page.wait_for_timeout(300)  # a face or a font may still be on its way to the picture
    if not title.endswith("-sam") or title.count("-") == 1:  # of Sam's looks, the ordinary one is enough to keep
        phone.shot(title)
    return [f"{title}: {fault}" for fault in phone.faults() + [f"cut: {html}" for html in phone.clipped()]]
