"""What is derived from a person's facts, whatever the facts: rows that fit together, and the properties of ADR 0060."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from time import perf_counter
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from server.consent.rules.derive import AccessRow, derive
from server.consent.rules.facts import Authority, Directive, Facts, Grant, Opening, Place, Span
from server.consent.rules.sections import (
    ALL,
    EMERGENCY_SECTIONS,
    FOREVER,
    PURPOSE_BITS,
    READ,
    VISIT_SECTIONS,
    VISIT_WRITES,
    WRITE,
    of,
)

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
STEP = timedelta(minutes=30)
TICK = timedelta(microseconds=1)
EDITH, SAM, PRIYA, ANN, NURSE, INA = (UUID(int=100 + n) for n in range(6))
PATCH, PRACTICE = UUID(int=200), UUID(int=300)
PLACES = (
    Place(EDITH, "community"),
    Place(SAM, "carer", patches=frozenset({PATCH})),
    Place(PRIYA, "carer"),
    Place(ANN, "community"),
    Place(NURSE, "gp practice", organisation_id=PRACTICE, organisation_role="nurse"),
    Place(INA, "investor"),
)
OTHERS = st.sampled_from([place.membership_id for place in PLACES[1:]])
SECTIONS = st.integers(min_value=1, max_value=ALL)
ACTIONS = st.integers(min_value=1, max_value=15)
PURPOSES = st.sampled_from(sorted(PURPOSE_BITS))
IDS = st.uuids()
Found = dict[tuple[UUID, bool, str], tuple[int, int, int, int]]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """On a coarse grid, so that beginnings and ends fall together."""
    begins, lasts = draw(st.integers(-3, 3)), draw(st.integers(1, 4))
    return Span(NOW + begins * STEP, FOREVER if draw(st.booleans()) else NOW + (begins + lasts) * STEP)


@st.composite
def grants(draw: st.DrawFn, *, permits: bool | None = None) -> Grant:
    allows = draw(st.booleans()) if permits is None else permits
    audience = draw(st.sampled_from(["membership", "care team", "patch team", "organisation", "organisation role"]))
    by_organisation = audience.startswith("organisation")
    return Grant(
        id=draw(IDS),
        span=draw(spans()),
        permits=allows,
        audience=audience,
        sections=draw(SECTIONS),
        actions=draw(ACTIONS),
        purpose=draw(PURPOSES) if allows else draw(st.none() | PURPOSES),
        membership_id=draw(OTHERS) if audience == "membership" else None,
        patch_id=PATCH if audience == "patch team" else None,
        organisation_id=PRACTICE if by_organisation else None,
        organisation_role=draw(st.sampled_from(["nurse", "doctor"])) if audience == "organisation role" else None,
    )


AUTHORITIES = st.builds(Authority, IDS, spans(), OTHERS, SECTIONS, ACTIONS)
DIRECTIVES = st.builds(
    Directive,
    IDS,
    spans(),
    st.frozensets(OTHERS, min_size=1),
    SECTIONS,
    ACTIONS,
    st.sampled_from(["legal", "safeguarding"]),
)
OPENINGS = st.builds(Opening, IDS, spans(), OTHERS)
FACTS = st.builds(
    Facts,
    own=st.just(EDITH),
    closed_at=st.none() | st.sampled_from([NOW - STEP, NOW + STEP]),
    places=st.just(PLACES),
    care_team=st.frozensets(OTHERS),
    helpers=st.frozensets(OTHERS, max_size=1),
    grants=st.lists(grants(), max_size=4),
    authorities=st.lists(AUTHORITIES, max_size=2),
    directives=st.lists(DIRECTIVES, max_size=1),
    emergencies=st.lists(OPENINGS, max_size=1),
    visits=st.lists(OPENINGS, max_size=1),
    withheld=st.lists(st.tuples(st.sampled_from([NOW - STEP, NOW + STEP]), SECTIONS), max_size=1),
)
MOMENTS = st.sampled_from([NOW, *(NOW + n * STEP for n in range(8)), NOW + STEP - TICK, NOW + timedelta(days=4000)])


def held(rows: Iterable[AccessRow], at: datetime) -> Found:
    """What each may do at a moment, for each purpose."""
    return {
        (row.membership_id, row.acting, purpose): row.masks
        for row in rows
        if row.valid_from <= at < row.valid_to
        for purpose, bit in PURPOSE_BITS.items()
        if row.purposes & bit
    }


def within(narrow: Found, wide: Found) -> bool:
    """Whether nothing is open in the one that is not open in the other."""
    nothing = (0, 0, 0, 0)
    return all(
        not less & ~more for key in narrow for less, more in zip(narrow[key], wide.get(key, nothing), strict=True)
    )


def opened(facts: Facts, member: UUID, at: datetime = NOW, *, acting: bool = False, purpose: str = "care") -> int:
    """The sections that a member may read."""
    return held(derive(facts, NOW), at).get((member, acting, purpose), (0, 0, 0, 0))[0]


def by_name(member: UUID, sections: int, *, permits: bool) -> Grant:
    """A permit to read for care, or a deny of everything, that names this member."""
    grant = Grant(UUID(int=2 - permits), Span(NOW), permits, "membership", sections, 15, membership_id=member)
    return replace(grant, actions=READ, purpose="care") if permits else grant


@given(FACTS)
def test_rows_fit_together(facts: Facts) -> None:
    """No row begins before it is asked for, none is empty, and two of one purpose never overlap in time."""
    rows = derive(facts, NOW)
    of_one: dict[tuple[UUID, bool, str], list[AccessRow]] = {}
    for row in rows:
        assert NOW <= row.valid_from < row.valid_to <= FOREVER
        assert any(row.masks)
        assert all(0 <= mask <= ALL for mask in row.masks)
        for purpose, bit in PURPOSE_BITS.items():
            if row.purposes & bit:
                of_one.setdefault((row.membership_id, row.acting, purpose), []).append(row)
    for those in of_one.values():
        ordered = sorted(those, key=lambda row: row.valid_from)
        assert all(one.valid_to <= other.valid_from for one, other in pairwise(ordered))


@given(FACTS)
def test_what_opens_is_named(facts: Facts) -> None:
    """Every section that is open for anything stands in the row's basis, and no other."""
    for row in derive(facts, NOW):
        named = 0
        for kind, which, sections in row.basis:
            assert kind in ("directive", "self", "authority", "emergency", "grant", "visit")
            assert (which is None) == (kind == "self")
            named |= sections
        assert named == row.read | row.write | row.disclose | row.aggregate


