"""What a cold start imports, against the least it could: chalice, pynamodb and jwt alone.

`import app` is what every function does before its first request or message. What these need is imported with the first
of them, so that the lines below it have both together. Each figure is the median of fresh processes, all kinds taking
turns, so that a noisy machine disturbs them alike. A first round is not counted: it leaves byte code, as a package
has it. Last comes the whole of it: from nothing to the answer of a first list, its clients made and the models built.
"""

import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load.processes import Member
from bench.pipeline import founder

ROUNDS = 9
TOP = 10
LEAST = "import chalice, pynamodb.models, jwt"
OURS = "import app"
FIRST = {
    "and the first GET /health": "import app; app.app.routes['/health']['GET']",
    "and the first GET /invoices": "import app; app.app.routes['/invoices']['GET']",
    "and the first file of a worker": "import app, chalicelib.pipeline.queues, chalicelib.pipeline.process",
    "and all routes": "import app; len(app.app.routes)",
}
SHOWN = FIRST["and the first GET /invoices"]  # by package
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
ANSWERED = "and the first list answered, by moto's server"
EVENT = {
    "httpMethod": "GET",
    "path": "/invoices",
    "requestContext": {"resourcePath": "/invoices", "httpMethod": "GET", "identity": {"sourceIp": "192.0.2.1"}},
} | dict.fromkeys(("multiValueQueryStringParameters", "pathParameters", "stageVariables", "body"))
_IMPORT_TIME = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)")


def seconds(statement: str) -> float:
    """Return how long a statement takes in a fresh process, without the interpreter's own start."""
    timed = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    return float(_run("-c", timed).stdout)


@contextmanager
def answered() -> Iterator[str]:
    """Yield the statement that answers a list of somebody who is logged in, while moto's server stands in for AWS."""
    aws = Member.start("bench.load.aws")
    os.environ.update(aws.greeting["variables"])
    try:
        login = founder()
        event = EVENT | {"isBase64Encoded": False, "headers": {"authorization": f"Bearer {login.access}"}}
        yield f"import app; assert app.app({event!r}, None)['statusCode'] == 200"
    finally:
        aws.end()


def imports() -> Iterator[tuple[float, str]]:
    """Yield the milliseconds that each package costs by itself, modules of one package added up."""
    costs: dict[str, float] = {}
    for match in _IMPORT_TIME.finditer(_run("-X", "importtime", "-c", SHOWN).stderr):
        package = match[4].partition(".")[0]
        costs[package] = costs.get(package, 0) + int(match[1]) / 1000
    yield from sorted(((cost, package) for package, cost in costs.items()), reverse=True)


def loaded() -> list[str]:
    """Return which of the heavy packages the first list loads; there should be none."""
    answer = _run("-c", f"{SHOWN}; import sys; print(*(m for m in {HEAVY!r} if m in sys.modules))").stdout
    return answer.split()


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, env=environment)


def main() -> None:
    """Print the table."""
    with answered() as statement:
        _print_rounds({LEAST: LEAST, OURS: OURS, **FIRST, ANSWERED: statement})
    print(f"\nthe {TOP} most expensive packages of the first GET /invoices, each by itself:")
    for cost, package in list(imports())[:TOP]:
        print(f"  {package:38} {cost:8.1f} ms")
    print(f"\nheavy packages loaded: {', '.join(loaded()) or 'none'}")


def _print_rounds(kinds: Mapping[str, str]) -> None:
    rounds = [{name: seconds(statement) for name, statement in kinds.items()} for _ in range(1 + ROUNDS)][1:]
    print(f"{'':40} {'ms':>8} {'ratio':>6}   (medians of {ROUNDS})")
    least = statistics.median(times[LEAST] for times in rounds)
    for name in kinds:
        middle = statistics.median(times[name] for times in rounds)
        print(f"{name:40} {middle * 1000:8.0f} {middle / least:6.2f}")


if __name__ == "__main__":
    main()
