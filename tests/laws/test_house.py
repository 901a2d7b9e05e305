"""The house rules, on the house as it stands, each beside code that breaks it."""

import pytest

from tests.laws import events_and_doors, house
from tests.laws.modules import Source
from tests.laws.reading import CodeLaw

LAWS = (*house.LAWS, *events_and_doors.LAWS)
BY_SENTENCE = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.sentence)


@BY_SENTENCE
def test_holds(law: CodeLaw) -> None:
    assert law.violations(Source.of_project(*law.folders)) == []


@BY_SENTENCE
def test_is_seen_to_be_broken(law: CodeLaw) -> None:
    assert len(law.violations(Source.of(law.broken))) == law.times


@BY_SENTENCE
def test_leaves_sound_code_alone(law: CodeLaw) -> None:
    assert law.violations(Source.of(law.sound or {})) == []
