from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attachment import Attachment
    from ..models.customer import Customer
    from ..models.delivery import Delivery
    from ..models.document_allowance_charge import DocumentAllowanceCharge
    from ..models.form_line import FormLine
    from ..models.note import Note
    from ..models.object_identifier import ObjectIdentifier
    from ..models.payee import Payee
    from ..models.payment import Payment
    from ..models.period import Period
    from ..models.preceding_invoice import PrecedingInvoice
    from ..models.supplier import Supplier
    from ..models.tax_representative import TaxRepresentative
    from ..models.tax_subtotal import TaxSubtotal
    from ..models.totals import Totals


T = TypeVar("T", bound="FormDocument")


@_attrs_define
class FormDocument:
    """An invoice or a credit note that is made in the form; it may name a customer and items of the company's."""

    invoice_number: None | str | Unset = UNSET
    """ BT-1: invoice number """
    issue_date: datetime.date | None | str | Unset = UNSET
    """ BT-2: issue date """
    type_code: None | str | Unset = UNSET
    """ BT-3: UNTDID 1001; 380 is an invoice, 381 a credit note """
    currency: None | str | Unset = UNSET
    """ BT-5: ISO 4217 code of all amounts but BT-111 """
    tax_currency: None | str | Unset = UNSET
    """ BT-6: tax accounting currency of BT-111 """
    tax_point_date: datetime.date | None | str | Unset = UNSET
    """ BT-7: date when tax becomes due """
    tax_point_code: None | str | Unset = UNSET
    """ BT-8: event when tax becomes due, UNTDID 2005: 3, 35, 432 """
    due_date: datetime.date | None | str | Unset = UNSET
    """ BT-9: payment due date """
    buyer_reference: None | str | Unset = UNSET
    """ BT-10: the customer's reference for routing """
    project: None | str | Unset = UNSET
    """ BT-11: project reference """
    contract: None | str | Unset = UNSET
    """ BT-12: contract reference """
    purchase_order: None | str | Unset = UNSET
    """ BT-13: the customer's purchase order """
    sales_order: None | str | Unset = UNSET
    """ BT-14: the supplier's sales order """
    receiving_advice: None | str | Unset = UNSET
    """ BT-15: receiving advice """
    despatch_advice: None | str | Unset = UNSET
    """ BT-16: despatch advice """
    tender: None | str | Unset = UNSET
    """ BT-17: tender or lot """
    object_id: None | ObjectIdentifier | Unset = UNSET
    """ BT-18: what is invoiced, such as a subscription """
    accounting_reference: None | str | Unset = UNSET
    """ BT-19: the customer's accounting reference """
    payment_terms: None | str | Unset = UNSET
    """ BT-20: payment terms in words """
    notes: list[Note] | Unset = UNSET
    """ BG-1: notes """
    business_process: None | str | Unset = UNSET
    """ BT-23: business process the invoice belongs to """
    specification: None | str | Unset = UNSET
    """ BT-24: rules that the invoice follows """
    preceding_invoices: list[PrecedingInvoice] | Unset = UNSET
    """ BG-3: invoices corrected or continued """
    supplier: None | Supplier | Unset = UNSET
    """ BG-4: seller """
    customer: Customer | None | Unset = UNSET
    """ BG-7: buyer """
    payee: None | Payee | Unset = UNSET
    """ BG-10: payee, if not the supplier """
    tax_representative: None | TaxRepresentative | Unset = UNSET
    """ BG-11: supplier's tax representative """
    delivery: Delivery | None | Unset = UNSET
    """ BG-13: delivery """
    period: None | Period | Unset = UNSET
    """ BG-14: invoicing period """
    payment: None | Payment | Unset = UNSET
    """ BG-16: payment instructions """
    allowances: list[DocumentAllowanceCharge] | Unset = UNSET
    """ BG-20: document level allowances """
    charges: list[DocumentAllowanceCharge] | Unset = UNSET
    """ BG-21: document level charges """
    totals: None | Totals | Unset = UNSET
    """ BG-22: document totals """
    tax_breakdown: list[TaxSubtotal] | Unset = UNSET
    """ BG-23: tax by category and rate """
    attachments: list[Attachment] | Unset = UNSET
    """ BG-24: supporting documents """
    lines: list[FormLine] | Unset = UNSET
    """ BG-25: invoice lines """
    customer_id: None | str | Unset = UNSET
    """ The id of the company's customer who fills what the form leaves out """

    def to_dict(self) -> dict[str, Any]:
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.delivery import Delivery  # noqa: PLC0415
        from ..models.object_identifier import ObjectIdentifier  # noqa: PLC0415
        from ..models.payee import Payee  # noqa: PLC0415
        from ..models.payment import Payment  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.supplier import Supplier  # noqa: PLC0415
        from ..models.tax_representative import TaxRepresentative  # noqa: PLC0415
        from ..models.totals import Totals  # noqa: PLC0415

        invoice_number: None | str | Unset
        if isinstance(self.invoice_number, Unset):
            invoice_number = UNSET
        else:
            invoice_number = self.invoice_number

        issue_date: None | str | Unset
        if isinstance(self.issue_date, Unset):
            issue_date = UNSET
        elif isinstance(self.issue_date, datetime.date):
            issue_date = self.issue_date.isoformat()
        else:
            issue_date = self.issue_date

        type_code: None | str | Unset
        if isinstance(self.type_code, Unset):
            type_code = UNSET
        else:
            type_code = self.type_code

        currency: None | str | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        else:
            currency = self.currency

        tax_currency: None | str | Unset
        if isinstance(self.tax_currency, Unset):
            tax_currency = UNSET
        else:
            tax_currency = self.tax_currency

        tax_point_date: None | str | Unset
        if isinstance(self.tax_point_date, Unset):
            tax_point_date = UNSET
        elif isinstance(self.tax_point_date, datetime.date):
            tax_point_date = self.tax_point_date.isoformat()
        else:
            tax_point_date = self.tax_point_date

        tax_point_code: None | str | Unset
        if isinstance(self.tax_point_code, Unset):
            tax_point_code = UNSET
        else:
            tax_point_code = self.tax_point_code

        due_date: None | str | Unset
        if isinstance(self.due_date, Unset):
            due_date = UNSET
        elif isinstance(self.due_date, datetime.date):
            due_date = self.due_date.isoformat()
        else:
            due_date = self.due_date

        buyer_reference: None | str | Unset
        if isinstance(self.buyer_reference, Unset):
            buyer_reference = UNSET
        else:
            buyer_reference = self.buyer_reference

        project: None | str | Unset
        if isinstance(self.project, Unset):
            project = UNSET
        else:
            project = self.project

        contract: None | str | Unset
        if isinstance(self.contract, Unset):
            contract = UNSET
        else:
            contract = self.contract

        purchase_order: None | str | Unset
        if isinstance(self.purchase_order, Unset):
            purchase_order = UNSET
        else:
            purchase_order = self.purchase_order

        sales_order: None | str | Unset
        if isinstance(self.sales_order, Unset):
            sales_order = UNSET
        else:
            sales_order = self.sales_order

        receiving_advice: None | str | Unset
        if isinstance(self.receiving_advice, Unset):
            receiving_advice = UNSET
        else:
            receiving_advice = self.receiving_advice

        despatch_advice: None | str | Unset
        if isinstance(self.despatch_advice, Unset):
            despatch_advice = UNSET
        else:
            despatch_advice = self.despatch_advice

        tender: None | str | Unset
        if isinstance(self.tender, Unset):
            tender = UNSET
        else:
            tender = self.tender

        object_id: dict[str, Any] | None | Unset
        if isinstance(self.object_id, Unset):
            object_id = UNSET
        elif isinstance(self.object_id, ObjectIdentifier):
            object_id = self.object_id.to_dict()
        else:
            object_id = self.object_id

        accounting_reference: None | str | Unset
        if isinstance(self.accounting_reference, Unset):
            accounting_reference = UNSET
        else:
            accounting_reference = self.accounting_reference

        payment_terms: None | str | Unset
        if isinstance(self.payment_terms, Unset):
            payment_terms = UNSET
        else:
            payment_terms = self.payment_terms

        notes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.notes, Unset):
            notes = []
            for notes_item_data in self.notes:
                notes_item = notes_item_data.to_dict()
                notes.append(notes_item)

        business_process: None | str | Unset
        if isinstance(self.business_process, Unset):
            business_process = UNSET
        else:
            business_process = self.business_process

        specification: None | str | Unset
        if isinstance(self.specification, Unset):
            specification = UNSET
        else:
            specification = self.specification

        preceding_invoices: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.preceding_invoices, Unset):
            preceding_invoices = []
            for preceding_invoices_item_data in self.preceding_invoices:
                preceding_invoices_item = preceding_invoices_item_data.to_dict()
                preceding_invoices.append(preceding_invoices_item)

        supplier: dict[str, Any] | None | Unset
        if isinstance(self.supplier, Unset):
            supplier = UNSET
        elif isinstance(self.supplier, Supplier):
            supplier = self.supplier.to_dict()
        else:
            supplier = self.supplier

        customer: dict[str, Any] | None | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        elif isinstance(self.customer, Customer):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        payee: dict[str, Any] | None | Unset
        if isinstance(self.payee, Unset):
            payee = UNSET
        elif isinstance(self.payee, Payee):
            payee = self.payee.to_dict()
        else:
            payee = self.payee

        tax_representative: dict[str, Any] | None | Unset
        if isinstance(self.tax_representative, Unset):
            tax_representative = UNSET
        elif isinstance(self.tax_representative, TaxRepresentative):
            tax_representative = self.tax_representative.to_dict()
        else:
            tax_representative = self.tax_representative

        delivery: dict[str, Any] | None | Unset
        if isinstance(self.delivery, Unset):
            delivery = UNSET
        elif isinstance(self.delivery, Delivery):
            delivery = self.delivery.to_dict()
        else:
            delivery = self.delivery

        period: dict[str, Any] | None | Unset
        if isinstance(self.period, Unset):
            period = UNSET
        elif isinstance(self.period, Period):
            period = self.period.to_dict()
        else:
            period = self.period

        payment: dict[str, Any] | None | Unset
        if isinstance(self.payment, Unset):
            payment = UNSET
        elif isinstance(self.payment, Payment):
            payment = self.payment.to_dict()
        else:
            payment = self.payment

        allowances: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.allowances, Unset):
            allowances = []
            for allowances_item_data in self.allowances:
                allowances_item = allowances_item_data.to_dict()
                allowances.append(allowances_item)

        charges: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.charges, Unset):
            charges = []
            for charges_item_data in self.charges:
                charges_item = charges_item_data.to_dict()
                charges.append(charges_item)

        totals: dict[str, Any] | None | Unset
        if isinstance(self.totals, Unset):
            totals = UNSET
        elif isinstance(self.totals, Totals):
            totals = self.totals.to_dict()
        else:
            totals = self.totals

        tax_breakdown: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tax_breakdown, Unset):
            tax_breakdown = []
            for tax_breakdown_item_data in self.tax_breakdown:
                tax_breakdown_item = tax_breakdown_item_data.to_dict()
                tax_breakdown.append(tax_breakdown_item)

        attachments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.attachments, Unset):
            attachments = []
            for attachments_item_data in self.attachments:
                attachments_item = attachments_item_data.to_dict()
                attachments.append(attachments_item)

        lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lines, Unset):
            lines = []
            for lines_item_data in self.lines:
                lines_item = lines_item_data.to_dict()
                lines.append(lines_item)

        customer_id: None | str | Unset
        if isinstance(self.customer_id, Unset):
            customer_id = UNSET
        else:
            customer_id = self.customer_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if invoice_number is not UNSET:
            field_dict["invoice_number"] = invoice_number
        if issue_date is not UNSET:
            field_dict["issue_date"] = issue_date
        if type_code is not UNSET:
            field_dict["type_code"] = type_code
        if currency is not UNSET:
            field_dict["currency"] = currency
        if tax_currency is not UNSET:
            field_dict["tax_currency"] = tax_currency
        if tax_point_date is not UNSET:
            field_dict["tax_point_date"] = tax_point_date
        if tax_point_code is not UNSET:
            field_dict["tax_point_code"] = tax_point_code
        if due_date is not UNSET:
            field_dict["due_date"] = due_date
        if buyer_reference is not UNSET:
            field_dict["buyer_reference"] = buyer_reference
        if project is not UNSET:
            field_dict["project"] = project
        if contract is not UNSET:
            field_dict["contract"] = contract
        if purchase_order is not UNSET:
            field_dict["purchase_order"] = purchase_order
        if sales_order is not UNSET:
            field_dict["sales_order"] = sales_order
        if receiving_advice is not UNSET:
            field_dict["receiving_advice"] = receiving_advice
        if despatch_advice is not UNSET:
            field_dict["despatch_advice"] = despatch_advice
        if tender is not UNSET:
            field_dict["tender"] = tender
        if object_id is not UNSET:
            field_dict["object_id"] = object_id
        if accounting_reference is not UNSET:
            field_dict["accounting_reference"] = accounting_reference
        if payment_terms is not UNSET:
            field_dict["payment_terms"] = payment_terms
        if notes is not UNSET:
            field_dict["notes"] = notes
        if business_process is not UNSET:
            field_dict["business_process"] = business_process
        if specification is not UNSET:
            field_dict["specification"] = specification
        if preceding_invoices is not UNSET:
            field_dict["preceding_invoices"] = preceding_invoices
        if supplier is not UNSET:
            field_dict["supplier"] = supplier
        if customer is not UNSET:
            field_dict["customer"] = customer
        if payee is not UNSET:
            field_dict["payee"] = payee
        if tax_representative is not UNSET:
            field_dict["tax_representative"] = tax_representative
        if delivery is not UNSET:
            field_dict["delivery"] = delivery
        if period is not UNSET:
            field_dict["period"] = period
        if payment is not UNSET:
            field_dict["payment"] = payment
        if allowances is not UNSET:
            field_dict["allowances"] = allowances
        if charges is not UNSET:
            field_dict["charges"] = charges
        if totals is not UNSET:
            field_dict["totals"] = totals
        if tax_breakdown is not UNSET:
            field_dict["tax_breakdown"] = tax_breakdown
        if attachments is not UNSET:
            field_dict["attachments"] = attachments
        if lines is not UNSET:
            field_dict["lines"] = lines
        if customer_id is not UNSET:
            field_dict["customer_id"] = customer_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attachment import Attachment  # noqa: PLC0415
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.delivery import Delivery  # noqa: PLC0415
        from ..models.document_allowance_charge import DocumentAllowanceCharge  # noqa: PLC0415
        from ..models.form_line import FormLine  # noqa: PLC0415
        from ..models.note import Note  # noqa: PLC0415
        from ..models.object_identifier import ObjectIdentifier  # noqa: PLC0415
        from ..models.payee import Payee  # noqa: PLC0415
        from ..models.payment import Payment  # noqa: PLC0415
        from ..models.period import Period  # noqa: PLC0415
        from ..models.preceding_invoice import PrecedingInvoice  # noqa: PLC0415
        from ..models.supplier import Supplier  # noqa: PLC0415
        from ..models.tax_representative import TaxRepresentative  # noqa: PLC0415
        from ..models.tax_subtotal import TaxSubtotal  # noqa: PLC0415
        from ..models.totals import Totals  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_invoice_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number", UNSET))

        def _parse_issue_date(data: object) -> datetime.date | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                issue_date_type_0 = datetime.date.fromisoformat(data)

                return issue_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | str | Unset, data)

        issue_date = _parse_issue_date(d.pop("issue_date", UNSET))

        def _parse_type_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_code = _parse_type_code(d.pop("type_code", UNSET))

        def _parse_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        def _parse_tax_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_currency = _parse_tax_currency(d.pop("tax_currency", UNSET))

        def _parse_tax_point_date(data: object) -> datetime.date | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                tax_point_date_type_0 = datetime.date.fromisoformat(data)

                return tax_point_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | str | Unset, data)

        tax_point_date = _parse_tax_point_date(d.pop("tax_point_date", UNSET))

        def _parse_tax_point_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tax_point_code = _parse_tax_point_code(d.pop("tax_point_code", UNSET))

        def _parse_due_date(data: object) -> datetime.date | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_date_type_0 = datetime.date.fromisoformat(data)

                return due_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | str | Unset, data)

        due_date = _parse_due_date(d.pop("due_date", UNSET))

        def _parse_buyer_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        buyer_reference = _parse_buyer_reference(d.pop("buyer_reference", UNSET))

        def _parse_project(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        project = _parse_project(d.pop("project", UNSET))

        def _parse_contract(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contract = _parse_contract(d.pop("contract", UNSET))

        def _parse_purchase_order(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        purchase_order = _parse_purchase_order(d.pop("purchase_order", UNSET))

        def _parse_sales_order(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sales_order = _parse_sales_order(d.pop("sales_order", UNSET))

        def _parse_receiving_advice(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        receiving_advice = _parse_receiving_advice(d.pop("receiving_advice", UNSET))

        def _parse_despatch_advice(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        despatch_advice = _parse_despatch_advice(d.pop("despatch_advice", UNSET))

        def _parse_tender(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tender = _parse_tender(d.pop("tender", UNSET))

        def _parse_object_id(data: object) -> None | ObjectIdentifier | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                object_id_type_0 = ObjectIdentifier.from_dict(data)

                return object_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ObjectIdentifier | Unset, data)

        object_id = _parse_object_id(d.pop("object_id", UNSET))

        def _parse_accounting_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accounting_reference = _parse_accounting_reference(d.pop("accounting_reference", UNSET))

        def _parse_payment_terms(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        payment_terms = _parse_payment_terms(d.pop("payment_terms", UNSET))

        _notes = d.pop("notes", UNSET)
        notes: list[Note] | Unset = UNSET
        if _notes is not UNSET:
            notes = []
            for notes_item_data in _notes:
                notes_item = Note.from_dict(notes_item_data)

                notes.append(notes_item)

        def _parse_business_process(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        business_process = _parse_business_process(d.pop("business_process", UNSET))

        def _parse_specification(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        specification = _parse_specification(d.pop("specification", UNSET))

        _preceding_invoices = d.pop("preceding_invoices", UNSET)
        preceding_invoices: list[PrecedingInvoice] | Unset = UNSET
        if _preceding_invoices is not UNSET:
            preceding_invoices = []
            for preceding_invoices_item_data in _preceding_invoices:
                preceding_invoices_item = PrecedingInvoice.from_dict(preceding_invoices_item_data)

                preceding_invoices.append(preceding_invoices_item)

        def _parse_supplier(data: object) -> None | Supplier | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                supplier_type_0 = Supplier.from_dict(data)

                return supplier_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Supplier | Unset, data)

        supplier = _parse_supplier(d.pop("supplier", UNSET))

        def _parse_customer(data: object) -> Customer | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = Customer.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Customer | None | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_payee(data: object) -> None | Payee | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payee_type_0 = Payee.from_dict(data)

                return payee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Payee | Unset, data)

        payee = _parse_payee(d.pop("payee", UNSET))

        def _parse_tax_representative(data: object) -> None | TaxRepresentative | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tax_representative_type_0 = TaxRepresentative.from_dict(data)

                return tax_representative_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TaxRepresentative | Unset, data)

        tax_representative = _parse_tax_representative(d.pop("tax_representative", UNSET))

        def _parse_delivery(data: object) -> Delivery | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delivery_type_0 = Delivery.from_dict(data)

                return delivery_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Delivery | None | Unset, data)

        delivery = _parse_delivery(d.pop("delivery", UNSET))

        def _parse_period(data: object) -> None | Period | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                period_type_0 = Period.from_dict(data)

                return period_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Period | Unset, data)

        period = _parse_period(d.pop("period", UNSET))

        def _parse_payment(data: object) -> None | Payment | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                payment_type_0 = Payment.from_dict(data)

                return payment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Payment | Unset, data)

        payment = _parse_payment(d.pop("payment", UNSET))

        _allowances = d.pop("allowances", UNSET)
        allowances: list[DocumentAllowanceCharge] | Unset = UNSET
        if _allowances is not UNSET:
            allowances = []
            for allowances_item_data in _allowances:
                allowances_item = DocumentAllowanceCharge.from_dict(allowances_item_data)

                allowances.append(allowances_item)

        _charges = d.pop("charges", UNSET)
        charges: list[DocumentAllowanceCharge] | Unset = UNSET
        if _charges is not UNSET:
            charges = []
            for charges_item_data in _charges:
                charges_item = DocumentAllowanceCharge.from_dict(charges_item_data)

                charges.append(charges_item)

        def _parse_totals(data: object) -> None | Totals | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                totals_type_0 = Totals.from_dict(data)

                return totals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Totals | Unset, data)

        totals = _parse_totals(d.pop("totals", UNSET))

        _tax_breakdown = d.pop("tax_breakdown", UNSET)
        tax_breakdown: list[TaxSubtotal] | Unset = UNSET
        if _tax_breakdown is not UNSET:
            tax_breakdown = []
            for tax_breakdown_item_data in _tax_breakdown:
                tax_breakdown_item = TaxSubtotal.from_dict(tax_breakdown_item_data)

                tax_breakdown.append(tax_breakdown_item)

        _attachments = d.pop("attachments", UNSET)
        attachments: list[Attachment] | Unset = UNSET
        if _attachments is not UNSET:
            attachments = []
            for attachments_item_data in _attachments:
                attachments_item = Attachment.from_dict(attachments_item_data)

                attachments.append(attachments_item)

        _lines = d.pop("lines", UNSET)
        lines: list[FormLine] | Unset = UNSET
        if _lines is not UNSET:
            lines = []
            for lines_item_data in _lines:
                lines_item = FormLine.from_dict(lines_item_data)

                lines.append(lines_item)

        def _parse_customer_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_id = _parse_customer_id(d.pop("customer_id", UNSET))

        form_document = cls(
            invoice_number=invoice_number,
            issue_date=issue_date,
            type_code=type_code,
            currency=currency,
            tax_currency=tax_currency,
            tax_point_date=tax_point_date,
            tax_point_code=tax_point_code,
            due_date=due_date,
            buyer_reference=buyer_reference,
            project=project,
            contract=contract,
            purchase_order=purchase_order,
            sales_order=sales_order,
            receiving_advice=receiving_advice,
            despatch_advice=despatch_advice,
            tender=tender,
            object_id=object_id,
            accounting_reference=accounting_reference,
            payment_terms=payment_terms,
            notes=notes,
            business_process=business_process,
            specification=specification,
            preceding_invoices=preceding_invoices,
            supplier=supplier,
            customer=customer,
            payee=payee,
            tax_representative=tax_representative,
            delivery=delivery,
            period=period,
            payment=payment,
            allowances=allowances,
            charges=charges,
            totals=totals,
            tax_breakdown=tax_breakdown,
            attachments=attachments,
            lines=lines,
            customer_id=customer_id,
        )

        return form_document
