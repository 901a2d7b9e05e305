"""Two changes of who may see what of the same person, at the same time: both hold, whichever came first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

from server.consent.actions.requests import answer_request, ask_for_access
from server.consent.queries import access as accesses
from server.consent.rules.derive import derive
from server.consent.rules.levels import Audience
from server.consent.rules.sections import SECTIONS, STARTING_SECTIONS, codes, mask
from server.coops.actions.patches import bring_into_patch
from server.kernel import clock
from server.kernel.errors import Conflict, Problem
from tests.consent.choosing import grants_of, reads
from tests.world import CARE_TEAM, CoopWorld, PersonMember, World
from tests.world.fixtures import CountQueries

ROUNDS = 5


def at_once(*deeds: Callable[[], Any]) -> list[BaseException | None]:
    """Each in a thread of its own, begun together; what became of each."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> BaseException | None:
        ready.wait(10)
        try:
            deed()
        except Problem as problem:
            return problem
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def as_derived(coop: CoopWorld, person: PersonMember) -> bool:
    """Whether the table says what would be derived from the facts as they are."""
    with coop.work() as work:
        facts = accesses.facts(work, person.person_id)
        assert facts is not None
        now = clock.now()
        kept = {
            (r.membership_id, r.acting, r.purposes, r.valid_to, r.masks) for r in accesses.rows(work, person.person_id)
        }
        return kept == {(r.membership_id, r.acting, r.purposes, r.valid_to, r.masks) for r in derive(facts, now)}


def test_two_closings_of_one_grant_both_hold(world: World) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = coop.person(team=(sam,))
    ann = coop.helper(edith)
    coop.authority(edith, ann)
    for _ in range(ROUNDS):
        coop.grant(edith, CARE_TEAM, "money", "legal", "services")
        happened = at_once(
            partial(coop.grant, edith, CARE_TEAM, "money", level="closed"),
            partial(coop.grant, edith, CARE_TEAM, "legal", level="closed", by=ann),
        )
        assert happened == [None, None]
        assert codes(reads(sam, edith)) == ["services"]
        assert [codes(grant.sections) for grant in grants_of(coop, edith)] == [["services"]]
        assert as_derived(coop, edith)


def test_what_was_ended_is_ended_once(world: World) -> None:
    coop = world.coop()
    edith = coop.person()
    coop.grant(edith, CARE_TEAM, "money")
    close = partial(coop.grant, edith, CARE_TEAM, "money", level="closed")
    assert at_once(close, close, close) == [None] * 3
    [grant] = grants_of(coop, edith, living=False)
    first = grant.revoked_at
    close()
    assert grants_of(coop, edith, living=False)[0].revoked_at == first


def test_a_closing_and_a_joining_at_once(world: World) -> None:
    """Whoever joins while something is closed reads what is open, whichever came first."""
    coop = world.coop()
    edith = coop.person()
    coop.start(edith)
    for n in range(ROUNDS):
        coop.grant(edith, CARE_TEAM, "allergies")
        carer = coop.member(f"Carer {n}")
        happened = at_once(
            partial(coop.grant, edith, CARE_TEAM, "allergies", level="closed"), partial(coop.care_team, edith, carer)
        )
        assert happened == [None, None]
        assert reads(carer, edith) == STARTING_SECTIONS & ~mask(("allergies",))
        assert as_derived(coop, edith)


def test_who_is_ended_while_she_opens_something(world: World) -> None:
    """The person ends a helper while the helper grants: either it was before, or it is refused. Never half."""
    coop = world.coop()
    edith = coop.person()
    for n in range(ROUNDS):
        ann = coop.helper(edith, coop.member(f"Ann {n}", None))
        coop.authority(edith, ann)
        coop.grant(edith, CARE_TEAM, "money", level="closed")
        opened, _ = at_once(
            partial(coop.grant, edith, CARE_TEAM, "money", by=ann), partial(coop.end_helper, edith, ann)
        )
        money = [grant for grant in grants_of(coop, edith) if grant.sections & mask(("money",))]
        assert bool(money) == (opened is None)
        assert as_derived(coop, edith)


def test_a_request_is_answered_once(world: World) -> None:
    coop = world.coop()
    sam = coop.member()
    edith = coop.person(team=(sam,))
    with sam.work() as work:
        row = ask_for_access(
            work.actor,
            work,
            person_id=edith.person_id,
            sections=mask(("money",)),
            level="see",
            reason="To shop.",
            until=None,
        )

    def answer(*, yes: bool) -> None:
        with edith.work() as work:
            answer_request(work.actor, work, request_id=row.request_id, yes=yes, words=None, until=None)

    happened = at_once(partial(answer, yes=True), partial(answer, yes=False), partial(answer, yes=True))
    assert sorted(isinstance(problem, Conflict) for problem in happened) == [False, True, True]
    assert bool(reads(sam, edith)) == bool(grants_of(coop, edith))


def test_many_persons_at_once_wait_for_each_other_and_none_is_lost(world: World) -> None:
    """A carer joins a patch team while another leaves the co-op: each is derived for every person of the patch."""
    coop = world.coop()
    patch = coop.patch()
    persons = [coop.person(f"Person {n}", patch=patch) for n in range(4)]
    gone = coop.member("Marek Nowak", patch=patch)
    for person in persons:
        coop.grant(person, Audience("patch team", patch), "contingency")
        coop.care_team(person, gone)
        coop.start(person)
    late = coop.member("Priya Shah")

    def join() -> None:
        with coop.work() as work:
            bring_into_patch(work.actor, work, patch_id=patch, membership_id=late.membership_id)

    happened = at_once(
        join,
        partial(coop.end, gone),
        *(partial(coop.grant, person, CARE_TEAM, "services") for person in reversed(persons)),
    )
    assert happened == [None] * 6
    for person in persons:
        assert codes(reads(late, person)) == ["contingency"]
        assert as_derived(coop, person)


def test_who_reads_while_it_is_derived_anew_reads(world: World) -> None:
    """Between the old rows and the new ones there is no moment without any."""
    coop = world.coop()
    sam = coop.member()
    edith = coop.person(team=(sam,))
    coop.start(edith)

    def change() -> None:
        for section in ("money", "legal", "services", "documents") * 3:
            coop.grant(edith, CARE_TEAM, section)

    def read() -> None:
        for _ in range(60):
            assert reads(sam, edith) & STARTING_SECTIONS == STARTING_SECTIONS

    assert at_once(change, read, read) == [None] * 3


def test_a_revocation_asks_the_database_no_more_for_many(world: World, count_queries: CountQueries) -> None:
    """The same number of statements for two in the team and one grant, and for eight and eleven."""
    coop = world.coop()
    edith = coop.person(team=(coop.member(), coop.member("Priya Shah")))
    again = partial(coop.grant, edith, CARE_TEAM, "money")
    close = partial(coop.grant, edith, CARE_TEAM, "money", level="closed")
    again()
    few = count_queries(close)
    coop.care_team(edith, *(coop.member(f"Carer {n}") for n in range(6)))
    for section in SECTIONS[1:11]:
        coop.grant(edith, CARE_TEAM, section)
    again()
    assert count_queries(close) == few
