"""Correcting an invoice: one person at a time, with the files made anew and the old values kept."""

import json
from dataclasses import asdict, replace

from chalicelib.authorization import Caller, Role, check_version, needs
from chalicelib.clock import now
from chalicelib.documents.model.document import Document
from chalicelib.errors import Conflict, VersionMismatch
from chalicelib.extraction.memory.model import Lesson
from chalicelib.invoices.building import artefacts
from chalicelib.invoices.building.applicability import names_no_rules
from chalicelib.invoices.building.content import decide_direction, load_document, summarise
from chalicelib.invoices.building.kept_content import Kept, kept_layout, layout_in, read_kept
from chalicelib.invoices.corrections import (
    Change,
    Correction,
    apply,
    document_type_of,
    remaining_warnings,
    show,
    without_settled,
)
from chalicelib.invoices.memory.boxes import show_places, with_printed_values
from chalicelib.invoices.memory.learning import learn_from
from chalicelib.invoices.records import fetch_changeable, refuse_issued, refuse_unread
from chalicelib.json_data import JsonObject
from chalicelib.records.events import Event, EventKind
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.approval import UNAPPROVED
from chalicelib.records.lifecycle.changes import UNJUDGED
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.invoices import InvoiceChanged

MAX_TRIES = 5  # where the caller does not say which version it has seen
MAX_RULES_SECONDS = 12  # in a request, which ends after 29, for rules that the invoice need not pass
MAX_TOLD_CHARACTERS = 40_000
"""Bytes that the changes of one event take; those for which no room is left are listed by their fields alone."""


@needs(Role.MEMBER)
def correct_invoice(caller: Caller, invoice_id: str, correction: Correction, expected: int | None) -> Invoice:
    """Correct what an invoice says, make its files anew and take back its verdict.

    Without an `expected` version the correction is made to whatever version there is.

    Raises:
        InvoiceNotFound, NotYours, NotReady: the caller can't change it, or it can't be changed now.
        Issued: it was issued here, so it is final.
        VersionMismatch: it is no longer the version that the caller has seen.
        InvalidInput: a value is wrong, or amounts contradict each other by it.
        Conflict: others change it all the time.

    """
    for _ in range(MAX_TRIES):
        invoice = fetch_changeable(caller, invoice_id)
        refuse_issued(invoice)
        refuse_unread(invoice)
        check_version(invoice.version, expected)
        try:
            return _correct(invoice, correction, caller.user_id)
        except InvoiceChanged as error:
            if expected is not None:
                raise VersionMismatch from error
    raise Conflict


def _correct(invoice: Invoice, asked: Correction, actor: str) -> Invoice:
    kept = read_kept(invoice)
    content, layout = kept.content, layout_in(invoice, kept)
    correction = with_printed_values(asked, layout)
    before = load_document(content)
    after = apply(correction, before, content.get("derived", {}))
    lesson = Lesson(invoice.invoice_id, actor, now().isoformat())
    directed = _directed(invoice, asked.direction)
    if after == before:
        confirmed = _confirm(invoice, directed, correction, actor)
        learn_from(invoice.company_id, layout, correction, before=content, after=content, lesson=lesson)
        return confirmed
    shown, changes = show(content, before, after, correction)
    summary = summarise(shown)
    company = find_company(invoice.company_id)
    directed = replace(directed, direction=decide_direction(directed, summary, company), **UNAPPROVED)
    changes = (*changes, *_change_of_direction(invoice, directed), *_change_of_approval(invoice, directed))
    show_places(shown, correction)
    files = InvoiceFiles.of(invoice)
    keep = Kept(shown, kept_layout(invoice, kept))
    made = artefacts.store(files, {**_remake(invoice, after), FileKind.CONTENT: keep.to_bytes()})
    corrected = replace(
        directed,
        files=_kept(invoice) | made,
        document_type=document_type_of(after),
        warnings=remaining_warnings(invoice.warnings, changes, after, correction.fields),
        corrected_at=now(),
        **summary,
        **UNJUDGED,
    )
    event = Event(EventKind.CORRECTED, actor, {"changes": _told(changes)})
    try:
        written = store.write(invoice, corrected, event) or corrected
    except InvoiceChanged:
        artefacts.discard(files, made.values())
        raise
    artefacts.discard(files, artefacts.replaced(invoice.files, corrected.files))
    learn_from(invoice.company_id, layout, correction, before=content, after=shown, lesson=lesson)
    return written


def _directed(invoice: Invoice, direction: InvoiceDirection | None) -> Invoice:
    """Return the record with the direction that somebody says."""
    return replace(invoice, direction=direction, direction_corrected=True) if direction else invoice


def _confirm(invoice: Invoice, directed: Invoice, correction: Correction, actor: str) -> Invoice:
    """Take back the warnings about fields that a person says are right, and record another direction.

    The verdict stays; an approval is about the direction as well.
    """
    warnings = without_settled(invoice.warnings, correction.fields)
    if directed != invoice:
        directed = replace(directed, **UNAPPROVED)
    confirmed = directed
    if warnings != invoice.warnings:
        confirmed = replace(confirmed, warnings=warnings, corrected_at=now())
    if confirmed == invoice:
        return invoice
    changes = (*_change_of_direction(invoice, directed), *_change_of_approval(invoice, directed))
    event = Event(EventKind.CORRECTED, actor, {"changes": _told(changes)})
    return store.write(invoice, confirmed, event) or confirmed


def _change_of_direction(before: Invoice, after: Invoice) -> tuple[Change, ...]:
    was, is_now = before.money_goes, after.money_goes
    return (Change("direction", was, is_now),) if was is not is_now else ()


def _change_of_approval(before: Invoice, after: Invoice) -> tuple[Change, ...]:
    was, is_now = before.approval, after.approval
    return (Change("approval", was, is_now),) if was is not is_now else ()


def _kept(invoice: Invoice) -> dict[str, str]:
    """Return the files that a correction leaves as they are: the pages that came."""
    stay = set() if _is_laid_out(invoice) else {FileKind.PDF, FileKind.PREVIEW}
    return {kind: name for kind, name in invoice.files.items() if kind in stay}


def _is_laid_out(invoice: Invoice) -> bool:
    """Tell whether the invoice's page was made here, and not cut from an upload of several invoices."""
    return FileKind.PDF in invoice.files and not invoice.parts


def _remake(invoice: Invoice, document: Document) -> artefacts.Made:
    from chalicelib.invoices.building.country_form import in_form_of_countries
    from chalicelib.validation import Limits

    made = artefacts.make_ubl(document)
    if names_no_rules(invoice):
        made |= in_form_of_countries(document, Limits(seconds=MAX_RULES_SECONDS), is_own=False)
    if _is_laid_out(invoice):
        branding = artefacts.branding_of(None)
        made |= artefacts.make_page(document, hybrid=False, language=invoice.language or "en", branding=branding)
    return made


def _told(changes: tuple[Change, ...]) -> list[JsonObject]:
    told, room = [], MAX_TOLD_CHARACTERS
    for change in changes:
        room -= len(json.dumps(asdict(change), default=str))
        told.append(asdict(change) if room >= 0 else {"field": change.field})
    return told
