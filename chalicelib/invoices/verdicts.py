"""What the official rules say of an invoice, and what becomes of its record by that.

Which XML is judged: the e-invoice as its sender made it, as long as nobody corrected it; else ours.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib import metrics
from chalicelib.clock import now
from chalicelib.metrics import Metric
from chalicelib.storage.events import Event, EventKind
from chalicelib.storage.files import FileKind
from chalicelib.storage.invoice_records import Invoice, State

if TYPE_CHECKING:
    from chalicelib.validation.report import Report


@dataclass(frozen=True, slots=True)
class Verdict:
    """The report as a file, the record's changes, and the timeline's event."""

    report: bytes
    changes: Mapping[str, Any]
    event: Event


def xml_to_judge(invoice: Invoice, ruleset: str | None) -> FileKind:
    """Return which file the rules are for: that of a named rule set's syntax, the sender's own where it is there."""
    own = FileKind.RECEIVED if FileKind.RECEIVED in invoice.files else FileKind.UBL
    if ruleset is None:
        return own
    from chalicelib.invoices.rule_packs import current_packs
    from chalicelib.validation.packs import load_packs
    from chalicelib.validation.rulesets import merge, syntax_of

    packs = current_packs()
    syntax = syntax_of(merge(load_packs(packs) if packs else ()), ruleset)
    if syntax is None or (own is FileKind.RECEIVED and invoice.received_syntax == syntax):
        return own
    return FileKind(syntax)


def judge(xml: bytes, *, ruleset: str | None = None, actor: str | None = None) -> Verdict:
    """Validate an e-invoice.

    Raises:
        UnknownRuleset: there is no rule set of this name.

    """
    from chalicelib.invoices.rule_packs import current_packs
    from chalicelib.validation import validate

    verdict = verdict_of(validate(xml, ruleset=ruleset, packs=current_packs()), actor)
    metrics.count(Metric.VALIDATIONS, state=verdict.changes["state"])
    return verdict


def verdict_of(report: "Report", actor: str | None) -> Verdict:
    """Return what follows from a report. Rules that did not run judge nothing: the state stays `unvalidated`."""
    from chalicelib.validation.report import Outcome, Severity

    severities = [finding.severity for finding in report.findings]
    broken = any(layer.outcome is Outcome.FAILED for layer in report.layers)
    state = State.PASSED if report.successful else State.FAILED if broken else State.UNVALIDATED
    counts = {"fatal": severities.count(Severity.FATAL), "warning": severities.count(Severity.WARNING)}
    changes = {
        "state": state,
        "ruleset": report.ruleset,
        "validated_at": now(),
        "fatal_findings": counts["fatal"],
        "warning_findings": counts["warning"],
    }
    event = Event(EventKind.VALIDATED, actor, {"ruleset": report.ruleset, "state": state, **counts})
    return Verdict(json.dumps(report.to_json(), ensure_ascii=False).encode(), changes, event)
