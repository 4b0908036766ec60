"""The invoices table's items and indexes. Every index sorts by id, that is by time, so that one cursor serves all."""

from pynamodb.attributes import (
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from chalicelib.storage.invoice_records import (
    CreationMethod,
    DuplicateReason,
    Invoice,
    OnDuplicate,
    State,
    Status,
)
from chalicelib.storage.table import DateAttribute, DecimalAttribute, TableMeta, to_attributes, to_record


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


class _ByDuplicate(GlobalSecondaryIndex["InvoiceItem"]):
    """Only the duplicates, by the invoice that they are known to repeat."""

    class Meta:
        index_name = "by_duplicate"
        projection = KeysOnlyProjection()

    duplicate_key = UnicodeAttribute(hash_key=True)
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
    duplicate_key = UnicodeAttribute(null=True)
    by_creator = _ByCreator()
    by_creator_state = _ByCreatorAndState()
    by_state = _ByState()
    by_duplicate = _ByDuplicate()

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
    supplier_tax_id = UnicodeAttribute(null=True)
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
    on_duplicate = UnicodeAttribute(default=OnDuplicate.FLAG)
    duplicate_of = UnicodeAttribute(null=True)
    duplicate_reason = UnicodeAttribute(null=True)
    duplicate_uploaded_by = UnicodeAttribute(null=True)
    claims = ListAttribute(of=UnicodeAttribute, default=list)
    bank_accounts = ListAttribute(of=UnicodeAttribute, default=list)
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
    plain = {"warnings": list(invoice.warnings), "claims": list(invoice.claims), "files": dict(invoice.files)}
    repeats = invoice.duplicate_of
    return InvoiceItem(
        duplicate_key=duplicate_partition(invoice.company_id, repeats) if repeats else None,
        creator_key=creator_partition(invoice.company_id, invoice.uploaded_by),
        creator_state_key=creator_state_partition(invoice.company_id, invoice.uploaded_by, invoice.state),
        state_key=state_partition(invoice.company_id, invoice.state),
        **(to_attributes(invoice) | plain | {"bank_accounts": list(invoice.bank_accounts)}),
    )


def to_invoice(item: InvoiceItem) -> Invoice:
    """Return the invoice that an item holds."""
    return to_record(
        Invoice,
        item,
        status=Status(item.status),
        state=State(item.state),
        creation_method=CreationMethod(item.creation_method),
        on_duplicate=OnDuplicate(item.on_duplicate),
        duplicate_reason=DuplicateReason(item.duplicate_reason) if item.duplicate_reason else None,
        warnings=tuple(item.warnings or ()),
        claims=tuple(item.claims or ()),
        bank_accounts=tuple(item.bank_accounts or ()),
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


def duplicate_partition(company_id: str, invoice_id: str) -> str:
    """Return the index's partition of the invoices that repeat one."""
    return f"{company_id}#{invoice_id}"
