"""The processes of Ourpatch: one line each, as they are started here and in production."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from worker.queues import QUEUES

GUNICORN = ("-m", "gunicorn", "--graceful-timeout", "5", "--no-control-socket", "--bind")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the two web processes listen, on 127.0.0.1."""

    api: int
    realtime: int


def commands(ports: Ports, home: str) -> Mapping[str, list[str]]:
    """Each process's name and command, in the order in which they are started."""
    celery = ["-m", "celery", "--app", "worker.app"]
    arguments = {
        "api": [
            *(*GUNICORN, f"127.0.0.1:{ports.api}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "8", "server.app:create_app()"),
        ],
        "realtime": [
            *(*GUNICORN, f"127.0.0.1:{ports.realtime}"),
            *("--worker-class", "gevent", "--workers", "1", "--worker-connections", "10000"),
            "server.realtime:create_realtime()",
        ],
        "worker": [*celery, "worker", "--concurrency", "2", "--queues", ",".join(QUEUES), "--without-gossip"],
        "beat": [*celery, "beat", "--schedule", f"{home}/beat-schedule", "--pidfile", ""],
        "relay": ["-m", "worker.relay"],
    }
    return {name: [sys.executable, *words] for name, words in arguments.items()}
