"""Mutants of the decision: how one is made from the product's source, and what it says about the corpus."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

from server.consent import rules
from tests.consent.asked import Masks, Question
from tests.consent.corpus import Told
from tests.consent.worlds import PERSON, SINCE

RULES = Path(rules.__file__).parent
MODULES = ("sections", "facts", "derive")  # in the order in which they import each other
PURPOSE_BITS = {"care": 1, "emergency": 2, "safeguarding": 4, "legal": 8, "planning": 16, "research": 32}
Document = Mapping[str, Any]
Decision = Callable[[Document], list[Any]]


@dataclass(frozen=True)
class Mutant:
    """One thing said otherwise, in a module of the rules or in a function of the database: once, or in more places."""

    name: str
    where: str
    changes: tuple[tuple[str, str], ...]

    def of(self, source: str) -> str:
        """The source with the change. LookupError where what is to be changed does not stand there just once."""
        for old, new in self.changes:
            if source.count(old) != 1:
                raise LookupError(f"{self.name}: {source.count(old)} times in {self.where}: {old}")
            source = source.replace(old, new)
        return source


def decision(mutant: Mutant | None = None) -> Decision:
    """The product's rules, from the document of facts to the rows that follow, with one mutant's change."""
    loaded: dict[str, Any] = {}
    for name in MODULES:
        source = (RULES / f"{name}.py").read_text()
        if mutant is not None and mutant.where == name:
            source = mutant.of(source)
        for other in MODULES:
            source = source.replace(f"from server.consent.rules.{other} import", f"from mutated_{other} import")
        loaded[name] = _load(f"mutated_{name}", source)
    read, derive = loaded["facts"].Facts.read, loaded["derive"].derive
    for name in MODULES:
        del sys.modules[f"mutated_{name}"]
    return lambda document: list(derive(read(document), SINCE))


def _load(name: str, source: str) -> Any:
    spec = spec_from_loader(name, loader=None)
    assert spec is not None
    sys.modules[name] = module = module_from_spec(spec)
    exec(compile(source, name, "exec"), module.__dict__)
    return module


def says(rows: Iterable[Any], question: Question) -> Masks | None:
    """What these rows answer; None for two answers to one question. Nobody asks them who acts for somebody else."""
    if question.actor.acting_for not in {None, PERSON}:
        return (0, 0, 0, 0)
    bit = PURPOSE_BITS[question.purpose]
    found = [
        (row.read, row.write, row.disclose, row.aggregate)
        for row in rows
        if row.membership_id == question.actor.member
        and row.acting == (question.actor.acting_for is not None)
        and row.purposes & bit
        and row.valid_from <= question.t < row.valid_to
    ]
    return None if len(found) > 1 else (found or [(0, 0, 0, 0)])[0]


def first_wrong(decide: Decision, told: Told, document: Document) -> Question | None:
    """The first question about this world that is not answered rightly; None where all are."""
    rows = decide(document)
    return next((q for q, right in told.right if says(rows, q) != right), None)


def survives(decide: Decision, corpus: Iterable[tuple[Told, Document]]) -> bool:
    """Whether no world tells it from the real one. Falling over is telling."""
    try:
        return all(first_wrong(decide, told, document) is None for told, document in corpus)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
