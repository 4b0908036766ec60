"""The invoices table's items, with what its indexes are made of."""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.json_data import JsonObject
from chalicelib.records.duplicate_keys import shortened
from chalicelib.records.invoices import (
    UNFINISHED,
    CreationMethod,
    DuplicateReason,
    Invoice,
    OnDuplicate,
    State,
    StateReason,
    Status,
)
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.credits import CreditState
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.records.lifecycle.tags import key_of
from chalicelib.storage.aws.dictionaries import OF_INVOICES
from chalicelib.storage.aws.packed_items import pack, unpack
from chalicelib.storage.aws.table import (
    DateAttribute,
    DecimalAttribute,
    StoredItem,
    TableMeta,
    to_attributes,
    to_record,
)
from chalicelib.storage.invoices.indexes import (
    ByCreator,
    ByCreatorAndDueDate,
    ByCreatorAndIssueDate,
    ByCreatorAndState,
    ByCreatorAndTotal,
    ByDueDate,
    ByDuplicate,
    ByIssueDate,
    ByState,
    ByStatus,
    BySupplier,
    ByTotal,
    ByUnfinished,
)
from chalicelib.storage.invoices.keys import (
    SUPPLIER_MARK,
    creator_partition,
    creator_state_partition,
    date_key,
    duplicate_partition,
    fold,
    number_key,
    state_partition,
    status_partition,
    supplier_partition,
    unfinished_partition,
    unread_partition,
)
from chalicelib.storage.invoices.payments import dump_decisions, dump_payments, load_decisions, load_payments

_KEYS = frozenset({
    "company_id", "invoice_id", "creator_key", "creator_state_key", "state_key", "duplicate_key", "status_key",
    "supplier_key", "issue_date_key", "due_date_key", "total_key", "unfinished_key", "expires_at",
})  # fmt: skip
_ASKED_FOR = frozenset({
    "version", "status", "state", "creation_method", "batch", "currency", "direction", "approval", "payment",
    "due_date", "total", "nothing_due", "searched", "tag_keys",
})  # fmt: skip
# What an attribute that is not there means too. Most invoices have these values, and smaller items without them.
_USUAL = {
    "batch": "{}",
    "approval": Approval.OPEN,
    "payment": PaymentState.UNPAID,
    "creation_method": CreationMethod.UPLOAD,
}
_USUAL_OF_UPLOADS = _USUAL | {"direction": InvoiceDirection.PAYABLE}


