"""`./dev bench NAME`: run one of the benchmarks of bench/, which prints a JSON line a figure."""

import os
import sys

from toolchain import node
from toolchain.places import ROOT, Failed


def names() -> list[str]:
    """The benchmarks that there are: those modules of bench/ that can be run."""
    modules = [file for file in (ROOT / "bench").glob("*.py") if '__name__ == "__main__"' in file.read_text()]
    return sorted(file.stem for file in modules)


def main() -> None:
    """Become the benchmark."""
    name, *arguments = sys.argv[1:] or [""]
    if name not in names():
        sys.exit(f"There is no benchmark {name!r}; there are: {', '.join(names())}.")
    try:
        node.packages("bench/node")
    except Failed as failed:
        sys.exit(str(failed))
    os.execv(sys.executable, [sys.executable, "-m", f"bench.{name}", *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