@given(FACTS, MOMENTS)
def test_later_is_what_would_be_derived_later(facts: Facts, at: datetime) -> None:
    """The rows that were derived now say of a later moment what rows say that are derived only then."""
    assert held(derive(facts, NOW), at) == held(derive(facts, at), at)


@given(FACTS, grants(permits=False), MOMENTS)
def test_adding_a_deny_never_widens(facts: Facts, more: Grant, at: datetime) -> None:
    with_it = replace(facts, grants=[*facts.grants, more])
    assert within(held(derive(with_it, NOW), at), held(derive(facts, NOW), at))


@given(FACTS, grants(permits=True), MOMENTS)
def test_adding_a_permit_never_takes_away(facts: Facts, more: Grant, at: datetime) -> None:
    with_it = replace(facts, grants=[*facts.grants, more])
    assert within(held(derive(facts, NOW), at), held(derive(with_it, NOW), at))


@given(FACTS, st.randoms(use_true_random=False), MOMENTS)
def test_the_order_does_not_matter(facts: Facts, chance: object, at: datetime) -> None:
    mixed = list(facts.grants)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    turned = replace(facts, grants=mixed, authorities=facts.authorities[::-1], places=facts.places[::-1])
    assert held(derive(turned, NOW), at) == held(derive(facts, NOW), at)


@given(FACTS, MOMENTS)
@settings(max_examples=40)
def test_a_grant_split_by_section_is_the_same_grant(facts: Facts, at: datetime) -> None:
    split = [
        replace(grant, sections=1 << bit) for grant in facts.grants for bit in range(30) if grant.sections >> bit & 1
    ]
    assert held(derive(replace(facts, grants=split), NOW), at) == held(derive(facts, NOW), at)


