"""What the README says is so: its commands are there, two of them start everything, and its links lead somewhere."""

import re
import shlex
from collections.abc import Collection

import pytest

from server.cli import _parser
from toolchain.__main__ import VERBS
from toolchain.places import ROOT

README = (ROOT / "README.md").read_text()
TWO = ["./dev run", "./dev test"]


def unknown_verbs(text: str, verbs: Collection[str]) -> list[str]:
    """Verbs of `./dev` that a text names and that there are not."""
    return sorted({verb for verb in re.findall(r"\./dev ([a-z]+)", text) if verb not in verbs})


def to_begin_with(text: str) -> list[str]:
    """The commands of the first block of commands: all that somebody has to type who has just cloned this."""
    block = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = block[1].splitlines() if block else []
    return [line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()]


def command_lines(text: str) -> list[list[str]]:
    """What is given to `ourpatch` in a text's blocks of commands."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    return [shlex.split(line) for line in re.findall(r"\./dev ourpatch ([a-z].*)", blocks)]


def dead_links(text: str) -> list[str]:
    """Links into this repository that lead nowhere."""
    found = re.findall(r"\]\(([^)#]+)\)", text)
    return sorted({link for link in found if "://" not in link and not (ROOT / link).exists()})


def test_every_verb_is_there() -> None:
    assert unknown_verbs(README, VERBS) == []


def test_two_commands_are_all_that_it_takes_to_begin() -> None:
    assert to_begin_with(README) == TWO


def test_the_command_line_understands_what_it_is_told() -> None:
    told = command_lines(README)
    assert told
    for words in told:
        assert callable(_parser().parse_args(words).command)


def test_every_link_leads_somewhere() -> None:
    assert dead_links(README) == []


def test_a_readme_that_is_not_so_is_seen() -> None:
    broken = "```sh\nmake\n./dev fly  # away\n```\n[there](docs/no/where.md) and [here](README.md)"
    assert unknown_verbs(broken, VERBS) == ["fly"]
    assert to_begin_with(broken) == ["make", "./dev fly"]
    assert dead_links(broken) == ["docs/no/where.md"]
    with pytest.raises(SystemExit):
        _parser().parse_args(["coop", "fly"])
