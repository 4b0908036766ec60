from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.invoice_direction import InvoiceDirection, check_invoice_direction
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.correction_in_document import CorrectionInDocument
    from ..models.line_in import LineIn
    from ..models.places_in import PlacesIn
    from ..models.tax_row_in import TaxRowIn


T = TypeVar("T", bound="CorrectionIn")


@_attrs_define
class CorrectionIn:
    """What is to be corrected: what is absent stays, what is null goes.

    `places` tell where fields stand on the pages; a field that has a place and no value gets the value printed there.
    What is said of a field is remembered for the supplier's next invoices.

    `lines` and `tax_breakdown` replace what is there. `document` is merged into the invoice's document (RFC 7396), for
    what has no field here. Amounts that contradict each other by the correction are refused; `recalculate` computes
    them from the lines instead. `direction` says who pays, where that does not follow from the supplier.

    """

    invoice_number: None | str | Unset = UNSET
    """ Number of the invoice (BT-1) """
    issue_date: datetime.date | None | Unset = UNSET
    """ Day of issue (BT-2) """
    due_date: datetime.date | None | Unset = UNSET
    """ Until when it is to be paid (BT-9) """
    currency: None | str | Unset = UNSET
    """ ISO 4217 """
    purchase_order: None | str | Unset = UNSET
    """ The customer's order (BT-13) """
    supplier: None | str | Unset = UNSET
    """ The supplier's name """
    supplier_tax_id: None | str | Unset = UNSET
    """ The supplier's VAT identifier (BT-31) """
    supplier_address: None | str | Unset = UNSET
    """ The supplier's address """
    supplier_email: None | str | Unset = UNSET
    """ The supplier's e-mail address """
    customer: None | str | Unset = UNSET
    """ The customer's name """
    customer_tax_id: None | str | Unset = UNSET
    """ The customer's VAT identifier (BT-48) """
    customer_address: None | str | Unset = UNSET
    """ The customer's address """
    customer_email: None | str | Unset = UNSET
    """ The customer's e-mail address """
    net_total: float | None | str | Unset = UNSET
    """ Total without tax (BT-109) """
    tax_total: float | None | str | Unset = UNSET
    """ Tax in all (BT-110) """
    total: float | None | str | Unset = UNSET
    """ Total with tax (BT-112) """
    prepaid: float | None | str | Unset = UNSET
    """ What was paid already (BT-113) """
    amount_due: float | None | str | Unset = UNSET
    """ What is to be paid (BT-115) """
    iban: None | str | Unset = UNSET
    """ Account number (ISO 13616) """
    bic: None | str | Unset = UNSET
    """ The supplier's bank (ISO 9362, BT-86) """
    lines: list[LineIn] | None | Unset = UNSET
    """ The lines (BG-25) """
    tax_breakdown: list[TaxRowIn] | None | Unset = UNSET
    """ Tax by category and rate (BG-23) """
    places: None | PlacesIn | Unset = UNSET
    """ Where on the page the corrected values stand """
    document: CorrectionInDocument | Unset = UNSET
    """ The document of EN 16931, its fields named after business terms """
    recalculate: bool | Unset = False
    """ Whether the amounts that follow from the corrected ones are computed anew """
    direction: InvoiceDirection | None | Unset = UNSET
    """ `payable` (a supplier's invoice) or `receivable` (the company's own) """

    def to_dict(self) -> dict[str, Any]:
        from ..models.places_in import PlacesIn  # noqa: PLC0415

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

        due_date: None | str | Unset
        if isinstance(self.due_date, Unset):
            due_date = UNSET
        elif isinstance(self.due_date, datetime.date):
            due_date = self.due_date.isoformat()
        else:
            due_date = self.due_date

        currency: None | str | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        else:
            currency = self.currency

        purchase_order: None | str | Unset
        if isinstance(self.purchase_order, Unset):
            purchase_order = UNSET
        else:
            purchase_order = self.purchase_order

        supplier: None | str | Unset
        if isinstance(self.supplier, Unset):
            supplier = UNSET
        else:
            supplier = self.supplier

        supplier_tax_id: None | str | Unset
        if isinstance(self.supplier_tax_id, Unset):
            supplier_tax_id = UNSET
        else:
            supplier_tax_id = self.supplier_tax_id

        supplier_address: None | str | Unset
        if isinstance(self.supplier_address, Unset):
            supplier_address = UNSET
        else:
            supplier_address = self.supplier_address

        supplier_email: None | str | Unset
        if isinstance(self.supplier_email, Unset):
            supplier_email = UNSET
        else:
            supplier_email = self.supplier_email

        customer: None | str | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        else:
            customer = self.customer

        customer_tax_id: None | str | Unset
        if isinstance(self.customer_tax_id, Unset):
            customer_tax_id = UNSET
        else:
            customer_tax_id = self.customer_tax_id

        customer_address: None | str | Unset
        if isinstance(self.customer_address, Unset):
            customer_address = UNSET
        else:
            customer_address = self.customer_address

        customer_email: None | str | Unset
        if isinstance(self.customer_email, Unset):
            customer_email = UNSET
        else:
            customer_email = self.customer_email

        net_total: float | None | str | Unset
        if isinstance(self.net_total, Unset):
            net_total = UNSET
        else:
            net_total = self.net_total

        tax_total: float | None | str | Unset
        if isinstance(self.tax_total, Unset):
            tax_total = UNSET
        else:
            tax_total = self.tax_total

        total: float | None | str | Unset
        if isinstance(self.total, Unset):
            total = UNSET
        else:
            total = self.total

        prepaid: float | None | str | Unset
        if isinstance(self.prepaid, Unset):
            prepaid = UNSET
        else:
            prepaid = self.prepaid

        amount_due: float | None | str | Unset
        if isinstance(self.amount_due, Unset):
            amount_due = UNSET
        else:
            amount_due = self.amount_due

        iban: None | str | Unset
        if isinstance(self.iban, Unset):
            iban = UNSET
        else:
            iban = self.iban

        bic: None | str | Unset
        if isinstance(self.bic, Unset):
            bic = UNSET
        else:
            bic = self.bic

        lines: list[dict[str, Any]] | None | Unset
        if isinstance(self.lines, Unset):
            lines = UNSET
        elif isinstance(self.lines, list):
            lines = []
            for lines_type_0_item_data in self.lines:
                lines_type_0_item = lines_type_0_item_data.to_dict()
                lines.append(lines_type_0_item)

        else:
            lines = self.lines

        tax_breakdown: list[dict[str, Any]] | None | Unset
        if isinstance(self.tax_breakdown, Unset):
            tax_breakdown = UNSET
        elif isinstance(self.tax_breakdown, list):
            tax_breakdown = []
            for tax_breakdown_type_0_item_data in self.tax_breakdown:
                tax_breakdown_type_0_item = tax_breakdown_type_0_item_data.to_dict()
                tax_breakdown.append(tax_breakdown_type_0_item)

        else:
            tax_breakdown = self.tax_breakdown

        places: dict[str, Any] | None | Unset
        if isinstance(self.places, Unset):
            places = UNSET
        elif isinstance(self.places, PlacesIn):
            places = self.places.to_dict()
        else:
            places = self.places

        document: dict[str, Any] | Unset = UNSET
        if not isinstance(self.document, Unset):
            document = self.document.to_dict()

        recalculate = self.recalculate

        direction: None | str | Unset
        if isinstance(self.direction, Unset):
            direction = UNSET
        elif isinstance(self.direction, str):
            direction = self.direction
        else:
            direction = self.direction

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if invoice_number is not UNSET:
            field_dict["invoice_number"] = invoice_number
        if issue_date is not UNSET:
            field_dict["issue_date"] = issue_date
        if due_date is not UNSET:
            field_dict["due_date"] = due_date
        if currency is not UNSET:
            field_dict["currency"] = currency
        if purchase_order is not UNSET:
            field_dict["purchase_order"] = purchase_order
        if supplier is not UNSET:
            field_dict["supplier"] = supplier
        if supplier_tax_id is not UNSET:
            field_dict["supplier_tax_id"] = supplier_tax_id
        if supplier_address is not UNSET:
            field_dict["supplier_address"] = supplier_address
        if supplier_email is not UNSET:
            field_dict["supplier_email"] = supplier_email
        if customer is not UNSET:
            field_dict["customer"] = customer
        if customer_tax_id is not UNSET:
            field_dict["customer_tax_id"] = customer_tax_id
        if customer_address is not UNSET:
            field_dict["customer_address"] = customer_address
        if customer_email is not UNSET:
            field_dict["customer_email"] = customer_email
        if net_total is not UNSET:
            field_dict["net_total"] = net_total
        if tax_total is not UNSET:
            field_dict["tax_total"] = tax_total
        if total is not UNSET:
            field_dict["total"] = total
        if prepaid is not UNSET:
            field_dict["prepaid"] = prepaid
        if amount_due is not UNSET:
            field_dict["amount_due"] = amount_due
        if iban is not UNSET:
            field_dict["iban"] = iban
        if bic is not UNSET:
            field_dict["bic"] = bic
        if lines is not UNSET:
            field_dict["lines"] = lines
        if tax_breakdown is not UNSET:
            field_dict["tax_breakdown"] = tax_breakdown
        if places is not UNSET:
            field_dict["places"] = places
        if document is not UNSET:
            field_dict["document"] = document
        if recalculate is not UNSET:
            field_dict["recalculate"] = recalculate
        if direction is not UNSET:
            field_dict["direction"] = direction

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.correction_in_document import CorrectionInDocument  # noqa: PLC0415
        from ..models.line_in import LineIn  # noqa: PLC0415
        from ..models.places_in import PlacesIn  # noqa: PLC0415
        from ..models.tax_row_in import TaxRowIn  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_invoice_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number", UNSET))

        def _parse_issue_date(data: object) -> datetime.date | None | Unset:
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
            return cast(datetime.date | None | Unset, data)

        issue_date = _parse_issue_date(d.pop("issue_date", UNSET))

        def _parse_due_date(data: object) -> datetime.date | None | Unset:
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
            return cast(datetime.date | None | Unset, data)

        due_date = _parse_due_date(d.pop("due_date", UNSET))

        def _parse_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        def _parse_purchase_order(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        purchase_order = _parse_purchase_order(d.pop("purchase_order", UNSET))

        def _parse_supplier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        supplier = _parse_supplier(d.pop("supplier", UNSET))

        def _parse_supplier_tax_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        supplier_tax_id = _parse_supplier_tax_id(d.pop("supplier_tax_id", UNSET))

        def _parse_supplier_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        supplier_address = _parse_supplier_address(d.pop("supplier_address", UNSET))

        def _parse_supplier_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        supplier_email = _parse_supplier_email(d.pop("supplier_email", UNSET))

        def _parse_customer(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_customer_tax_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_tax_id = _parse_customer_tax_id(d.pop("customer_tax_id", UNSET))

        def _parse_customer_address(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_address = _parse_customer_address(d.pop("customer_address", UNSET))

        def _parse_customer_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        customer_email = _parse_customer_email(d.pop("customer_email", UNSET))

        def _parse_net_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        net_total = _parse_net_total(d.pop("net_total", UNSET))

        def _parse_tax_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        tax_total = _parse_tax_total(d.pop("tax_total", UNSET))

        def _parse_total(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        total = _parse_total(d.pop("total", UNSET))

        def _parse_prepaid(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        prepaid = _parse_prepaid(d.pop("prepaid", UNSET))

        def _parse_amount_due(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        amount_due = _parse_amount_due(d.pop("amount_due", UNSET))

        def _parse_iban(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        iban = _parse_iban(d.pop("iban", UNSET))

        def _parse_bic(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bic = _parse_bic(d.pop("bic", UNSET))

        def _parse_lines(data: object) -> list[LineIn] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                lines_type_0 = []
                _lines_type_0 = data
                for lines_type_0_item_data in _lines_type_0:
                    lines_type_0_item = LineIn.from_dict(lines_type_0_item_data)

                    lines_type_0.append(lines_type_0_item)

                return lines_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[LineIn] | None | Unset, data)

        lines = _parse_lines(d.pop("lines", UNSET))

        def _parse_tax_breakdown(data: object) -> list[TaxRowIn] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tax_breakdown_type_0 = []
                _tax_breakdown_type_0 = data
                for tax_breakdown_type_0_item_data in _tax_breakdown_type_0:
                    tax_breakdown_type_0_item = TaxRowIn.from_dict(tax_breakdown_type_0_item_data)

                    tax_breakdown_type_0.append(tax_breakdown_type_0_item)

                return tax_breakdown_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TaxRowIn] | None | Unset, data)

        tax_breakdown = _parse_tax_breakdown(d.pop("tax_breakdown", UNSET))

        def _parse_places(data: object) -> None | PlacesIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                places_type_0 = PlacesIn.from_dict(data)

                return places_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlacesIn | Unset, data)

        places = _parse_places(d.pop("places", UNSET))

        _document = d.pop("document", UNSET)
        document: CorrectionInDocument | Unset
        if isinstance(_document, Unset):
            document = UNSET
        else:
            document = CorrectionInDocument.from_dict(_document)

        recalculate = d.pop("recalculate", UNSET)

        def _parse_direction(data: object) -> InvoiceDirection | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_0 = check_invoice_direction(data)

                return direction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InvoiceDirection | None | Unset, data)

        direction = _parse_direction(d.pop("direction", UNSET))

        correction_in = cls(
            invoice_number=invoice_number,
            issue_date=issue_date,
            due_date=due_date,
            currency=currency,
            purchase_order=purchase_order,
            supplier=supplier,
            supplier_tax_id=supplier_tax_id,
            supplier_address=supplier_address,
            supplier_email=supplier_email,
            customer=customer,
            customer_tax_id=customer_tax_id,
            customer_address=customer_address,
            customer_email=customer_email,
            net_total=net_total,
            tax_total=tax_total,
            total=total,
            prepaid=prepaid,
            amount_due=amount_due,
            iban=iban,
            bic=bic,
            lines=lines,
            tax_breakdown=tax_breakdown,
            places=places,
            document=document,
            recalculate=recalculate,
            direction=direction,
        )

        return correction_in
