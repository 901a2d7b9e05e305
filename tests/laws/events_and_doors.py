"""Laws about what is told: every event is published and says what it reveals, every door is described."""

import ast
from collections.abc import Iterator

from tests.laws.modules import HOUSE, Module, Source
from tests.laws.reading import CodeLaw, called, calls, first_arguments, in_rooms, method

# They pass on what others said.
PASS_ON = ("server/kernel/unit_of_work.py", "server/kernel/doors/sockets.py")


def _event_classes(source: Source) -> Iterator[tuple[Module, ast.ClassDef]]:
    for module in in_rooms(source, "events"):
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef):
                yield module, node


def events_never_published(source: Source) -> list[str]:
    """Events of which no code says that they happened."""
    published = {
        called(inner).rpartition(".")[2]
        for module in source
        for call in calls(module.tree)
        if method(call) == "publish"
        for inner in calls(call)
        if inner is not call
    }
    return [module.at(node) for module, node in _event_classes(source) if node.name not in published]


def events_without_reveals(source: Source) -> list[str]:
    """Events that do not say what they may tell, and to whom."""
    return [module.at(node) for module, node in _event_classes(source) if not _reveals(node)]


def _reveals(event: ast.ClassDef) -> bool:
    return any(
        isinstance(line, ast.AnnAssign)
        and ast.unparse(line.target) == "reveals"
        and isinstance(line.value, ast.Constant)
        and len(str(line.value.value).split()) >= 3
        for line in event.body
    )


def events_that_change(source: Source) -> list[str]:
    """Events that are not frozen dataclasses: what happened does not change afterwards."""
    return [
        module.at(node)
        for module, node in _event_classes(source)
        if not any("dataclass(frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]


def doors_without_docstring(source: Source) -> list[str]:
    """Routes, socket events and tasks that do not say what they are for: the API's document is made of it."""
    return [
        f"{module.at(function)} {function.name}"
        for module in source
        for function in module.functions()
        if any(_is_door(decorator) for decorator in function.decorator_list) and not ast.get_docstring(function)
    ]


def _is_door(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and called(decorator) in ("endpoint", "on", "task")


def topics_nobody_carries(source: Source) -> list[str]:
    """Rows that are left in the outbox, and that no relay would know what to do with."""
    carried = {topic for _, _, topic in first_arguments(source, "carries")}
    return [
        f"{module.at(call)} {topic}"
        for module, call, topic in first_arguments(source, "enqueue")
        if topic is None or topic not in carried
    ]


def news_nobody_declared(source: Source) -> list[str]:
    """Socket events that are told to devices and stand in no document."""
    declared = {name for _, _, name in first_arguments(source, "emits")}
    return [
        f"{module.at(call)} {name}"
        for module, call, name in first_arguments(source, "tell", "News")
        if module.path not in PASS_ON and (name is None or name not in declared)
    ]


def declared_twice(source: Source) -> list[str]:
    """Socket events of which two declarations say two things."""
    names = [name for _, _, name in first_arguments(source, "emits")]
    return sorted({str(name) for name in names if names.count(name) > 1})


def _example(body: str) -> dict[str, str]:
    return {"server/coops/events.py": body}


PUBLISHED = "def found(actor, work):\n    work.publish(events.CoopFounded(1))"

LAWS = (
    CodeLaw(
        "every event is published somewhere",
        events_never_published,
        HOUSE,
        {
            **_example("class CoopFounded(Event): ...\nclass CoopEnded(Event): ..."),
            "server/coops/actions.py": PUBLISHED,
        },
        1,
        {**_example("class CoopFounded(Event): ..."), "server/coops/actions.py": PUBLISHED},
    ),
    CodeLaw(
        "every event says what it may reveal, and to whom",
        events_without_reveals,
        ("server",),
        _example("class One(Event):\n    name: str\nclass Other(Event):\n    reveals: ClassVar[str] = ''"),
        2,
        _example("class One(Event):\n    reveals: ClassVar[str] = 'The name, to its members.'"),
    ),
    CodeLaw(
        "an event never changes",
        events_that_change,
        ("server",),
        _example("class One(Event): ...\n@dataclass\nclass Other(Event): ..."),
        2,
        _example("@dataclass(frozen=True, slots=True)\nclass One(Event): ..."),
    ),
    CodeLaw(
        "every route, socket event and task says what it is for",
        doors_without_docstring,
        HOUSE,
        {"server/coops/routes.py": "@endpoint(blueprint, 'GET', '/coop')\ndef coop(): ..."},
        1,
        {"server/coops/routes.py": "@endpoint(blueprint, 'GET', '/coop')\ndef coop():\n    '''My co-op.'''"},
    ),
    CodeLaw(
        "every row that is left in the outbox has somebody who carries it",
        topics_nobody_carries,
        HOUSE,
        {
            "server/coops/actions.py": "work.enqueue('letter', {})",
            "server/people/tasks.py": "@carries('mail')\ndef c(): ...",
        },
        1,
        {"server/coops/actions.py": "MAIL = 'mail'\nwork.enqueue(MAIL, {})\n@carries('mail')\ndef carry(): ..."},
    ),
    CodeLaw(
        "every socket event that devices are told is declared, with who may receive it",
        news_nobody_declared,
        HOUSE,
        {"server/coops/actions.py": "work.tell('gone', {})\nemits('left', Left, 'who left', 'You left.')"},
        1,
        {"server/coops/actions.py": "work.tell('left', {})\nemits('left', Left, 'who left', 'You left.')"},
    ),
    CodeLaw(
        "no socket event is declared twice",
        declared_twice,
        ("server",),
        {"server/coops/sockets.py": "emits('left', One)", "server/people/sockets.py": "emits('left', Other)"},
        1,
        {"server/coops/sockets.py": "emits('left', One)\nemits('joined', Other)"},
    ),
)
