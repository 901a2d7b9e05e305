"""Being here for somebody else, and in another co-op: the screen always says for whom, and where."""

from playwright.sync_api import expect

from tests.e2e.phone import SMALL, PhoneShop


def test_ann_writes_for_edith_and_is_herself_again(shop: PhoneShop) -> None:
    ann, sam = shop.phone("Ann"), shop.phone("Sam")
    page = ann.go("/")
    page.get_by_role("button", name="You help Edith").click()
    expect(page.get_by_text("You are here for Edith Hughes.")).to_be_visible()
    ann.shot("acting-today")
    assert ann.faults() == []
    page.get_by_role("link", name="Care team", exact=True).click()
    expect(page.get_by_role("heading", name="Who helps Edith")).to_be_visible()
    expect(page.get_by_role("link", name="Name a helper")).to_have_count(0)
    expect(page.get_by_text("Your team")).to_have_count(0)
    ann.shot("acting-team")
    page.get_by_role("button", name="About Sam Osei").click()
    page.get_by_role("dialog").get_by_role("button", name="Write to Sam").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sam")
    ann.write("Mum has her hospital letter.")
    sam.talk_to("Edith")
    expect(sam.bubble("Mum has her hospital letter.")).to_be_visible()
    expect(sam.page.get_by_text("for Edith").last).to_be_visible()
    ann.go("/team")
    page.get_by_role("button", name="Be here for myself again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ann")
    expect(page.get_by_text("You are here for")).to_have_count(0)


def test_a_helper_is_named_and_ended(shop: PhoneShop) -> None:
    harold, marek = shop.phone("Harold", SMALL), shop.phone("Marek")
    marek.go("/")
    page = harold.go("/team")
    page.get_by_role("link", name="Name a helper").click()
    page.get_by_role("button", name="Marek Nowak").click()
    harold.shot("name-helper")
    page.get_by_role("dialog").get_by_role("button", name="Name Marek").click()
    expect(marek.page.get_by_role("button", name="You help Harold")).to_be_visible()
    marek.page.get_by_role("button", name="You help Harold").click()
    expect(marek.page.get_by_text("You are here for Harold Finch.")).to_be_visible()
    page.get_by_role("button", name="About Marek Nowak").click()
    page.get_by_role("dialog").get_by_role("button", name="End the help of Marek").click()
    expect(page.get_by_role("button", name="About Marek Nowak")).to_have_count(0)
    expect(marek.page.get_by_text("You are here for")).to_have_count(0)
    expect(marek.page.get_by_role("heading", level=1)).to_contain_text("Marek")


def test_priya_changes_to_her_other_co_op(shop: PhoneShop) -> None:
    priya = shop.phone("Priya")
    page = priya.go("/")
    expect(page.locator("header")).to_contain_text("Meadow Lane Care Co-op")
    page.goto("/me")
    page.get_by_role("button", name="Harbour Co-op").click()
    expect(page.locator("header")).to_contain_text("Harbour Co-op")
    page.get_by_role("link", name="Messages").click()
    expect(page.get_by_role("listitem").filter(has_text="Meadow Lane")).to_have_count(0)
    page.goto("/me")
    page.get_by_role("button", name="Meadow Lane Care Co-op").click()
    expect(page.locator("header")).to_contain_text("Meadow Lane Care Co-op")
