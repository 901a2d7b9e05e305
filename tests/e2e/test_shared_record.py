"""A record is shared with a nurse from outside, read, written in, closed while the nurse looks, and accounted for."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.phone import Phone, PhoneShop


@dataclass(frozen=True, slots=True)
class Nurse:
    """Somebody who is invited, and by whom."""

    by: str
    name: str
    office: str

    @property
    def called(self) -> str:
        return self.name.split(maxsplit=1)[0]

    @property
    def address(self) -> str:
        return f"{self.called.lower()}@nurses.example.org"

    def picture(self, name: str) -> str:
        return name if self.by == "Edith" else f"{name}-by-ann"


PRIVATE = re.compile("^Edith( Hughes)? keeps medicines private$")
KEMI = Nurse("Edith", "Kemi Bello", "Hill Foot Nurses")
ADA = Nurse("Ann", "Ada Lloyd", "Canal Street Nurses")


@pytest.mark.parametrize("who", [KEMI, ADA], ids=["by-herself", "by-her-daughter"])
def test_a_nurse_sees_what_was_shared_and_is_shut_out_at_once(shop: PhoneShop, who: Nurse) -> None:
    decides, nurse, edith = shop.phone(who.by), shop.phone(), shop.phone("Edith")
    decides.go("/")
    if who.by == "Ann":
        decides.page.get_by_role("button", name="You help Edith").click()
        expect(decides.page.get_by_text("You are here for Edith Hughes.")).to_be_visible()
    _invite(decides, who)
    record = _come_in(nurse, who)
    _sees_just_these(nurse, record)
    nurse.go(f"{record}/sections/medicines")
    expect(nurse.page.get_by_text("Amlodipine 5 mg")).to_be_visible()
    _measure(nurse, record)
    nurse.go(f"{record}/sections/medicines")
    expect(nurse.page.get_by_text("Amlodipine 5 mg")).to_be_visible()
    _close_medicines(decides, who)
    expect(nurse.page.get_by_text("Amlodipine 5 mg")).to_have_count(0, timeout=3_000)
    expect(nurse.page.get_by_role("heading", name="Edith keeps medicines private")).to_be_visible()
    nurse.shot(who.picture("closed-meanwhile"))
    assert nurse.faults() + nurse.clipped() == []
    nurse.go(f"{record}/sections/medicines")  # a screen that stands open is nobody who tries; this is
    expect(nurse.page.get_by_role("heading", name=PRIVATE)).to_be_visible()
    _is_accounted_for(edith, who)


def _invite(decides: Phone, who: Nurse) -> None:
    """In one form: who, which parts, until when."""
    page = decides.go("/record/partners")
    page.get_by_role("button", name="Invite somebody").click()
    _fill_in(page, who.name, who.office, who.address)
    decides.shot(who.picture("partner-invited"))
    assert decides.faults() + decides.clipped() == []
    page.get_by_role("button", name="Invite them").click()
    expect(page.get_by_role("listitem").filter(has_text=who.name)).to_contain_text("Invited")


def _come_in(nurse: Phone, who: Nurse) -> str:
    """By the link in her mail, to the record that is shared with her; gives back its address."""
    _follow_the_mail(nurse, who.address)
    expect(nurse.page.get_by_role("heading", level=1)).to_have_text("Shared with me")
    row = nurse.page.get_by_role("link").filter(has_text="Edith Hughes")
    expect(row).to_contain_text("until")
    nurse.shot(who.picture("shared-with-me"))
    assert nurse.faults() + nurse.clipped() == []
    row.click()
    expect(nurse.page.get_by_role("heading", name="Closed to you")).to_be_visible()
    nurse.shot(who.picture("partner-record"))
    assert nurse.faults() + nurse.clipped() == []
    return nurse.page.url


def _measure(nurse: Phone, record: str) -> None:
    page = nurse.go(f"{record}/sections/observations")
    page.get_by_role("link", name="Add here").click()
    page.get_by_role("button", name="Pulse").click()
    page.get_by_label("How much").fill("68")
    page.get_by_label("What to write down").fill("Pulse regular, at the kitchen table.")
    with page.expect_response(re.compile("/record/entries$")) as kept:
        page.get_by_role("button", name="Save").click()
    assert kept.value.status == 201
    expect(page.get_by_text("Pulse regular").first).to_be_visible()


def _close_medicines(decides: Phone, who: Nurse) -> None:
    page = decides.go("/record/access")
    page.get_by_role("button", name=re.compile(f"^{who.office}: Medicines: ")).click()
    page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()


def _is_accounted_for(edith: Phone, who: Nurse) -> None:
    """Each of her looks, the writing, and the door that stayed closed; and what Ann did for Edith."""
    page = edith.go("/record/looks")
    rows = page.get_by_role("listitem")
    for words in ("read your medicines", "read your measurements", "wrote in your measurements"):
        expect(rows.filter(has_text=f"{who.called} {words}").first).to_contain_text(who.office)
    expect(rows.filter(has_text=f"{who.called} asked to see your medicines. It stayed closed.")).to_have_count(1)
    if who.by == "Ann":
        expect(rows.filter(has_text="Ann read your sharing choices").filter(has_text="for you").first).to_be_visible()
    edith.shot(who.picture("who-looked"))
    assert edith.faults() + edith.clipped() == []
    rows.filter(has_text=f"{who.called} read your medicines").get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text(f"You let them see it: {who.office}.")
    edith.shot(who.picture("why-it-was-allowed"))


def _fill_in(page: Page, name: str, office: str, address: str) -> None:
    page.get_by_role("radio", name="Another place").check()
    page.get_by_role("textbox", name="What is it called?").fill(office)
    page.get_by_role("textbox", name="Their name").fill(name)
    page.get_by_role("textbox", name="Their e-mail at work").fill(address)
    page.get_by_role("textbox", name="What do they do there?").fill("community nurse")
    parts = page.get_by_role("group", name="What may they see?")
    parts.get_by_role("checkbox", name="About me").check()
    parts.get_by_role("checkbox", name="About me").uncheck()  # nurses read it, and never write in it
    parts.get_by_role("checkbox", name="Health").check()
    page.get_by_role("radio", name="See it and add to it").check()
    page.get_by_role("group", name="Until when?").get_by_role("button", name="1 month").click()


def _follow_the_mail(nurse: Phone, address: str) -> None:
    """Through the demo's mail page, when the worker has written the mail."""
    nurse.go("/demo/mail")
    mail = nurse.page.locator("section, article").filter(has_text=address)
    for _ in range(40):
        if mail.count():
            break
        nurse.page.wait_for_timeout(250)
        nurse.page.get_by_role("button", name="Look again").click()
    mail.get_by_role("link").first.click()
    nurse.page.get_by_role("button", name="Come in").click()


def _sees_just_these(nurse: Phone, record: str) -> None:
    """What was not shared is no way on the screen, and closed for whoever asks for it by its address."""
    page = nurse.page
    for name in ("People", "Visit notes", "Plans", "Safety and wishes", "Home", "Money and papers"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    for code in ("money", "home_access", "daily_notes", "about_me", "safeguarding"):
        asked = nurse.context.request.get(f"/api/v1{urlsplit(record).path}/sections/{code}")
        assert (code, asked.status) == (code, 403)
