"""A phone without signal, a server that is gone: what was written is kept, and goes by itself, once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone, PhoneShop
from toolchain.processes import Stack


@pytest.fixture
def back_again(demo: Stack) -> Iterator[Stack]:
    """Whatever a test does to the web processes, the next test finds them up."""
    yield demo
    _mend(demo)


def _cut(stack: Stack) -> None:
    for name in ("api", "realtime"):
        stack.kill(name)


def _mend(stack: Stack) -> None:
    for name in ("api", "realtime"):
        stack.restart(name)
    stack.await_ready()


def test_what_is_typed_survives_a_dead_server_and_a_reload(shop: PhoneShop, back_again: Stack) -> None:
    edith = shop.phone("Edith")
    address = edith.talk_to("Sam")
    _ready_for_no_signal(edith)
    _cut(back_again)
    field = edith.page.locator("form.composer textarea")
    field.fill("Half a sentence, and then")
    edith.page.wait_for_timeout(500)
    edith.page.goto(address)
    expect(field).to_have_value("Half a sentence, and then")
    field.fill("")
    _mend(back_again)


def test_what_is_sent_without_signal_waits_and_goes_once(shop: PhoneShop, back_again: Stack) -> None:
    edith, sam = shop.phone("Edith"), shop.phone("Sam")
    edith.talk_to("Sam")
    sam.talk_to("Edith")
    _ready_for_no_signal(edith)
    _cut(back_again)
    edith.write("Written without signal, one")
    edith.write("Written without signal, two")
    expect(edith.page.get_by_text("Waiting for signal")).to_have_count(2)
    expect(edith.page.get_by_text("2 things waiting to be sent")).to_be_visible()
    edith.shot("no-signal")
    assert edith.faults() == []
    edith.page.reload()
    expect(edith.bubble("Written without signal, two")).to_be_visible()
    _mend(back_again)
    for words in ("Written without signal, one", "Written without signal, two"):
        expect(sam.bubble(words)).to_have_count(1)
    expect(edith.page.get_by_text("Waiting for signal")).to_have_count(0)
    bubbles = [text for text in sam.page.locator(".bub").all_inner_texts() if "Written without signal" in text]
    assert bubbles == sorted(bubbles)


def test_a_phone_that_is_shut_while_it_waits_sends_later(shop: PhoneShop, back_again: Stack) -> None:
    edith, sam = shop.phone("Edith"), shop.phone("Sam")
    sam.talk_to("Edith")
    edith.talk_to("Sam")
    _ready_for_no_signal(edith)
    _cut(back_again)
    edith.write("My battery is nearly")
    expect(edith.page.get_by_text("Waiting for signal")).to_be_visible()
    edith.page.close()
    _mend(back_again)
    edith.page = edith.context.new_page()
    edith.go("/")
    expect(sam.bubble("My battery is nearly")).to_have_count(1)


def _ready_for_no_signal(phone: Phone) -> None:
    """Wait until the app can be opened from the phone itself."""
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
