"""Steps of a check or a test run: run, told in a line, counted."""

import json
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from toolchain.places import ROOT, TOOLS
from toolchain.python import environment

REPORTS = TOOLS / "reports"
NO_TESTS = 5  # pytest's exit code: that nothing was there to run is a failure as well


@dataclass(slots=True)
class Tally:
    """How many passed and failed so far."""

    passed: int = 0
    failed: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, name: str, passed: int, failed: int) -> None:
        self.passed += passed
        self.failed += failed
        if failed:
            self.told.append(name)

    def close(self) -> int:
        """Say the sum, in the line that others read; gives back the exit code."""
        if self.told:
            print(f"\nNot in order: {', '.join(self.told)}")
        print(f"\n{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One command, in a folder of the project."""

    name: str
    command: Sequence[str]
    folder: Path = ROOT


def quietly(steps: Sequence[Step], tally: Tally, at_once: int = 2) -> None:
    """Run steps beside each other; only those that fail say more than a line."""
    with ThreadPoolExecutor(at_once) as pool:
        for step, (code, output, seconds) in zip(steps, pool.map(_captured, steps), strict=True):
            print(f"{'ok    ' if code == 0 else 'FAILED'} {step.name} ({seconds:.1f} s)", flush=True)
            if code != 0:
                print(output, flush=True)
            tally.add(step.name, int(code == 0), int(code != 0))


def pytest(name: str, arguments: Sequence[str], tally: Tally) -> None:
    """Run pytest, its output as it comes, and count its tests."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    code = _aloud(Step(name, ["python", "-m", "pytest", f"--junitxml={report}", *arguments]))
    passed, failed = _junit(report) if report.exists() else (0, 0)
    tally.add(name, passed, failed or int(code != 0))


def vitest(tally: Tally) -> None:
    """Run the PWA's own tests, and count them."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / "vitest.json"
    report.unlink(missing_ok=True)
    reporters = ["--reporter=default", "--reporter=json", f"--outputFile.json={report}"]
    code = _aloud(Step("vitest", ["npm", "exec", "--", "vitest", "run", *reporters], ROOT / "pwa"))
    said = json.loads(report.read_text()) if report.exists() else {}
    failed = said.get("numFailedTests", 0)
    tally.add("vitest", said.get("numPassedTests", 0), failed or int(code != 0))


def _captured(step: Step) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(
        step.command,
        check=False,
        cwd=step.folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout.strip(), time.monotonic() - began


def _aloud(step: Step) -> int:
    print(f"\n── {step.name}", flush=True)
    return subprocess.run(step.command, check=False, cwd=step.folder, env=environment()).returncode


def _junit(report: Path) -> tuple[int, int]:
    """A test that was passed by counts as failed: whatever it wanted was missing."""
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - pytest wrote it a moment ago
    tests, bad = (
        sum(int(suite.get(name, 0)) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors", "skipped"))
    )
    return tests - bad, bad
