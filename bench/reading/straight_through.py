"""How many real invoices end right and `passed` with no hand on them: read, made into UBL, held against the rules.

Nothing is stored. An invoice goes straight through if it passes and all its key fields are those of the truth, as the
corpus's own scorer judges them. What is no invoice must not pass. A second table has the truth in the reading's place:
what fails there, fails in the making or is not on the page.

    .venv/bin/python -m bench.extraction straight_through  # DETAIL=1 for a row a file
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.reading.accuracy import scorer
from bench.reading.corpus import find_corpus
from chalicelib.extraction.deriving.places.signs import EU

PICTURES = {"scan", "photo", "image"}
WIDE = {"EU", "GB", "AU", "NZ", "NO"}
BY_LANGUAGE = {"de": "DE", "fr": "FR", "nl": "NL", "es": "ES", "cs": "CZ", "sv": "SE", "hu": "HU"}
MAX_RULES = 25


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one file: key fields that are wrong, further fields that are, the rules that fail."""

    file: str
    country: str
    kind: str
    invoice: bool
    state: str
    wrong: tuple[str, ...]
    wrong_beside: tuple[str, ...]
    rules: tuple[str, ...]
    summarised: bool = False

    @property
    def straight_through(self) -> bool:
        """Whether it passed and is right."""
        return self.state == "passed" and not self.wrong


def main() -> None:
    """Print a row for each file with DETAIL=1, the shares by country, and the rules that fail most often."""
    corpus = find_corpus()
    score = scorer(corpus)
    truths = score.load_truths(corpus / "truth")
    runs = [_run(corpus, score, truth) for truth in truths]
    if os.environ.get("DETAIL"):
        _print_files(runs)
    invoices = [run for run in runs if run.invoice and run.kind not in PICTURES]
    _print_shares(invoices)
    _print_rules(invoices)
    others = [run for run in runs if not run.invoice]
    print(f"\nnot invoices: {len(others)}, passed all the same: {sum(run.state == 'passed' for run in others)}")
    print("\nwith the truth's fields and lines in place of those that were read:\n")
    asked = {run.file for run in invoices}
    _print_shares([_run(corpus, score, truth, by_truth=True) for truth in truths if truth["file"] in asked])
    _print_samples()


def country_of(truth: Mapping[str, Any]) -> str:
    """The supplier's country: the truth's, else that of its VAT id or its account, else that of its language."""
    fields = truth["fields"]
    for sign in (fields.get("supplier_tax_id"), fields.get("iban")):
        if not truth.get("country") and sign and str(sign)[:2].isalpha():
            return str(sign)[:2].upper()
    if truth.get("country"):
        return str(truth["country"])
    return BY_LANGUAGE.get(str(truth.get("language")), "-") if fields.get("currency") != "USD" else "US"


