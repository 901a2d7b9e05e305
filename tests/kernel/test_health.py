"""`/healthz` names what is not ready."""

from dataclasses import replace

import redis
from flask import Flask

from server.kernel import alive, db, health
from server.kernel.alive import Pulse
from server.kernel.config import Settings
from server.kernel.health import PROCESSES, Health

Valkey = redis.Redis


def test_everything_is_ready(opened: Settings, valkey: Valkey) -> None:
    for part in PROCESSES:
        Pulse(part, opened.redis_url).touch()
    body, status = Health(opened.redis_url).report()
    assert status == 200
    assert body == {
        "ready": True,
        "parts": dict.fromkeys(("database", "queue", "realtime", "worker", "relay", "beat"), "ok"),
    }


def test_a_silent_process_is_named(opened: Settings, valkey: Valkey) -> None:
    for part in ("realtime", "worker", "beat"):
        Pulse(part, opened.redis_url).touch()
    body, status = Health(opened.redis_url).report()
    assert status == 503
    assert [part for part, said in body["parts"].items() if said != "ok"] == ["relay"]
    assert body["ready"] is False


def test_a_queue_that_is_away_is_named(opened: Settings) -> None:
    body, status = Health("redis://127.0.0.1:9/0").report()
    assert status == 503
    assert body["parts"]["queue"] == "cannot be reached"
    assert body["parts"]["database"] == "ok"


def test_a_database_that_is_away_is_named(opened: Settings, valkey: Valkey) -> None:
    db.close_engines()
    db.open_engines(replace(opened, database_url="postgresql://nobody:x@127.0.0.1:9/none"))
    assert Health(opened.redis_url).report()[0]["parts"]["database"] == "cannot be reached"


def test_it_is_served_without_a_session(opened: Settings, valkey: Valkey) -> None:
    app = Flask("test")
    health.install(app, opened)
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_json()["parts"]["relay"] != "ok"


def test_a_sign_of_life_lasts_fifteen_seconds(opened: Settings, valkey: Valkey) -> None:
    pulse = Pulse("relay", opened.redis_url)
    pulse.touch()
    assert 10 <= int(valkey.ttl("ourpatch:alive:relay")) <= alive.LIFE
    valkey.delete("ourpatch:alive:relay")
    pulse.touch()  # at most once in five seconds
    assert not valkey.exists("ourpatch:alive:relay")


def test_no_sign_of_life_is_no_reason_to_stop() -> None:
    Pulse("relay", "redis://127.0.0.1:9/0").touch()
