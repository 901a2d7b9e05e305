"""Celery for these settings: `celery -A worker.app worker` and `celery -A worker.app beat`."""

import sys
from typing import Any

from celery import Celery, signals

from server import domains
from server.consent import tasks as consent
from server.files import tasks as files
from server.files.actions.scan import scanner_at
from server.identity import tasks as identity
from server.kernel import logs, realtime
from server.kernel import tasks as kernel
from server.kernel.alive import BEAT, Pulse
from server.kernel.config import Misconfigured, Settings
from server.kernel.db import close_engines, open_engines
from server.kernel.installation import check_installation
from server.kernel.realtime import ValkeyBus
from server.notices import tasks as notices
from worker import queues, schedule

__all__ = ["app", "consent", "domains", "identity", "kernel"]

REDELIVERED_AFTER = 30  # seconds: what a killed worker had in hand goes to another; every task bears a repeat
POOL = 2  # connections of each child


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except Misconfigured as problem:
        sys.exit(f"ourpatch: {problem}")


settings = _settings()
app = Celery("ourpatch", broker=settings.redis_url)
app.conf.update(
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_store_eager_result=False,
    task_routes=(queues.route,),
    task_queues={name: {"exchange": name, "routing_key": name} for name in queues.QUEUES},
    task_create_missing_queues=False,
    task_default_queue=queues.HOUSEKEEPING,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=100,
    task_time_limit=120,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    broker_connection_timeout=4,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": REDELIVERED_AFTER,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 10,
        "socket_connect_timeout": 4,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "global_keyprefix": "ourpatch:queue:",
    },
    beat_schedule=schedule.CALENDAR,
    beat_max_loop_interval=60,
    timezone="UTC",
)
pulse = Pulse("worker", settings.redis_url)


def _before_the_first_child(**_: Any) -> None:
    """Once, before the children: one sentence and no worker, where the database is not fit."""
    logs.open_log(settings.log_level)
    try:
        notices.post_for(settings)
        scanner_at(settings.clamav_url)
        open_engines(settings)
        check_installation(settings)
    except Misconfigured as problem:
        sys.exit(f"ourpatch: {problem}")
    finally:
        close_engines()


def _in_each_child(**_: Any) -> None:
    """Connections do not survive a fork: each child opens its own."""
    open_engines(settings, pool_size=POOL)
    realtime.use(ValkeyBus(settings.redis_url))
    notices.use(notices.post_for(settings))
    files.use(scanner_at(settings.clamav_url))


def _ready(sender: Any, **_: Any) -> None:
    """From the event loop that takes the tasks, not from a thread: a loop that hangs falls silent."""
    pulse.touch()
    sender.timer.call_repeatedly(BEAT, pulse.touch)


def _beating(sender: Any, **_: Any) -> None:
    logs.open_log(settings.log_level)
    Pulse("beat", settings.redis_url).keep()


signals.worker_init.connect(_before_the_first_child)
signals.worker_process_init.connect(_in_each_child)
signals.worker_ready.connect(_ready)
signals.beat_init.connect(_beating)
