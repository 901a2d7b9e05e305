"""Every module of the house, as source and as it is imported."""

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from toolchain.places import ROOT

HOUSE = ("server", "worker")
ALL_PYTHON = (*HOUSE, "toolchain", "migrations", "tests", "bench", "examples")


@dataclass(frozen=True)
class Module:
    """A Python file, by its path from the root."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def parts(self) -> tuple[str, ...]:
        """Its path in pieces, without the ending."""
        return Path(self.path).with_suffix("").parts

    @property
    def domain(self) -> str | None:
        """The domain it lives in; None for the kernel, for the doors at the top, and outside of `server/`."""
        inside = self.parts[0] == "server" and len(self.parts) > 2 and self.parts[1] != "kernel"
        return self.parts[1] if inside else None

    @property
    def room(self) -> str | None:
        """The room of its domain that it is, or belongs to (a room may be a package of verbs)."""
        return self.parts[2] if self.domain else None

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Those of the module itself, not methods and not inner ones."""
        return (node for node in self.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def at(self, node: ast.AST) -> str:
        """Where this is, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True)
class Source:
    """A set of modules for a law to look at."""

    modules: tuple[Module, ...]

    @classmethod
    def of_project(cls, *folders: str) -> Self:
        """What lies in these folders."""
        files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
        return cls(tuple(Module(str(file.relative_to(ROOT)), file.read_text()) for file in files if _is_ours(file)))

    @classmethod
    def of(cls, files: Mapping[str, str]) -> Self:
        """Made up: a law's example."""
        return cls(tuple(Module(path, source) for path, source in files.items()))

    def __iter__(self) -> Iterator[Module]:
        return iter(self.modules)


def _is_ours(file: Path) -> bool:
    return not {"node_modules", "__pycache__"} & set(file.parts)


def import_models() -> None:
    """Import every room that holds tables, so that they are all known to their metadata."""
    for module in Source.of_project("server"):
        if module.parts[-1] == "models":
            importlib.import_module(".".join(module.parts))
