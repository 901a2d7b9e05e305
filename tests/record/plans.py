"""Watches what the application's role sends to the tables of records, and how the database goes about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

# What of each table's index has to be named: the co-op alone would be a walk through all of its rows.
NARROW = {
    "entry": ("person_id", "root_id", "client_id", " id ", "(id ", "source_conversation_id"),
    "entry_reply": ("entry_root_id", "client_id", "person_id", " id ", "(id "),
    "entry_file": ("entry_id", "file_id", "person_id"),
    "effective_access": ("person_id", "membership_id"),
    "look": ("person_id", "window_at"),
    "consent_grant": ("person_id", "membership_id", "patch_id", "organisation_id", " id ", "(id "),
}
SCANS = "SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE schemaname = 'tenant' AND seq_scan > 0"


@dataclass(slots=True)
class Plans:
    """What was seen: statements that touch a record's tables, and those that read one from end to end."""

    seen: set[str] = field(default_factory=set)
    walks: dict[str, str] = field(default_factory=dict)
    scans: dict[str, int] = field(default_factory=dict)

    def before(self, _connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        """Ask for the plan of what is about to be done, in its own transaction and context."""
        if statement.lstrip()[:6].upper() not in ("SELECT", "INSERT", "UPDATE", "DELETE") or "enter_at" in statement:
            return
        with cursor.connection.cursor() as asking:
            asking.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
            told = asking.fetchone()[0]
        for node in nodes(told if isinstance(told, list) else json.loads(told)):
            table = node.get("Relation Name", "")
            if table in NARROW:
                self.seen.add(table)
                if not is_narrow(node):
                    self.walks[" ".join(statement.split())] = (
                        f"{node['Node Type']} on {table} by {node.get('Index Name')}: {node.get('Index Cond')}"
                    )

    def after(self, _connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        """Count what was really walked through, within functions too, whose statements nobody else sees."""
        with cursor.connection.cursor() as asking:
            for table, scans in asking.execute(SCANS).fetchall():
                if table in NARROW and scans > self.scans.get(table, 0):
                    self.walks[" ".join(statement.split())] = f"{scans} walks through {table}"
                    self.scans[table] = scans


def nodes(plan: Any) -> Iterator[dict[str, Any]]:
    """Every node of a plan, those of its subplans too."""
    if isinstance(plan, list):
        for part in plan:
            yield from nodes(part)
    elif isinstance(plan, dict):
        if "Node Type" in plan:
            yield plan
        for part in plan.values():
            yield from nodes(part)


def is_narrow(node: dict[str, Any]) -> bool:
    """Whether a node comes by an index that knows more than the co-op. A bitmap's heap is as narrow as its indexes."""
    if node["Node Type"] == "ModifyTable":
        return True
    conditions = " ".join(_conditions(node))
    return any(column in f" {conditions}" for column in NARROW[node["Relation Name"]])


def _conditions(node: dict[str, Any]) -> Iterator[str]:
    yield node.get("Index Cond", "")
    for part in node.get("Plans", ()):
        if part["Node Type"].startswith("Bitmap"):
            yield from _conditions(part)


def watch(engine: Engine, plans: Plans) -> None:
    """Look at everything that this engine sends from now on."""
    event.listen(engine, "before_cursor_execute", plans.before)
    event.listen(engine, "after_cursor_execute", plans.after)
