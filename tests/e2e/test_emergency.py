"""In an emergency: the warning, what is needed, the person told, and a reviewer who asks about it."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_an_emergency_opens_what_is_needed_and_is_gone_through_by_a_reviewer(shop: PhoneShop) -> None:
    harold, tomasz, marek = shop.phone("Harold"), shop.phone("Tomasz"), shop.phone("Marek")
    person = harold.api("GET", "/session")["active"]["person_id"]
    harold.go("/record/looks")
    expect(harold.page.get_by_text("Tomasz")).to_have_count(0)

    page = tomasz.go(f"/people/{person}/emergency")
    expect(page.get_by_text("Only when somebody’s health or life depends on it.")).to_be_visible()
    expect(page.get_by_text("A reviewer asks about it within three days.")).to_be_visible()
    tomasz.shot("emergency-warning")
    assert tomasz.faults() + tomasz.clipped() == []
    page.get_by_role("radio", name="Found unwell").check()
    page.get_by_label("In your words").fill("On the floor of the hall, short of breath.")
    page.get_by_role("button", name="Open for an hour").click()
    expect(page.get_by_text("minutes left")).to_be_visible()
    expect(page.get_by_text("Oxygen at home.")).to_be_visible()
    tomasz.shot("emergency-open")
    assert tomasz.faults() + tomasz.clipped() == []

    # Harold's own screen says it while it is on
    told = harold.page.get_by_role("listitem").filter(has_text="Tomasz read").filter(has_text="in an emergency")
    expect(told.first).to_be_visible()
    harold.shot("emergency-told")
    told.first.get_by_role("button").click()
    expect(harold.page.get_by_role("dialog")).to_contain_text("Tomasz opened it in an emergency")

    page.get_by_role("button", name="I’m done").click()
    expect(page.get_by_text("It is shut again.")).to_be_visible()
    for code in ("alerts", "allergies"):
        asked = tomasz.context.request.get(
            f"/api/v1/people/{person}/record/sections/{code}", headers={"Ourpatch-Purpose": "emergency"}
        )
        assert asked.status in {403, 404}

    page = marek.go("/")
    page.get_by_role("link", name="Emergency access to look at").click()
    card = page.locator("section, article").filter(has_text="Tomasz opened Harold’s record").last
    expect(card).to_contain_text("On the floor of the hall, short of breath.")
    marek.shot("emergency-review")
    assert marek.faults() + marek.clipped() == []
    card.get_by_role("button", name="Say what you found").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("radio", name="It was in order").check()
    sheet.get_by_label("Why, in your words").fill("He rang 999 and stayed. The words fit the looks.")
    sheet.get_by_role("button", name="Keep it").click()
    expect(card.get_by_text("It was in order")).to_be_visible()
    marek.shot("emergency-reviewed")
