"""Somebody new has nothing yet: every page says so, and has a way on."""

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


@pytest.mark.parametrize("gets_support", [True, False])
def test_every_page_of_somebody_new_says_something(shop: PhoneShop, *, gets_support: bool) -> None:
    olu, new = shop.phone("Olu"), shop.phone()
    body: dict[str, object] = {
        "name": "Gwen Tudor" if gets_support else "Huw Tudor",
        "member_class": "supported" if gets_support else "community",
        "hats": [],
        "gets_support": gets_support,
    }
    words = olu.api("POST", "/enrolment-cards", body)["words"]
    came = new.context.request.post("/api/v1/session/by-card", data={"words": words, "device_name": "A first tablet"})
    assert came.ok
    faults: list[str] = []
    for path in ("/", "/messages"):
        page = new.go(path)
        expect(page.locator("main h2").first).to_be_visible()
        expect(page.locator("main .btn-do")).to_have_count(1)
        new.shot(f"new-{'person' if gets_support else 'neighbour'}{path.replace('/', '-')}")
        faults += new.faults() + new.clipped()
    assert faults == []
