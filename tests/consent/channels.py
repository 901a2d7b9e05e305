"""Every channel of the product as one member's device asks it, for somebody's record with a word of its own in each
section: which of the sections did the channel reach?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.consent.rules.sections import SECTIONS
from tests.consent.reference import ALL, Sections
from tests.files.samples import photo
from tests.files.sending import send

API = "/api/v1"
GIVEN, TURNED_AWAY = (200, 201), (401, 403, 404)
ENTRY, REPLY = "quince", "medlar"  # each section has its own: quince00, quince01 ...
PARTS = ("people", "communication", "wellness", "please_do", "support", "also_know")  # of About me, still unsaid


def word(stem: str, section: int) -> str:
    """What stands in this section, and nowhere else."""
    return f"{stem}{section:02}"


@dataclass(frozen=True, slots=True)
class Device:
    """Where one member is signed in, in which seat and for which purpose."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> TestResponse:
        return self.client.get(API + path, headers=self.headers)

    def post(self, path: str, body: dict[str, Any]) -> TestResponse:
        return self.client.post(API + path, json=body, headers=self.headers)


@dataclass(slots=True)
class Filled:
    """Somebody's record with something in every section, and what to know it by."""

    person_id: UUID
    circle: UUID
    entries: dict[int, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)  # a photo, of some sections
    unsaid: list[str] = field(default_factory=lambda: list(PARTS))


def fill(device: Device, coop_id: UUID, filled: Filled, pictured: Iterable[int]) -> None:
    """The person files one message into each section, in words of its own, and says something to what she has filed;
    and puts a photo into some of the sections."""
    sent = device.post(f"/conversations/{filled.circle}/messages", {"client_id": str(uuid4()), "text": "Good morning."})
    path = f"/conversations/{filled.circle}/messages/{told(sent)['seq']}/file"
    for section in sorted(ALL):
        body = _new(section, word(ENTRY, section), "strengths") | {"person_id": str(filled.person_id)}
        filled.entries[section] = told(device.post(path, body))["entry_id"]
    record = Record(device, filled)
    for section in pictured:
        said = {"client_id": str(uuid4()), "text": word(REPLY, section)}
        told(device.post(f"{record.path}/entries/{filled.entries[section]}/replies", said))
        file_id = send(device.client, coop_id, photo(60, 40))["file_id"]
        told(device.post(f"{record.path}/entries", _new(section, "Look.", "important") | {"files": [file_id]}))
        filled.files[section] = file_id


def told(answer: TestResponse) -> Any:
    """The JSON of an answer that had to be given."""
    assert answer.status_code in GIVEN, answer.get_data(as_text=True)
    return answer.get_json()


def given(answer: TestResponse) -> bool:
    """Whether the answer was given, or the member turned away. Nothing else can happen."""
    assert answer.status_code in GIVEN + TURNED_AWAY, answer.get_data(as_text=True)
    return answer.status_code in GIVEN


def seen(answer: TestResponse, stem: str = ENTRY) -> Sections:
    """The sections whose words are anywhere in an answer, also in a refusal."""
    given(answer)
    text = answer.get_data(as_text=True)
    return frozenset(section for section in ALL if word(stem, section) in text)


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody's record on one device."""

    device: Device
    filled: Filled

    @property
    def path(self) -> str:
        return f"/people/{self.filled.person_id}/record"

    # At once.

    def timeline(self) -> Sections:
        return seen(self.device.get(f"{self.path}/timeline?limit=100"))

    def night(self) -> Sections:
        return seen(self.device.get(f"{self.path}/night"))

    def printed(self) -> Sections:
        return seen(self.device.get(f"{self.path}/print"))

    def about(self) -> tuple[Sections, Sections]:
        """What the record says of itself: to be read, to be added to."""
        answer = self.device.get(self.path)
        rows = answer.get_json()["sections"] if given(answer) else []
        return _bits(row["section"] for row in rows if row["read"]), _bits(
            row["section"] for row in rows if row["write"]
        )

    def listed(self) -> tuple[Sections, Sections]:
        """The same in the list of all records that are open."""
        answer = self.device.get("/records")
        rows = answer.get_json()["items"] if given(answer) else []
        mine = [row for row in rows if row["person"]["person_id"] == str(self.filled.person_id)]
        return _bits(code for row in mine for code in row["sections"]), _bits(
            code for row in mine for code in row["write"]
        )

    def links(self) -> Sections:
        """Of which sections a conversation says that something was filed there."""
        answer = self.device.get(f"/conversations/{self.filled.circle}/filed")
        return _bits(row["section"] for row in answer.get_json()["items"]) if given(answer) else frozenset()

    # One section after the other.

    def page(self, section: int) -> bool:
        return section in seen(self.device.get(f"{self.path}/sections/{SECTIONS[section]}"))

    def search(self, section: int) -> bool:
        return section in seen(self.device.post(f"{self.path}/search", {"text": word(ENTRY, section)}))

    def entry(self, section: int) -> tuple[bool, bool]:
        """The entry itself, and what was said to it."""
        answer = self.device.get(f"{self.path}/entries/{self.filled.entries[section]}")
        return section in seen(answer), section in seen(answer, REPLY)

    def content(self, section: int) -> bool:
        return given(self.device.get(f"/files/{self.filled.files[section]}/content"))

    def thumbnail(self, section: int) -> bool:
        return given(self.device.get(f"/files/{self.filled.files[section]}/thumbnail"))

    def reply(self, section: int) -> bool:
        """Whether a word to the entry is taken."""
        body = {"client_id": str(uuid4()), "text": "Thank you."}
        return given(self.device.post(f"{self.path}/entries/{self.filled.entries[section]}/replies", body))

    def add(self, section: int) -> str | None:
        """The new entry's id, if it was taken."""
        answer = self.device.post(f"{self.path}/entries", _new(section, "All well.", self.filled.unsaid[-1]))
        if not given(answer):
            return None
        if SECTIONS[section] == "about_me":
            self.filled.unsaid.pop()  # said by now, and only its author or the person says it anew
        return str(answer.get_json()["entry_id"])


def _new(section: int, text: str, part: str) -> dict[str, Any]:
    data = {"part": part} if SECTIONS[section] == "about_me" else {}
    return {"client_id": str(uuid4()), "section": SECTIONS[section], "text": text, "data": data}


def _bits(codes: Iterable[str]) -> Sections:
    return frozenset(SECTIONS.index(code) for code in codes)
