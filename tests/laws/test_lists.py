"""A list costs the same number of queries for one row and for fifty."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from server.coops import queries as coops
from server.coops.actions.invitations import invite
from server.coops.actions.memberships import begin_membership
from server.coops.rules import Place
from server.files.actions import upload
from server.kernel.config import Settings
from server.kernel.doors.http import ENDPOINTS
from server.kernel.unit_of_work import Work, take_seat
from server.messaging.actions.begin_direct import begin_direct
from server.messaging.actions.send_messages import send_message
from server.messaging.queries.conversations import conversations
from server.people import queries as people
from server.people.actions.care_teams import accept_care_team, ask_into_care_team
from server.people.actions.name_helper import name_helper
from tests.files import samples
from tests.files.sending import check
from tests.laws.more_of_records import Around, more, new_entry
from tests.world import CARE_TEAM, CoopWorld, Member, PersonMember, World
from tests.world.fixtures import CountQueries, SignIn, app, count_queries, opened, settings, sign_in, world

__all__ = ["app", "count_queries", "opened", "settings", "sign_in", "world"]

MANY = 50
MANY_OF_RECORDS = 4  # what a record has more of takes some time to make, and one query for each would be seen by this
# Neither ids nor rows of anything.
PLAIN = {"code": "daily_notes"}
# The demo's front door asks each co-op for its people, one co-op a transaction.
DEMO = frozenset({"/demo/people", "/demo/mail"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A co-op; Olu, who wears every hat, asks for the lists and whom everything concerns; Edith, whose team she is in,
    and who asks for the lists of her record."""

    coop: CoopWorld
    settings: Settings
    olu: Member
    edith: PersonMember
    patch_id: UUID
    around: Around
    entry_id: UUID
    file_id: UUID

    def addresses(self) -> dict[str, str]:
        """Every GET of the API, with ids of this scene in it."""
        ids = {
            "person_id": self.edith.person_id,
            "patch_id": self.patch_id,
            "conversation_id": self.around.conversation_id,
            "entry_id": self.entry_id,
            "file_id": self.file_id,
            **PLAIN,
        }
        found = {}
        for endpoint in ENDPOINTS:
            if endpoint.method == "GET" and endpoint.rule not in DEMO:
                path = endpoint.rule
                for name, value in ids.items():
                    path = re.sub(rf"<\w+:{name}>", str(value), path)
                found[endpoint.rule] = f"/api/v1{path}"
        return found


@pytest.fixture
def scene(world: World) -> Scene:
    coop = world.coop()
    patch_id = coop.patch()
    olu = coop.member("Olu Adebayo", "carer", hats=("secretary", "coach", "reviewer"), patch=patch_id)
    edith = coop.person("Edith Hughes", patch=patch_id, team=(olu,))
    coop.grant(edith, CARE_TEAM, "daily_notes")
    with edith.work() as work:
        circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
    with take_seat(edith.sign_in().who, coop.coop_id) as work:
        sent = send_message(work.actor, work, conversation_id=circle, client_id=uuid4(), body="Morning")
    entry_id = new_entry(edith)
    with edith.work() as work:
        photo = send_photo(work)
    assert check(coop.coop_id) == 0
    return Scene(
        coop, world.settings, olu, edith, patch_id, Around(coop, edith, olu, circle, sent.seq or 0), entry_id, photo
    )


def grow(scene: Scene, count: int) -> None:
    """So many more of everything: persons whom Olu cares for and helps, persons who ask her, carers in Edith's team
    and in the patch, direct conversations, messages, devices, invitations."""
    persons = join(scene, [Place("supported", (), scene.patch_id, gets_support=True)] * count)
    asking = join(scene, [Place("supported", gets_support=True)] * count)
    carers = join(scene, [Place("carer", (), scene.patch_id)] * count)
    olu = scene.olu.membership_id
    waiting = []
    for member in (*persons, *asking):
        with member.work() as work:
            person = people.person_of_membership(work, member.membership_id)
            assert person is not None
            waiting.append(ask_into_care_team(work.actor, work, person_id=person.id, membership_id=olu).id)
            if member in persons:
                name_helper(work.actor, work, person_id=person.id, membership_id=olu)
    with scene.olu.work() as work:
        for team_member_id in waiting[:count]:
            accept_care_team(work.actor, work, team_member_id=team_member_id)
    gather(scene, carers)
    few = min(count, MANY_OF_RECORDS)
    with scene.coop.work() as work:
        ids = people.persons_by_membership(work)
    cared = [PersonMember(*_same(member), person_id=ids[member.membership_id]) for member in persons[:few]]
    more(scene.around, scene.entry_id, carers[:few], cared)
    with scene.olu.work() as work:
        for _ in range(count):
            place, address = Place("community"), f"{uuid4()}@example.org"
            invite(work.actor, work, email=address, name="New", place=place, settings=scene.settings)
    for _ in range(count):
        scene.olu.sign_in("One more phone")


