"""The fields of an invoice's record that reading, summarising, validating or failing may change."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from chalicelib.records.invoices import DuplicateReason, State, StateReason, Status
from chalicelib.records.lifecycle.approval import Approval, Decision
from chalicelib.records.lifecycle.direction import InvoiceDirection


class Summary(TypedDict):
    """The record's fields that come from the invoice's content; None where nothing is known."""

    supplier: str | None
    supplier_tax_id: str | None
    customer: str | None
    invoice_number: str | None
    number_is_certain: bool
    issue_date: date | None
    due_date: date | None
    currency: str | None
    net_total: Decimal | None
    tax_total: Decimal | None
    total: Decimal | None
    payable_amount: Decimal | None
    bank_accounts: tuple[str, ...]


class Judgement(TypedDict):
    """The record's fields that a validation decides."""

    state: State
    state_reason: StateReason | None
    ruleset: str | None
    validated_at: datetime | None
    fatal_findings: int | None
    missing_findings: int | None
    wrong_findings: int | None
    warning_findings: int | None


UNJUDGED: Judgement = {
    "state": State.UNVALIDATED,
    "state_reason": None,
    "ruleset": None,
    "validated_at": None,
    "fatal_findings": None,
    "missing_findings": None,
    "wrong_findings": None,
    "warning_findings": None,
}
"""A document that has not been validated since it was changed."""


class InvoiceChanges(TypedDict, total=False):
    """Fields of a record that a step of the pipeline sets; all others stay."""

    status: Status
    content_type: str
    document_type: str | None
    pages: int | None
    warnings: tuple[str, ...]
    received_syntax: str | None
    files: Mapping[str, str]
    failure_code: str | None
    failure_detail: str | None
    duplicate_of: str | None
    duplicate_uploaded_by: str | None
    duplicate_reason: DuplicateReason | None
    approval: Approval
    decisions: tuple[Decision, ...]
    direction: InvoiceDirection | None
    parts: int | None
    part_pages: int | None
    supplier: str | None
    supplier_tax_id: str | None
    customer: str | None
    invoice_number: str | None
    number_is_certain: bool
    issue_date: date | None
    due_date: date | None
    currency: str | None
    net_total: Decimal | None
    tax_total: Decimal | None
    total: Decimal | None
    payable_amount: Decimal | None
    bank_accounts: tuple[str, ...]
    state: State
    state_reason: StateReason | None
    ruleset: str | None
    validated_at: datetime | None
    fatal_findings: int | None
    missing_findings: int | None
    wrong_findings: int | None
    warning_findings: int | None
