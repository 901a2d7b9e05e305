"""The `ourpatch` command: what an operator does. Whatever goes wrong ends in one sentence and exit code 1."""

import argparse
import os
import sys
from collections.abc import Sequence

from server.founding import commands as founding
from server.kernel.config import Misconfigured, Settings
from server.kernel.errors import Problem
from server.operations import database, fitness


def need(name: str) -> str:
    """A variable that only the command line needs."""
    if value := os.environ.get(name, "").strip():
        return value
    raise Misconfigured(f"{name} is not set.")
