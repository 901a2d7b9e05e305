"""The record as it is written and read: quickly, with photo and voice, without signal, on paper, kept nowhere."""

import io
import re
import time

from PIL import ExifTags, Image
from playwright.sync_api import expect

from tests.e2e.phone import Phone, PhoneShop
from tests.e2e.stored import all_that_is_kept

PAGE_OF_PAPER = re.compile(rb"/Type\s*/Page[^s]")


def _edith(phone: Phone) -> str:
    """The address of Edith's record, as those have it for whom it is open."""
    records = phone.api("GET", "/records")["items"]
    person = next(one["person"]["person_id"] for one in records if one["person"]["name"] == "Edith Hughes")
    return f"/people/{person}/record"


def _notes(phone: Phone, record: str, words: str) -> int:
    items = phone.api("GET", f"{record}/sections/daily_notes")["items"]
    return sum(1 for one in items if words in (one["text"] or ""))


def _save(phone: Phone) -> None:
    with phone.page.expect_response(re.compile("/record/entries$")) as kept:
        phone.page.get_by_role("button", name="Save").click()
    assert kept.value.status == 201


def test_a_visit_note_takes_six_actions_and_less_than_twenty_seconds(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    page = sam.go("/")
    taps = (
        page.get_by_role("link", name="People").first,
        page.get_by_role("main").get_by_role("link", name="Edith Hughes"),
        page.get_by_role("link", name="Add to the record"),
    )
    began = time.monotonic()
    for tap in taps:
        tap.click()
    page.get_by_label("What to write down").fill("Porridge, and two cups of tea.")
    _save(sam)
    expect(page.get_by_text("Porridge, and two cups of tea.")).to_be_visible()
    assert time.monotonic() - began < 20
    assert len(taps) + len(("write", "save")) <= 6
    sam.shot("note-added")
    assert sam.faults() + sam.clipped() == []


def test_a_photo_asks_whether_people_agreed_and_loses_where_it_was_taken(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    record = _edith(sam)
    page = sam.go(f"{record}/add/daily_notes")
    page.get_by_label("What to write down").fill("The new rail by the bath.")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "rail.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say first whether the people in the picture have agreed.")).to_be_visible()
    sam.shot("photo-agreed")
    assert sam.faults() + sam.clipped() == []
    page.get_by_role("radio", name="Yes, or nobody is in it").check()
    _save(sam)
    picture = page.get_by_role("button", name="Photo, larger: rail.jpg")
    expect(picture.locator("img")).to_be_visible()
    sam.shot("photo-added")
    items = sam.api("GET", f"{record}/sections/daily_notes")["items"]
    file_id = next(one["files"][0]["file_id"] for one in items if one["files"])
    served = sam.context.request.get(f"/api/v1/files/{file_id}/content").body()
    assert b"Meadow Lane 7" not in served
    assert b"Exif" not in served
    assert not Image.open(io.BytesIO(served)).getexif()


