"""Invoice records for tests and benchmarks of lists: many, varied, and stored without the way through the API."""

import random
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from moto.dynamodb.models import dynamodb_backends

from chalicelib.ids import new_id, time_of
from chalicelib.records.invoices import UNFINISHED, CreationMethod, Invoice, State, Status
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.credits import CreditState
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import Payment
from chalicelib.storage.invoices.invoices import find_invoice, write
from chalicelib.storage.invoices.items import InvoiceItem, to_item
from infra.local.cloud import ACCOUNT, REGION
from tests.support.aws.cloud import note_change

SUPPLIERS = ("Acme Ltd", "ACME Services", "Ångström AB", "Straße & Söhne", "Bo", "東京商事", "Acorn #7", None)
CURRENCIES = ("EUR", "USD", "AUD", None)
FIRST_DAY = date(2024, 1, 1)
SHARE_UNREAD = 0.2


def a_record(company_id: str, creator: str, **values: Any) -> Invoice:
    """Return the record of an invoice that was read, with these values."""
    invoice_id = values.pop("invoice_id", None) or new_id()
    usual: dict[str, Any] = {
        "filename": "invoice.pdf",
        "content_type": "application/pdf",
        "creation_method": CreationMethod.UPLOAD,
        "status": Status.READY,
        "state": State.PASSED,
        "created_at": time_of(invoice_id),
        "updated_at": datetime(2024, 6, 1, tzinfo=UTC),
    }
    return Invoice(company_id=company_id, invoice_id=invoice_id, uploaded_by=creator, **(usual | values))


def varied(company_id: str, creators: tuple[str, ...], number: int, seed: int = 1) -> list[Invoice]:
    """Return records that differ in everything that a list can ask for; values repeat, and some are missing."""
    chance = random.Random(seed)  # noqa: S311 - the same records every time
    return [_varied(company_id, chance.choice(creators), index, chance) for index in range(number)]


def _varied(company_id: str, creator: str, index: int, chance: random.Random) -> Invoice:
    return (_unread if chance.random() < SHARE_UNREAD else _read)(company_id, creator, index, chance)


def _unread(company_id: str, creator: str, index: int, chance: random.Random) -> Invoice:
    return a_record(
        company_id,
        creator,
        filename=f"Scan {index}.PDF",
        creation_method=chance.choice(list(CreationMethod)),
        status=chance.choice(UNFINISHED),
        state=State.UNVALIDATED,
    )


def _read(company_id: str, creator: str, index: int, chance: random.Random) -> Invoice:
    issued = chance.choice([None, FIRST_DAY + timedelta(days=chance.randrange(90))])
    total = chance.choice([None, Decimal(chance.randrange(-20_000, 100_000)) / 100, Decimal(chance.randrange(-3, 4))])
    return a_record(
        company_id,
        creator,
        filename=f"Scan {index}.PDF",
        creation_method=chance.choice(list(CreationMethod)),
        status=chance.choice([Status.READY, *Status]),
        state=chance.choice(list(State)),
        supplier=chance.choice(SUPPLIERS),
        invoice_number=chance.choice([None, f"RE-{index % 50}"]),
        issue_date=issued,
        due_date=issued and chance.choice([None, issued + timedelta(days=14)]),
        currency=chance.choice(CURRENCIES),
        total=total,
        document_type=chance.choice([None, "invoice", "credit_note"]),
        duplicate_of=chance.choice([None, None, None, "another"]),
        credit_state=chance.choice([None, None, None, *CreditState]),
        approval=chance.choice(list(Approval)),
        payments=chance.choice([(), (_payment(chance),)]),
        direction=chance.choice([None, *InvoiceDirection]),
    )


def _payment(chance: random.Random) -> Payment:
    return Payment("1", FIRST_DAY, Decimal(chance.choice(["0.5", "5000"])), chance.random() < 0.7, "ann")


def store(records: Iterable[Invoice]) -> None:
    """Put records into the table of the AWS double itself: 50,000 take seconds."""
    table = dynamodb_backends[ACCOUNT][REGION].tables[InvoiceItem.Meta.table_name]
    for record in records:
        table.put_item(as_sent(to_item(replace(record, version=1))))
    note_change()


def as_sent(item: InvoiceItem) -> dict[str, dict[str, Any]]:
    """Return an item as it is sent to AWS: bytes as base64."""
    raw = item.serialize()
    return {name: {"B": b64encode(value["B"]).decode()} if "B" in value else value for name, value in raw.items()}


def let_years_pass(company_id: str, invoice_id: str, years: int) -> None:
    """Make an issued invoice as old as if it had been issued so many years ago."""
    record = find_invoice(company_id, invoice_id)
    assert record is not None
    write(record, replace(record, created_at=record.created_at - timedelta(days=366 * years), issue_date=None))
