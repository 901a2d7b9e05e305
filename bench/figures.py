"""How a figure is told: one JSON line, with the machine named."""

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence


def machine() -> str:
    """What it was measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def line(bench: str, figure: str, value: float, unit: str, runs: int) -> str:
    """One figure."""
    told = {"bench": bench, "figure": figure, "value": round(value, 3), "unit": unit, "runs": runs}
    return json.dumps(told | {"machine": machine()}, ensure_ascii=False)


def at(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def say(bench: str, timed: Mapping[str, Sequence[float]]) -> None:
    """Of milliseconds the median, p95 and p99, each as its own figure; a pair (`x`, `x_plain`) also as a ratio of its
    medians, and of what lies at 95 of 100."""
    for name, values in sorted(timed.items()):
        for suffix, part in (("p50_ms", 0.5), ("p95_ms", 0.95), ("p99_ms", 0.99)):
            print(line(bench, f"{name}_{suffix}", at(values, part), "ms", len(values)), flush=True)
        if plain := timed.get(f"{name}_plain"):
            ratio = statistics.median(values) / statistics.median(plain)
            print(line(bench, f"{name}_ratio", ratio, "of the same without consent", len(values)), flush=True)
