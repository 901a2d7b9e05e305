"""The bench of messages runs, and prints what the README of bench/ promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import usage
from bench.messages import unit_of
from bench.world import CIRCLE_SIZES, circles
from toolchain import node

ROOT = Path(__file__).parents[2]
FIGURES = {
    "throughput_ratio_to_node",
    "cpu_per_message_ratio_to_node",
    "database_cpu_ratio_to_node",
    "ack_p99_ms",
    "ack_p99_ms_node",
    "kb_per_connection",
    "kb_per_connection_node",
    "queries_per_send",
    "messages_per_second",
    "messages_per_second_node",
}
KEYS = {"bench", "figure", "value", "unit", "runs", "machine"}


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    node.packages("bench/node")
    command = [sys.executable, "-m", "bench.messages", "--quick"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=110, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_is_one_figure(lines: list[dict[str, object]]) -> None:
    assert {line["bench"] for line in lines} == {"messages"}
    assert all(line.keys() == KEYS for line in lines)
    figures = [line["figure"] for line in lines]
    assert len(set(figures)) == len(figures)
    assert set(figures) >= FIGURES


def test_a_figure_is_a_number_above_nothing(lines: list[dict[str, object]]) -> None:
    measured = {str(line["figure"]): line["value"] for line in lines}
    for figure in FIGURES - {"kb_per_connection", "kb_per_connection_node"}:
        value = measured[figure]
        assert isinstance(value, int | float), figure
        assert value > 0, figure


def _quoted(readme: str) -> set[str]:
    return {f"`{name}`" for name in readme.split("`")[1::2]}


def test_the_readme_explains_every_figure(lines: list[dict[str, object]]) -> None:
    readme = (ROOT / "bench" / "README.md").read_text()
    figures = [str(line["figure"]) for line in lines]
    unexplained = [name for name in figures if not {f"`{name}`", f"`{name.removesuffix('_node')}`"} & _quoted(readme)]
    assert unexplained == []


def test_circles_are_of_five_to_eight() -> None:
    [(_, places), (_, others)] = list(circles(2))
    assert [len(place) for place in places] == list(CIRCLE_SIZES)
    assert set(CIRCLE_SIZES) <= {5, 6, 7, 8}
    assert {member for place in places for member in place}.isdisjoint(m for place in others for m in place)


def test_what_a_process_uses_is_counted_with_its_children() -> None:
    spin = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\ninput()"
    parent = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {spin!r}])"
    with subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE) as child:
        for _ in range(200):
            if usage.cpu_seconds(child.pid) >= 0.3:
                break
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(0.05)
        used, kept = usage.cpu_seconds(child.pid), usage.resident_kb(child.pid)
        assert len(usage.family(child.pid)) == 2
        child.communicate(b"\n")
    assert used >= 0.3
    assert kept > 1000


@pytest.mark.parametrize(
    ("figure", "unit"),
    [
        ("throughput_ratio_to_node", "of Node"),
        ("server_cpu_us_per_message_ours", "µs"),
        ("clients_cpu_node", "cores"),
        ("ack_p99_ms_ours", "ms"),
        ("kb_per_connection_ours", "KB"),
        ("queries_per_send", "statements"),
    ],
)
def test_units(figure: str, unit: str) -> None:
    assert unit_of(figure) == unit
