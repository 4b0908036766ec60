"""Fuzz the running local stack by the API's own description: `.venv/bin/python -m tests.fuzz` (`make fuzz-api`).

Schemathesis makes requests that the description allows and requests that it forbids, follows its links, and holds the
answers against it: no fault of ours, no undocumented status, header or body. The sequence is the same at every run of
a seed.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import requests

from tests.support.local_stack import running_stack

FOLDER = Path(__file__).parent
_FIRST_SECONDS = 120
# No person waits here, so nothing needs to be slow, short-lived or rare.
ENVIRONMENT = {
    "ACCESS_TOKEN_SECONDS": "86400",
    "ARGON2_MEMORY_KIB": "64",
    "ARGON2_ROUNDS": "1",
    "RECIPIENTS_PER_DAY": "1000000",
    "RECIPIENTS_PER_DAY_AT_FIRST": "1000000",
    "THROTTLE_FACTOR": "1000000",
}


def fuzz(examples: int, seed: int, options: list[str]) -> int:
    """Run schemathesis and return its exit code; where it fails, the stack's own tracebacks follow its report."""
    with running_stack(**ENVIRONMENT) as stack:
        requests.get(f"{stack.url}/openapi.json", timeout=_FIRST_SECONDS).raise_for_status()  # slow only once
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(FOLDER / "schemathesis.toml"), "run"]
        command += [f"{stack.url}/openapi.json", "--max-examples", str(examples), "--seed", str(seed), *options]
        hooks = {"SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "PYTHONPATH": "."}
        code = subprocess.run(command, env=os.environ | hooks, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - fixed program
        if code:
            print(*stack.tracebacks(), sep="\n\n", flush=True)
        return code


def main() -> None:
    """Fuzz the running local stack by the API's own description."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m tests.fuzz", description=main.__doc__)
    parser.add_argument("--examples", type=int, default=200, help="requests a route and phase, at most")
    parser.add_argument("--seed", type=int, default=1)
    arguments, options = parser.parse_known_args()
    sys.exit(fuzz(arguments.examples, arguments.seed, options))


if __name__ == "__main__":
    main()
