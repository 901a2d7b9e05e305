"""`./dev nightly`: what takes too long for every day: twenty million decisions about records, from a new beginning.

`--seed N` begins where an earlier night began; arguments after it go to pytest.
"""

import os
import secrets
import sys

from toolchain.places import ROOT
from toolchain.steps import Tally, pytest

DECISIONS = 20_000_000
TEST = ROOT / "tests" / "consent" / "test_against_reference.py"


def seed_of(arguments: list[str]) -> tuple[int, list[str]]:
    """Where to begin, and what is left for pytest. ValueError for a seed that is no number."""
    if arguments[:1] == ["--seed"]:
        if len(arguments) < 2:
            raise ValueError("--seed needs a number")
        return int(arguments[1]), arguments[2:]
    return secrets.randbelow(1_000_000), arguments


def main() -> None:
    """Run it, and say with which seed."""
    try:
        seed, others = seed_of(sys.argv[1:])
    except ValueError as problem:
        sys.exit(f"./dev nightly --seed NUMBER: {problem}")
    os.environ.update(OURPATCH_DECISIONS=str(DECISIONS), OURPATCH_SEED=str(seed))
    print(f"The same night again: ./dev nightly --seed {seed}", flush=True)
    tally = Tally()
    pytest("nightly", ["-q", "-s", str(TEST), *others], tally)
    sys.exit(tally.close())


if __name__ == "__main__":
    main()
