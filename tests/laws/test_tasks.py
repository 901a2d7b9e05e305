"""Every task has a queue, and the calendar knows no task that is not there."""

from collections.abc import Collection, Iterable, Mapping

from tests.laws.modules import HOUSE, Source
from tests.laws.reading import first_arguments
from worker.queues import QUEUES, ROUTES
from worker.schedule import CALENDAR


def tasks(source: Source) -> set[str]:
    """The names of all tasks."""
    return {name or "a name that is not written down" for _, _, name in first_arguments(source, "task", "shared_task")}


def tasks_without_queue(source: Source, routes: Mapping[str, str], queues: Collection[str]) -> list[str]:
    """Tasks that would be sent nowhere, or into a queue that nobody reads."""
    return sorted(name for name in tasks(source) if routes.get(name) not in queues)


def not_there(source: Source, named: Iterable[str]) -> list[str]:
    """Names of tasks that do not exist (any more)."""
    return sorted(set(named) - tasks(source))


EXAMPLE = Source.of({"server/coops/tasks.py": "@task('coops.count')\ndef count(): ...\n@task(NAME)\ndef other(): ..."})
HOUSE_SOURCE = Source.of_project(*HOUSE)
DECLARED = Source(tuple(module for module in HOUSE_SOURCE if module.path != "server/kernel/doors/queue.py"))


def test_every_task_has_a_queue() -> None:
    assert tasks_without_queue(DECLARED, ROUTES, QUEUES) == []


def test_a_task_without_a_queue_is_seen() -> None:
    assert tasks_without_queue(EXAMPLE, {"coops.count": "nowhere"}, QUEUES) == [
        "a name that is not written down",
        "coops.count",
    ]


def test_queues_and_calendar_know_only_tasks_that_there_are() -> None:
    assert not_there(DECLARED, [*ROUTES, *(entry["task"] for entry in CALENDAR.values())]) == []


def test_a_task_that_is_gone_is_seen() -> None:
    assert not_there(EXAMPLE, ["coops.count", "coops.forget"]) == ["coops.forget"]
