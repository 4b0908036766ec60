from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.place_in import PlaceIn


T = TypeVar("T", bound="PlacesIn")


@_attrs_define
class PlacesIn:
    """Where fields stand."""

    invoice_number: None | PlaceIn | Unset = UNSET
    """ Number of the invoice (BT-1) """
    issue_date: None | PlaceIn | Unset = UNSET
    """ Day of issue (BT-2) """
    due_date: None | PlaceIn | Unset = UNSET
    """ Until when it is to be paid (BT-9) """
    currency: None | PlaceIn | Unset = UNSET
    """ ISO 4217 code """
    purchase_order: None | PlaceIn | Unset = UNSET
    """ The customer's order (BT-13) """
    supplier: None | PlaceIn | Unset = UNSET
    """ The supplier's name """
    supplier_tax_id: None | PlaceIn | Unset = UNSET
    """ The supplier's VAT identifier (BT-31) """
    supplier_address: None | PlaceIn | Unset = UNSET
    """ The supplier's address """
    supplier_email: None | PlaceIn | Unset = UNSET
    """ The supplier's e-mail address """
    customer: None | PlaceIn | Unset = UNSET
    """ The customer's name """
    customer_tax_id: None | PlaceIn | Unset = UNSET
    """ The customer's VAT identifier (BT-48) """
    customer_address: None | PlaceIn | Unset = UNSET
    """ The customer's address """
    customer_email: None | PlaceIn | Unset = UNSET
    """ The customer's e-mail address """
    net_total: None | PlaceIn | Unset = UNSET
    """ Total without tax (BT-109) """
    tax_total: None | PlaceIn | Unset = UNSET
    """ Tax in all (BT-110) """
    total: None | PlaceIn | Unset = UNSET
    """ Total with tax (BT-112) """
    prepaid: None | PlaceIn | Unset = UNSET
    """ What was paid already (BT-113) """
    amount_due: None | PlaceIn | Unset = UNSET
    """ What is to be paid (BT-115) """
    iban: None | PlaceIn | Unset = UNSET
    """ Account number (ISO 13616) """
    bic: None | PlaceIn | Unset = UNSET
    """ The supplier's bank (ISO 9362, BT-86) """

    def to_dict(self) -> dict[str, Any]:
        from ..models.place_in import PlaceIn  # noqa: PLC0415

        invoice_number: dict[str, Any] | None | Unset
        if isinstance(self.invoice_number, Unset):
            invoice_number = UNSET
        elif isinstance(self.invoice_number, PlaceIn):
            invoice_number = self.invoice_number.to_dict()
        else:
            invoice_number = self.invoice_number

        issue_date: dict[str, Any] | None | Unset
        if isinstance(self.issue_date, Unset):
            issue_date = UNSET
        elif isinstance(self.issue_date, PlaceIn):
            issue_date = self.issue_date.to_dict()
        else:
            issue_date = self.issue_date

        due_date: dict[str, Any] | None | Unset
        if isinstance(self.due_date, Unset):
            due_date = UNSET
        elif isinstance(self.due_date, PlaceIn):
            due_date = self.due_date.to_dict()
        else:
            due_date = self.due_date

        currency: dict[str, Any] | None | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        elif isinstance(self.currency, PlaceIn):
            currency = self.currency.to_dict()
        else:
            currency = self.currency

        purchase_order: dict[str, Any] | None | Unset
        if isinstance(self.purchase_order, Unset):
            purchase_order = UNSET
        elif isinstance(self.purchase_order, PlaceIn):
            purchase_order = self.purchase_order.to_dict()
        else:
            purchase_order = self.purchase_order

        supplier: dict[str, Any] | None | Unset
        if isinstance(self.supplier, Unset):
            supplier = UNSET
        elif isinstance(self.supplier, PlaceIn):
            supplier = self.supplier.to_dict()
        else:
            supplier = self.supplier

        supplier_tax_id: dict[str, Any] | None | Unset
        if isinstance(self.supplier_tax_id, Unset):
            supplier_tax_id = UNSET
        elif isinstance(self.supplier_tax_id, PlaceIn):
            supplier_tax_id = self.supplier_tax_id.to_dict()
        else:
            supplier_tax_id = self.supplier_tax_id

        supplier_address: dict[str, Any] | None | Unset
        if isinstance(self.supplier_address, Unset):
            supplier_address = UNSET
        elif isinstance(self.supplier_address, PlaceIn):
            supplier_address = self.supplier_address.to_dict()
        else:
            supplier_address = self.supplier_address

        supplier_email: dict[str, Any] | None | Unset
        if isinstance(self.supplier_email, Unset):
            supplier_email = UNSET
        elif isinstance(self.supplier_email, PlaceIn):
            supplier_email = self.supplier_email.to_dict()
        else:
            supplier_email = self.supplier_email

        customer: dict[str, Any] | None | Unset
        if isinstance(self.customer, Unset):
            customer = UNSET
        elif isinstance(self.customer, PlaceIn):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        customer_tax_id: dict[str, Any] | None | Unset
        if isinstance(self.customer_tax_id, Unset):
            customer_tax_id = UNSET
        elif isinstance(self.customer_tax_id, PlaceIn):
            customer_tax_id = self.customer_tax_id.to_dict()
        else:
            customer_tax_id = self.customer_tax_id

        customer_address: dict[str, Any] | None | Unset
        if isinstance(self.customer_address, Unset):
            customer_address = UNSET
        elif isinstance(self.customer_address, PlaceIn):
            customer_address = self.customer_address.to_dict()
        else:
            customer_address = self.customer_address

        customer_email: dict[str, Any] | None | Unset
        if isinstance(self.customer_email, Unset):
            customer_email = UNSET
        elif isinstance(self.customer_email, PlaceIn):
            customer_email = self.customer_email.to_dict()
        else:
            customer_email = self.customer_email

        net_total: dict[str, Any] | None | Unset
        if isinstance(self.net_total, Unset):
            net_total = UNSET
        elif isinstance(self.net_total, PlaceIn):
            net_total = self.net_total.to_dict()
        else:
            net_total = self.net_total

        tax_total: dict[str, Any] | None | Unset
        if isinstance(self.tax_total, Unset):
            tax_total = UNSET
        elif isinstance(self.tax_total, PlaceIn):
            tax_total = self.tax_total.to_dict()
        else:
            tax_total = self.tax_total

        total: dict[str, Any] | None | Unset
        if isinstance(self.total, Unset):
            total = UNSET
        elif isinstance(self.total, PlaceIn):
            total = self.total.to_dict()
        else:
            total = self.total

        prepaid: dict[str, Any] | None | Unset
        if isinstance(self.prepaid, Unset):
            prepaid = UNSET
        elif isinstance(self.prepaid, PlaceIn):
            prepaid = self.prepaid.to_dict()
        else:
            prepaid = self.prepaid

        amount_due: dict[str, Any] | None | Unset
        if isinstance(self.amount_due, Unset):
            amount_due = UNSET
        elif isinstance(self.amount_due, PlaceIn):
            amount_due = self.amount_due.to_dict()
        else:
            amount_due = self.amount_due

        iban: dict[str, Any] | None | Unset
        if isinstance(self.iban, Unset):
            iban = UNSET
        elif isinstance(self.iban, PlaceIn):
            iban = self.iban.to_dict()
        else:
            iban = self.iban

        bic: dict[str, Any] | None | Unset
        if isinstance(self.bic, Unset):
            bic = UNSET
        elif isinstance(self.bic, PlaceIn):
            bic = self.bic.to_dict()
        else:
            bic = self.bic

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.place_in import PlaceIn  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_invoice_number(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                invoice_number_type_0 = PlaceIn.from_dict(data)

                return invoice_number_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number", UNSET))

        def _parse_issue_date(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                issue_date_type_0 = PlaceIn.from_dict(data)

                return issue_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        issue_date = _parse_issue_date(d.pop("issue_date", UNSET))

        def _parse_due_date(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                due_date_type_0 = PlaceIn.from_dict(data)

                return due_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        due_date = _parse_due_date(d.pop("due_date", UNSET))

        def _parse_currency(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                currency_type_0 = PlaceIn.from_dict(data)

                return currency_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        def _parse_purchase_order(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                purchase_order_type_0 = PlaceIn.from_dict(data)

                return purchase_order_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        purchase_order = _parse_purchase_order(d.pop("purchase_order", UNSET))

        def _parse_supplier(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                supplier_type_0 = PlaceIn.from_dict(data)

                return supplier_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        supplier = _parse_supplier(d.pop("supplier", UNSET))

        def _parse_supplier_tax_id(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                supplier_tax_id_type_0 = PlaceIn.from_dict(data)

                return supplier_tax_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        supplier_tax_id = _parse_supplier_tax_id(d.pop("supplier_tax_id", UNSET))

        def _parse_supplier_address(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                supplier_address_type_0 = PlaceIn.from_dict(data)

                return supplier_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        supplier_address = _parse_supplier_address(d.pop("supplier_address", UNSET))

        def _parse_supplier_email(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                supplier_email_type_0 = PlaceIn.from_dict(data)

                return supplier_email_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        supplier_email = _parse_supplier_email(d.pop("supplier_email", UNSET))

        def _parse_customer(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = PlaceIn.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        customer = _parse_customer(d.pop("customer", UNSET))

        def _parse_customer_tax_id(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_tax_id_type_0 = PlaceIn.from_dict(data)

                return customer_tax_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        customer_tax_id = _parse_customer_tax_id(d.pop("customer_tax_id", UNSET))

        def _parse_customer_address(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_address_type_0 = PlaceIn.from_dict(data)

                return customer_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        customer_address = _parse_customer_address(d.pop("customer_address", UNSET))

        def _parse_customer_email(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_email_type_0 = PlaceIn.from_dict(data)

                return customer_email_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        customer_email = _parse_customer_email(d.pop("customer_email", UNSET))

        def _parse_net_total(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                net_total_type_0 = PlaceIn.from_dict(data)

                return net_total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        net_total = _parse_net_total(d.pop("net_total", UNSET))

        def _parse_tax_total(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tax_total_type_0 = PlaceIn.from_dict(data)

                return tax_total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        tax_total = _parse_tax_total(d.pop("tax_total", UNSET))

        def _parse_total(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                total_type_0 = PlaceIn.from_dict(data)

                return total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        total = _parse_total(d.pop("total", UNSET))

        def _parse_prepaid(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                prepaid_type_0 = PlaceIn.from_dict(data)

                return prepaid_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        prepaid = _parse_prepaid(d.pop("prepaid", UNSET))

        def _parse_amount_due(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                amount_due_type_0 = PlaceIn.from_dict(data)

                return amount_due_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        amount_due = _parse_amount_due(d.pop("amount_due", UNSET))

        def _parse_iban(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                iban_type_0 = PlaceIn.from_dict(data)

                return iban_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        iban = _parse_iban(d.pop("iban", UNSET))

        def _parse_bic(data: object) -> None | PlaceIn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bic_type_0 = PlaceIn.from_dict(data)

                return bic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlaceIn | Unset, data)

        bic = _parse_bic(d.pop("bic", UNSET))

        places_in = cls(
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
        )

        return places_in
