"""What keeps a form's document from being issued: what every invoice needs, letters no font has, what the rules find.

The rules are run on the document as it would be issued, before a number is taken. They are those that judge the invoice
afterwards, so that what passes here passes there. What can't be found out in time, from the fonts or by the rules, is
not known, and a draft is not called complete; issuing goes on, because the worker has more time and judges the invoice
by the same rules: those that the law asks for also where it does not pass them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from chalicelib.documents.model.document import Document
from chalicelib.documents.model.totals import computed
from chalicelib.errors import InvalidInput
from chalicelib.invoices.building.country_form import rehearse
from chalicelib.invoices.issuing.forms import (
    NEEDED,
    NEEDED_OF_LINE,
    complete_form,
    fill_in_form,
    missing_fields,
    zero_base_quantities,
)
from chalicelib.invoices.issuing.rule_fields import WHOLE, field_of
from chalicelib.invoices.issuing.unprintable import unprintable_fields
from chalicelib.records.companies import Company
from chalicelib.validation.report.findings import SCHEMA_RULE
from chalicelib.validation.report.report import Finding, FindingKind, Outcome, Report, Severity

NUMBER = "1"
"""Stands for the number that an invoice has not got yet."""
MAX_SECONDS = 20
"""For letters and rules together: a request ends after 29, and some of that is its start."""
IS_NEEDED = "is needed to issue an invoice"
IS_ZERO = "can't be 0: it is the number of units that the price is for"
HAS_NO_TOTAL = "can't be computed from the lines, allowances and charges"
OF_PROFILE = "It is taken from the company's profile."
_COMPUTED = ("totals", "tax_breakdown", WHOLE)
_ALL = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a document from being issued: the field, and what is the matter with it."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """A document as it would be issued, and what keeps it from that; `is_judged` where all could be found out."""

    document: Document
    problems: tuple[Problem, ...]
    is_judged: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that are not there or not right, each once, in the order in which they were found."""
        return tuple(dict.fromkeys(problem.field for problem in self.problems))

    @property
    def progress(self) -> int:
        """How much of what is needed is there, in percent; 100 is what can be issued and passes the rules."""
        asked = {*NEEDED, *(f"lines.{index}.{path}" for index in range(self._lines) for path in NEEDED_OF_LINE)}
        lacking = set(self.missing)
        if not self.document.lines:
            lacking |= {each for each in asked if each.startswith("lines.")}
        share = _ALL * (len(asked | lacking) - len(lacking)) // len(asked | lacking)
        return share if self.is_judged else min(share, _ALL - 1)

    @property
    def _lines(self) -> int:
        return max(1, len(self.document.lines))


def examine(
    document: Document, company: Company | None, today: date, known: Sequence[tuple[str, str]] = ()
) -> Readiness:
    """Return how a form's document would be issued, and all that keeps it from that.

    `known` are fields with what is the matter with them, known already.
    """
    until = monotonic() + MAX_SECONDS
    completed, found = _completed(fill_in_form(Document.model_construct(**dict(document)), company, today))
    problems = [Problem(field, message) for field, message in known] + found
    letters = unprintable_fields(completed)
    problems += [Problem(field, message) for field, message in (letters or {}).items()]
    report = rehearse(completed.model_copy(update={"invoice_number": completed.invoice_number or NUMBER}), until)
    has_total = completed.totals is not None and completed.totals.total is not None
    problems += _broken(report, completed, is_whole=has_total and not problems) if report else ()
    if not has_total and not problems:
        problems.append(Problem("totals.total", HAS_NO_TOTAL))
    first = _first_of_each(_with_source(problem, document) for problem in problems)
    return Readiness(completed, first, letters is not None and (report is None or _was_run(report)))


def _completed(filled: Document) -> tuple[Document, list[Problem]]:
    """Return a filled in document with its amounts, and what is the matter with it before any rule is run."""
    try:
        completed, problems = complete_form(filled), []
    except InvalidInput as error:
        completed, problems = computed(filled), [Problem(field, message) for field, message in error.problems]
    problems += [Problem(field, IS_NEEDED) for field in missing_fields(completed)]
    problems += [Problem(field, IS_ZERO) for field in zero_base_quantities(completed)]
    return completed, problems


def refuse_unready(readiness: Readiness) -> Document:
    """Return the document as it is issued.

    Raises:
        InvalidInput: names each field that is missing or not right.

    """
    if readiness.problems:
        raise InvalidInput(*((problem.field, problem.message) for problem in readiness.problems))
    return readiness.document


def _broken(report: Report, document: Document, *, is_whole: bool) -> Iterator[Problem]:
    """Yield what the rules find; of a document that is not whole, only what it lacks, for its sums follow later."""
    for finding in report.findings:
        field = field_of(finding, document)
        if finding.severity is Severity.FATAL and (is_whole or _lacks(finding, field)):
            yield Problem(field, finding.hint or finding.message)


def _lacks(finding: Finding, field: str) -> bool:
    is_computed = field.startswith(_COMPUTED) or field.endswith(".net_amount")
    return finding.kind is FindingKind.MISSING and finding.rule != SCHEMA_RULE and not is_computed


def _with_source(problem: Problem, document: Document) -> Problem:
    """Say where the supplier comes from, where the form did not name it."""
    if document.supplier is None and problem.field.startswith("supplier"):
        return Problem(problem.field, f"{problem.message.removesuffix('.')}. {OF_PROFILE}")
    return problem


def _first_of_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the first problem of each field, in the order in which they were found."""
    first: dict[str, Problem] = {}
    for problem in problems:
        first.setdefault(problem.field, problem)
    return tuple(first.values())


def _was_run(report: Report) -> bool:
    """Whether the rules could be run; a document that no installed rule set is for has none to pass."""
    return not report.applicable or all(layer.outcome is not Outcome.NOT_RUN for layer in report.layers)
