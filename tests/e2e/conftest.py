"""A whole Ourpatch with the demo world, and a browser, once for all of these tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.phone import PhoneShop, phones
from toolchain import chromium, pwa
from toolchain.processes import Stack

# A microphone that hums, for whoever speaks a note.
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ.update(chromium.playwright_environment())
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium.find()), args=[*chromium.ARGUMENTS, *MICROPHONE]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app as it is served, in a place of its own: a build that is made meanwhile does not disturb a test."""
    pwa.build()
    return Path(shutil.copytree(pwa.PWA / "dist", tmp_path_factory.mktemp("built") / "dist"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Stack]:
    """The demo world, as `./dev run` starts it."""
    with Stack(Path(tmp_path_factory.mktemp("demo")), settings={"PWA_DIST": str(built)}) as stack:
        yield stack


@pytest.fixture
def shop(browser: Browser, demo: Stack) -> Iterator[PhoneShop]:
    """Phones of the demo world."""
    yield from phones(browser, demo.public_url)
