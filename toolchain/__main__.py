"""The verbs of `./dev`."""

import os
import subprocess
import sys
from collections.abc import Callable

from toolchain import node, python
from toolchain.places import Failed, alone

Verb = Callable[[list[str]], None]


def setup(_: list[str]) -> None:
    """make or mend the environment: Python packages, Node, npm packages, Chromium"""
    _prepare("dev")
    node.packages(*node.FOLDERS)
    _module("toolchain.chromium")


def in_environment(command: str) -> Verb:
    """A verb that runs one of the environment's commands."""

    def verb(arguments: list[str]) -> None:
        _prepare("dev")
        _become([command, *arguments])

    verb.__doc__ = f"run {command} inside the environment"
    return verb


def later(module: str, level: python.Level, says: str) -> Verb:
    """A verb that lives in a module which needs the environment."""

    def verb(arguments: list[str]) -> None:
        _prepare(level)
        _become(["python", "-m", module, *arguments])

    verb.__doc__ = says
    return verb


def lock(arguments: list[str]) -> None:
    """compile requirements/*.in anew into hash-locked files"""
    python.ensure("dev")
    _become(["python", "-m", "toolchain.locks", *arguments])


def help_(_: list[str]) -> None:
    """tell the verbs"""
    print("Usage: ./dev VERB\n")
    for name, verb in VERBS.items():
        print(f"  {name:<9} {verb.__doc__}")


VERBS: dict[str, Verb] = {
    "run": later("toolchain.run", "local", "run Ourpatch here, with a demo world; Ctrl-C stops it"),
    "test": later("toolchain.everything", "dev", "run every test there is"),
    "check": later("toolchain.checks", "dev", "lint, types, boundaries, locks (under 30 s)"),
    "unit": later("toolchain.unit", "dev", "the quick tests (under 60 s); arguments go to pytest"),
    "nightly": later("toolchain.nightly", "dev", "millions of decisions about records; --seed N for the same again"),
    "bench": later("toolchain.bench", "dev", "NAME: measure, one JSON line a figure"),
    "stop": later("toolchain.stop", "local", "stop the Ourpatch that runs from this folder"),
    "ourpatch": later("toolchain.ourpatch", "local", "the command line of the Ourpatch that runs from this folder"),
    "contract": later(
        "toolchain.contract", "dev", "make the app's types from the API's document; --check holds them to it"
    ),
    "setup": setup,
    "lock": lock,
    "python": in_environment("python"),
    "node": in_environment("node"),
    "npm": in_environment("npm"),
    "help": help_,
}


def _prepare(level: python.Level) -> None:
    with alone("setup"):
        python.ensure(level)
        node.ensure()


def _module(name: str) -> None:
    done = subprocess.run([python.PYTHON, "-m", name], check=False, env=python.environment())
    if done.returncode != 0:
        sys.exit(done.returncode)


def _become(command: list[str]) -> None:
    sys.stdout.flush()
    environment = python.environment()
    os.execvpe(command[0], command, environment)  # noqa: S606 - the environment's own command takes our place


def main() -> None:
    """Do what was asked; a failure is one sentence and a non-zero exit."""
    name, *arguments = sys.argv[1:] or ["help"]
    verb = VERBS.get({"-h": "help", "--help": "help"}.get(name, name))
    if verb is None:
        sys.exit(f"There is no `./dev {name}`; `./dev help` tells what there is.")
    try:
        verb(arguments)
    except Failed as failed:
        sys.exit(str(failed))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
