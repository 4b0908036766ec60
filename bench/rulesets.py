"""What the rule sets say of the official example invoices, and of copies with one thing broken, suite by suite.

    .venv/bin/python -m bench.rulesets

Judged twice: with what is built in alone, and with the published rule packs. Examples and packs are no part of the
project; without them beside the checkout there is nothing to show.
"""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chalicelib.invoices.building.validation_outcome import verdict_of
from chalicelib.validation import validate
from chalicelib.validation.report.report import Report, Severity
from tests.support.published import PACKS, SUITES, Suite, broken_copies, install_packs


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


def main() -> None:
    """Print the table, and the examples that are invalid as they were published."""
    if not PACKS.is_dir():
        print(f"Skipped: there are no rule packs at {PACKS}; set RULE_PACKS to their folder.")
        return
    with TemporaryDirectory() as temporary:
        packs = install_packs(Path(temporary))
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
