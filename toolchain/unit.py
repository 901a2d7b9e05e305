"""`./dev unit`: the quick tests, against a real database; arguments go to pytest."""

import sys

from toolchain import node
from toolchain.places import ROOT, Failed
from toolchain.steps import Tally, pytest, vitest

WHOLE = ("consent", "record", "files", "crawler", "toolchain", "wire", "contract", "running", "e2e", "load", "bench")
WORKERS = ("-n", "2")


def quick() -> list[str]:
    """pytest's arguments for all but the tests that need the whole thing running."""
    return [*WORKERS, "-q", *(f"--ignore={ROOT / 'tests' / name}" for name in WHOLE)]


def main() -> None:
    """pytest, then vitest; with arguments, only pytest."""
    tally = Tally()
    if asked := sys.argv[1:]:
        pytest("unit", asked, tally)
        sys.exit(tally.close())
    try:
        node.packages("pwa")
    except Failed as failed:
        sys.exit(str(failed))
    pytest("unit", quick(), tally)
    vitest(tally)
    sys.exit(tally.close())


if __name__ == "__main__":
    main()
