"""What nobody can mean, or may do: a sentence, a row where it concerns a record, and nothing half done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.kernel import clock
from tests.consent.opening import rows
from tests.record.ground import CARERS
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn

Owner = psycopg.Connection[tuple[Any, ...]]
TABLES = (
    "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'tenant'"
    " AND c.relkind = 'r' AND c.relname NOT IN ('look', 'look_read') AND EXISTS (SELECT FROM pg_attribute a"
    " WHERE a.attrelid = c.oid AND a.attname = 'coop_id') ORDER BY 1"
)
NOTED = "She slept well"


@dataclass(frozen=True, slots=True)
class Scene:
    """Edith; Sam, in whose care she is; Anna, who decides about her notes alone; a district nurse, and an investor."""

    coop: CoopWorld
    edith: PersonMember
    sam: Member
    anna: Member
    ids: Mapping[str, UUID]

    @property
    def path(self) -> str:
        return f"/api/v1/people/{self.edith.person_id}"

    def counts(self, owner: Owner) -> dict[str, int]:
        """How many rows of this co-op each table has, but for the log."""
        found = {}
        for (table,) in owner.execute(TABLES).fetchall():
            asked = f"SELECT count(*) FROM tenant.{table} WHERE coop_id = %s".encode()
            row = owner.execute(asked, [self.coop.coop_id]).fetchone()
            found[table] = int(row[0]) if row else 0
        return found


@pytest.fixture
def scene(world: World) -> Scene:
    coop = world.coop()
    sam, ina, gone = coop.member(), coop.member("Ina", "investor"), coop.member("Gone Away")
    edith = coop.person(team=(sam,))
    anna = coop.helper(edith)
    coop.start(edith)
    coop.authority(edith, anna, "sharing", "daily_notes")
    nurses = coop.organisation()
    coop.end(gone)
    ids = {
        "edith": edith.membership_id,
        "sam": sam.membership_id,
        "ina": ina.membership_id,
        "gone": gone.membership_id,
        "nurses": nurses,
        "nothing": uuid4(),
    }
    return Scene(coop, edith, sam, anna, ids)


def post(client: FlaskClient, path: str, body: dict[str, Any], scene: Scene, *, acting: bool = False) -> TestResponse:
    """Ask, with the ids of the scene in the place of their names, and moments in that of days from now."""
    headers = {"Ourpatch-Acting-For": str(scene.edith.person_id)} if acting else {}
    return client.post(f"{scene.path}{path}", json=filled(body, scene), headers=headers)


def filled(value: Any, scene: Scene) -> Any:
    """The body as it is sent."""
    if isinstance(value, dict):
        return {name: filled(each, scene) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, scene) for each in value]
    if isinstance(value, timedelta):
        return (clock.now() + value).isoformat()
    return str(scene.ids[value[1:]]) if isinstance(value, str) and value.startswith("@") else value


def grant(audience: dict[str, Any], *sections: str, **more: Any) -> dict[str, Any]:
    return {
        "audience": audience,
        "sections": list(sections or ("services",)),
        "level": "see",
        "wording": "2026-11",
        "language": "en",
    } | more


def to(name: str) -> dict[str, Any]:
    return {"audience": "membership", "id": f"@{name}"}


def hours(begins: int, ends: int, who: str = "sam") -> dict[str, Any]:
    return {"membership_id": f"@{who}", "starts_at": timedelta(hours=begins), "ends_at": timedelta(hours=ends)}


NURSES = {"audience": "organisation", "id": "@nurses"}
TEAM = {"audience": "care team"}
ACTS = {"kind": "named helper", "sections": ["medicines"], "level": "see", "evidence": "She asked for it."}
# What Edith sends that can't be, and the field that her screen marks.
WRONG: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("a grant for nobody", "/grants", grant({"audience": "membership"}), "audience"),
    ("a grant for an id of nothing", "/grants", grant(to("nothing")), "audience"),
    ("a grant for who has left", "/grants", grant(to("gone")), "audience"),
    ("a grant to oneself", "/grants", grant(to("edith")), "audience"),
    ("a grant for a kind of nobody", "/grants", grant({"audience": "everybody"}), "audience"),
    ("a grant without an end", "/grants", grant(NURSES), "until"),
    ("a grant that ends in two years", "/grants", grant(NURSES, until=timedelta(days=730)), "until"),
    ("a grant that ended yesterday", "/grants", grant(NURSES, until=timedelta(days=-1)), "until"),
    ("a grant of nothing", "/grants", grant(TEAM) | {"sections": []}, "sections"),
    ("a grant of a part that there is not", "/grants", grant(TEAM, "gossip"), "sections"),
    ("a grant beyond what an investor ever sees", "/grants", grant(to("ina")), "sections"),
    ("a grant beyond what a carer ever sees", "/grants", grant(TEAM, "sharing"), "sections"),
    ("a grant at a level that there is not", "/grants", grant(TEAM, level="rule"), "level"),
    ("a grant by other words", "/grants", grant(TEAM, wording="x" * 41), "wording"),
    ("a grant in a language that there is not", "/grants", grant(TEAM, language="la"), "language"),
    ("questions in no language", "/questions", {"wording": "2026-11", "language": "la"}, "language"),
    ("an answer for oneself", "/authorities", ACTS | {"membership_id": "@edith"}, "membership_id"),
    ("somebody to act who has left", "/authorities", ACTS | {"membership_id": "@gone"}, "membership_id"),
    (
        "somebody to act until yesterday",
        "/authorities",
        ACTS | {"membership_id": "@sam", "until": timedelta(days=-1)},
        "until",
    ),
    ("a visit that ends before it starts", "/cover", hours(2, 1), "ends_at"),
    ("a visit of nobody", "/cover", hours(1, 2, "nothing"), "membership_id"),
    ("a visit by an investor", "/cover", hours(1, 2, "ina"), "membership_id"),
    ("a search of ten thousand words", "/record/search", {"text": "word " * 10_000}, "text"),
)


@pytest.mark.parametrize(("what", "path", "body", "field"), WRONG, ids=[case[0] for case in WRONG])
def test_what_can_not_be_is_told_by_its_field(
    what: str, path: str, body: dict[str, Any], field: str, scene: Scene, sign_in: SignIn, owner: Owner
) -> None:
    hers = sign_in(scene.edith)
    before, logged = scene.counts(owner), len(rows(scene.coop, scene.edith))
    answer = post(hers, path, body, scene)
    said = answer.get_json()
    assert (answer.status_code, str(said.get("field")).partition(".")[0]) == (422, field), said
    assert said["detail"].endswith(".")
    assert scene.counts(owner) == before
    assert len(rows(scene.coop, scene.edith)) == logged


def beyond(path: str, body: dict[str, Any], *, acting: bool) -> Callable[[Scene, SignIn], TestResponse]:
    def ask(scene: Scene, sign_in: SignIn) -> TestResponse:
        who = scene.anna if acting else scene.sam
        return post(sign_in(who), path, body, scene, acting=acting)

    return ask


def entry(section: str) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "section": section, "text": NOTED}


def anothers_correction(scene: Scene, sign_in: SignIn) -> TestResponse:
    """Edith corrected what Sam wrote, and he corrects that."""
    his = post(sign_in(scene.sam), "/record/entries", entry("daily_notes"), scene).get_json()
    better = {"client_id": str(uuid4()), "text": "Half past eight", "reason": "I was there"}
    hers = post(sign_in(scene.edith), f"/record/entries/{his['entry_id']}/correct", better, scene).get_json()
    again = better | {"client_id": str(uuid4())}
    return post(sign_in(scene.sam), f"/record/entries/{hers['entry_id']}/correct", again, scene)


REFUSED = {
    "by a representative beyond her scope": beyond("/grants", grant(TEAM, "money"), acting=True),
    "by who cares for her": beyond("/grants", grant(TEAM), acting=False),
    "an entry in a closed section": beyond("/record/entries", entry("money"), acting=False),
    "an entry where one only reads": beyond("/record/entries", entry("medicines"), acting=False),
    "an entry beyond what she lets her do": beyond("/record/entries", entry("medicines"), acting=True),
    "a correction of another's correction": anothers_correction,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_one_may_not_is_a_sentence_and_a_row(what: str, scene: Scene, sign_in: SignIn, owner: Owner) -> None:
    if what == "a correction of another's correction":
        anothers_correction(scene, sign_in)  # so that what was right before it is not counted
        before = {table: n + (2 if table == "entry" else 0) for table, n in scene.counts(owner).items()}
    else:
        before = scene.counts(owner)
    refused = sum(row.kind == "refusal" for row in rows(scene.coop, scene.edith))
    answer = REFUSED[what](scene, sign_in)
    said = answer.get_json()
    assert (answer.status_code, said["type"]) == (403, "/problems/refused"), said
    assert said["detail"].endswith(".")
    logged = [row for row in rows(scene.coop, scene.edith) if row.kind == "refusal"]
    assert sum(row.reads for row in logged) > refused
    after = scene.counts(owner)
    assert {table: n for table, n in after.items() if n != before[table]} == {}


def test_an_authority_that_ended_yesterday(scene: Scene, sign_in: SignIn, owner: Owner) -> None:
    ben = scene.coop.helper(scene.edith, scene.coop.member("Ben Hughes", None))
    scene.coop.authority(scene.edith, ben, until=clock.now() + timedelta(hours=1))
    before = scene.counts(owner)
    with clock.moved(timedelta(days=1)):
        his = sign_in(ben)
        answers = [
            post(his, path, body, scene, acting=True)
            for path, body in (("/grants", grant(TEAM)), ("/record/entries", entry("daily_notes")))
        ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(answer.get_json()["detail"].endswith(".") for answer in answers)
    assert scene.counts(owner) == before
    assert [row.viewer_id for row in rows(scene.coop, scene.edith) if row.kind == "refusal"] == [ben.membership_id] * 2


@pytest.mark.parametrize("asked", ["'; --", "%", "", "a" * 200, "((((", "\\", "NOT"])
def test_an_odd_search_finds_nothing(asked: str, scene: Scene, sign_in: SignIn, owner: Owner) -> None:
    hers = sign_in(scene.edith)
    post(hers, "/record/entries", entry("daily_notes"), scene)
    before = scene.counts(owner)
    answer = post(hers, "/record/search", {"text": asked}, scene)
    assert (answer.status_code, answer.get_json()) == (200, {"items": []})
    assert scene.counts(owner) == before


def test_the_same_chunk_of_words_in_the_place_of_ids(scene: Scene, sign_in: SignIn) -> None:
    """What is no id is not there, and told like what is not there."""
    hers = sign_in(scene.edith)
    there = hers.get(f"{scene.path}/record/entries/{uuid4()}").get_data()
    for strange in ("'; --", "%25", "..", "%00", "0", "daily_notes", CARERS[0]):
        answer = hers.get(f"{scene.path}/record/entries/{strange}")
        assert (answer.status_code, answer.get_data()) == (404, there), strange
