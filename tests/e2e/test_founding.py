"""A real co-op, founded on the command line, without demo data: two people sign in by card and by code and write."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, expect

from tests.e2e.phone import PhoneShop, phones
from toolchain.children import free_port
from toolchain.processes import Stack


class Post:
    """A real SMTP server that keeps what comes."""

    def __init__(self) -> None:
        self.come: Queue[EmailMessage] = Queue()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        self.come.put(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 OK"

    def next_to(self, address: str) -> str:
        """The text of the next mail, which is to this address."""
        mail = self.come.get(timeout=30)
        assert mail["To"] == address
        body = mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@pytest.fixture
def post() -> Iterator[tuple[Post, int]]:
    post, port = Post(), free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield post, port
    controller.stop()


@pytest.fixture
def real(tmp_path: Path, post: tuple[Post, int], built: Path) -> Iterator[Stack]:
    settings = {"SMTP_URL": f"smtp://127.0.0.1:{post[1]}?tls=off", "PWA_DIST": str(built)}
    with Stack(tmp_path / "real", demo=False, settings=settings) as stack:
        yield stack


@pytest.fixture
def real_shop(browser: Browser, real: Stack) -> Iterator[PhoneShop]:
    yield from phones(browser, real.public_url)


def test_a_founded_co_op_has_two_people_writing(  # noqa: PLR0915 (one story, told from its beginning to its end)
    real: Stack, real_shop: PhoneShop, post: tuple[Post, int]
) -> None:
    mail = post[0]
    printed = real.ourpatch(
        "coop",
        "create",
        "--name",
        "Elm Row Care Co-op",
        "--admin-name",
        "Olu Bello",
        "--admin-email",
        "olu@example.org",
    )
    found = re.search(r"http://\S+/invitation#\S+", printed)
    assert found, printed

    # Olu comes in by the printed link, and makes Edith a card
    olu = real_shop.phone()
    olu.page.goto(found[0])
    olu.page.get_by_role("button", name="Come in").click()
    expect(olu.page.get_by_role("heading", level=1)).to_contain_text("Olu")
    olu.go("/members/card")
    olu.page.get_by_role("textbox", name="Name").fill("Edith Hughes")
    olu.page.get_by_role("radio", name="Somebody who gets support").check()
    olu.page.get_by_role("button", name="Make the card").click()
    words = olu.page.locator(".card-words").inner_text().strip()
    assert len(words.split()) == 6
    olu.shot("enrolment-card")
    assert olu.faults() == []

    # and asks Sam by e-mail
    olu.go("/members/invite")
    olu.page.get_by_role("textbox", name="E-mail address").fill("sam@example.org")
    olu.page.get_by_role("textbox", name="Name").fill("Sam Osei")
    olu.page.get_by_role("radio", name="A carer").check()
    olu.page.get_by_role("button", name="Send the invitation").click()
    invitation = re.search(r"http://\S+/invitation#\S+", mail.next_to("sam@example.org"))
    assert invitation

    # Edith types the six words of her card; it works once
    edith = real_shop.phone()
    edith.go("/")
    edith.page.get_by_role("button", name="I have a card with six words").click()
    edith.page.get_by_role("textbox", name="The six words on your card").fill(words.upper())
    edith.page.get_by_role("button", name="Come in").click()
    expect(edith.page.get_by_role("heading", level=1)).to_contain_text("Edith")
    edith.go("/")
    edith.shot("nothing-yet")
    assert edith.faults() == []
    again = edith.context.request.post("/api/v1/session/by-card", data={"words": words, "device_name": "Another phone"})
    assert again.status == 422

    # Sam follows the link, signs out, and signs in by a code
    sam = real_shop.phone()
    sam.page.goto(invitation[0])
    sam.page.get_by_role("button", name="Come in").click()
    expect(sam.page.get_by_role("heading", level=1)).to_contain_text("Sam")
    sam = real_shop.phone()
    sam.go("/")
    sam.page.get_by_role("textbox", name="Your e-mail address").fill("sam@example.org")
    sam.page.get_by_role("button", name="Send me a code").click()
    code = re.search(r"\b\d{6}\b", mail.next_to("sam@example.org"))
    assert code
    sam.page.get_by_role("textbox", name="The code from the e-mail").fill(code[0])
    sam.page.get_by_role("button", name="Come in").click()
    expect(sam.page.get_by_role("heading", level=1)).to_contain_text("Sam")

    # Edith asks Sam into her care team, he says yes, and they write
    edith.go("/team")
    edith.page.get_by_role("link", name="Ask somebody in").click()
    edith.page.get_by_text("Sam Osei").click()
    edith.page.get_by_role("dialog").get_by_role("button", name="Ask Sam").click()
    sam.go("/")
    sam.page.get_by_role("button", name="Yes").click()
    edith.go("/")
    edith.page.get_by_role("button", name="Write to Sam").or_(
        edith.page.get_by_role("link", name="Write to Sam")
    ).click()
    expect(edith.page.locator("form.composer")).to_be_visible()
    edith.write("Hello Sam, it works.")
    sam.go("/messages")
    sam.page.get_by_text("Hello Sam, it works.").first.click()
    expect(sam.bubble("Hello Sam, it works.")).to_be_visible()
    sam.write("So it does!")
    expect(edith.bubble("So it does!")).to_be_visible()


def test_the_demos_doors_are_not_there(real: Stack, real_shop: PhoneShop) -> None:
    nobody = real_shop.phone()
    unknown = nobody.context.request.get("/api/v1/nowhere")
    for method, path in (("GET", "people"), ("GET", "mail"), ("POST", "session")):
        answer = nobody.context.request.fetch(f"/api/v1/demo/{path}", method=method)
        assert (answer.status, answer.body()) == (404, unknown.body())
    nobody.go("/demo")
    expect(nobody.page.get_by_text("Who do you want to be?")).to_have_count(0)