def send_photo(work: Work) -> UUID:
    """A photo of the actor's, that belongs to nothing: both of its pictures can be looked at."""
    content = samples.photo()
    row = upload.begin_upload(
        work.actor, work, name="a.jpg", media_type="image/jpeg", size=len(content), people_agreed=True
    )
    upload.take_piece(work.actor, work, file_id=row.id, n=0, content=content)
    upload.complete_upload(work.actor, work, file_id=row.id, sha256=sha256(content).digest())
    return row.id


def _same(member: Member) -> tuple[UUID, UUID, UUID, str]:
    return member.coop_id, member.membership_id, member.account_id, member.name


def join(scene: Scene, places: list[Place]) -> list[Member]:
    """New members, in one unit of work."""
    accounts, coop = [uuid4() for _ in places], scene.coop
    with coop.work() as work:
        rows = [
            begin_membership(work.actor, work, account_id=account_id, name="One more", place=place)
            for account_id, place in zip(accounts, places, strict=True)
        ]
        return [Member(coop.coop_id, row.id, row.account_id, row.name) for row in rows]


def gather(scene: Scene, carers: list[Member]) -> None:
    """They come into Edith's team, and each writes to Olu and to all of them."""
    edith, olu = scene.edith, scene.olu.membership_id
    with edith.work() as work:
        asked = [
            ask_into_care_team(work.actor, work, person_id=edith.person_id, membership_id=carer.membership_id).id
            for carer in carers
        ]
        circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
    for carer, team_member_id in zip(carers, asked, strict=True):
        with take_seat(carer.sign_in().who, scene.coop.coop_id) as work:
            accept_care_team(work.actor, work, team_member_id=team_member_id)
            direct = begin_direct(work.actor, work, membership_id=olu)
            for conversation_id in (direct, circle):
                send_message(work.actor, work, conversation_id=conversation_id, client_id=uuid4(), body="Morning")


def costs(count: CountQueries, do: Mapping[str, Callable[[], object]]) -> dict[str, int]:
    """How many queries each takes."""
    for ask in do.values():  # once a minute a device is written down as seen, and a look gets its row: not counted
        ask()
    return {name: count(ask) for name, ask in do.items()}


def asks_of(scene: Scene, client: FlaskClient, who: str) -> dict[str, Callable[[], object]]:
    """Each list, asked by Olu or by Edith; every one of them has to be answered. Edith's photo is not there for Olu."""
    answers = (200, 403) if who == "Edith" else (200, 403, 404)

    def ask(path: str) -> Callable[[], object]:
        def get() -> None:
            assert client.get(path).status_code in (answers if "/files/" in path else (200, 403)), path

        return get

    def sync() -> None:
        assert client.post("/api/v1/sync", json={"cursors": {}}).status_code == 200

    asks = {name: ask(path) for name, path in scene.addresses().items()} | {"/sync": sync}
    return {f"{who}: {name}": do for name, do in asks.items()}


@pytest.mark.timeout(300)  # a hundred people come in, and what follows for each of them is derived
def test_every_list_costs_the_same_for_one_row_and_for_fifty(
    scene: Scene, sign_in: SignIn, count_queries: CountQueries
) -> None:
    grow(scene, 1)
    asks = asks_of(scene, sign_in(scene.olu), "Olu") | asks_of(scene, sign_in(scene.edith), "Edith")
    few = costs(count_queries, asks)
    grow(scene, MANY - 1)
    assert costs(count_queries, asks) == few


def test_a_list_that_asks_for_each_row_is_seen(scene: Scene, count_queries: CountQueries) -> None:
    def one_by_one() -> None:
        with scene.olu.work() as work:
            for row in coops.living_members(work):
                coops.face(work, row.id)

    few = costs(count_queries, {"faces": one_by_one})
    join(scene, [Place("carer")])
    assert costs(count_queries, {"faces": one_by_one}) != few
