"""The house rules, as laws about source code."""

import ast
import re

from tests.laws.modules import ALL_PYTHON, HOUSE, Source
from tests.laws.reading import CodeLaw, called, calls, imported, in_rooms, method, parameters, strings

UNIT_OF_WORK = "server/kernel/unit_of_work.py"
# The owner's own door on the command line: roles and databases are made outside of any transaction.
BY_THE_OWNER = "server/kernel/preparation.py"
ENGINES = "server/kernel/db.py"  # makes the engine that commits each statement; only the unit of work uses it
EMITTERS = (UNIT_OF_WORK, "server/kernel/realtime.py", "server/kernel/doors/sockets.py", "server/messaging/sockets/")
ROOMS = frozenset({
    "models", "events", "rules", "policies", "queries", "actions", "schemas", "tasks", "reactions", "routes", "sockets",
})  # fmt: skip
MORE_ROOMS = {"identity": frozenset({"routes_demo"})}  # registered by a demo only, so it has a door of its own
SWAMPS = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "shared"})
LINES = 400
PRIVATE = frozenset({
    "text", "body", "name", "email", "phone", "code", "words", "token", "cookie", "detail", "payload", "to", "subject",
    "title", "address",
})  # fmt: skip
# Words for people and things that the words table of the product does not know; and another English.
BANNED = (
    "user", "users", "client", "clients", "patient", "patients", "service user", "customer", "tenant", "tenants",
    "organization", "color", "center", "canceled", "error", "please", "sorry", "submit", "invalid", "login",
    "log in", "logged in", "chat", "escalate", "sync",
)  # fmt: skip
SAID = ("server/kernel/errors.py", "server/kernel/doors/fields.py")


def commits_elsewhere(source: Source) -> list[str]:
    """Whatever ends a transaction for good: commit(), an engine's begin(), a connection that commits by itself."""
    found = []
    for module in source:
        if module.path in (UNIT_OF_WORK, BY_THE_OWNER):
            continue
        for call in calls(module.tree):
            by_itself = any(k.arg in ("autocommit", "isolation_level") for k in call.keywords)
            by_engine = (method(call) == "begin" and "engine" in called(call)) or ".at_once" in called(call)
            if method(call) == "commit" or by_engine or (by_itself and module.path != ENGINES):
                found.append(f"{module.at(call)} {called(call)}")
    return found


