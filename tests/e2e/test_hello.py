"""`examples/hello.py`, as it is."""

import subprocess
import sys

from toolchain.places import ROOT
from toolchain.processes import Stack


def test_hello_says_that_sam_has_read_it(demo: Stack) -> None:
    command = [sys.executable, "examples/hello.py", demo.public_url]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Sam has read it."), done.stderr
