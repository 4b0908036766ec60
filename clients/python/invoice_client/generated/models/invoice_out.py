from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.approval import Approval, check_approval
from ..models.creation_method import CreationMethod, check_creation_method
from ..models.credit_state import CreditState, check_credit_state
from ..models.duplicate_reason import DuplicateReason, check_duplicate_reason
from ..models.invoice_direction import InvoiceDirection, check_invoice_direction
from ..models.payment_state import PaymentState, check_payment_state
from ..models.state import State, check_state
from ..models.state_reason import StateReason, check_state_reason
from ..models.status import Status, check_status

if TYPE_CHECKING:
    from ..models.failure import Failure


T = TypeVar("T", bound="InvoiceOut")


@_attrs_define
class InvoiceOut:
    """An invoice's summary; what was not read is null.

    `missing_findings` are the values that the last validation asks for, `wrong_findings` those that it contradicts. An
    invoice that no rule set is for stays `unvalidated`, with the `state_reason` `no_ruleset_applies`.

    `batch_id` is the batch that it arrived with: other files of one form, an archive or a mail.

    Of an upload that held several invoices, the first has their number in `parts`, the others its id in `part_of`.

    An issued invoice of which something was credited has a `credit_state`, and the sum in `credited_total`; a credit
    note of it has its id in `credit_of`.

    `direction` is `payable` (a supplier's invoice) or `receivable` (the company's own). `approval` is of
    payables alone; `open_amount` is what is neither paid nor planned, and `overdue` tells that the due date is past.

    A duplicate always has a `duplicate_reason`; `duplicate_of` is null where the first invoice is not the caller's to
    see.

    """

    id: str
    """ Its id, opaque """
    filename: str
    """ The file's name, for people """
    supplier: None | str
    """ The supplier's name """
    customer: None | str
    """ The customer's name """
    invoice_number: None | str
    """ Number of the invoice (BT-1) """
    issue_date: datetime.date | None
    """ Day of issue (BT-2) """
    due_date: datetime.date | None
    """ Until when it is to be paid (BT-9) """
    currency: None | str
    """ ISO 4217 code """
    net_total: None | str
    """ Total without tax (BT-109) """
    tax_total: None | str
    """ Tax in all (BT-110) """
    total: None | str
    """ Total with tax (BT-112) """
    document_type: None | str
    """ What the document is, such as `invoice` or `credit_note` """
    status: Status
    """ Where the processing of an invoice stands. """
    state: State
    """ What validation said. """
    state_reason: None | StateReason
    """ Why no verdict was given, such as `no_ruleset_applies` """
    missing_findings: int | None
    """ How many findings ask for values that the document does not say """
    wrong_findings: int | None
    """ How many findings contradict the document """
    failure: Failure | None
    """ Why it failed; null where it did not """
    warnings: list[str]
    """ What the reading lacks or doubts; show it to the person who approves the invoice.

    - `totals_disagree`: net, tax, total, what was paid and what is due don't add up
    - `lines_incomplete`: the lines add up to no total
    - `lines_summarised`: the lines that were read lead to other totals; the e-invoice has one line for each tax
    rate
    - `amount_retained`: the page keeps a part back until the work is accepted; the e-invoice asks for it, and says
    so
    - `several_invoices`: the file holds more than one invoice; where each begins is not certain
    - `copy_left_out`: the file holds the same invoice more than once, as original and copy; it was read once
    - `tax_id_check_failed`: a tax id's check digits are wrong
    - `iban_check_failed`: the account number's check digits are wrong
    - `pages_not_read`: a scan has more pages than are recognised
    - `partly_picture`: a part of the text is a picture, and was recognised or could not be
    - `not_an_invoice`: the document is about something else; no amounts are given
    - `attached_xml_unusable`: the PDF carries XML that is no e-invoice or is damaged; the page was read
    - `read_from_attachment`: the PDF itself is no invoice; the one attached to it was read
    - `attachments_not_read`: the PDF itself is no invoice, and carries several that were not read
    - `supplier_unclear`: several suppliers that corrections were remembered of fit; no memory was used
    - `missing:<field>`: the invoice shows no number, issue date, supplier or total that was found
    - `not_understood:<field>`: a value stands there, but was not understood
    - `doubtful:<field>`: number, issue date, supplier or total was found, with a confidence below 0.7: look at the
    page
    - `unusual_notation:<field>`: the XML writes a value as it may not, and it was understood all the same: 1190,00
    - `mended:<field>`: a letter was recognised for a digit, and changed where form or check digits prove it
    - `memory_unclear:<field>`: what the supplier's earlier corrections taught says something else, and could not be
    settled
    - `xml_and_page_disagree:<field>`: the XML in a PDF says something else than its page; the XML's value is given
    - `national_format:<format>`: the e-invoice came in this national format, whose own rules are not here
    - `no_place:<place>`: a national e-invoice says something there that the document has no place for
    - `xml_of_another_invoice:<number>`: the PDF carries the XML of several invoices; the one of this number was not
    read
    - `bank_account_changed`: the account is not the one that the supplier's earlier invoices named """
    creation_method: CreationMethod
    """ How an invoice came into the system. """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    sent_at: datetime.datetime | None
    """ When it was last sent by e-mail """
    uploaded_by: str
    """ The id of the person who uploaded or created it """
    duplicate_of: None | str
    """ The id of the invoice that it probably repeats """
    duplicate_reason: DuplicateReason | None
    """ What both have in common """
    batch_id: None | str
    """ The batch that it arrived with, or that it became; null for a file that came alone """
    part_of: None | str
    """ The id of the first invoice of the same file """
    parts: int | None
    """ How many invoices the file held """
    direction: InvoiceDirection
    """ Which way an invoice's money goes: the company pays it, or is paid. """
    approval: Approval
    """ Whether an invoice may be paid. """
    payment: PaymentState
    """ How much of an invoice is paid. """
    open_amount: None | str
    """ What is neither paid nor planned yet """
    overdue: bool
    """ Whether the due date is past and something is still to be paid """
    credit_of: None | str
    """ The id of the invoice that this credit note is of """
    credit_state: CreditState | None
    """ What was taken back: `partly_credited`, `credited` or `cancelled`; null for nothing """
    credited_total: None | str
    """ What was credited so far, tax included """
    tags: list[str]
    """ The company's own words for it, in their order: a project, a cost centre """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.failure import Failure  # noqa: PLC0415

        id = self.id

        filename = self.filename

        supplier: None | str
        supplier = self.supplier

        customer: None | str
        customer = self.customer

        invoice_number: None | str
        invoice_number = self.invoice_number

        issue_date: None | str
        if isinstance(self.issue_date, datetime.date):
            issue_date = self.issue_date.isoformat()
        else:
            issue_date = self.issue_date

        due_date: None | str
        if isinstance(self.due_date, datetime.date):
            due_date = self.due_date.isoformat()
        else:
            due_date = self.due_date

        currency: None | str
        currency = self.currency

        net_total: None | str
        net_total = self.net_total

        tax_total: None | str
        tax_total = self.tax_total

        total: None | str
        total = self.total

        document_type: None | str
        document_type = self.document_type

        status: str = self.status

        state: str = self.state

        state_reason: None | str
        if isinstance(self.state_reason, str):
            state_reason = self.state_reason
        else:
            state_reason = self.state_reason

        missing_findings: int | None
        missing_findings = self.missing_findings

        wrong_findings: int | None
        wrong_findings = self.wrong_findings

        failure: dict[str, Any] | None
        if isinstance(self.failure, Failure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        warnings = self.warnings

        creation_method: str = self.creation_method

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        uploaded_by = self.uploaded_by

        duplicate_of: None | str
        duplicate_of = self.duplicate_of

        duplicate_reason: None | str
        if isinstance(self.duplicate_reason, str):
            duplicate_reason = self.duplicate_reason
        else:
            duplicate_reason = self.duplicate_reason

        batch_id: None | str
        batch_id = self.batch_id

        part_of: None | str
        part_of = self.part_of

        parts: int | None
        parts = self.parts

        direction: str = self.direction

        approval: str = self.approval

        payment: str = self.payment

        open_amount: None | str
        open_amount = self.open_amount

        overdue = self.overdue

        credit_of: None | str
        credit_of = self.credit_of

        credit_state: None | str
        if isinstance(self.credit_state, str):
            credit_state = self.credit_state
        else:
            credit_state = self.credit_state

        credited_total: None | str
        credited_total = self.credited_total

        tags = self.tags

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "filename": filename,
                "supplier": supplier,
                "customer": customer,
                "invoice_number": invoice_number,
                "issue_date": issue_date,
                "due_date": due_date,
                "currency": currency,
                "net_total": net_total,
                "tax_total": tax_total,
                "total": total,
                "document_type": document_type,
                "status": status,
                "state": state,
                "state_reason": state_reason,
                "missing_findings": missing_findings,
                "wrong_findings": wrong_findings,
                "failure": failure,
                "warnings": warnings,
                "creation_method": creation_method,
                "created_at": created_at,
                "updated_at": updated_at,
                "sent_at": sent_at,
                "uploaded_by": uploaded_by,
                "duplicate_of": duplicate_of,
                "duplicate_reason": duplicate_reason,
                "batch_id": batch_id,
                "part_of": part_of,
                "parts": parts,
                "direction": direction,
                "approval": approval,
                "payment": payment,
                "open_amount": open_amount,
                "overdue": overdue,
                "credit_of": credit_of,
                "credit_state": credit_state,
                "credited_total": credited_total,
                "tags": tags,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.failure import Failure  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        filename = d.pop("filename")

        def _parse_supplier(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        supplier = _parse_supplier(d.pop("supplier"))

        def _parse_customer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer = _parse_customer(d.pop("customer"))

        def _parse_invoice_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number"))

        def _parse_issue_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                issue_date_type_0 = datetime.date.fromisoformat(data)

                return issue_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        issue_date = _parse_issue_date(d.pop("issue_date"))

        def _parse_due_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_date_type_0 = datetime.date.fromisoformat(data)

                return due_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due_date = _parse_due_date(d.pop("due_date"))

        def _parse_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        currency = _parse_currency(d.pop("currency"))

        def _parse_net_total(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        net_total = _parse_net_total(d.pop("net_total"))

        def _parse_tax_total(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_total = _parse_tax_total(d.pop("tax_total"))

        def _parse_total(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        total = _parse_total(d.pop("total"))

        def _parse_document_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        document_type = _parse_document_type(d.pop("document_type"))

        status = check_status(d.pop("status"))

        state = check_state(d.pop("state"))

        def _parse_state_reason(data: object) -> None | StateReason:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_reason_type_0 = check_state_reason(data)

                return state_reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StateReason, data)

        state_reason = _parse_state_reason(d.pop("state_reason"))

        def _parse_missing_findings(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        missing_findings = _parse_missing_findings(d.pop("missing_findings"))

        def _parse_wrong_findings(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        wrong_findings = _parse_wrong_findings(d.pop("wrong_findings"))

        def _parse_failure(data: object) -> Failure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = Failure.from_dict(data)

                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Failure | None, data)

        failure = _parse_failure(d.pop("failure"))

        warnings = cast(list[str], d.pop("warnings"))

        creation_method = check_creation_method(d.pop("creation_method"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))

        uploaded_by = d.pop("uploaded_by")

        def _parse_duplicate_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of"))

        def _parse_duplicate_reason(data: object) -> DuplicateReason | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                duplicate_reason_type_0 = check_duplicate_reason(data)

                return duplicate_reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DuplicateReason | None, data)

        duplicate_reason = _parse_duplicate_reason(d.pop("duplicate_reason"))

        def _parse_batch_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        batch_id = _parse_batch_id(d.pop("batch_id"))

        def _parse_part_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        part_of = _parse_part_of(d.pop("part_of"))

        def _parse_parts(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        parts = _parse_parts(d.pop("parts"))

        direction = check_invoice_direction(d.pop("direction"))

        approval = check_approval(d.pop("approval"))

        payment = check_payment_state(d.pop("payment"))

        def _parse_open_amount(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        open_amount = _parse_open_amount(d.pop("open_amount"))

        overdue = d.pop("overdue")

        def _parse_credit_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        credit_of = _parse_credit_of(d.pop("credit_of"))

        def _parse_credit_state(data: object) -> CreditState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                credit_state_type_0 = check_credit_state(data)

                return credit_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CreditState | None, data)

        credit_state = _parse_credit_state(d.pop("credit_state"))

        def _parse_credited_total(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        credited_total = _parse_credited_total(d.pop("credited_total"))

        tags = cast(list[str], d.pop("tags"))

        invoice_out = cls(
            id=id,
            filename=filename,
            supplier=supplier,
            customer=customer,
            invoice_number=invoice_number,
            issue_date=issue_date,
            due_date=due_date,
            currency=currency,
            net_total=net_total,
            tax_total=tax_total,
            total=total,
            document_type=document_type,
            status=status,
            state=state,
            state_reason=state_reason,
            missing_findings=missing_findings,
            wrong_findings=wrong_findings,
            failure=failure,
            warnings=warnings,
            creation_method=creation_method,
            created_at=created_at,
            updated_at=updated_at,
            sent_at=sent_at,
            uploaded_by=uploaded_by,
            duplicate_of=duplicate_of,
            duplicate_reason=duplicate_reason,
            batch_id=batch_id,
            part_of=part_of,
            parts=parts,
            direction=direction,
            approval=approval,
            payment=payment,
            open_amount=open_amount,
            overdue=overdue,
            credit_of=credit_of,
            credit_state=credit_state,
            credited_total=credited_total,
            tags=tags,
        )

        invoice_out.additional_properties = d
        return invoice_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