@given(FACTS, MOMENTS)
def test_the_person_reads_all_but_what_is_withheld_and_nobody_reads_what_is_closed(facts: Facts, at: datetime) -> None:
    reads = opened(facts, EDITH, at)
    if facts.closed_at is not None and facts.closed_at <= at:
        assert not held(derive(facts, NOW), at)
    else:
        withheld = facts.withheld[0][1] if facts.withheld and facts.withheld[0][0] <= at else 0
        assert reads == ALL & ~withheld
    assert not any(key[0] == INA and not key[1] for key in held(derive(facts, NOW), at))


@given(SECTIONS, SECTIONS)
def test_a_directive_outranks_a_deny(ordered: int, denied: int) -> None:
    order = Directive(UUID(int=3), Span(NOW, NOW + STEP), frozenset({SAM}), ordered, READ, "legal")
    facts = Facts(EDITH, places=PLACES, grants=[by_name(SAM, denied, permits=False)], directives=[order])
    ceiling = ALL & ~of(28)
    assert opened(facts, SAM, purpose="legal") == ordered & ceiling
    assert opened(facts, SAM) == 0
    assert opened(facts, SAM, NOW + STEP, purpose="legal") == 0


@given(SECTIONS)
def test_a_deny_by_name_holds_in_an_emergency_and_while_she_acts(denied: int) -> None:
    """Sam is a carer, and Edith's niece."""
    facts = Facts(
        EDITH,
        places=PLACES,
        care_team=frozenset({SAM}),
        grants=[by_name(SAM, denied, permits=False), by_name(SAM, ALL, permits=True)],
        authorities=[Authority(UUID(int=4), Span(NOW), SAM, ALL, 15)],
        emergencies=[Opening(UUID(int=5), Span(NOW, NOW + 2 * STEP), SAM)],
        visits=[Opening(UUID(int=6), Span(NOW, NOW + STEP), SAM)],
    )
    assert not opened(facts, SAM) & denied
    assert not opened(facts, SAM, acting=True) & denied
    assert opened(facts, SAM, purpose="emergency") == EMERGENCY_SECTIONS & ~denied


def test_times_are_half_open() -> None:
    visit = Opening(UUID(int=6), Span(NOW + STEP, NOW + 2 * STEP), SAM)
    facts = Facts(EDITH, places=PLACES, visits=[visit])
    reads = [opened(facts, SAM, at) for at in (NOW + STEP - TICK, NOW + STEP, NOW + 2 * STEP - TICK, NOW + 2 * STEP)]
    assert reads == [0, VISIT_SECTIONS, VISIT_SECTIONS, 0]
    row = next(row for row in derive(facts, NOW) if row.membership_id == SAM)
    assert (row.write, row.purposes, row.basis[0]) == (VISIT_WRITES, 1, ("visit", visit.id, VISIT_SECTIONS))


def test_a_joint_authority_reads_and_nothing_else() -> None:
    told = {
        "own": str(EDITH),
        "closed_at": None,
        "places": [],
        "care_team": [],
        "helpers": [str(ANN)],
        "grants": [],
        "directives": [],
        "emergencies": [],
        "visits": [],
        "withholdings": [],
        "authorities": [
            {
                "id": str(UUID(int=4)),
                "from_at": NOW.isoformat(),
                "to_at": None,
                "membership_id": str(ANN),
                "sections": ALL,
                "actions": READ | WRITE,
                "jointly": True,
            }
        ],
    }
    facts = replace(Facts.read(told), places=PLACES)
    row = next(row for row in derive(facts, NOW) if row.membership_id == ANN)
    assert (row.acting, row.masks) == (True, (ALL, 0, 0, 0))


def test_twelve_members_and_ten_grants_take_milliseconds() -> None:
    places = [Place(EDITH, "community"), *(Place(UUID(int=400 + n), "carer") for n in range(12))]
    team = frozenset(place.membership_id for place in places[1:])
    ten = [
        Grant(
            UUID(int=500 + n), Span(NOW, NOW + n * STEP if n else FOREVER), n % 4 != 3, "care team", ALL >> n, 3, "care"
        )
        for n in range(10)
    ]
    facts = Facts(EDITH, places=places, care_team=team, grants=ten)
    fastest = min(_seconds(facts) for _ in range(5))
    assert fastest < 0.05, f"{fastest * 1000:.1f} ms"


def _seconds(facts: Facts) -> float:
    begun = perf_counter()
    derive(facts, NOW)
    return perf_counter() - begun
