"""`./dev ourpatch …`: the operator's command line, with the settings of the Ourpatch that runs from this home."""

import os
import sys

from toolchain.home import Home
from toolchain.places import home


def main() -> None:
    """Become that command."""
    found = Home(home()).running()
    if found is None:
        sys.exit(f"No Ourpatch runs from {home()}; `./dev run` starts one.")
    _, environment = found
    os.execve(sys.executable, [sys.executable, "-m", "server.cli", *sys.argv[1:]], os.environ | environment)  # noqa: S606


if __name__ == "__main__":
    main()