class InvoiceItem(StoredItem):
    """An invoice."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "invoices_table"

    company_id = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)
    creator_key = UnicodeAttribute()
    creator_state_key = UnicodeAttribute(null=True)
    state_key = UnicodeAttribute(null=True)
    duplicate_key = UnicodeAttribute(null=True)
    by_duplicate = ByDuplicate()
    status_key = UnicodeAttribute(null=True)
    supplier_key = UnicodeAttribute(null=True)
    issue_date_key = UnicodeAttribute(null=True)
    due_date_key = UnicodeAttribute(null=True)
    total_key = UnicodeAttribute(null=True)
    folded_supplier = UnicodeAttribute(null=True)  # of older items; `searched` has it since
    searched = UnicodeAttribute()
    tag_keys = UnicodeSetAttribute(null=True)
    by_creator = ByCreator()
    by_creator_state = ByCreatorAndState()
    by_state = ByState()
    by_status = ByStatus()
    by_supplier = BySupplier()
    by_issue_date = ByIssueDate()
    by_due_date = ByDueDate()
    by_total = ByTotal()
    by_creator_issue_date = ByCreatorAndIssueDate()
    by_creator_due_date = ByCreatorAndDueDate()
    by_creator_total = ByCreatorAndTotal()
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
    supplier_tax_id = UnicodeAttribute(null=True)
    customer = UnicodeAttribute(null=True)
    invoice_number = UnicodeAttribute(null=True)
    number_is_certain = BooleanAttribute(default=False)
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
    state_reason = UnicodeAttribute(null=True)
    fatal_findings = NumberAttribute(null=True)
    missing_findings = NumberAttribute(null=True)
    wrong_findings = NumberAttribute(null=True)
    warning_findings = NumberAttribute(null=True)
    batch = JSONAttribute(default=dict)
    part_of = UnicodeAttribute(null=True)
    parts = NumberAttribute(null=True)
    part_pages = NumberAttribute(null=True)
    direction = UnicodeAttribute(null=True)
    direction_corrected = BooleanAttribute(default=False)
    credit_of = UnicodeAttribute(null=True)
    credit_state = UnicodeAttribute(null=True)
    credited_total = DecimalAttribute(null=True)
    payable_amount = DecimalAttribute(null=True)
    nothing_due = BooleanAttribute(null=True)
    credited = JSONAttribute(default=dict)
    credit_notes = ListAttribute(of=UnicodeAttribute, default=list)
    approval = UnicodeAttribute(default=Approval.OPEN)
    decisions = JSONAttribute(default=list)
    payment = UnicodeAttribute(null=True)
    payments = JSONAttribute(default=list)
    tags = ListAttribute(of=UnicodeAttribute, default=list)
    reminder_level = NumberAttribute(default=0)
    reminded_on = DateAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    version = NumberAttribute(default=0)

    def serialize(self, null_check: bool = True) -> JsonObject:  # noqa: FBT001, FBT002 - PynamoDB's own
        """Return the item as it is kept: packed, but for what DynamoDB looks at."""
        return _packed(super().serialize(null_check))

    def deserialize(self, attribute_values: JsonObject) -> None:
        """Take on what is kept."""
        super().deserialize(unpack(attribute_values, OF_INVOICES))

    @classmethod
    def from_raw_data(cls, data: JsonObject) -> "InvoiceItem":
        """Return the item of what is kept."""
        return super().from_raw_data(unpack(data, OF_INVOICES))


def _packed(raw: JsonObject) -> JsonObject:
    """Return raw attributes with those packed that DynamoDB does not look at."""
    usual = _USUAL_OF_UPLOADS if raw["creation_method"]["S"] == CreationMethod.UPLOAD else _USUAL
    stay = _KEYS | {name for name in _ASKED_FOR & raw.keys() if raw[name] != {"S": usual.get(name)}}
    return pack(raw, stay | {"updated_at"} if "unfinished_key" in raw else stay, OF_INVOICES)


def to_item(invoice: Invoice) -> InvoiceItem:
    """Return the item that holds an invoice, with the keys of its places in lists."""
    company_id, invoice_id = invoice.company_id, invoice.invoice_id
    supplier = fold(invoice.supplier or "")
    repeats = invoice.duplicate_of
    plain = {
        "warnings": list(invoice.warnings),
        "claims": list(invoice.claims),
        "bank_accounts": list(invoice.bank_accounts),
        "files": dict(invoice.files),
        "batch": dict(invoice.batch),
        "credited": dict(invoice.credited),
        "credit_notes": list(invoice.credit_notes),
        "tags": list(invoice.tags),
        "decisions": dump_decisions(invoice.decisions),
        "payments": dump_payments(invoice.payments),
        "payment": invoice.payment,
        "nothing_due": None if invoice.is_owed else True,
    }
    return InvoiceItem(
        duplicate_key=duplicate_partition(company_id, repeats) if repeats else None,
        creator_key=creator_partition(company_id, invoice.uploaded_by),
        unfinished_key=unfinished_partition(invoice_id, invoice.status),
        tag_keys=set(map(key_of, invoice.tags)) or None,
        searched="\n".join((fold(invoice.invoice_number or ""), SUPPLIER_MARK + supplier, fold(invoice.filename))),
        **_places(invoice, supplier),
        **(to_attributes(invoice) | plain),
    )


def _places(invoice: Invoice, supplier: str) -> JsonObject:
    """Return the keys by which lists find an invoice; one that has not been read yet has only that of its partition.

    So each of its changes is written to one index of them, and not to nine, until there is something to sort it by.
    """
    company_id, invoice_id = invoice.company_id, invoice.invoice_id
    if is_unread(invoice):
        return {"status_key": unread_partition(company_id)}
    return {
        "creator_state_key": creator_state_partition(company_id, invoice.uploaded_by, invoice.state),
        "state_key": state_partition(company_id, invoice.state),
        "status_key": status_partition(company_id, invoice.status),
        "supplier_key": supplier_partition(company_id, supplier),
        "issue_date_key": date_key(invoice.issue_date, invoice_id),
        "due_date_key": date_key(invoice.due_date, invoice_id),
        "total_key": number_key(invoice.total, invoice_id),
    }


def is_unread(invoice: Invoice) -> bool:
    """Tell whether an invoice has no value yet that a list can be sorted or filtered by.

    `list_paths` skips the partition of such invoices where it is asked for one of these values.
    """
    known = (invoice.supplier, invoice.issue_date, invoice.due_date, invoice.total, invoice.currency)
    has_value = any(value not in {None, ""} for value in known)
    return invoice.status in UNFINISHED and invoice.state is State.UNVALIDATED and not has_value


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
        state_reason=StateReason(item.state_reason) if item.state_reason else None,
        direction=InvoiceDirection(item.direction) if item.direction else None,
        credit_state=CreditState(item.credit_state) if item.credit_state else None,
        credited=item.credited or {},
        batch=item.batch or {},
        approval=Approval(item.approval),
        decisions=load_decisions(item.decisions or ()),
        payments=load_payments(item.payments or ()),
        credit_notes=tuple(item.credit_notes or ()),
        tags=tuple(item.tags or ()),
        warnings=tuple(item.warnings or ()),
        claims=tuple(shortened(str(claim)) for claim in item.claims or ()),
        bank_accounts=tuple(item.bank_accounts or ()),
    )
