"""`./dev check`: what can be known without running the product."""

import sys

from toolchain import node
from toolchain.places import ROOT, Failed
from toolchain.steps import Step, Tally, quietly

PWA = ROOT / "pwa"


def steps() -> list[Step]:
    """All of them, the long ones first."""
    return [
        Step("types (mypy)", ["mypy"]),
        Step("types (tsc)", ["npm", "exec", "--", "tsc", "--noEmit"], PWA),
        Step("boundaries (import-linter)", ["lint-imports", "--no-cache"]),
        Step("lint (biome)", ["npm", "exec", "--", "biome", "check", "."], PWA),
        Step("contract (the app's types)", ["python", "-m", "toolchain.contract", "--check"]),
        Step("lint (ruff)", ["ruff", "check", "."]),
        Step("format (ruff)", ["ruff", "format", "--check", "."]),
        Step("security (bandit)", ["bandit", "-q", "-r", "-c", "pyproject.toml", "server", "worker"]),
        Step("dead code (vulture)", ["vulture"]),
        Step("dependencies (deptry)", ["deptry", "server", "worker", "migrations"]),
        Step("locks", ["python", "-m", "toolchain.locks", "--check"]),
    ]


def main() -> None:
    """Run them all, whatever some say."""
    try:
        node.packages("pwa")
    except Failed as failed:
        sys.exit(str(failed))
    tally = Tally()
    quietly(steps(), tally)
    sys.exit(tally.close())


if __name__ == "__main__":
    main()
