"""Is everything ready? What is not is named, in a word or a short sentence for whoever runs it."""

from typing import Any

import redis
from flask import Flask, Response, json
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.kernel import alive, installation
from server.kernel.config import Settings
from server.kernel.db import engines

PROCESSES = ("realtime", "worker", "relay", "beat")
OK = "ok"
SILENT = "no sign of life for 15 seconds"
UNKNOWN = "not known while the queue is away"


class Health:
    """Asks the parts anew each time; a part that is away costs seconds, not minutes."""

    def __init__(self, redis_url: str) -> None:
        self._valkey = redis.Redis.from_url(redis_url, socket_timeout=2, socket_connect_timeout=2)

    def report(self) -> tuple[dict[str, Any], int]:
        """The body of `GET /healthz` and its status: 200 when everything is ready, else 503."""
        parts = {"database": database(), **self._queue_and_processes()}
        ready = all(said == OK for said in parts.values())
        return {"ready": ready, "parts": parts}, 200 if ready else 503

    def _queue_and_processes(self) -> dict[str, str]:
        try:
            living = alive.living(self._valkey, PROCESSES)
        except redis.RedisError:
            return {"queue": "cannot be reached", **dict.fromkeys(PROCESSES, UNKNOWN)}
        return {"queue": OK, **{part: OK if living[part] else SILENT for part in PROCESSES}}


def database() -> str:
    """ok, or what is the matter with the database."""
    try:
        with engines().tenant.connect() as connection:
            connection.execute(text("SET LOCAL statement_timeout = '2s'"))
            migrated = installation.look(connection).migrated
    except SQLAlchemyError:
        return "cannot be reached"
    return OK if migrated else "migrations are to be run"


def install(app: Flask, settings: Settings) -> None:
    """Answer `GET /healthz`, for whoever watches over the processes: it says nothing about anybody."""
    health = Health(settings.redis_url)

    @app.get("/healthz")
    def healthz() -> Response:
        body, status = health.report()
        return Response(json.dumps(body), status, mimetype="application/json", headers={"Cache-Control": "no-store"})
