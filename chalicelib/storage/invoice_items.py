"""The invoices table's items and indexes. Every index sorts by id, that is by time, so that one cursor serves all."""

from pynamodb.attributes import (
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from chalicelib.storage.invoice_records import CreationMethod, Invoice, State, Status
from chalicelib.storage.table import DateAttribute, DecimalAttribute, TableMeta, to_attributes, to_record
from chalicelib.storage.unfinished import ByUnfinished, unfinished_partition


class _ByCreator(GlobalSecondaryIndex["InvoiceItem"]):
    class Meta:
        index_name = "by_creator"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class _ByCreatorAndState(GlobalSecondaryIndex["InvoiceItem"]):
    class Meta:
        index_name = "by_creator_state"
        projection = AllProjection()

    creator_state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class _ByState(GlobalSecondaryIndex["InvoiceItem"]):
    class Meta:
        index_name = "by_state"
        projection = AllProjection()

    state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class InvoiceItem(Model):
    """An invoice."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "invoices_table"

    company_id = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)
    creator_key = UnicodeAttribute()
    creator_state_key = UnicodeAttribute()
    state_key = UnicodeAttribute()
    by_creator = _ByCreator()
    by_creator_state = _ByCreatorAndState()
    by_state = _ByState()
    unfinished_key = UnicodeAttribute(null=True)
    by_unfinished = ByUnfinished()

    filename = UnicodeAttribute()
    content_type = UnicodeAttribute()
    creation_method = UnicodeAttribute()
    status = UnicodeAttribute()
    state = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    fingerprint = UnicodeAttribute(null=True)
    size = NumberAttribute(null=True)
    pages = NumberAttribute(null=True)
    failure_code = UnicodeAttribute(null=True)
    failure_detail = UnicodeAttribute(null=True)
    document_type = UnicodeAttribute(null=True)
    supplier = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    invoice_number = UnicodeAttribute(null=True)
    issue_date = DateAttribute(null=True)
    due_date = DateAttribute(null=True)
    currency = UnicodeAttribute(null=True)
    net_total = DecimalAttribute(null=True)
    tax_total = DecimalAttribute(null=True)
    total = DecimalAttribute(null=True)
    warnings = ListAttribute(of=UnicodeAttribute, default=list)
    sent_at = UTCDateTimeAttribute(null=True)
    duplicate_of = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)
    files = JSONAttribute(default=dict)
    ruleset = UnicodeAttribute(null=True)
    validated_at = UTCDateTimeAttribute(null=True)
    received_syntax = UnicodeAttribute(null=True)
    corrected_at = UTCDateTimeAttribute(null=True)
    fatal_findings = NumberAttribute(null=True)
    warning_findings = NumberAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    version = NumberAttribute(default=0)


def to_item(invoice: Invoice) -> InvoiceItem:
    """Return the item that holds an invoice."""
    return InvoiceItem(
        creator_key=creator_partition(invoice.company_id, invoice.uploaded_by),
        creator_state_key=creator_state_partition(invoice.company_id, invoice.uploaded_by, invoice.state),
        state_key=state_partition(invoice.company_id, invoice.state),
        unfinished_key=unfinished_partition(invoice.invoice_id, invoice.status),
        **(to_attributes(invoice) | {"warnings": list(invoice.warnings), "files": dict(invoice.files)}),
    )


def to_invoice(item: InvoiceItem) -> Invoice:
    """Return the invoice that an item holds."""
    return to_record(
        Invoice,
        item,
        status=Status(item.status),
        state=State(item.state),
        creation_method=CreationMethod(item.creation_method),
        warnings=tuple(item.warnings or ()),
    )


def creator_partition(company_id: str, creator: str) -> str:
    """Return the partition of what one user brought in."""
    return f"{company_id}#{creator}"


def creator_state_partition(company_id: str, creator: str, state: State) -> str:
    """Return the partition of what one user brought in, in one state."""
    return f"{company_id}#{creator}#{state}"


def state_partition(company_id: str, state: State) -> str:
    """Return the partition of a company's invoices in one state."""
    return f"{company_id}#{state}"
