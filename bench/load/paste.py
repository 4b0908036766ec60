"""Run the commands that a page names, and put what they print into it.

`.venv/bin/python -m bench.load.paste docs/scale.md` does so (`make bench-load`). A place is a comment
`<!-- figures: COMMAND -->` and the block of code after it, whose first line tells the day and the command. Sizes come
from the environment, and the outputs say them.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_PLACE = re.compile(r"<!-- figures: (?P<command>.+?) -->\n+```text\n.*?```", re.DOTALL)


def fill(path: Path) -> None:
    """Make a page's figures anew, one place after the other; what is edited meanwhile stays."""
    for command in [place["command"] for place in _PLACE.finditer(path.read_text())]:
        block = _block(command)
        page = path.read_text()
        path.write_text(_with(page, command, block))


def _with(page: str, command: str, block: str) -> str:
    return _PLACE.sub(lambda place: block if place["command"] == command else place[0], page)


def _block(command: str) -> str:
    print(f"$ {command}", flush=True)
    done = subprocess.run(
        command.split(),
        stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    print(done.stdout)
    today = datetime.now(UTC).date()
    return f"<!-- figures: {command} -->\n\n```text\n{today}  {command}\n\n{done.stdout.rstrip()}\n```"


def main() -> None:
    """Fill the named pages."""
    for name in sys.argv[1:]:
        fill(Path(name))


if __name__ == "__main__":
    main()