def test_what_is_spoken_can_be_heard(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    page = sam.go(f"{_edith(sam)}/add/daily_notes")
    page.get_by_role("button", name="Speak").click()
    stop = page.get_by_role("button", name=re.compile("^Stop, 0:0[1-9]"))
    expect(stop).to_be_visible()
    stop.click()
    expect(page.get_by_role("list", name="What goes with it").get_by_role("listitem")).to_have_count(1)
    _save(sam)
    page.get_by_role("button", name="Hear it").first.click()
    voice = page.locator("audio").first
    expect(voice).to_be_visible()
    page.wait_for_function("() => document.querySelector('audio').readyState > 0")
    sam.shot("voice")
    assert sam.faults() + sam.clipped() == []


def test_a_message_is_kept_in_the_record_with_links_both_ways(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    talk = sam.talk_to("Edith")
    page = sam.page
    sam.write("The chemist has the new tablets on Friday.")
    expect(page.get_by_text("Sent", exact=True).last).to_be_visible()
    page.get_by_role("button", name="Keep a message in the record").click()
    page.get_by_role("button", name="Keep this one: The chemist has the new tablets on Friday.").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_label("What to write down")).to_have_value("The chemist has the new tablets on Friday.")
    sam.shot("keep-message")
    assert sam.faults() == []
    sheet.get_by_role("button", name="Keep it there").click()
    page.get_by_role("link", name="Kept in the record").last.click()
    expect(page.get_by_text("Kept from a message.")).to_be_visible()
    expect(page.get_by_text("The chemist has the new tablets on Friday.")).to_be_visible()
    sam.shot("kept-message")
    assert sam.faults() + sam.clipped() == []
    page.get_by_role("link", name="Go to the message").click()
    expect(sam.bubble("The chemist has the new tablets on Friday.")).to_be_visible()
    assert page.url.endswith(talk)


def test_a_note_is_corrected_and_answered_and_nothing_is_lost(shop: PhoneShop) -> None:
    sam, edith = shop.phone("Sam"), shop.phone("Edith")
    record = _edith(sam)
    page = sam.go(f"{record}/add/daily_notes")
    page.get_by_label("What to write down").fill("Walked to the chapel and back.")
    _save(sam)
    card = page.locator("article, section").filter(has_text="Walked to the chapel and back.").last
    card.get_by_role("link").last.click()
    page.get_by_role("button", name="Correct it").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("What to write down").fill("Walked to the gate and back.")
    sheet.get_by_label("What was wrong with it?").fill("It was not as far.")
    sheet.get_by_role("button", name="Put the new words there").click()
    expect(page.get_by_text("Walked to the gate and back.")).to_be_visible()
    expect(page.get_by_role("heading", name="Earlier words")).to_be_visible()
    expect(page.get_by_text("Walked to the chapel and back.")).to_be_visible()

    root = page.url.rsplit("/", 1)[1]
    edith.go(f"/record/entries/{root}")
    edith.page.get_by_role("button", name="Answer").click()
    sheet = edith.page.get_by_role("dialog")
    sheet.get_by_label("Your answer").fill("And the robin came along.")
    sheet.get_by_role("button", name="Write it there").click()
    expect(edith.page.get_by_role("list", name="Answers")).to_contain_text("And the robin came along.")
    expect(page.get_by_role("list", name="Answers")).to_contain_text("And the robin came along.")
    sam.shot("corrected-and-answered")
    assert sam.faults() + sam.clipped() + edith.faults() + edith.clipped() == []


def test_the_page_for_the_night_is_one_page(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    page = sam.go(f"{_edith(sam)}/night")
    expect(page.get_by_role("article", name="Edith Hughes")).to_be_visible()
    paper = page.pdf(format="A4")
    assert len(PAGE_OF_PAPER.findall(paper)) == 1


def test_a_note_without_signal_waits_and_goes_once(shop: PhoneShop) -> None:
    sam = shop.phone("Sam")
    record = _edith(sam)
    page = sam.go(f"{record}/add/daily_notes")
    sam.context.set_offline(True)
    page.get_by_label("What to write down").fill("The bus came late, and we were there first.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    assert "The bus came late" in all_that_is_kept(sam)  # the only place where it is
    sam.shot("note-waits")
    assert sam.faults() + sam.clipped() == []
    sam.context.set_offline(False)
    expect(page.get_by_text("Waiting for signal")).to_have_count(0)
    expect(page.get_by_text("The bus came late")).to_have_count(1)
    expect(page.get_by_label("On its way")).to_have_count(0)
    assert _notes(sam, record, "The bus came late") == 1
    sam.go(f"{record}/sections/daily_notes")
    expect(page.get_by_text("The bus came late")).to_have_count(1)
    assert _notes(sam, record, "The bus came late") == 1
    assert "The bus came late" not in all_that_is_kept(sam)


def test_nothing_of_a_record_stays_on_the_device(shop: PhoneShop) -> None:
    ruth, edith = shop.phone("Ruth"), shop.phone("Edith")
    record = _edith(ruth)
    words = ("Amlodipine", "Penicillin", "Type 2 diabetes", "crossword", "water butt", "Blood sugar before lunch")
    for place in ("", "/about", "/sections/medicines", "/sections/allergies", "/timeline", "/night"):
        ruth.go(f"{record}{place}")
    ruth.go(f"{record}/sections/medicines")
    expect(ruth.page.get_by_text("Amlodipine 5 mg")).to_be_visible()
    kept = all_that_is_kept(ruth)
    assert "Ruth Carey" in kept  # what is looked through is what the app keeps
    assert [word for word in words if word in kept] == []

    edith.go("/record/access")
    edith.page.get_by_role("button", name=re.compile("^Riverside District Nurses: Medicines: ")).click()
    edith.page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    expect(ruth.page.get_by_text("Amlodipine 5 mg")).to_have_count(0, timeout=3_000)
    assert [word for word in words if word in all_that_is_kept(ruth)] == []

    for place in ("", "/about", "/sections/home_access", "/timeline"):
        edith.go(f"/record{place}")
    assert [word for word in words if word in all_that_is_kept(edith)] == []


def _photo() -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "Meadow Lane 7, bathroom"
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (180, 120, 90)).save(out, "JPEG", exif=exif)
    return out.getvalue()
