"""What an API cold start imports, against the least it could: chalice, pynamodb and jwt alone.

Each figure is the median of fresh processes, both kinds taking turns, so that a noisy machine disturbs both alike.
"""

import re
import statistics
import subprocess
import sys
from collections.abc import Iterator

ROUNDS = 9
TOP = 10
LEAST = "import chalice, pynamodb.models, jwt"
OURS = "import app"
HEAVY = (
    "lxml",
    "saxonche",
    "pypdfium2",
    "reportlab",
    "PIL",
    "facturx",
    "stdnum",
    "babel",
    "zxcvbn",
    "boto3",
    "yaml",
    "jinja2",
)
_IMPORT_TIME = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)")


def seconds(statement: str) -> float:
    """Return how long a statement takes in a fresh process, without the interpreter's own start."""
    timed = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    return float(_run("-c", timed).stdout)


def imports() -> Iterator[tuple[float, str]]:
    """Yield the milliseconds that each package costs by itself, modules of one package added up."""
    costs: dict[str, float] = {}
    for match in _IMPORT_TIME.finditer(_run("-X", "importtime", "-c", OURS).stderr):
        package = match[4].partition(".")[0]
        costs[package] = costs.get(package, 0) + int(match[1]) / 1000
    yield from sorted(((cost, package) for package, cost in costs.items()), reverse=True)


def loaded() -> list[str]:
    """Return which of the heavy packages `import app` loads; there should be none."""
    answer = _run("-c", f"{OURS}; import sys; print(*(m for m in {HEAVY!r} if m in sys.modules))").stdout
    return answer.split()


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


def main() -> None:
    """Print the table."""
    pairs = [(seconds(LEAST), seconds(OURS)) for _ in range(ROUNDS)]
    least, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{LEAST:40} {least * 1000:8.0f} ms   (median of {ROUNDS})")
    print(f"{OURS:40} {ours * 1000:8.0f} ms")
    print(f"{'ratio':40} {ours / least:8.2f}")
    print(f"\nthe {TOP} dearest packages of `{OURS}`, each by itself:")
    for cost, package in list(imports())[:TOP]:
        print(f"  {package:38} {cost:8.1f} ms")
    print(f"\nheavy packages loaded: {', '.join(loaded()) or 'none'}")


if __name__ == "__main__":
    main()
