"""`./dev stop`: stop the Ourpatch that runs from this home, and nothing else."""

import os
import signal
import sys

from toolchain.children import await_end
from toolchain.home import Home
from toolchain.places import home


def main() -> None:
    """By the process that supervises it, known by its number and the moment of its start."""
    found = Home(home()).running()
    if found is None:
        print(f"No Ourpatch runs from {home()}.")
        return
    supervisor, _ = found
    os.kill(int(supervisor.partition(":")[0]), signal.SIGTERM)
    if await_end([supervisor], within=60):
        sys.exit("It was told to stop, and has not within a minute.")
    print("Stopped.")


if __name__ == "__main__":
    main()
