"""A newer app is served while an old one is open: offered only to who is in the middle of nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.phone import PhoneShop, phones
from toolchain.processes import Stack

LOOK = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)"


@pytest.fixture
def newer(built: Path) -> Iterator[Path]:
    """The build with another page and, as each build has, another list of what is kept; put back afterwards."""
    files = [built / "index.html", built / "service-worker.js"]
    before = [file.read_bytes() for file in files]
    yield built
    for file, content in zip(files, before, strict=True):
        file.write_bytes(content)


@pytest.fixture
def old_tab(browser: Browser, demo: Stack) -> Iterator[PhoneShop]:
    yield from phones(browser, demo.public_url)


def _serve(built: Path) -> None:
    page, worker = built / "index.html", built / "service-worker.js"
    page.write_text(page.read_text().replace("</head>", '<meta name="build" content="second"></head>'))
    said, changed = re.subn(
        r'"revision":"[0-9a-f]+","url":"index.html"', '"revision":"second","url":"index.html"', worker.read_text()
    )
    assert changed == 1
    worker.write_text(said)


def test_the_newer_app_waits_until_nothing_is_being_written(newer: Path, old_tab: PhoneShop) -> None:
    edith = old_tab.phone("Edith")
    page = edith.go("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    edith.talk_to("Sam")
    field = page.locator("form.composer textarea")
    field.fill("Not finished yet")
    _serve(newer)
    page.evaluate(LOOK)
    page.wait_for_function("navigator.serviceWorker.getRegistration().then(found => found.waiting !== null)")
    edith.go("/")
    page.wait_for_timeout(500)
    expect(page.get_by_text("There is a newer Ourpatch.")).to_have_count(0)
    edith.talk_to("Sam")
    expect(field).to_have_value("Not finished yet")
    edith.write("Finished now")
    edith.go("/")
    expect(page.get_by_text("There is a newer Ourpatch.")).to_be_visible()
    edith.shot("newer-app")
    assert edith.faults() == []
    with page.expect_navigation():
        page.get_by_role("button", name="Use it now").click()
    expect(page.locator("meta[name=build]")).to_have_count(1)
    expect(page.get_by_text("There is a newer Ourpatch.")).to_have_count(0)
