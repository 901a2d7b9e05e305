"""Everything that somebody asked while a record was open to them, asked again with the same ids when it is closed."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from server.app import create_app  # noqa: F401 - it knows every domain, and so every route
from server.consent.actions.authorities import Scope, end_authority, enter_authority
from server.consent.actions.grants import Choice, choose_level
from server.consent.rules.levels import CLOSED, SEE, WORDING, Audience
from server.consent.rules.sections import ALL, SECTIONS, mask
from server.kernel import clock
from server.kernel.doors.http import Endpoint
from server.people.actions.care_teams import take_out_of_care_team
from server.record.actions.add_entry import New, add_entry
from tests.contract.document import Answer
from tests.crawler.asks import PLAIN, ask, endpoints, name_of
from tests.crawler.cast import Coop
from tests.crawler.conftest import Place
from tests.crawler.knock import answer_of, knock

WRITTEN = "Marmalade on toast, and the crossword after it"
RECORD = "/people/<uuid:person_id>/record"
# What says that nothing is open to who is still in the team, and nothing of what was written.
SAYS_SO = frozenset({f"GET {RECORD}"})
OF_FILES = frozenset({"GET /files/<uuid:file_id>/content", "GET /files/<uuid:file_id>/thumbnail"})
Step = Callable[[Coop], None]


def of_record(endpoint: Endpoint) -> bool:
    """Whether what is in a record goes in or out here."""
    return RECORD in endpoint.rule or endpoint.rule.endswith("/file") or name_of(endpoint) in OF_FILES


def write(coop: Coop) -> dict[str, UUID]:
    """Ivy writes something with a photo; its ids."""
    new = New(uuid4(), "daily_notes", f"{WRITTEN}. Ivy of {coop.name}", file_ids=[coop.ids["file_id"]])
    with coop.seat("Ivy") as work:
        kept = add_entry(work.actor, work, person_id=coop.ids["person_id"], new=new, secret="")
    return {"entry_id": kept.row.id}


def choose(coop: Coop, who: str, level: str) -> None:
    """Ivy opens or closes everything that she can to somebody by name."""
    names = SECTIONS if level == CLOSED else ("daily_notes", "medicines")
    until = None if level == CLOSED else clock.now().replace(year=clock.now().year + 1, day=1)
    with coop.seat("Ivy") as work:
        choice = Choice(mask(names), level, until, WORDING, "en")
        audience = Audience("membership", coop.ids[f"{who.lower()}_id"])
        choose_level(work.actor, work, person_id=coop.ids["person_id"], audience=audience, choice=choice)


def open_to_pat(coop: Coop) -> None:
    choose(coop, "Pat", SEE)


def close_to_pat(coop: Coop) -> None:
    choose(coop, "Pat", CLOSED)


def nothing_more(_: Coop) -> None:
    """Care has begun: the notes are open to the team."""


def close_to_sam(coop: Coop) -> None:
    choose(coop, "Sam", CLOSED)


def close_and_take_out(coop: Coop) -> None:
    close_to_sam(coop)
    with coop.seat("Ivy") as work:
        ids = {name: coop.ids[name] for name in ("person_id", "team_member_id")}
        take_out_of_care_team(work.actor, work, **ids)


def let_tom_act(coop: Coop) -> None:
    scope = Scope(
        membership_id=coop.ids["tom_id"],
        kind="named helper",
        sections=list(SECTIONS),
        level="add",
        may_decide=True,
        jointly=False,
        evidence="She asked for it.",
    )
    with coop.seat("Ivy") as work:
        coop.ids["authority_of_tom"] = enter_authority(
            work.actor, work, person_id=coop.ids["person_id"], scope=scope
        ).id


def end_tom(coop: Coop) -> None:
    with coop.seat("Ivy") as work:
        end_authority(work.actor, work, authority_id=coop.ids.pop("authority_of_tom"))


CASES: tuple[tuple[str, Step, Step], ...] = (
    ("carer", nothing_more, close_to_sam),
    ("carer", nothing_more, close_and_take_out),
    ("partner", open_to_pat, close_to_pat),
    ("helper", let_tom_act, end_tom),
)


def replay(place: Place, role: str, ids: dict[str, UUID], purpose: str) -> dict[str, Answer]:
    """Every route, asked as this role with these ids; what it changes stays as it is, for it is asked last."""
    said = {}
    for endpoint in sorted(endpoints().values(), key=lambda each: each.method not in ("GET", "POST")):
        if endpoint.method == "DELETE" or (endpoint.method != "GET" and not of_record(endpoint)):
            continue
        asked = ask(endpoint, place.world.here, ids)
        answer = knock(place.ground.app, place.world.roles[role], asked, **{"Ourpatch-Purpose": purpose})
        said[name_of(endpoint)] = answer_of(answer)
    place.ground.forget_tries()
    return said


@pytest.mark.parametrize(("role", "opens", "closes"), CASES, ids=lambda each: getattr(each, "__name__", each))
def test_what_was_asked_is_asked_again_in_vain(fresh: Place, role: str, opens: Step, closes: Step) -> None:
    here = fresh.world.here
    ids = write(here)
    opens(here)
    before = replay(fresh, role, ids, "care")
    read = [name for name, answer in before.items() if WRITTEN.encode() in answer.body]
    assert f"GET {RECORD}/timeline" in read
    assert f"GET {RECORD}/entries/<uuid:entry_id>" in read
    assert before["GET /files/<uuid:file_id>/content"].status == 200
    closes(here)
    for purpose in ("care", "emergency"):
        complaints = []
        for name, answer in replay(fresh, role, ids, purpose).items():
            if WRITTEN.encode() in answer.body:
                complaints.append(f"{name} tells what was written")
            if of_record(endpoints()[name]) and name not in SAYS_SO and answer.status not in (403, 404):
                complaints.append(f"{name}: {answer.status}")
        assert complaints == [], purpose


def test_the_section_of_the_entry_is_the_one_that_is_asked() -> None:
    assert PLAIN["code"] == "daily_notes"
    assert mask(SECTIONS) == ALL
