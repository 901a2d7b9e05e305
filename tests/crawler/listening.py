"""What is asked of the database meanwhile: every statement on a tenant's table names the co-op by itself, beside the
policies. It is what routes a query to its cell, and what lets it use the index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from server.kernel.db import engines

MENTION = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO|,)\s+(tenant\.\w+\b)(?!\.)(?:\s+AS\s+(\w+))?", re.IGNORECASE)


class Statements:
    """Every distinct statement that this process sent while somebody listened."""

    def __init__(self) -> None:
        self.heard: dict[str, None] = {}

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.heard[statement] = None


@contextmanager
def listening() -> Iterator[Statements]:
    """Listen on both engines."""
    statements = Statements()
    opened = {engines().tenant, engines().directory}
    for engine in opened:
        event.listen(engine, "before_cursor_execute", statements)
    try:
        yield statements
    finally:
        for engine in opened:
            event.remove(engine, "before_cursor_execute", statements)


def unbound(statement: str) -> list[str]:
    """The tenant tables in a statement whose co-op it does not say: neither as a parameter, nor by a table of which
    it does. What is inserted says it by its column."""
    plain = " ".join(statement.split())
    if plain.upper().startswith("INSERT") and "coop_id" in plain.partition(")")[0]:
        plain = plain.partition(")")[2]
    mentioned = [(table, alias or table) for table, alias in MENTION.findall(plain)]
    if plain.upper().startswith("UPDATE") or plain.upper().startswith("DELETE"):
        mentioned = [(table, table if alias.upper() in ("SET", "WHERE") else alias) for table, alias in mentioned]
    return [f"{table} in {plain[:200]}" for table, alias in mentioned if not _says_coop(plain, alias)]


def _says_coop(plain: str, alias: str) -> bool:
    name = re.escape(alias)
    return bool(
        re.search(rf"(?<![\w.]){name}\.coop_id = (%\(|\w)", plain)
        or re.search(rf"= (?<![\w.]){name}\.coop_id\b", plain)
        or re.search(rf"(?<![\w.]){name}\.coop_id IN \(", plain)
    )
