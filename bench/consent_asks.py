"""The questions at the database: the very statements of the product, and the same without consent."""

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import event

from bench.consent_world import WORDS, Seat
from server.consent.actions.grants import Choice, choose_level
from server.consent.queries.access import access
from server.consent.queries.gates import look
from server.consent.queries.mine import records_open_to_me
from server.consent.rules.levels import WORDING, Audience
from server.consent.rules.sections import ALL, STARTING_SECTIONS, mask
from server.kernel import clock, db, realtime
from server.kernel.actor import Actor
from server.kernel.config import Settings
from server.kernel.unit_of_work import Work, unit_of_work
from server.record.queries.entries import FOUND_ROWS, page

ENTER = "SELECT ourpatch.enter_at(%(coop)s, %(member)s, %(account)s, 'care', NULL, %(at)s)"
CASELOAD = """
    SELECT p.id, m.name FROM tenant.care_team_member t
      JOIN tenant.person p ON p.coop_id = t.coop_id AND p.id = t.person_id
      JOIN tenant.membership m ON m.coop_id = p.coop_id AND m.id = p.membership_id
     WHERE t.coop_id = %(coop)s AND t.membership_id = %(member)s AND t.state IN ('invited', 'in')
     ORDER BY lower(m.name), p.id
"""
# What an application would write that joins the access itself, with nothing under it.
SEARCH = """
    SELECT e.id FROM tenant.entry e
      JOIN tenant.effective_access a ON a.coop_id = e.coop_id AND a.person_id = e.person_id
     WHERE e.coop_id = %(coop)s AND e.person_id = %(person)s AND a.membership_id = %(member)s AND NOT a.acting
       AND a.purposes & 1 = 1 AND a.valid_from <= %(at)s AND %(at)s < a.valid_to
       AND a.read_mask >> e.section & 1 = 1 AND e.superseded_by IS NULL
       AND e.words @@ websearch_to_tsquery('pg_catalog.english', %(asked)s)
     ORDER BY e.happened_at DESC, e.id DESC LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the driver gets it."""

    text: str
    parameters: Any


class Asks:
    """Times in milliseconds, by question; `…_plain` is the same without consent."""

    def __init__(self, owner_url: str, environment: dict[str, str], people: Sequence[Seat]) -> None:
        os.environ.update(environment)
        db.open_engines(Settings.from_environment(), pool_size=2)
        realtime.use(None)
        self._people = people
        self._chance = random.Random(7)
        self._app = psycopg.connect(environment["DATABASE_URL"])
        self._owner = psycopg.connect(owner_url)
        self.figures: dict[str, list[float]] = defaultdict(list)

    def measure(self, rounds: int) -> None:
        """Each question for `rounds` people."""
        for number in range(rounds):
            seat = self._people[number % len(self._people)]
            whole, page_alone = self._open(seat)
            self._pair("open", seat, (page_alone, page_alone), number)
            self._pair("open_with_access", seat, (whole, page_alone), number)
            self._pair("caseload", seat, self._caseload(seat), number)
            self._pair("search", seat, self._search(seat), number)
        for number in range(max(20, rounds // 4)):
            self._look(self._people[number % len(self._people)])
            self._revoke(self._people[-1 - number % len(self._people)])

    def _pair(self, name: str, seat: Seat, statements: tuple[list[Statement], list[Statement]], number: int) -> None:
        sides = [(name, self._app, statements[0]), (f"{name}_plain", self._owner, statements[1])]
        for figure, connection, those in sides if number % 2 else reversed(sides):
            connection.execute(ENTER, _context(seat))
            for _ in range(2):  # once to fetch what lies on the disk, for both sides alike
                began = time.perf_counter()
                with connection.pipeline():
                    cursors = [connection.execute(each.text, each.parameters, prepare=True) for each in those]
                    for cursor in cursors:
                        cursor.fetchall()
                took = time.perf_counter() - began
            connection.rollback()
            self.figures[figure].append(took * 1000)

    def _open(self, seat: Seat) -> tuple[list[Statement], list[Statement]]:
        """What is open, and the newest fifty entries of it. Without consent: those entries of the same sections, by a
        role that no policy holds."""
        asked = _captured(seat, lambda work: (access(work, seat.person_id), _page(work, seat)))
        return asked, asked[1:]

    def _caseload(self, seat: Seat) -> tuple[list[Statement], list[Statement]]:
        asked = _captured(seat, records_open_to_me)
        return asked[:1], [Statement(CASELOAD, _context(seat))]

    def _search(self, seat: Seat) -> tuple[list[Statement], list[Statement]]:
        words = self._chance.choice(WORDS)
        parameters = {"coop": seat.coop_id, "person": seat.person_id, "asked": words, "sections": ALL, "most": 50}
        asked = _captured(seat, lambda work: work.session.scalars(FOUND_ROWS, parameters).all())
        return asked, [Statement(SEARCH, _context(seat) | {"person": seat.person_id, "asked": words})]

    def _look(self, seat: Seat) -> None:
        """The gate of a read with its row in the log, committed: through the product's own code."""
        began = time.perf_counter()
        with unit_of_work(_carer(seat)) as work:
            look(work, seat.person_id, mask(["daily_notes"]))
        self.figures["look"].append((time.perf_counter() - began) * 1000)

    def _revoke(self, seat: Seat) -> None:
        """The daily notes closed to the care team: grants, what follows, commit; then opened again, untimed."""
        for level, timed in (("closed", True), ("add", False)):
            began = time.perf_counter()
            with unit_of_work(_person(seat)) as work:
                choice = Choice(mask(["daily_notes"]), level, None, WORDING, "en")
                choose_level(work.actor, work, person_id=seat.person_id, audience=Audience("care team"), choice=choice)
            if timed:
                self.figures["revoke"].append((time.perf_counter() - began) * 1000)


def _page(work: Work, seat: Seat) -> Any:
    return page(work, seat.person_id, STARTING_SECTIONS, before=None, limit=50)


def _captured(seat: Seat, ask: Callable[[Work], Any]) -> list[Statement]:
    """What the product sends for this, without what enters the context."""
    found: list[Statement] = []

    def see(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "enter_at" not in statement:
            found.append(Statement(statement, parameters))

    engine = db.engines().tenant
    event.listen(engine, "before_cursor_execute", see)
    try:
        with unit_of_work(_carer(seat)) as work:
            ask(work)
    finally:
        event.remove(engine, "before_cursor_execute", see)
    return found


def _context(seat: Seat) -> dict[str, Any]:
    return {"coop": seat.coop_id, "member": seat.carer_id, "account": seat.carer_account_id, "at": clock.now()}


def _carer(seat: Seat) -> Actor:
    return Actor(coop_id=seat.coop_id, membership_id=seat.carer_id, account_id=seat.carer_account_id)


def _person(seat: Seat) -> Actor:
    return Actor(
        coop_id=seat.coop_id,
        membership_id=seat.person_membership_id,
        person_id=seat.person_id,
        strong_at=clock.now(),
    )
