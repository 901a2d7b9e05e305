"""What follows from the rules, whatever the world: held against worlds by the number."""

from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from tests.consent.reference import ACTIONS, PURPOSES, Actor, Answer, Facts, Grant, decide, masks, role_of
from tests.consent.reference import Question as Asked
from tests.consent.worlds import SINCE, STEP, Draw, actors, moments, world

SEEDS = range(40)
Found = dict[Actor, tuple[int, int, int, int]]


def answers(facts: Facts, t: datetime = SINCE) -> Found:
    """What everybody may do, for care."""
    return {actor: masks(facts, actor, "care", t) for actor in actors(facts)}


def within(narrow: Found, wide: Found) -> bool:
    """Whether nothing is open in the one that is not open in the other."""
    return all(not less & ~more for key in wide for less, more in zip(narrow[key], wide[key], strict=True))


def another(seed: int, effect: str) -> Grant:
    """One more grant, live now."""
    drawn = Draw(Random(seed + 1000)).grant()
    purpose = drawn.purpose or ("care" if effect == "permit" else None)
    return replace(drawn, effect=effect, purpose=purpose, from_at=SINCE - STEP, to_at=None, revoked_at=None)


@pytest.mark.parametrize("seed", SEEDS[:12])
def test_grants_behave(seed: int) -> None:
    facts = world(seed)
    before = answers(facts)
    shuffled = list(facts.grants)
    Random(seed).shuffle(shuffled)
    split = [replace(g, sections=frozenset({section})) for g in facts.grants for section in g.sections]
    assert within(answers(replace(facts, grants=(*facts.grants, another(seed, "deny")))), before)
    assert within(before, answers(replace(facts, grants=(*facts.grants, another(seed, "permit")))))
    assert answers(replace(facts, grants=tuple(shuffled))) == before
    assert answers(replace(facts, grants=tuple(split))) == before


def test_every_rule_is_reached_in_both_of_its_results() -> None:
    seen: set[Answer] = set()
    for seed in SEEDS:
        facts = world(seed)
        draw = Random(seed)
        for actor in actors(facts):
            for _ in range(60):
                t = draw.choice(moments(facts))
                seen.add(decide(facts, actor, draw.randrange(30), draw.choice(ACTIONS), draw.choice(PURPOSES), t))
    assert {answer.rule for answer in seen} == set(range(1, 10))
    assert {answer.rule for answer in seen if answer.permitted} == {3, 5, 6, 8}


def test_every_role_is_reached() -> None:
    roles = {
        role_of(Asked(facts, actor, 0, "read", "care", SINCE)) for facts in map(world, SEEDS) for actor in actors(facts)
    }
    assert len(roles) == 14
