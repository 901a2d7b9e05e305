"""`./dev bench consent`: what asking for consent costs, beside the same questions without it.

Paired rounds: each question is asked both ways for the same person, in turn first and second; a ratio is made of both
medians. README.md says what each figure means.
"""

import argparse
import secrets
import sys
import tempfile
from pathlib import Path

from bench.consent_asks import Asks
from bench.consent_doors import Doors
from bench.consent_world import Size, build, derive_all, seats
from bench.figures import say
from toolchain.postgres import Cluster
from toolchain.processes import Stack

ROOMY = {"shared_buffers": "1GB", "max_wal_size": "8GB", "maintenance_work_mem": "256MB"}
WHOLE = Size()
QUICK = Size(coops=3, persons=20, entries=40)


def main() -> None:
    """Make the world, ask, and print a line a figure."""
    reader = argparse.ArgumentParser(prog="dev bench consent")
    reader.add_argument("--quick", action="store_true", help="a small world, to see that it works")
    reader.add_argument("--coops", type=int, default=WHOLE.coops)
    reader.add_argument("--persons", type=int, default=WHOLE.persons, help="of each co-op")
    reader.add_argument("--entries", type=int, default=WHOLE.entries, help="of each person")
    reader.add_argument("--seed", type=int, default=WHOLE.seed)
    reader.add_argument("--rounds", type=int, default=1000, help="how often each question is asked, both ways")
    asked = reader.parse_args()
    size = QUICK if asked.quick else Size(asked.coops, asked.persons, asked.entries, asked.seed)
    rounds = 30 if asked.quick else asked.rounds
    with tempfile.TemporaryDirectory(prefix="ourpatch-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        cluster = Cluster(place / "postgres", secrets.token_urlsafe(16))
        cluster.start(ROOMY)
        try:
            figures = _measure(cluster, place / "home", size, rounds)
        finally:
            cluster.stop()
    say("consent", figures)
    sys.stdout.flush()


def _measure(cluster: Cluster, home: Path, size: Size, rounds: int) -> dict[str, list[float]]:
    owner = cluster.url("ourpatch")
    cluster.make_database("ourpatch")
    settings = {"LOG_LEVEL": "WARNING", "OURPATCH_MODE": "demo"}
    with Stack(home, demo=False, database_url=owner, settings=settings) as stack:
        build(owner, size)
        derive_all(size, stack.env)
        people = seats(owner, max(200, rounds))
        asks = Asks(owner, stack.env, people)
        asks.measure(rounds)
        doors = Doors(stack, owner, people)
        doors.measure(max(20, rounds // 5))
    return asks.figures | doors.figures


if __name__ == "__main__":
    main()
