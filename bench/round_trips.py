"""What is left of valid e-invoices when they are read and written again: their validity, and what was passed over.

    .venv/bin/python -m bench.round_trips [--only SUITE] [--errors]

Each official example is validated by the rules its guideline asks for, read, written in its own syntax and in the other
one, and validated again. Of the other syntax EN 16931's rules alone are asked, for a profile says which syntax it is
for, and only where they let the example itself pass (CIUS-RO goes with an older set of them) and know its taxes: VAT
and no other. Where there is a pack with CEN's rules for CII, those are asked; the built-in ones are Factur-X's, which
ask for more. "Same" is the document that is read from what was written in its own syntax. The examples and the rule
packs are test data that lies beside the project (EINVOICES, RULE_PACKS); without examples there is nothing to measure.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import total_differences
from chalicelib.documents.syntaxes.codec import parse, write_cii, write_ubl
from chalicelib.validation import validate
from chalicelib.validation.report.report import Report, Severity
from tests.support.papers.published import PACKS, install_packs

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLES = Path(os.environ.get("EINVOICES", SHARED / "einvoice"))
WRITERS = {"ubl": write_ubl, "cii": write_cii}
OTHER = {"ubl": "cii", "cii": "ubl"}
CEN_CII = "cen-cii"
SHOWN_PATHS = 25


@dataclass
class Suite:
    """What became of a folder's examples."""

    name: str
    read: int = 0
    valid: int = 0
    own: int = 0
    same: int = 0
    vat: int = 0
    other: int = 0
    disagreeing: int = 0
    packs: Path | None = None
    ignored: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def measure(folder: Path, packs: Path | None) -> Suite:
    """Take each file of a folder there and back."""
    suite = Suite(folder.name, packs=packs)
    for file in sorted(folder.rglob("*.xml")):
        _measure_file(suite, file)
    return suite


def _measure_file(suite: Suite, file: Path) -> None:
    xml = file.read_bytes()
    parsed = parse(xml)
    suite.read += 1
    suite.ignored.update(parsed.ignored)
    rules = next(
        (each for each in (None, _en_16931(suite, parsed.syntax)) if _check(suite, xml, each).successful), "none"
    )
    if rules == "none":
        return
    suite.valid += 1
    suite.disagreeing += bool(total_differences(parsed.document))
    own = WRITERS[parsed.syntax](parsed.document)
    suite.own += _is_valid(suite, own, rules, f"{file.name} as {parsed.syntax}")
    suite.same += parse(own).document == parsed.document
    if _has_vat_only(parsed.document) and _check(suite, xml, _en_16931(suite, parsed.syntax)).successful:
        suite.vat += 1
        syntax = OTHER[parsed.syntax]
        written = WRITERS[syntax](parsed.document)
        suite.other += _is_valid(suite, written, _en_16931(suite, syntax), f"{file.name} as {syntax}")


def _is_valid(suite: Suite, xml: bytes, rules: str | None, name: str) -> bool:
    report = _check(suite, xml, rules)
    suite.errors += [f"{name}: {each}" for each in _fatal(report)]
    return report.successful


def _en_16931(suite: Suite, syntax: str) -> str:
    return CEN_CII if syntax == "cii" and suite.packs else "en16931"


def _has_vat_only(document: Document) -> bool:
    parties = (document.supplier, document.customer, document.tax_representative)
    schemes = (
        *(line.tax_scheme for line in document.lines),
        *(each.tax_scheme for each in (*document.allowances, *document.charges)),
        *(row.scheme for row in document.tax_breakdown),
        *(party.tax_scheme for party in parties if party),
    )
    return not any(schemes)


def _check(suite: Suite, xml: bytes, ruleset: str | None = None) -> Report:
    return validate(xml, ruleset=ruleset, packs=suite.packs)


def _fatal(report: Report) -> Iterator[str]:
    for finding in report.findings:
        if finding.severity is Severity.FATAL:
            yield f"{finding.rule}: {finding.message[:160]}"


def _print(suites: list[Suite], *, errors: bool) -> None:
    print("suite            files   valid   own syntax valid   same   other syntax valid   totals disagree")
    for each in suites:
        other = f"{each.other} of {each.vat}"
        print(
            f"{each.name:15} {each.read:6} {each.valid:7} {each.own:18} {each.same:6} {other:>20} {each.disagreeing:17}"
        )
    ignored: Counter[str] = Counter()
    for each in suites:
        ignored.update(each.ignored)
    print("\npaths that are read into no term, and in how many files")
    for path, count in ignored.most_common(SHOWN_PATHS):
        print(f"{count:6}  {path}")
    for line in (line for each in suites for line in each.errors if errors):
        print(line)


def main() -> None:
    """Measure all suites, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="name of one suite, a folder of the examples")
    parser.add_argument("--errors", action="store_true", help="list each rule that a written document breaks")
    options = parser.parse_args()
    if not EXAMPLES.is_dir():
        print(f"skipped: there are no example invoices in {EXAMPLES}")
        return
    folders = [each for each in sorted(EXAMPLES.iterdir()) if each.is_dir() and options.only in (None, each.name)]
    with TemporaryDirectory() as temporary:
        packs = install_packs(Path(temporary)) if PACKS.is_dir() else None
        _print([measure(folder, packs) for folder in folders], errors=options.errors)


if __name__ == "__main__":
    main()
