"""The sockets' application: Socket.IO at /socket.io, one process a core, as many as are needed."""

import gc
from collections.abc import Callable
from typing import Any

import gevent
import socketio

from server import domains
from server.identity import queries as identity
from server.kernel import alive, limits, logs, realtime
from server.kernel.config import Settings
from server.kernel.db import open_engines
from server.kernel.doors import credentials
from server.kernel.doors.sockets import SocketDoor
from server.kernel.doors.sweep import sweep_for_ever
from server.kernel.installation import check_installation

POOL = 16  # connections; sends take one a co-op in flight

__all__ = ["create_realtime", "domains"]


def create_realtime(settings: Settings | None = None) -> Callable[..., Any]:
    """The WSGI application for these settings. Runs under gevent; sockets only, everything else is a 404."""
    gevent.config.track_greenlet_tree = False  # who spawned whom is a debugger's question, asked at every event
    settings = settings or Settings.from_environment()
    logs.open_log(settings.log_level)
    open_engines(settings, pool_size=POOL)
    check_installation(settings)
    limits.use_valkey(settings.redis_url)
    credentials.use(identity.session_by_token, identity.living_sessions)
    door = SocketDoor(settings)
    realtime.use(door)
    door.start()
    gevent.spawn(sweep_for_ever, door)
    alive.beat(settings.redis_url, "realtime")
    _look_for_garbage_rarely()
    app: Callable[..., Any] = socketio.WSGIApp(door.server)
    return app


def _look_for_garbage_rarely() -> None:
    """Connections live long and messages hold no cycles: looking through all of them each 700 objects, as Python
    does unless told, is a tenth of a busy process's time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
