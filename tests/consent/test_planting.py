"""The harness itself: what is planted is what is read back, so that neither says less than the tables hold."""

from collections import Counter
from dataclasses import fields
from uuid import uuid4

import pytest

from tests.consent.planting import Planting
from tests.consent.reference import Facts
from tests.consent.stored import Owner, facts_of
from tests.consent.worlds import PERSON, world


def unordered(facts: Facts) -> dict[str, object]:
    """The facts, with no order among those of a kind."""
    said = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: Counter(value) if isinstance(value, tuple) else value for name, value in said.items()}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_planted_is_what_is_read_back(owner: Owner, seed: int) -> None:
    coop_id, facts = uuid4(), world(seed)
    Planting(owner, coop_id, facts, ())
    assert unordered(facts_of(owner, coop_id, PERSON)) == unordered(facts)
