"""What the product may use: calls and units of each step of the main job, modules that a cold start imports, bytes.

    .venv/bin/python -m bench.budget          # what is used now, beside what `bench/budget.toml` allows

Counts only, so that a busy machine changes nothing. It ends with 1 where something uses more than it may: then it is to
be made smaller again, or its line in the budget is raised in the same change, which says why. Archives that were not
built, and a console that was not, are left out.
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.cold_start import FIRST, OURS
from bench.load.figures import table
from bench.pricing.meter import Spent
from bench.pricing.prices import read_prices
from bench.pricing.run import prepared, stored_bytes
from chalicelib.records.batches.batch import MAX_READ
from infra.packaging.architecture import X86_64
from infra.packaging.archive import unzipped_bytes
from infra.template_file import resources_of

ROOT = Path(__file__).resolve().parents[1]
BUDGET = ROOT / "bench" / "budget.toml"
PACKAGE = ROOT / "build" / "prod"
CONSOLE = ROOT / "chalicelib" / "api" / "pages" / "console"
KILOBYTES = 100  # of each invoice
INVOICES = 2  # each is counted by itself, and the smaller count taken: a minute that ends meanwhile costs a call more
QUANTITIES = {
    "read_units": "dynamodb_read_units",
    "write_units": "dynamodb_write_units",
    "index_write_units": "dynamodb_index_write_units",
    "s3_puts": "s3_put_requests",
    "s3_gets": "s3_get_requests",
    "sqs_requests": "sqs_requests",
}

Figures = Mapping[str, Mapping[str, float]]


def steps() -> Figures:
    """Return what each step of the main job uses for one invoice: calls to AWS, and units; and what is kept of it."""
    found: defaultdict[str, list[Counter[str]]] = defaultdict(list)
    with prepared(KILOBYTES, read_prices()) as ready:
        meter = ready.work.meter
        for number in range(INVOICES):
            before = stored_bytes(meter)
            meter.steps, meter.on = defaultdict(Spent), True
            ready.work.handle(ready.work.log_in(ready.person), number)
            meter.on = False
            for name, spent in meter.steps.items():
                found[name].append(_used(spent))
            found["kept"].append(_kept(before, stored_bytes(meter)))
        ready.work.watch_batch(ready.person, 2 * MAX_READ)
        found["batch"].append(_used(meter.steps["batch"]))
    return {name: {key: min(used[key] for used in each) for key in each[0]} for name, each in found.items()}


def _used(spent: Spent) -> Counter[str]:
    used = Counter({"calls": sum(spent.calls.values())})
    used.update({name: int(spent.quantities[quantity]) for name, quantity in QUANTITIES.items()})
    return used


def _kept(before: Counter[str], after: Counter[str]) -> Counter[str]:
    """Return the bytes that one more invoice takes; its source is as large as it came."""
    after.subtract(before)
    return Counter(
        {
            "s3_bytes_beside_the_source": after["s3_bytes"] - 1000 * KILOBYTES,
            "dynamodb_item_bytes": after["dynamodb_table_bytes"],
            "dynamodb_bytes": after["dynamodb_bytes"],
        }
    )


def modules() -> dict[str, int]:
    """Return how many modules are imported at a cold start, and with the first request or message."""
    return {name: _modules(statement) for name, statement in {OURS: OURS, **FIRST}.items()}


def _modules(statement: str) -> int:
    # In Lambda pyOpenSSL is not on the path until a passkey is used; here botocore would find it.
    program = f"import sys; sys.modules['OpenSSL'] = None; {statement}; print(len(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return int(run.stdout)


def sizes(package: Path = PACKAGE) -> Figures:
    """Return the bytes of what was built: the console's files, the archives unzipped."""
    console = sum(path.stat().st_size for path in CONSOLE.glob("*.*"))
    found: dict[str, dict[str, float]] = {"bytes": {"console": console}} if console else {}
    if (package / "template.json").exists():
        functions = resources_of(json.loads((package / "template.json").read_text()), "AWS::Serverless::Function")
        unnamed = [X86_64.name]  # Lambda's own default
        (architecture,) = {name for each in functions.values() for name in each.get("Architectures", unnamed)}
        archives = sorted(package.glob("*.zip"))
        found[f"bytes for {architecture}"] = {path.stem: unzipped_bytes(path) for path in archives}
    return found


def used() -> Figures:
    """Return all figures, by section of the budget."""
    return {**steps(), "modules": modules(), **sizes()}


def compared(figures: Figures, budget: Figures) -> Iterator[tuple[str, float, float | None]]:
    """Yield each figure with its name, and what it may be: None where the budget has no line for it. Zeros need none.

    >>> list(compared({"upload": {"calls": 8, "s3_puts": 1, "s3_gets": 0}}, {"upload": {"calls": 7}}))
    [('upload.calls', 8, 7), ('upload.s3_puts', 1, None)]
    """
    for section, lines in figures.items():
        for name, figure in lines.items():
            most = budget.get(section, {}).get(name)
            if figure or most is not None:
                yield f"{section}.{name}", figure, most


def main() -> int:
    """Print the table; return 1 if something passes its budget or has none."""
    budget = tomllib.loads(BUDGET.read_text(encoding="utf-8"))
    rows = [["", "used", "may be"]]
    broken = []
    for name, figure, most in compared(used(), budget):
        rows.append([name, f"{figure:,}", "no line" if most is None else f"{most:,}"])
        if most is None or figure > most:
            broken.append(name)
    print(table(rows))
    print(f"\nover budget: {', '.join(broken) or 'nothing'}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