def _run(corpus: Path, score: Any, truth: Mapping[str, Any], *, by_truth: bool = False) -> Run:
    data = (corpus / "files" / truth["file"]).read_bytes()
    outcome = _process(data, truth["fields"] if by_truth else None)
    fields = outcome.fields
    verdicts = {name: score.judge(truth, name, fields.get(name)) for name in score.HEADER_FIELDS}
    wrong = tuple(n for n in score.KEY_FIELDS if verdicts[n] in ("wrong", "missing"))
    beside = tuple(n for n in score.HEADER_FIELDS if n not in score.KEY_FIELDS and verdicts[n] == "wrong")
    kind = truth.get("kind") or ("text" if truth["file"].endswith(".pdf") else "image")
    country, invoice = country_of(truth), score.is_invoice(truth)
    return Run(truth["file"], country, kind, invoice, outcome.state, wrong, beside, outcome.rules, outcome.summarised)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of a file: its state, the fields that were read, the rules that fail."""

    state: str
    fields: Mapping[str, Any]
    rules: tuple[str, ...] = ()
    summarised: bool = False


def _process(data: bytes, truth: Mapping[str, Any] | None = None) -> _Outcome:
    from chalicelib.documents.syntaxes import codec
    from chalicelib.extraction.__main__ import as_json
    from chalicelib.extraction.einvoices.to_document import to_document
    from chalicelib.extraction.errors import UnreadableFile
    from chalicelib.invoices.building.applicability import is_for_rules
    from chalicelib.validation import validate
    from chalicelib.validation.report.report import Severity

    try:
        extracted = _read(data, truth)
    except UnreadableFile as error:
        return _Outcome(error.code, {})
    fields: Any = as_json(extracted)["fields"]
    document = to_document(extracted)
    if not is_for_rules(document, extracted.document_type):
        return _Outcome("no ruleset", fields)
    report = validate(codec.write_ubl(document))
    rules = tuple(finding.rule for finding in report.findings if finding.severity is Severity.FATAL)
    return _Outcome("passed" if report.successful else "failed", fields, rules, not extracted.lines_stand)


def _read(data: bytes, truth: Mapping[str, Any] | None) -> Any:
    """A reading; with a truth, its fields and lines stand in before anything is derived from them."""
    from chalicelib.extraction.deriving import steps
    from chalicelib.extraction.reading.reader import read

    if truth is None:
        return read(data)
    complete = steps.complete
    steps.complete = lambda extracted, facts: complete(_corrected(extracted, truth), facts)
    try:
        return read(data)
    finally:
        steps.complete = complete


def _corrected(extracted: Any, truth: Mapping[str, Any]) -> Any:
    from chalicelib.extraction.result import Field, FieldName, Method

    known = {name for name in FieldName if name.value in truth}
    fields = {name: field for name, field in extracted.fields.items() if name not in known}
    fields |= {name: Field(str(truth[name.value]), 1.0, Method.LABEL) for name in known}
    lines = tuple(_true_line(line, extracted.lines) for line in truth.get("lines", ())) or extracted.lines
    return replace(extracted, fields=fields, lines=lines)


def _true_line(line: Mapping[str, Any], read: Sequence[Any]) -> Any:
    """A line of the truth, with the unit and the rate of the line that was read with its amount."""
    from chalicelib.extraction.result import Line

    same = next((each for each in read if each.net_amount and each.net_amount == line.get("net_amount")), None)
    unit, rate = (same.unit, same.tax_rate) if same else (None, None)
    return Line(line["description"], line.get("quantity"), unit, line.get("unit_price"), line.get("net_amount"), rate)


def _print_files(runs: list[Run]) -> None:
    for run in runs:
        wrong = ",".join((*run.wrong, *(f"({name})" for name in run.wrong_beside))) or "-"
        print(
            f"{run.file:<60} {run.country:<3}{run.kind:<6}{run.state:<12}{wrong:<32}{' '.join(sorted(set(run.rules)))}"
        )


def _print_shares(runs: list[Run]) -> None:
    print(
        f"{'country':<22}{'invoices':>9}{'right':>7}{'passed':>8}{'passed, not right':>19}{'straight through':>18}"
        f"{'of these a line a rate':>24}"
    )
    for name, some in _groups(runs):
        through = sum(run.straight_through for run in some)
        right, passed = sum(not run.wrong for run in some), sum(run.state == "passed" for run in some)
        share = f"{100 * through / len(some):.0f} %"
        summarised = sum(run.straight_through and run.summarised for run in some)
        counts = f"{right:>7}{passed:>8}{passed - through:>19}{through:>11}{share:>7}{summarised:>24}"
        print(f"{name:<22}{len(some):>9}{counts}")


def _groups(runs: list[Run]) -> Iterator[tuple[str, list[Run]]]:
    for country, _ in Counter(run.country for run in runs).most_common():
        yield country, [run for run in runs if run.country == country]
    yield "EU, GB, AU, NZ, NO", [run for run in runs if ({"EU"} if run.country in EU else {run.country}) & WIDE]
    yield "all", runs


def _print_rules(runs: list[Run]) -> None:
    print(f"\n{'rule':<14}{'invoices that fail it':>22}{'fail nothing else':>19}")
    failing = Counter(rule for run in runs for rule in set(run.rules))
    alone = Counter(run.rules[0] for run in runs if len(set(run.rules)) == 1)
    for rule, count in failing.most_common(MAX_RULES):
        print(f"{rule:<14}{count:>22}{alone[rule]:>19}")


def _print_samples() -> None:
    from samples import generate

    states = {sample.name: _process(sample.pdf) for sample in generate()}
    passed = sum(outcome.state == "passed" for outcome in states.values())
    print(f"\nown samples: {len(states)}, passed: {passed}")
    for name, outcome in states.items():
        if outcome.state != "passed":
            print(f"  {name:<24}{outcome.state:<10}{' '.join(sorted(set(outcome.rules)))}")
