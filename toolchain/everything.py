"""`./dev test`: everything that there is to test, from what needs nothing to what needs the whole machine."""

import sys
import time

from toolchain import checks, chromium, node, pwa
from toolchain.places import ROOT, Failed
from toolchain.steps import Step, Tally, pytest, quietly, vitest
from toolchain.unit import WHOLE, WORKERS, quick

# Their tests do not time or kill what others need: two at a time.
SIDE_BY_SIDE = frozenset({"consent", "record", "files", "crawler", "toolchain", "contract"})


def main() -> None:
    """All of it, whatever some say; the last line is the sum."""
    began = time.monotonic()
    try:
        node.packages(*node.FOLDERS)
        pwa.build()
        print(f"Chromium: {chromium.find()}")
    except Failed as failed:
        sys.exit(str(failed))
    tally = Tally()
    quietly([*checks.steps(), Step("size of the PWA", ["npm", "run", "--silent", "size"], ROOT / "pwa")], tally)
    pytest("quick", quick(), tally)
    vitest(tally)
    for name in WHOLE:
        workers = WORKERS if name in SIDE_BY_SIDE else ()
        pytest(name, [*workers, "-q", str(ROOT / "tests" / name)], tally)
    print(f"\n{time.monotonic() - began:.0f} seconds")
    sys.exit(tally.close())


if __name__ == "__main__":
    main()
