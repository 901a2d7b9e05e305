"""The queues, and which task goes into which. A task without a queue here is refused when it is sent."""

FILES = "files"
MAIL = "mail"
HOUSEKEEPING = "housekeeping"

QUEUES = (MAIL, FILES, HOUSEKEEPING)
ROUTES = {
    "notices.send_mail": MAIL,
    "files.check": FILES,
    "files.throw_away_loose": HOUSEKEEPING,
    "notices.forget_demo_mail": HOUSEKEEPING,
    "kernel.forget_answers": HOUSEKEEPING,
    "identity.forget_ended": HOUSEKEEPING,
    "consent.seal_log": HOUSEKEEPING,
    "consent.publish_day": HOUSEKEEPING,
    "consent.weekly_digest": HOUSEKEEPING,
}


def route(name: str, *_task: object, **_more: object) -> dict[str, str]:
    """The queue of the task of this name (Celery asks)."""
    if name.startswith("celery."):
        return {"queue": HOUSEKEEPING}
    if name not in ROUTES:
        raise LookupError(f"{name} has no queue in worker/queues.py")
    return {"queue": ROUTES[name]}
