"""Somebody falls ill and somebody else goes: what a visit needs is open in time, and shut after it by itself."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.phone import Phone, PhoneShop

LOCAL = """minutes => {
  const at = new Date(Date.now() + minutes * 60_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}"""


def _harold(phone: Phone) -> str:
    """The address of Harold, as his carers have it."""
    records = phone.api("GET", "/records")["items"]
    return f"/people/{next(one['person']['person_id'] for one in records if one['person']['name'] == 'Harold Finch')}"


def test_the_team_starter_opens_the_door_to_a_carer_for_a_visit_in_ten_minutes(shop: PhoneShop) -> None:
    bethan, fatima = shop.phone("Bethan"), shop.phone("Fatima")
    harold = _harold(bethan)
    assert fatima.context.request.get(f"/api/v1{harold}/record").status == 404
    fatima.go(f"{harold}/record")
    expect(fatima.page.get_by_role("heading", name="Nothing is open to you here")).to_be_visible()

    page = bethan.go(f"{harold}/record")
    page.get_by_role("link", name="Somebody else comes").click()
    page.get_by_role("radio", name="Fatima Rahman").check()
    page.get_by_label("From").fill(page.evaluate(LOCAL, 10))
    page.get_by_label("To", exact=True).fill(page.evaluate(LOCAL, 55))
    page.get_by_label("Why, if it helps").fill("Callum has a temperature.")
    bethan.shot("cover")
    assert bethan.faults() + bethan.clipped() == []
    page.get_by_role("button", name="Give the visit").click()
    expect(page.get_by_text("Fatima has it. It is open from")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Fatima Rahman")).to_be_visible()

    # her screen opens by itself: what a visit needs, and nothing more
    expect(fatima.page.get_by_role("link", name="Visit notes")).to_be_visible()
    expect(fatima.page.get_by_role("heading", name="Closed to you")).to_be_visible()
    fatima.shot("covering")
    assert fatima.faults() + fatima.clipped() == []
    fatima.go(f"{harold}/record/sections/alerts")
    expect(fatima.page.get_by_text("Oxygen at home.")).to_be_visible()
    assert fatima.context.request.get(f"/api/v1{harold}/record/sections/money").status == 403


def test_a_door_shuts_by_itself_with_the_screen_open(shop: PhoneShop) -> None:
    bethan, lin = shop.phone("Bethan"), shop.phone("Lin")
    harold = _harold(bethan)
    lin_id = lin.api("GET", "/session")["active"]["membership_id"]
    ended = datetime.now(UTC) - timedelta(minutes=60) + timedelta(seconds=6)
    body = {
        "membership_id": lin_id,
        "starts_at": (ended - timedelta(minutes=45)).isoformat(),
        "ends_at": ended.isoformat(),
    }
    bethan.api("POST", f"{harold}/cover", body)
    lin.go(f"{harold}/record/sections/alerts")
    expect(lin.page.get_by_text("Oxygen at home.")).to_be_visible()
    expect(lin.page.get_by_text("Oxygen at home.")).to_have_count(0, timeout=20_000)
    late = (datetime.now(UTC) - ended - timedelta(minutes=60)).total_seconds()
    assert late < 5, f"the screen was {late:.1f} s late"
    lin.shot("cover-is-over")
    assert lin.faults() + lin.clipped() == []
    assert lin.context.request.get(f"/api/v1{harold}/record/sections/alerts").status in {403, 404}