def inner_imports(source: Source) -> list[str]:
    """Imports inside a function: they hide a cycle."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return sorted(
        {
            f"{module.at(inner)} {', '.join(imported(inner))}"
            for module in source
            for node in ast.walk(module.tree)
            if isinstance(node, functions)
            for inner in ast.walk(node)
            if isinstance(inner, ast.Import | ast.ImportFrom)
        }
    )


# Part of what another domain's action does: the actor is the work's, and that action says so.
PART_OF_ANOTHER = frozenset({"attach"})


def actions_without_actor(source: Source) -> list[str]:
    """Changes that do not say first who makes them. In a co-op it is the actor; of many at once (`…_many`, each with
    its session) the co-op; with the directory it may be nobody yet, and then the work comes first."""
    found = []
    for module in in_rooms(source, "actions"):
        for function in module.functions():
            given = parameters(function)
            changes = any(name == "work" for name, _ in given) or any(called(c) == "one_call" for c in calls(function))
            own = not function.name.startswith("_") and function.name not in PART_OF_ANOTHER
            if own and changes and not _says_who(function.name, given):
                found.append(f"{module.at(function)} {function.name}")
    return found


def _says_who(name: str, given: list[tuple[str, str]]) -> bool:
    first, kind = given[0]
    return (
        (first == "actor" and kind == "Actor")
        or kind == "SignedIn"
        or (first == "work" and kind in ("DirectoryWork", "AnyWork"))
        or (first == "coop_id" and name.endswith("_many"))
    )


def policies_without_actor(source: Source) -> list[str]:
    """Policies that do not take the actor first; and what answers with a refusal and is not called `can_…`."""
    found = []
    for module in in_rooms(source, "policies"):
        for function in module.functions():
            refuses = function.returns is not None and ast.unparse(function.returns) == "str | None"
            asks_the_actor = parameters(function)[:1] == [("actor", "Actor")]
            well_called = function.name.startswith("can_") == refuses
            if not function.name.startswith("_") and not (asks_the_actor and well_called):
                found.append(f"{module.at(function)} {function.name}")
    return found


def emitted_elsewhere(source: Source) -> list[str]:
    """Emits outside of what runs after a commit."""
    return [
        f"{module.at(call)} {called(call)}"
        for module in source
        if not module.path.startswith(EMITTERS)
        for call in calls(module.tree)
        if method(call) == "emit" or called(call) == "emit"
    ]


def strange_rooms(source: Source) -> list[str]:
    """Files in a domain that are none of the known rooms."""
    return [
        module.path
        for module in source
        if module.domain and module.room not in ROOMS | {"__init__"} | MORE_ROOMS.get(module.domain, frozenset())
    ]


def doorplates_missing(source: Source) -> list[str]:
    """Domains whose `__init__.py` does not say what they own, or does more than that."""
    domains = {module.domain for module in source if module.domain}
    plates = {module.domain: module for module in source if module.domain and module.room == "__init__"}
    return sorted(
        domain
        for domain in domains
        if domain and (domain not in plates or not _is_doorplate(plates[domain].tree))
    )  # fmt: skip


def _is_doorplate(tree: ast.Module) -> bool:
    return bool(ast.get_docstring(tree)) and len(tree.body) == 1


def swamps(source: Source) -> list[str]:
    """Modules and folders that are named after nothing that they own."""
    return [module.path for module in source if SWAMPS & set(module.parts)]


def too_long(source: Source) -> list[str]:
    """Files of 400 lines and more."""
    return [module.path for module in source if len(module.source.splitlines()) >= LINES]


def selects_elsewhere(source: Source) -> list[str]:
    """SELECTs of a domain outside of its queries, unless they are part of a change: UPDATE … WHERE (SELECT …)."""
    return [
        f"{module.at(function)} {function.name}"
        for module in source
        if module.domain and module.room != "queries"
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef)
        and "select" in (used := {called(call) for call in calls(function)})
        and not used & {"update", "delete", "insert"}
    ]


def chatty_logs(source: Source) -> list[str]:
    """Log lines that are not a fixed sentence, hold what somebody wrote, or a traceback with it."""
    found = []
    for module in source:
        for call in calls(module.tree):
            if not called(call).startswith("log.") or method(call) not in ("info", "warning", "error", "exception"):
                continue
            fixed = len(call.args) == 1 and isinstance(call.args[0], ast.Constant)
            told = {keyword.arg for keyword in call.keywords}
            if not fixed or told & (PRIVATE | {"exc_info", None}) or method(call) == "exception":
                found.append(module.at(call))
    return found


def strange_words(source: Source) -> list[str]:
    """Sentences for people with a word in them that the product does not use."""
    banned = re.compile(rf"\b({'|'.join(BANNED)})\b", re.IGNORECASE)
    found = []
    for module in source:
        if not (module.domain or module.path in SAID) or module.room in ("queries", "models"):
            continue
        for node, text in strings(module):
            if re.match(r"[A-Z…].* .*[.!?]\n?$", text, re.DOTALL) and (word := banned.search(text)):
                found.append(f"{module.at(node)} {word.group()}")
    return found


LAWS = (
    CodeLaw(
        "only the unit of work commits",
        commits_elsewhere,
        HOUSE,
        {
            "server/coops/actions.py": "def found(actor, work):\n    work.session.commit()",
            "worker/relay.py": "with engine.begin() as connection:\n    pass",
            "server/coops/queries.py": "engines().tenant.execution_options(isolation_level='AUTOCOMMIT')",
            "server/people/queries.py": "with engines().at_once.connect() as connection:\n    pass",
        },
        4,
        {"server/coops/actions.py": "def found(actor, work):\n    work.session.flush()\n    begin()"},
    ),
    CodeLaw(
        "no import is inside a function",
        inner_imports,
        ALL_PYTHON,
        {"server/coops/actions.py": "def found():\n    if True:\n        from server.people import actions"},
        1,
        {"server/coops/actions.py": "if True:\n    from server.people import actions"},
    ),
    CodeLaw(
        "the actor is the first argument of every action",
        actions_without_actor,
        ("server",),
        {
            "server/coops/actions.py": "def found(work: Work, actor: Actor): ...\ndef end(work: Work): ...",
            "server/coops/actions/mark.py": "def mark(coop_id: UUID, marks: list[Mark]):\n    one_call(MARK)",
        },
        3,
        {
            "server/coops/actions.py": "def found(actor: Actor, work: Work): ...\ndef _part(work: Work): ...",
            "server/coops/actions/mark.py": "def mark_many(coop_id: UUID, marks: list[Mark]):\n    one_call(MARK)",
            "server/identity/actions.py": "def sign_in(work: DirectoryWork, *, code: str): ...",
        },
    ),
    CodeLaw(
        "a policy is called can_… and takes the actor first",
        policies_without_actor,
        ("server",),
        {
            "server/coops/policies.py": "def can_invite(coop: Coop) -> str | None: ...\n"
            "def may_look(actor: Actor) -> str | None: ...\ndef can_look(actor: Actor) -> bool: ..."
        },
        3,
        {"server/coops/policies.py": "def can_invite(actor: Actor) -> str | None: ...\ndef _hat(name: str): ..."},
    ),
    CodeLaw(
        "nobody emits but what runs after a commit",
        emitted_elsewhere,
        HOUSE,
        {
            "server/coops/actions.py": "def found(actor, work):\n    realtime.emit([])\n    server.emit('x', {})",
            "server/people/reactions.py": "from server.kernel.realtime import emit\nemit([])",
        },
        3,
        {"server/messaging/sockets/batch.py": "door.emit([])", "server/coops/actions.py": "work.tell('x', {})"},
    ),
    CodeLaw(
        "a domain has the known rooms and no others",
        strange_rooms,
        ("server",),
        {"server/coops/services.py": "", "server/coops/routes_demo.py": "", "server/coops/helpers/names.py": ""},
        3,
        {"server/coops/actions/found.py": "", "server/coops/__init__.py": "", "server/kernel/clock.py": ""},
    ),
    CodeLaw(
        "every domain has a doorplate, which is a docstring and nothing else",
        doorplates_missing,
        ("server",),
        {"server/coops/models.py": "", "server/people/__init__.py": "'''People.'''\nimport server.people.models"},
        2,
        {"server/coops/__init__.py": "'''Co-ops.'''", "server/coops/models.py": ""},
    ),
    CodeLaw(
        "nothing is called utils, helpers or common",
        swamps,
        ALL_PYTHON,
        {"server/kernel/utils.py": "", "tests/helpers/__init__.py": ""},
        2,
        {"server/kernel/clock.py": ""},
    ),
    CodeLaw(
        "every file has under 400 lines",
        too_long,
        ALL_PYTHON,
        {"server/coops/queries.py": "\n" * LINES},
        1,
        {"server/coops/queries.py": "\n" * (LINES - 1)},
    ),
    CodeLaw(
        "every SELECT of a domain is in its queries",
        selects_elsewhere,
        ("server",),
        {"server/coops/actions.py": "def found(actor, work):\n    work.session.scalar(select(Coop.name))"},
        1,
        {
            "server/coops/queries.py": "def name():\n    select(Coop.name)",
            "server/kernel/outbox.py": "def row():\n    select(Outbox.id)",
            "server/coops/actions.py": "def end():\n    update(Hat).where(Hat.id.in_(select(Old.id)))",
        },
    ),
    CodeLaw(
        "a log line is a fixed sentence, and nothing in it is what somebody wrote",
        chatty_logs,
        HOUSE,
        {
            "server/coops/actions.py": "log.info(f'{name} joined')\nlog.info('joined', name=name)\n"
            "log.exception('broken')\nlog.error('broken', exc_info=True)\nlog.info('joined', **all_of_it)"
        },
        5,
        {"server/coops/actions.py": "log.info('joined', member=str(member_id))\nprint(name)"},
    ),
    CodeLaw(
        "what the server says to people is in the words of the product",
        strange_words,
        ("server",),
        {
            "server/coops/policies.py": "def can(actor):\n    return f'A user called {name} is in the center.'",
            "server/kernel/errors.py": "sentence = 'Please log in.'",
        },
        2,
        {"server/coops/policies.py": "'''A user reads this.'''\nSLUG = 'client-too-old'\nreturn_ = 'Sign in first.'"},
    ),
)  # fmt: skip
