"""A carer's week, replayed through the doors: nobody who comes to help stands before a closed page, and *Who looked*
stays something that one can read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from server.consent.actions.authorities import Scope, enter_authority, verify_authority
from server.consent.rules.sections import SECTIONS
from server.kernel import clock
from tests.consent.stored import Owner
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn

ROUNDS = (8, 12, 17, 21)  # o'clock: the visits of a day
MOST_ROWS = 20  # a person and day


class Week:
    """Seven days from the next midnight on; whoever does something has signed in a moment before."""

    def __init__(self, world: World, sign_in: SignIn) -> None:
        self.coop: CoopWorld = world.coop()
        self.sign_in = sign_in
        self.begins = (datetime.now(UTC) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        self.marek, self.priya = self.coop.member("Marek Nowak"), self.coop.member("Priya Shah")
        self.dilys, self.joan = self.coop.member("Dilys Pugh"), self.coop.member("Joan Hughes")

    @contextmanager
    def at(self, day: int, hour: int, minute: int = 0) -> Iterator[datetime]:
        """It is this time of the week."""
        time = self.begins + timedelta(days=day, hours=hour, minutes=minute)
        with clock.moved(time - datetime.now(UTC)):
            yield time

    def ask(
        self, member: Member, person: PersonMember, path: str, body: dict[str, Any] | None = None, **headers: str
    ) -> TestResponse:
        """At a door of this person's record; with a body it is posted."""
        said = {f"Ourpatch-{name.replace('_', '-')}": value for name, value in headers.items()}
        client, address = self.sign_in(member), f"/api/v1/people/{person.person_id}{path}"
        return client.get(address, headers=said) if body is None else client.post(address, json=body, headers=said)

    def sees(self, member: Member, person: PersonMember, *sections: str, **headers: str) -> list[bool]:
        """Which of these sections open."""
        answers = [self.ask(member, person, f"/record/sections/{code}", None, **headers) for code in sections]
        assert {answer.status_code for answer in answers} <= {200, 403, 404}
        return [answer.status_code == 200 for answer in answers]

    def records(self, member: Member) -> list[str]:
        """Whose records are open to them: a list, and no look."""
        answer = self.sign_in(member).get("/api/v1/records")
        return [item["person"]["name"] for item in answer.get_json()["items"]]

    def visits(self, member: Member, person: PersonMember) -> None:
        """What a carer does at a visit: the page for whoever comes, the medicines, the notes, a note of their own."""
        for path in ("/record", "/record/night", "/record/sections/medicines", "/record/sections/daily_notes"):
            answer = self.ask(member, person, path)
            assert answer.status_code == 200, (path, answer.get_json())
        assert self.notes(member, person) == 201
        assert self.ask(member, person, "/record/night").status_code == 200

    def notes(self, member: Member, person: PersonMember) -> int:
        """A note of the day."""
        note = {"client_id": str(uuid4()), "section": "daily_notes", "text": "Tea and toast; in good spirits."}
        return self.ask(member, person, "/record/entries", note).status_code


@pytest.fixture
def week(world: World, sign_in: SignIn) -> Week:
    return Week(world, sign_in)


def rows_of_a_day(owner: Owner, week: Week, person: PersonMember) -> Counter[datetime]:
    """How many rows of *Who looked* each day has."""
    found = owner.execute(
        "SELECT date_trunc('day', began_at), count(*) FROM tenant.look"
        " WHERE coop_id = %s AND person_id = %s GROUP BY 1",
        (week.coop.coop_id, person.person_id),
    )
    return Counter(dict(found.fetchall()))


def test_the_week_of_somebody_new(week: Week, owner: Owner) -> None:
    with week.at(0, 7):
        edith = week.coop.person(team=(week.marek, week.priya))
        week.coop.start(edith)
    for day in range(7):
        for number, hour in enumerate(ROUNDS):
            if (day, hour) == (1, 8):
                cover_at_ten_minutes_notice(week, edith)
                continue
            with week.at(day, hour):
                week.visits((week.marek, week.priya)[(day + number) % 2], edith)
        if day == 2:
            call_in_the_night(week, edith)
    rows = rows_of_a_day(owner, week, edith)
    assert len(rows) == 7
    assert max(rows.values()) < MOST_ROWS


