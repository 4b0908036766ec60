"""Invoices that were read, without the reading: what the worker writes, written as the worker writes it."""

from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.clock import now
from chalicelib.documents.model.document import CreditTransfer, Customer, Document, Payment, Supplier, Totals
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.ids import new_id
from chalicelib.records.invoices import CreationMethod, Invoice, OnDuplicate, State, Status
from chalicelib.storage.invoices import invoices as store
from tests.support.api import Person

READ: dict[str, Any] = {
    "document_type": "invoice",
    "supplier": "Nordwind GmbH",
    "supplier_tax_id": "DE123456788",
    "invoice_number": "R-1",
    "number_is_certain": True,
    "issue_date": date(2026, 1, 5),
    "currency": "EUR",
    "net_total": Decimal("100.00"),
    "tax_total": Decimal("19.00"),
    "total": Decimal("119.00"),
}


def queued(person: Person, on_duplicate: OnDuplicate = OnDuplicate.FLAG) -> Invoice:
    """Store the record of a file that is being read."""
    instant = now()
    invoice = Invoice(
        company_id=person.user["company_id"],
        invoice_id=new_id(),
        filename="invoice.pdf",
        content_type="application/pdf",
        creation_method=CreationMethod.UPLOAD,
        status=Status.PROCESSING,
        state=State.UNVALIDATED,
        uploaded_by=person.user["id"],
        created_at=instant,
        updated_at=instant,
        on_duplicate=on_duplicate,
    )
    return store.add_invoice(invoice)


def finish(invoice: Invoice, **values: Any) -> Invoice:
    """Write what was read: the usual values, and these."""
    changes: Any = {"status": Status.READY, "state": State.PASSED, "validated_at": now(), **READ, **values}
    changed = store.change_invoice(
        invoice.company_id, invoice.invoice_id, changes, from_status=(Status.PROCESSING, Status.READY)
    )
    assert changed is not None
    return changed


def read(person: Person, **values: Any) -> Invoice:
    """Store an invoice that was read."""
    return finish(queued(person), **values)


def e_invoice(
    number: str = "R-1", total: str = "119.00", account: str = "DE89370400440532013000", **more: Any
) -> bytes:
    """Return an e-invoice; the same values give the same bytes, so a note makes another file of it."""
    document = Document(
        invoice_number=number,
        issue_date=date(2026, 1, 5),
        type_code="380",
        currency="EUR",
        supplier=Supplier(name="Nordwind GmbH", tax_id="DE123456788"),
        customer=Customer(name="Harbour Books Ltd"),
        payment=Payment(means_code="58", credit_transfers=(CreditTransfer(account=account),)),
        totals=Totals(total=Decimal(total)),
    )
    return write_ubl(document.model_copy(update=more))
