"""The PWA's types, made from the API's document; `--check` fails when they are not what the document says now."""

import subprocess
import sys
import tempfile
from pathlib import Path

from toolchain import node
from toolchain.places import ROOT, Failed
from toolchain.python import environment

TYPES = ROOT / "pwa" / "src" / "contract" / "openapi.ts"
HEAD = "// Made from the API's document by `./dev contract`; not written by hand.\n"


def types() -> str:
    """The document as TypeScript."""
    command = [sys.executable, "-m", "server.document"]
    told = subprocess.run(command, check=False, cwd=ROOT, env=environment(), capture_output=True, text=True)
    if told.returncode != 0:
        raise Failed(f"The API's document can't be made: {told.stderr.strip().splitlines()[-1]}")
    with tempfile.TemporaryDirectory() as folder:
        document, made = Path(folder) / "openapi.json", Path(folder) / "api.ts"
        document.write_text(told.stdout)
        command = ["openapi-typescript", str(document), "-o", str(made), "--default-non-nullable", "false"]
        node.run(["npm", "exec", "--", *command], ROOT / "pwa")
        return HEAD + made.read_text()


def main() -> None:
    """Write the types, or hold the written ones against the document."""
    try:
        found = types()
    except Failed as failed:
        sys.exit(str(failed))
    if "--check" in sys.argv[1:]:
        if not TYPES.exists() or TYPES.read_text() != found:
            sys.exit("pwa/src/contract/openapi.ts is not what the API's document says; make it anew: ./dev contract")
        return
    TYPES.write_text(found)


if __name__ == "__main__":
    main()
