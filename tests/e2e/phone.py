"""Somebody with a browser: signs in, looks, reads what is there aloud to axe, and takes a picture of it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from toolchain.places import ROOT, TOOLS

PHONE = (390, 844)
DESK = (1280, 800)
SMALL = (320, 640)
AXE = ROOT / "toolchain" / "node" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = Path(os.environ.get("SCREENS", TOOLS / "screens"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CLIPPED = """() => [...document.querySelectorAll('main *, header *, nav *, footer *')].filter(element => {
  // The quilt lies in a scroller of its own: what is beside it is a push away, not cut.
  if (element.closest('.vh, svg, [hidden], .cloth-frame > *') || !element.checkVisibility()) return false;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const wide = box.right > innerWidth + 1 || box.left < -1;
  const cut = (style.overflowX === 'hidden' || style.overflowX === 'clip')
    && element.scrollWidth > element.clientWidth + 1;
  return box.width > 1 && (wide || cut);
}).map(element => element.outerHTML.slice(0, 160))"""


@dataclass(slots=True)
class Phone:
    """One browser profile with one page open."""

    context: BrowserContext
    page: Page

    def sign_in_as(self, name: str) -> None:
        """Through the demo's door, as somebody whose name begins like this."""
        people = self.context.request.get("/api/v1/demo/people").json()["items"]
        seat = next(person for person in people if person["name"].startswith(name))
        body = {"membership_id": seat["membership_id"], "device_name": "A test's phone"}
        answer = self.context.request.post("/api/v1/demo/session", data=body)
        assert answer.ok, answer.text()

    def prefer(self, **preferences: object) -> None:
        """Set how it looks, on the account."""
        answer = self.context.request.patch("/api/v1/preferences", data=preferences)
        assert answer.ok, answer.text()

    def go(self, path: str) -> Page:
        """Open an address and wait until there is something to see."""
        self.page.goto(path)
        expect(self.page.locator("main")).to_be_visible()
        expect(self.page.locator("[aria-busy=true], .skeleton")).to_have_count(0)
        return self.page

    def talk_to(self, name: str) -> str:
        """Open the direct conversation with somebody; gives back its address."""
        me = self.api("GET", "/session")
        talks = self.api("GET", "/conversations")["items"]
        for talk in talks:
            others = [member for member in talk["members"] if not member["me"]]
            if talk["kind"] == "direct" and others[0]["name"].startswith(name):
                address = f"/messages/{talk['conversation_id']}"
                self.go(address)
                return address
        raise AssertionError(f"{me['active']['name']} has no conversation with {name}")

    def api(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Ask the API in this browser's session."""
        answer = self.context.request.fetch(f"/api/v1{path}", method=method, data=data)
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.body() else None

    def write(self, words: str) -> None:
        """Type into the composer and press Send."""
        field = self.page.locator("form.composer textarea")
        field.fill(words)
        self.page.locator("form.composer button[type=submit]").click()
        expect(field).to_have_value("")

    def bubble(self, words: str) -> Locator:
        """A message on the screen."""
        return self.page.locator(".bub", has_text=words)

    def shot(self, name: str) -> None:
        """Take a picture of what the screen shows."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")

    def faults(self) -> list[str]:
        """What axe finds on this screen, a line each. A page that scrolls is looked at whole: what the bottom bar
        covers just now is not out of reach."""
        size = self.page.viewport_size
        height = int(self.page.evaluate("document.documentElement.scrollHeight"))
        if size and height > size["height"]:
            self.page.set_viewport_size({"width": size["width"], "height": height})
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
        if size:
            self.page.set_viewport_size(size)
        return [
            f"{fault['id']}: {fault['help']}: {node['html'][:140]}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    def clipped(self) -> list[str]:
        """Elements that run out of the screen or out of their box."""
        found: list[str] = self.page.evaluate(CLIPPED)
        return found


def phones(browser: Browser, address: str) -> Iterator["PhoneShop"]:
    """Give out phones, and take them back."""
    shop = PhoneShop(browser, address)
    yield shop
    shop.close()


class PhoneShop:
    """Browser profiles for one test."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._given: list[BrowserContext] = []

    def phone(self, name: str | None = None, size: tuple[int, int] = PHONE, **options: Any) -> Phone:
        """A new profile, signed in as somebody of the demo world if a name is given."""
        context = self._browser.new_context(
            base_url=self._address,
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=1.5,
            locale="en-GB",
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(15_000)
        self._given.append(context)
        phone = Phone(context, context.new_page())
        if name:
            phone.sign_in_as(name)
        return phone

    def close(self) -> None:
        for context in self._given:
            context.close()
