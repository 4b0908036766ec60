"""The shapes of validations on the wire."""

from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.api.http.response_limit import size_of
from chalicelib.api.http.schema import Input, Output
from chalicelib.settings import MAX_ANSWER_BYTES

if TYPE_CHECKING:
    from chalicelib.invoices.rulesets import Rulesets
    from chalicelib.validation.packs.catalogue import PublishedPack
    from chalicelib.validation.report.report import ReportData
    from chalicelib.validation.rules.rulesets import Ruleset

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
    """A step of a validation, with the rules that it used; `detail` says why it did not run or came to no verdict.

    It is `undecided` where its rules ask for more than the document's specification does, and only that is amiss.
    `check_digits` only warns.
    """

    name: Literal["xml", "schema", "rules", "check_digits"]
    outcome: Literal["passed", "failed", "not_run", "undecided"]
    rules: str | None
    version: str | None
    sha256: str | None
    detail: str | None
    seconds: float


class ReportOut(Output):
    """What the rules say of an invoice. Rules that did not run are never a success.

    `applicable` is false where no rule set of this stage can judge the document; `install` is then the id of the
    published rule pack that could, if one is known. Of very many findings an answer has the first thousand, or as many
    as fit; the report among the invoice's files has them all.
    """

    ruleset: str | None
    successful: bool
    layers: tuple[LayerOut, ...]
    findings: tuple[FindingOut, ...]
    findings_left_out: int
    seconds: float
    applicable: bool
    install: str | None


class RulesetOut(Output):
    """A rule set. `applies_to` are patterns (with `*`) of the specifications, BT-24, that it is used for by default."""

    id: str
    name: str
    version: str | None
    syntax: Literal["ubl", "cii"]
    applies_to: tuple[str, ...]


class InstalledRulesetOut(RulesetOut):
    """A rule set of this stage. One that cannot be used says why: documents that it is for are not validated."""

    built_in: bool
    refused: str | None


class PublishedRulesetOut(RulesetOut):
    """A published rule pack that is not installed here; `licence` is what its publisher states."""

    licence: str


class RulesetsOut(Output):
    """The rule sets of this stage, and the published ones that could be added to them."""

    items: tuple[InstalledRulesetOut, ...]
    available: tuple[PublishedRulesetOut, ...]


def report_out(report: "ReportData") -> ReportOut:
    """Return a report with at most the first findings, and no more of them than an answer holds."""
    room = accumulate((size_of(finding) for finding in report["findings"][:MAX_FINDINGS]), initial=0)
    fitting = sum(1 for size in room if size <= MAX_ANSWER_BYTES) - 1
    shown = report["findings"][:fitting]
    return ReportOut.model_validate(
        {**report, "findings": shown, "findings_left_out": len(report["findings"]) - len(shown)}
    )


def rulesets_out(found: "Rulesets") -> RulesetsOut:
    """Return the installed and the published rule sets."""
    return RulesetsOut(
        items=tuple(map(_installed_out, found.installed)), available=tuple(map(_published_out, found.available))
    )


def _installed_out(ruleset: "Ruleset") -> InstalledRulesetOut:
    return InstalledRulesetOut(
        id=ruleset.id,
        name=ruleset.name,
        version=ruleset.stylesheets[-1].version if ruleset.stylesheets else None,
        syntax=ruleset.syntax,
        applies_to=ruleset.applies_to,
        built_in=ruleset.folder is None,
        refused=ruleset.refused,
    )


def _published_out(pack: "PublishedPack") -> PublishedRulesetOut:
    names = ("id", "name", "version", "syntax", "applies_to", "licence")
    return PublishedRulesetOut.model_validate({name: getattr(pack, name) for name in names})
