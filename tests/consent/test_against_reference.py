"""The product's answers against the reference's, in a co-op in which everything changes.

`OURPATCH_DECISIONS` says how many decisions at least, `OURPATCH_SEED` where to begin: `./dev nightly` sets both.
"""

import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import Database as Where
from tests.consent.asked import Database
from tests.consent.comparing import Tally
from tests.consent.machine import ConsentMachine
from tests.consent.stored import Owner
from tests.world import World

DECISIONS = int(os.environ.get("OURPATCH_DECISIONS", "50000"))
SEED = int(os.environ.get("OURPATCH_SEED", "32"))
AT_LEAST = 6  # co-ops, however many decisions the first of them make
STEPS = 20
MOST = 3 + DECISIONS // 100_000  # times so many co-ops
RULES = set(range(10))  # each decides something; 0 is acting for somebody else
QUICK = DECISIONS <= 50_000


@pytest.fixture
def asked(database: Where) -> Iterator[Database]:
    connection = Database(database.app_url)
    yield connection
    connection.close()


def run(machine: type[ConsentMachine], first: int, *, examples: int) -> None:
    """So many co-ops of so many steps each, the same ones for the same seed. A failure is made smaller only where
    there is time for it."""
    phases = (Phase.generate,) if QUICK else (Phase.generate, Phase.shrink)
    quiet = list(HealthCheck)
    how = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=quiet,
        print_blob=False,
    )
    run_state_machine_as_test(seed(first)(machine), settings=how)


@pytest.mark.timeout(120 if QUICK else 7200)
def test_no_answer_differs(world: World, owner: Owner, asked: Database) -> None:
    tally = Tally()
    ground = {"world": world, "owner": owner, "database": asked, "tally": tally}
    machine = type("Machine", (ConsentMachine,), ground)
    began = time.monotonic()
    for first in range(SEED, SEED + MOST):
        run(machine, first, examples=AT_LEAST)
        if tally.decisions >= DECISIONS and set(tally.rules) == RULES:
            break
    assert tally.decisions >= DECISIONS
    assert set(tally.rules) == RULES
    print(f"{tally.decisions} decisions from seed {SEED} in {time.monotonic() - began:.0f} s, by rule {tally.rules}")
