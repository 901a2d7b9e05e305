"""From the list of people to somebody of whom nothing is open to me: to cover, in an emergency, for papers."""

from playwright.sync_api import expect

from tests.e2e.phone import PhoneShop


def test_a_carer_comes_to_a_neighbour_in_an_emergency_without_a_look_at_the_record(shop: PhoneShop) -> None:
    nia, edith = shop.phone("Nia"), shop.phone("Edith")
    page = nia.go("/people")
    expect(page.get_by_role("heading", name="Others who get support")).to_be_visible()
    nia.shot("others-here")
    assert nia.faults() + nia.clipped() == []
    page.get_by_role("link").filter(has_text="Edith Hughes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edith")
    nia.shot("ways-to-somebody")
    assert nia.faults() + nia.clipped() == []
    page.get_by_role("link").filter(has_text="emergency").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Emergency: Edith")
    edith.go("/record/looks")
    expect(edith.page.get_by_role("heading", level=1)).to_have_text("Who looked")
    expect(edith.page.get_by_role("listitem").filter(has_text="Nia")).to_have_count(0)


def test_a_reviewer_comes_to_papers_by_the_list(shop: PhoneShop) -> None:
    marek = shop.phone("Marek")
    page = marek.go("/people")
    page.get_by_role("link").filter(has_text="Jo Bevan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jo")
    expect(page.get_by_role("link").filter(has_text="emergency")).to_have_count(0)
    assert marek.faults() + marek.clipped() == []
