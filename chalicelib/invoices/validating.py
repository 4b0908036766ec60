"""Having an invoice judged again: by the rules that fit it, or by others."""

import json
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict, InvalidInput, OutOfTime
from chalicelib.invoices.building import artefacts
from chalicelib.invoices.building.applicability import is_for_rules, names_no_rules
from chalicelib.invoices.building.content import load_document
from chalicelib.invoices.building.kept_content import read_content
from chalicelib.invoices.building.validation_outcome import Verdict, judge, leave_unjudged, xml_to_judge
from chalicelib.invoices.invoice_files import read_file
from chalicelib.invoices.records import fetch_ready
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import InvoiceChanged
from chalicelib.storage.webhooks.announcements import announce

if TYPE_CHECKING:
    from chalicelib.validation.report.report import ReportData
    from chalicelib.validation.service import Limits

MAX_TRIES = 3
MAX_REQUEST_SECONDS = 20  # of a request's 29: for all invoices that it names, and all tries
LEAST_SECONDS = 5  # to begin with another: rules that are loaded first take some two


@needs(Role.MEMBER)
def validate_invoice(caller: Caller, invoice_id: str, ruleset: str | None, until: float | None = None) -> "ReportData":
    """Validate an invoice, keep the report, set the state by it; return the report.

    `until` is the moment, in seconds of `time.monotonic`, by which it has to be done; by itself it has some 20 seconds.

    Raises:
        InvoiceNotFound, NotYours, NotReady: the caller can't change it, or it can't be changed now.
        InvalidInput: there is no such rule set; the message lists those there are.
        Conflict: others change it all the time.
        OutOfTime: too little time is left to begin.

    """
    from chalicelib.validation.errors import UnknownRuleset

    until = until or monotonic() + MAX_REQUEST_SECONDS
    for _ in range(MAX_TRIES):
        invoice = fetch_ready(caller, invoice_id)
        try:
            verdict = _judge(invoice, ruleset, caller.user_id, _limits(until))
            _record(invoice, verdict)
        except UnknownRuleset as error:
            raise InvalidInput(("ruleset", str(error))) from error
        except InvoiceChanged:
            continue
        report: ReportData = json.loads(verdict.report)
        return report
    raise Conflict


def _limits(until: float) -> "Limits":
    from chalicelib.validation.service import Limits

    left = until - monotonic()
    if left < LEAST_SECONDS:
        raise OutOfTime
    return Limits(seconds=left)


def _judge(invoice: Invoice, ruleset: str | None, actor: str, limits: "Limits") -> Verdict:
    """Judge by the named rule set or by the one that fits, if there is one for what it says."""
    if ruleset is None and names_no_rules(invoice):
        document = load_document(read_content(invoice))
        if not is_for_rules(document, invoice.document_type):
            return leave_unjudged(actor)
    came_as = invoice.received_syntax
    xml = read_file(invoice, xml_to_judge(invoice, ruleset))
    return judge(xml, ruleset=ruleset, came_as=came_as, actor=actor, limits=limits)


def _record(invoice: Invoice, verdict: Verdict) -> None:
    files = InvoiceFiles.of(invoice)
    made = artefacts.store(files, {FileKind.REPORT: verdict.report})
    judged = replace(invoice, files={**invoice.files, **made}, **verdict.changes)
    try:
        written = store.write(invoice, judged, verdict.event)
    except InvoiceChanged:
        artefacts.discard(files, made.values())
        raise
    announce(written or judged)
    artefacts.discard(files, artefacts.replaced(invoice.files, judged.files))
