"""What the rule sets say of the official example invoices, and of copies with one thing broken, suite by suite.

    .venv/bin/python -m bench.rulesets

Judged twice: with what is built in alone, and with the published rule packs. Examples and packs are no part of the
project; without them beside the checkout only the times of the built-in rules are shown.

Then how long it takes, cold (a new process, from its start) and warm (the median of those after), for what a user waits
for, and for the same document by eu-einvoice, another open validator.
"""

import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import beside
from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.invoices.building.validation_outcome import verdict_of
from chalicelib.validation import validate
from chalicelib.validation.packs.catalogue import catalogue
from chalicelib.validation.process import ValidationProcess
from chalicelib.validation.report.report import Report, Severity
from tests.support.papers.published import PACKS, SUITES, Suite, broken_copies, install_packs
from tests.unit.documents.invoices import many_lines

NATIONAL = ("pint-aunz", "cius-ro", "xrechnung-ubl", "peppol-bis-3")
MAX_SECONDS = 300


def verdict(report: Report) -> str:
    """What the record of such an invoice would say."""
    return str(verdict_of(report, None).changes["state"])


def verdicts(suite: Suite, packs: Path | None) -> str:
    """How the examples of a suite are judged."""
    found = Counter(verdict(validate(file.read_bytes(), ruleset=suite.ruleset, packs=packs)) for file in suite.files())
    return ", ".join(f"{found[each]} {each}" for each in ("passed", "failed", "unvalidated") if found[each])


def caught(suite: Suite, packs: Path) -> tuple[int, int]:
    """How many broken copies set off the rule that was broken, of how many."""
    hits = total = 0
    for _, way, copy in broken_copies(suite):
        report = validate(copy, ruleset=suite.ruleset, packs=packs)
        fatal = {finding.rule for finding in report.findings if finding.severity is Severity.FATAL}
        hits += bool(fatal & way.rules) and verdict(report) == "failed"
        total += 1
    return hits, total


@dataclass(frozen=True)
class Case:
    """What is timed: a document, its rules, how often, and how long it may take, in seconds."""

    name: str
    xml: bytes
    packs: Path | None
    times: int
    aim: float


def cases(packs: Path | None) -> Iterator[Case]:
    """What a user waits for: ten lines with one set of rules, with a national one, and five thousand lines."""
    small, large = many_lines(10), many_lines(5_000)
    yield Case("10 lines, CEN, UBL", write_ubl(small), None, 60, 0.010)
    yield Case("10 lines, Factur-X profile, CII", write_cii(small), None, 60, 0.010)
    specifications = {pack.id: pack.specification for pack in catalogue() if pack.applies_to}
    for name in NATIONAL if packs else ():
        document = small.model_copy(update={"specification": specifications[name]})
        yield Case(f"10 lines, {name}", write_ubl(document), packs, 60, 0.020)
    yield Case("5,000 lines, CEN, UBL", write_ubl(large), None, 5, 3)
    yield Case("5,000 lines, Factur-X profile, CII", write_cii(large), None, 5, 3)


def timed(case: Case) -> tuple[float, float]:
    """Seconds cold and warm; the rules must have run, whatever they said."""
    process = ValidationProcess()
    reports = [process.validate(case.xml, None, case.packs, MAX_SECONDS) for _ in range(case.times + 1)]
    process.stop()
    assert all(report.applicable and report.ruleset for report in reports), case.name  # noqa: S101 (or nothing ran)
    return reports[0].seconds, statistics.median(report.seconds for report in reports[1:])


def print_times(packs: Path | None) -> None:
    """Print how long each case takes, and the other validator's times for the first."""
    print(f"\n{'document and rules':36} {'cold':>8} {'warm':>10} {'aim, warm':>10}")
    listed = list(cases(packs))
    for case in listed:
        cold, warm = timed(case)
        print(f"{case.name:36} {cold:6.2f} s {warm * 1000:7.1f} ms {case.aim * 1000:7.0f} ms", flush=True)
    print(f"{'':36} aim, cold: 1.50 s")
    for case in (listed[0], next(each for each in listed if each.name.startswith("5,000 lines, CEN"))):
        try:
            cold, warm = beside.measure(case.xml, case.times)
        except beside.NotThere as error:
            print(f"{beside.PACKAGE}: skipped, it can't be run here: {error}")
            return
        print(f"{f'{beside.PACKAGE}, {case.name}':36} {cold:6.2f} s {warm * 1000:7.1f} ms", flush=True)


def main() -> None:
    """Print the tables, and the examples that are invalid as they were published."""
    if not PACKS.is_dir():
        print(f"There are no rule packs at {PACKS}; set RULE_PACKS to their folder for more than times.")
        print_times(None)
        return
    with TemporaryDirectory() as temporary:
        packs = install_packs(Path(temporary))
        print_verdicts(packs)
        print_times(packs)


def print_verdicts(packs: Path) -> None:
    """Print what the rules say of each suite."""
    print(f"{'suite':14} {'examples':>8}  {'built in alone':34} {'with the packs':26} broken copies caught")
    for suite in SUITES:
        hits, total = caught(suite, packs)
        print(
            f"{suite.name:14} {len(suite.files()):8}  {verdicts(suite, None):34} {verdicts(suite, packs):26} "
            f"{hits} of {total}", flush=True,
        )  # fmt: skip
    for suite in SUITES:
        for name, rules in (suite.invalid or {}).items():
            print(f"{suite.name}: {name} is published with {', '.join(sorted(rules))} broken")


if __name__ == "__main__":
    main()
