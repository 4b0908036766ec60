"""What the official rules say of an invoice, and what becomes of its record by that.

Which XML is judged: the e-invoice as its sender made it, as long as it was not corrected; else ours.
"""

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib import metrics
from chalicelib.clock import now
from chalicelib.metrics import Metric
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, State, StateReason
from chalicelib.records.lifecycle.changes import Judgement

if TYPE_CHECKING:
    from chalicelib.validation.report.report import Report
    from chalicelib.validation.service import Limits


NO_RULESET = (
    "No rule set applies to this document: it is not an invoice, or its supplier's country does not use EN 16931."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The report as a file, the record's changes, and the timeline's event."""

    report: bytes
    changes: Judgement
    event: Event


def xml_to_judge(invoice: Invoice, ruleset: str | None) -> FileKind:
    """Return which file the rules are for: that of a named rule set's syntax, the sender's own where it is there."""
    own = FileKind.RECEIVED if FileKind.RECEIVED in invoice.files else FileKind.UBL
    if ruleset is None:
        return own
    from chalicelib.invoices.building.rule_packs import current_packs
    from chalicelib.validation.packs.packs import known_rulesets
    from chalicelib.validation.rules.rulesets import syntax_of

    syntax = syntax_of(known_rulesets(current_packs()), ruleset)
    if syntax is None or (own is FileKind.RECEIVED and invoice.received_syntax == syntax):
        return own
    return FileKind(syntax)


def judge(
    xml: bytes,
    *,
    ruleset: str | None = None,
    came_as: str | None = None,
    actor: str | None = None,
    limits: "Limits | None" = None,
) -> Verdict:
    """Validate an e-invoice, within the limits that a worker has or within others.

    `came_as` is the syntax in which it came. Of a national format's conversion EN 16931's rules are asked, which are
    not its own: it can pass them, but what they find is no reason to call it invalid, unless they were asked for.

    Raises:
        UnknownRuleset: there is no rule set of this name.

    """
    from chalicelib.invoices.building.rule_packs import current_packs
    from chalicelib.validation import validate
    from chalicelib.validation.service import DEFAULT_LIMITS

    report = validate(xml, ruleset=ruleset, packs=current_packs(), limits=limits or DEFAULT_LIMITS)
    if ruleset is None and not report.successful:
        report = _of_national_format(report, came_as)
    verdict = verdict_of(report, actor)
    metrics.count(Metric.VALIDATIONS, state=verdict.changes["state"])
    return verdict


def _of_national_format(report: "Report", came_as: str | None) -> "Report":
    from chalicelib.documents.syntaxes.national.national_formats import format_called
    from chalicelib.validation.report.report import Outcome

    national = format_called(came_as)
    if national is None or not any(layer.outcome is Outcome.FAILED for layer in report.layers):
        return report
    return report.as_opinion(
        f"these rules are EN 16931's; {national.name} has rules of its own, which are not here: {national.rules}"
    )


def leave_unjudged(actor: str | None = None) -> Verdict:
    """Return what becomes of an invoice that no rule set is for."""
    from chalicelib.validation.report.report import not_run

    return verdict_of(replace(not_run(None, NO_RULESET, 0.0), applicable=False), actor)


def verdict_of(report: "Report", actor: str | None) -> Verdict:
    """Return what follows from a report. Rules that did not run judge nothing: the state stays `unvalidated`."""
    from chalicelib.validation.report.report import FindingKind, Outcome, Severity

    broken = any(layer.outcome is Outcome.FAILED for layer in report.layers)
    state = State.PASSED if report.successful else State.FAILED if broken else State.UNVALIDATED
    unjudged = state is State.UNVALIDATED and not report.applicable
    reason = StateReason.NO_RULESET_APPLIES if unjudged else None
    counts = {
        "fatal": report.count(Severity.FATAL),
        "missing": report.count(Severity.FATAL, FindingKind.MISSING),
        "wrong": report.count(Severity.FATAL, FindingKind.WRONG),
        "warning": report.count(Severity.WARNING),
    }
    changes: Judgement = {
        "state": state,
        "state_reason": reason,
        "ruleset": report.ruleset,
        "validated_at": now(),
        "fatal_findings": counts["fatal"],
        "missing_findings": counts["missing"],
        "wrong_findings": counts["wrong"],
        "warning_findings": counts["warning"],
    }
    why = {"reason": reason, "install": report.install} if reason else {}
    event = Event(EventKind.VALIDATED, actor, {"ruleset": report.ruleset, "state": state, **counts, **why})
    return Verdict(json.dumps(report.to_json(), ensure_ascii=False).encode(), changes, event)
