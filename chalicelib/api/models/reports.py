"""The shapes of validations on the wire."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.api.http.response_limit import size_of
from chalicelib.api.http.schema import Input, Output
from chalicelib.settings import MOST_ANSWER_BYTES

MAX_FINDINGS = 1_000


class ValidateQuery(Input):
    """Which rule set; without one, that which fits the invoice."""

    ruleset: Annotated[str, Field(max_length=100)] | None = None


class FindingOut(Output):
    """Something that a rule finds: `location` is an XPath, `term` a business term of EN 16931.

    It is `missing` where a value is not there, `wrong` where what is there contradicts.
    """

    rule: str
    severity: Literal["fatal", "warning"]
    kind: Literal["missing", "wrong"]
    message: str
    location: str | None
    term: str | None
    hint: str | None


class LayerOut(Output):
    """A step of a validation, with the rules that it used; `detail` says why it did not run."""

    name: Literal["xml", "schema", "rules"]
    outcome: Literal["passed", "failed", "not_run"]
    rules: str | None
    version: str | None
    sha256: str | None
    detail: str | None
    seconds: float


class ReportOut(Output):
    """What the rules say of an invoice. Rules that did not run are never a success.

    Of very many findings an answer has the first thousand, or as many as fit; the report among the invoice's files has
    them all.
    """

    ruleset: str | None
    successful: bool
    layers: tuple[LayerOut, ...]
    findings: tuple[FindingOut, ...]
    findings_left_out: int
    seconds: float


def report_out(report: Mapping[str, Any]) -> ReportOut:
    """Return a report with at most the first findings, and no more of them than an answer holds."""
    room = accumulate((size_of(finding) for finding in report["findings"][:MAX_FINDINGS]), initial=0)
    fitting = sum(1 for size in room if size <= MOST_ANSWER_BYTES) - 1
    shown = report["findings"][:fitting]
    return ReportOut.model_validate(
        {**report, "findings": shown, "findings_left_out": len(report["findings"]) - len(shown)}
    )
