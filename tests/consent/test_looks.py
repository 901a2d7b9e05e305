"""The gates of a record: what they let through, whom they turn away, and the row that each leaves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from server.consent.actions.looks import look, written
from server.consent.rules.sections import SECTIONS, bit, codes, mask
from server.consent.rules.words import SPOKEN, spoken
from server.kernel import clock
from server.kernel.errors import NotFound, Refused
from tests.consent.opening import open_to, rows, seat
from tests.world.build import World


def test_a_look_is_logged_once_in_fifteen_minutes_and_counted(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    grant = open_to(coop, edith, sam, "allergies", "medicines")
    for _ in range(3):
        with seat(sam) as work:
            access = look(work, edith.person_id, mask(("medicines", "money")))
            assert codes(access.read) == ["allergies", "medicines"]
    with clock.moved(timedelta(minutes=16)), seat(sam) as work:
        look(work, edith.person_id, mask(("medicines", "money")))
    first, second = rows(coop, edith)
    assert (first.seq, first.reads, first.kind, codes(first.sections)) == (1, 3, "look", ["medicines"])
    assert (second.seq, second.reads, second.role, second.viewer_id) == (2, 1, "carer", sam.membership_id)
    assert first.basis == [["grant", str(grant), mask(("allergies", "medicines"))]]


def test_what_is_printed_has_a_row_of_its_own(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "medicines")
    for channel in ("screen", "print", "screen"):
        with seat(sam) as work:
            look(work, edith.person_id, mask(("medicines",)), channel=channel)
    assert [(row.channel, row.reads) for row in rows(coop, edith)] == [("screen", 2), ("print", 1)]


def test_a_closed_section_is_refused_with_a_sentence_and_a_row(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "medicines")
    for _ in range(2):
        with pytest.raises(Refused, match="Edith Hughes keeps money private"), seat(sam) as work:
            look(work, edith.person_id, mask(("money",)))
    assert [(row.kind, codes(row.sections)) for row in rows(coop, edith)] == [("refusal", ["money"])] * 2


def test_who_is_not_around_learns_nothing_and_leaves_a_row(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    open_to(coop, edith, edith)
    with pytest.raises(NotFound) as nothing_open, seat(marek) as work:
        look(work, edith.person_id, mask(("money",)))
    with pytest.raises(NotFound) as nobody, seat(marek) as work:
        look(work, uuid4(), mask(("money",)))
    assert nothing_open.value.as_dict() == nobody.value.as_dict()
    assert [(row.kind, row.viewer_id) for row in rows(coop, edith)] == [("refusal", marek.membership_id)]


def test_the_care_team_is_told_in_a_sentence(world: World) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = coop.person(team=(sam,))
    open_to(coop, edith, edith)
    with pytest.raises(Refused), seat(sam) as work:
        look(work, edith.person_id, mask(("money",)))
    assert len(rows(coop, edith)) == 1


def test_a_refusal_undoes_the_rest_and_stays(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "medicines")

    def read_then_write() -> None:
        with seat(sam) as work:
            look(work, edith.person_id, mask(("medicines",)))
            written(work, edith.person_id, bit("medicines"))

    with pytest.raises(Refused, match="You can read medicines"):
        read_then_write()
    assert [row.kind for row in rows(coop, edith)] == ["refusal"]


def test_writing_is_logged_as_writing(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "daily_notes", write=("daily_notes",))
    with seat(sam) as work:
        written(work, edith.person_id, bit("daily_notes"))
    assert [(row.kind, codes(row.sections)) for row in rows(coop, edith)] == [("write", ["daily_notes"])]


def test_who_acts_for_somebody_reaches_nobody_else(world: World) -> None:
    coop = world.coop()
    anna, edith, harold = coop.member("Anna Hughes", None), coop.person(), coop.person("Harold Pym")
    coop.helper(edith, anna)
    open_to(coop, edith, anna, "money", acting=True)
    open_to(coop, harold, anna, "money")
    with seat(anna, acting_for=edith) as work:
        look(work, edith.person_id, mask(("money",)))
    with pytest.raises(NotFound), seat(anna, acting_for=edith) as work:
        look(work, harold.person_id, mask(("money",)))
    assert [(row.kind, row.acting, row.role) for row in rows(coop, edith)] == [("look", True, "representative")]
    assert [(row.kind, row.acting, row.role) for row in rows(coop, harold)] == [("refusal", False, "helper")]


def test_saying_that_it_is_for_safeguarding_hides_nothing(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "money")
    with seat(sam, "safeguarding") as work:
        look(work, edith.person_id, mask(("money",)))
    assert [row.purpose for row in rows(coop, edith)] == ["safeguarding"]
    assert rows(coop, edith, "safeguarding") == []


def test_two_first_looks_at_once_leave_no_gap(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "money")

    def one(_: int) -> None:
        with seat(sam) as work:
            look(work, edith.person_id, mask(("money",)))

    with ThreadPoolExecutor(4) as together:
        list(together.map(one, range(4)))
    with clock.moved(timedelta(hours=1)), seat(sam) as work:
        look(work, edith.person_id, mask(("money",)))
    assert [(row.seq, row.reads) for row in rows(coop, edith)] == [(1, 4), (2, 1)]


def test_every_section_can_be_said() -> None:
    assert tuple(SPOKEN) == SECTIONS
    assert spoken(mask(("money",))) == "money"
    assert spoken(mask(("money", "alerts", "legal"))) == "what to watch out for, legal papers and money"
    assert spoken(mask(SECTIONS)) == "this"
