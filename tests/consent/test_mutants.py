"""Mutants of the decision, all listed: a small fixed corpus of worlds kills each, and lets the real one live."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.conftest import Database as Where
from tests.consent.mutants_of_rules import MUTANTS
from tests.consent.mutants_of_sql import ANSWERING, TELLING
from tests.consent.mutating import Mutant, decision, first_wrong, survives
from tests.consent.workbench import Workbench


@pytest.fixture(scope="module")
def bench(database: Where) -> Iterator[Workbench]:
    """The worlds, where nobody else sees them."""
    with psycopg.connect(database.owner_url) as owner:
        made = Workbench(owner)
        made.keep()
        yield made
        owner.rollback()


def name_of(mutant: Mutant) -> str:
    return mutant.name


def test_the_real_one_lives(bench: Workbench) -> None:
    decide = decision()
    wrong = [(told.facts, q) for told, said in bench.corpus if (q := first_wrong(decide, told, said)) is not None]
    assert not wrong
    assert bench.all_answers_are_right()


@pytest.mark.parametrize("mutant", MUTANTS, ids=name_of)
def test_each_mutant_of_the_rules_is_killed(bench: Workbench, mutant: Mutant) -> None:
    assert not survives(decision(mutant), bench.corpus)


@pytest.mark.parametrize("mutant", TELLING, ids=name_of)
def test_each_mutant_of_what_the_rules_are_told_is_killed(bench: Workbench, mutant: Mutant) -> None:
    with bench.changed(mutant):
        told = [(told, document) for told, former in bench.corpus if (document := bench.document(told)) != former]
    assert not survives(decision(), told)


@pytest.mark.parametrize("mutant", ANSWERING, ids=name_of)
def test_each_mutant_of_what_is_answered_is_killed(bench: Workbench, mutant: Mutant) -> None:
    with bench.changed(mutant):
        assert not bench.all_answers_are_right()


def test_they_are_many() -> None:
    listed = [*MUTANTS, *TELLING, *ANSWERING]
    assert len({mutant.name for mutant in listed}) == len(listed) >= 40
