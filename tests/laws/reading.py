"""What laws about source code are made of, and the few questions that several of them ask."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.laws.modules import Module, Source


@dataclass(frozen=True, slots=True)
class CodeLaw:
    """A sentence, the function that lists what breaks it, the folders it holds in, a module that breaks it (path and
    source), and how often it does. `sound` is one that looks much like it and breaks nothing."""

    sentence: str
    violations: Callable[[Source], list[str]]
    folders: tuple[str, ...]
    broken: Mapping[str, str]
    times: int = 1
    sound: Mapping[str, str] | None = None


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call in this piece of code."""
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def called(call: ast.Call) -> str:
    """The name that is called, as it is written: `session.commit`, `select`."""
    return ast.unparse(call.func)


def method(call: ast.Call) -> str | None:
    """The method that is called: `commit` of `session.commit()`."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else None


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; of `from a import b` both `a` and `a.b`."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[str, str]]:
    """(name, annotation) of each parameter, in order."""
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return [(each.arg, ast.unparse(each.annotation) if each.annotation else "") for each in arguments]


def in_rooms(source: Source, *rooms: str) -> Iterable[Module]:
    """The modules of these rooms, whichever domain."""
    return (module for module in source if module.room in rooms)


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the string nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr):
            found.add(id(node.body[0].value))
    return found


def strings(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every text in a module that is not a docstring; an f-string with its holes left out."""
    apart = docstrings(module.tree)
    inside = {id(part) for node in ast.walk(module.tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            yield node, "…".join(str(p.value) for p in node.values if isinstance(p, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart | inside:
            yield node, node.value


def literal(source: Source, module: Module, node: ast.expr) -> str | None:
    """The text that an expression stands for: a constant, or the name of one, of this module or imported from one
    of the others."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.Name):
        return None
    for line in module.tree.body:
        if isinstance(line, ast.ImportFrom) and line.module and node.id in {alias.name for alias in line.names}:
            path = line.module.replace(".", "/")
            return next((_constant(m, node.id) for m in source if m.path.startswith(path)), None)
    return _constant(module, node.id)


def _constant(module: Module, name: str) -> str | None:
    lines = (line for line in module.tree.body if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant))
    for line in lines:
        if any(isinstance(target, ast.Name) and target.id == name for target in line.targets):
            return str(getattr(line.value, "value", ""))
    return None


def first_arguments(source: Source, *names: str) -> Iterator[tuple[Module, ast.Call, str | None]]:
    """Each call of one of these functions or methods, with its first argument as a text (None: not known here)."""
    for module in source:
        for call in calls(module.tree):
            if called(call).rpartition(".")[2] in names and call.args:
                yield module, call, literal(source, module, call.args[0])
