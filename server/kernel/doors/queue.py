"""The Celery door: a function that a worker runs. Its arguments are ids and plain values, never what anybody wrote."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from celery import shared_task


class Task(Protocol):
    """What a declared task can do: be run here, or be put into its queue."""

    name: str

    def __call__(self, *args: Any) -> None: ...

    def apply_async(self, args: Sequence[Any] = (), *, retry: bool = True) -> object:
        """Put it into its queue, which worker/queues.py names; raises where the queue cannot be reached."""


def task(name: str) -> Callable[[Callable[..., None]], Task]:
    """Declare a task under `domain.verb_thing`. It may run twice, and must bear it."""

    def declare(run: Callable[..., None]) -> Task:
        return cast(Task, shared_task(name=name)(run))

    return declare
