"""Run the commands that a page names, and put what they print into it: `python -m bench.load.paste docs/scale.md`.

A place is a comment `<!-- figures: COMMAND -->` and the block of code after it, whose first line tells the day and the
command. Sizes come from the environment, and the outputs say them.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

_PLACE = re.compile(r"<!-- figures: (?P<command>.+?) -->\n+```text\n.*?```", re.DOTALL)


def fill(page: str) -> str:
    """Return a page with its figures made anew."""
    return _PLACE.sub(lambda place: _block(place["command"]), page)


def _block(command: str) -> str:
    print(f"$ {command}", flush=True)
    python, *arguments = command.split()
    done = subprocess.run(
        [sys.executable if python == "python" else python, *arguments],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    print(done.stdout)
    today = datetime.now(UTC).date()
    return f"<!-- figures: {command} -->\n\n```text\n{today}  {command}\n\n{done.stdout.rstrip()}\n```"


def main() -> None:
    """Fill the named pages."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(fill(path.read_text()))


if __name__ == "__main__":
    main()