def cover_at_ten_minutes_notice(week: Week, edith: PersonMember) -> None:
    """Tuesday: Marek is ill. Dilys, who has never been there, has the door open at once, and an hour after no more."""
    with week.at(1, 7, 50) as now:
        assert edith.name not in week.records(week.dilys)
        starts = now + timedelta(minutes=10)
        visit = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(minutes=45)).isoformat()}
        body = {"membership_id": str(week.dilys.membership_id), **visit}
        answer = week.ask(week.priya, edith, "/cover", body)
        assert answer.status_code == 201, answer.get_json()
        assert edith.name in week.records(week.dilys)
        assert all(week.sees(week.dilys, edith, "home_access"))
    with week.at(1, 8):
        week.visits(week.dilys, edith)
    with week.at(1, 9, 44):
        assert week.notes(week.dilys, edith) == 201
    with week.at(1, 9, 45):
        assert week.notes(week.dilys, edith) in {403, 404}


def call_in_the_night(week: Week, edith: PersonMember) -> None:
    """Thursday, three o'clock: Joan, whom nobody has let in, finds her unwell; an hour, and what is needed in it."""
    with week.at(3, 3):
        body = {"reason": "found unwell", "words": "On the bathroom floor, confused."}
        answer = week.ask(week.joan, edith, "/emergency", body)
        assert answer.status_code == 201, answer.get_json()
        urgent = {"Purpose": "emergency"}
        assert week.ask(week.joan, edith, "/record/night", None, **urgent).status_code == 200
        assert week.sees(week.joan, edith, "medicines", **urgent) == [True]
    with week.at(3, 4, 1):
        assert not any(week.sees(week.joan, edith, "allergies", Purpose="emergency"))


def test_somebody_who_cannot_decide_for_himself(week: Week, owner: Owner) -> None:
    with week.at(0, 7):
        harold = week.coop.person("Harold Pym", team=(week.marek,))
        week.coop.start(harold)
        anna = week.coop.member("Anna Pym", None)
        rita, omar = (week.coop.member(name, "community", hats=("reviewer",)) for name in ("Rita Moss", "Omar Said"))
        scope = Scope(
            membership_id=anna.membership_id,
            kind="health and welfare LPA",
            sections=list(SECTIONS),
            level="add",
            may_decide=True,
            jointly=False,
            evidence="The office's copy, seen.",
        )
        with rita.work() as work:
            entered = enter_authority(work.actor, work, person_id=harold.person_id, scope=scope).id
        with omar.work() as work:
            verify_authority(work.actor, work, authority_id=entered)
    acting = {"Acting_For": str(harold.person_id)}
    with week.at(0, 8):
        week.visits(week.marek, harold)
        assert all(week.sees(anna, harold, "medicines", "money", "care_plan", **acting))
    with week.at(0, 9):
        week.coop.grant(harold, week.marek, "assessments", by=anna)
        assert week.sees(week.marek, harold, "assessments", "money") == [True, False]
    assert max(rows_of_a_day(owner, week, harold).values()) < MOST_ROWS


def test_a_carer_who_is_a_niece_too(week: Week) -> None:
    """What Edith closed to her stays closed however she comes; all that she needs for a visit is there."""
    with week.at(0, 7):
        edith = week.coop.person(team=(week.marek, week.joan))
        week.coop.start(edith)
        week.coop.authority(edith, week.joan)
        week.coop.grant(edith, week.joan, "money", "advance_decisions", level="closed")
    with week.at(0, 8):
        week.visits(week.joan, edith)
        acting = {"Acting_For": str(edith.person_id)}
        asked = ("medicines", "advance_decisions", "money")
        assert week.sees(week.joan, edith, *asked) == [True, False, False]
        assert week.sees(week.joan, edith, *asked, **acting) == [True, False, False]
        body = {"reason": "fall", "words": "On the stairs."}
        assert week.ask(week.joan, edith, "/emergency", body).status_code == 201
        assert week.sees(week.joan, edith, *asked, Purpose="emergency") == [True, False, False]
