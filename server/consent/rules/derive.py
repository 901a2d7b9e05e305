"""The decision about a record (ADR 0060), for all sections at once: masks instead of one section after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from server.consent.rules.facts import Facts, Grant, Place
from server.consent.rules.sections import (
    ACTIONS,
    ALL,
    CEILINGS,
    EMERGENCY_SECTIONS,
    FOREVER,
    PURPOSE_BITS,
    READ,
    VISIT_SECTIONS,
    VISIT_WRITES,
    WRITE,
)

Basis = tuple[str, UUID | None, int]  # what opens, which one, and which sections it opens


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What a member may do with the record, from one moment to the next, for some purposes."""

    membership_id: UUID
    acting: bool
    purposes: int
    valid_from: datetime
    valid_to: datetime
    read: int
    write: int
    disclose: int
    aggregate: int
    basis: tuple[Basis, ...]

    @property
    def masks(self) -> tuple[int, int, int, int]:
        """What is open for each action."""
        return self.read, self.write, self.disclose, self.aggregate


@dataclass(frozen=True, slots=True)
class _Asks:
    """Whoever asks, when, and for which purpose."""

    facts: Facts
    place: Place
    acting: bool
    at: datetime
    purpose: str

    @property
    def is_the_person(self) -> bool:
        return self.place.membership_id == self.facts.own and not self.acting


def derive(facts: Facts, since: datetime) -> list[AccessRow]:
    """Everything that anybody may do with this record from `since` on. What nobody may do has no row."""
    rows: list[AccessRow] = []
    for place in facts.places:
        for acting in (False, True) if _can_act(facts, place.membership_id) else (False,):
            rows += _of_place(facts, place, acting, since)
    return rows


def _can_act(facts: Facts, membership_id: UUID) -> bool:
    return membership_id in facts.helpers or any(a.membership_id == membership_id for a in facts.authorities)


def _of_place(facts: Facts, place: Place, acting: bool, since: datetime) -> Iterator[AccessRow]:
    """The rows of one member: one stretch of time after another, stretches and purposes alike put together."""
    open_rows: dict[int, AccessRow] = {}
    for begin, end in pairwise(sorted(_moments(facts, place, since))):
        found = _at(facts, place, acting, begin, end)
        for purposes in [known for known in open_rows if known not in found]:
            yield open_rows.pop(purposes)
        for purposes, row in found.items():
            former = open_rows.get(purposes)
            if former is not None and replace(row, valid_from=former.valid_from, valid_to=former.valid_to) == former:
                open_rows[purposes] = replace(former, valid_to=end)
                continue
            if former is not None:
                yield former
            open_rows[purposes] = row
    yield from open_rows.values()


def _moments(facts: Facts, place: Place, since: datetime) -> set[datetime]:
    """When anything can change from `since` on."""
    spans = [
        each.span
        for kind in (facts.grants, facts.authorities, facts.directives, facts.emergencies, facts.visits)
        for each in kind
    ]
    moments = {moment for span in spans for moment in (span.begin, span.end)}
    moments |= {begin for begin, _ in facts.withheld}
    moments |= {end for end in (facts.closed_at, place.ended_at) if end is not None}
    return {since, FOREVER} | {moment for moment in moments if since < moment < FOREVER}


def _at(facts: Facts, place: Place, acting: bool, begin: datetime, end: datetime) -> dict[int, AccessRow]:
    """What holds from `begin` to `end`, purposes that are alike in one row."""
    alike: dict[tuple[tuple[int, int, int, int], tuple[Basis, ...]], int] = {}
    for purpose, bits in _alike(facts):
        asks = _Asks(facts, place, acting, begin, purpose)
        read, write, disclose, aggregate = (_decide(asks, action) for action in ACTIONS)
        masks = (read[0], write[0], disclose[0], aggregate[0])
        if any(masks):
            key = (masks, _joined(read[1], write[1], disclose[1], aggregate[1]))
            alike[key] = alike.get(key, 0) | bits
    return {
        purposes: AccessRow(place.membership_id, acting, purposes, begin, end, *masks, basis=basis)
        for (masks, basis), purposes in alike.items()
    }


