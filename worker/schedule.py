"""The calendar. Times are UTC; nothing here is urgent, and each entry may run twice or a day late."""

from celery.schedules import crontab

CALENDAR = {
    "every night at 2:10, answers to old POSTs": {
        "task": "kernel.forget_answers",
        "schedule": crontab(hour="2", minute="10"),
    },
    "every hour at 20 past, ended sessions, old codes and cards": {
        "task": "identity.forget_ended",
        "schedule": crontab(minute="20"),
    },
    "every hour at 35 past, files that belong to nothing": {
        "task": "files.throw_away_loose",
        "schedule": crontab(minute="35"),
    },
    "every night at 2:40, the demo's mail of last week": {
        "task": "notices.forget_demo_mail",
        "schedule": crontab(hour="2", minute="40"),
    },
    "every five seconds, the seal of the access log": {
        "task": "consent.seal_log",
        "schedule": 5.0,
        "options": {"expires": 5},  # one that waited that long has a younger one behind it
    },
    "every night at 0:10, the root of yesterday's access log": {
        "task": "consent.publish_day",
        "schedule": crontab(hour="0", minute="10"),
    },
    "every Monday at 7:30, who looked at whose record": {
        "task": "consent.weekly_digest",
        "schedule": crontab(day_of_week="1", hour="7", minute="30"),
    },
}