def _alike(facts: Facts) -> list[tuple[str, int]]:
    """The purposes about which some fact says something of its own; the others are all decided alike, as one."""
    named = {grant.purpose for grant in facts.grants} | {directive.purpose for directive in facts.directives}
    named |= {"emergency"} if facts.emergencies else set()
    named |= {"care"} if facts.visits else set()
    others = [purpose for purpose in PURPOSE_BITS if purpose not in named]
    rest = [(others[0], sum(PURPOSE_BITS[purpose] for purpose in others))] if others else []
    return [*((purpose, bit) for purpose, bit in PURPOSE_BITS.items() if purpose in named), *rest]


def _joined(*those: Sequence[Basis]) -> tuple[Basis, ...]:
    """What opens, each once, with all that it opens for whatever action."""
    opened: dict[tuple[str, UUID | None], int] = {}
    for basis in those:
        for kind, which, sections in basis:
            opened[kind, which] = opened.get((kind, which), 0) | sections
    return tuple((kind, which, sections) for (kind, which), sections in opened.items())


def _decide(asks: _Asks, action: int) -> tuple[int, list[Basis]]:
    """The nine rules: the sections that are open for this action, and what opens them."""
    opened, basis = 0, list[Basis]()
    if _shut(asks):  # 1
        return opened, basis
    undecided = CEILINGS[action][_role(asks)]  # 2
    for stage in _stages(asks, action):
        permits = 0
        for kind, which, sections in stage:
            if kind == "deny":
                undecided &= ~sections
            elif sections & undecided:
                permits |= sections & undecided
                basis.append((kind, which, sections & undecided))
        opened |= permits
        undecided &= ~permits
    return opened, basis  # 9


def _stages(asks: _Asks, action: int) -> Iterator[list[Basis]]:
    """Rules 3 to 8 in their order: what each opens, or denies, for this action."""
    facts, at, member = asks.facts, asks.at, asks.place.membership_id
    yield [  # 3
        ("directive", d.id, d.sections)
        for d in facts.directives
        if d.span.holds(at) and member in d.members and d.actions & action and d.purpose == asks.purpose
    ]
    grants = [grant for grant in facts.grants if grant.span.holds(at) and _is_for(grant, asks, action)]
    denies = [grant for grant in grants if not grant.permits]
    yield [("deny", g.id, g.sections) for g in denies if g.audience == "membership" and not asks.is_the_person]  # 4
    withheld = _withheld(asks)
    if asks.is_the_person:  # 5
        yield [("self", None, ALL & ~withheld)]
    if asks.acting:
        yield [
            ("authority", a.id, a.sections & ~withheld)
            for a in facts.authorities
            if a.membership_id == member and a.span.holds(at) and a.actions & action
        ]
    if action == READ and asks.purpose == "emergency":  # 6
        yield [
            ("emergency", e.id, EMERGENCY_SECTIONS)
            for e in facts.emergencies
            if e.membership_id == member and e.span.holds(at)
        ]
    if not asks.is_the_person:
        yield [("deny", g.id, g.sections) for g in denies]  # 7
        yield [*(("grant", g.id, g.sections) for g in grants if g.permits), *_visits(asks, action)]  # 8


def _shut(asks: _Asks) -> bool:
    ends = (asks.facts.closed_at, asks.place.ended_at)
    return any(end is not None and end <= asks.at for end in ends)


def _role(asks: _Asks) -> str:
    if asks.acting:
        return "representative"
    return "person" if asks.is_the_person else asks.place.role


def _withheld(asks: _Asks) -> int:
    kept = 0
    for begin, sections in asks.facts.withheld:
        if begin <= asks.at:
            kept |= sections
    return kept


def _is_for(grant: Grant, asks: _Asks, action: int) -> bool:
    """Whether a grant is about this action and purpose, and its audience holds whoever asks."""
    if not grant.actions & action or grant.purpose not in (None, asks.purpose):
        return False
    place = asks.place
    match grant.audience:
        case "membership":
            return grant.membership_id == place.membership_id
        case "care team":
            return place.membership_id in asks.facts.care_team
        case "patch team":
            return grant.patch_id in place.patches
        case "organisation":
            return grant.organisation_id == place.organisation_id
        case _:
            return (grant.organisation_id, grant.organisation_role) == (place.organisation_id, place.organisation_role)


def _visits(asks: _Asks, action: int) -> list[Basis]:
    if asks.purpose != "care" or action not in (READ, WRITE):
        return []
    sections = VISIT_SECTIONS if action == READ else VISIT_WRITES
    return [
        ("visit", visit.id, sections)
        for visit in asks.facts.visits
        if visit.membership_id == asks.place.membership_id and visit.span.holds(asks.at)
    ]
