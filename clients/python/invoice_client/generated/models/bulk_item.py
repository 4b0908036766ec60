from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.invoice_out import InvoiceOut


T = TypeVar("T", bound="BulkItem")


@_attrs_define
class BulkItem:
    """What became of one invoice: `status` and `code` are those that a request for it alone would have had."""

    id: str
    """ Its id, opaque """
    status: int
    """ The HTTP status that a request for this invoice alone would have had """
    code: None | str
    """ Stable code; rely on it, and not on the text """
    detail: None | str
    """ A sentence for a person """
    invoice: InvoiceOut | None
    """ The invoice's summary """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.invoice_out import InvoiceOut  # noqa: PLC0415

        id = self.id

        status = self.status

        code: None | str
        code = self.code

        detail: None | str
        detail = self.detail

        invoice: dict[str, Any] | None
        if isinstance(self.invoice, InvoiceOut):
            invoice = self.invoice.to_dict()
        else:
            invoice = self.invoice

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "code": code,
                "detail": detail,
                "invoice": invoice,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.invoice_out import InvoiceOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        status = d.pop("status")

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        def _parse_detail(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        detail = _parse_detail(d.pop("detail"))

        def _parse_invoice(data: object) -> InvoiceOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                invoice_type_0 = InvoiceOut.from_dict(data)

                return invoice_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InvoiceOut | None, data)

        invoice = _parse_invoice(d.pop("invoice"))

        bulk_item = cls(
            id=id,
            status=status,
            code=code,
            detail=detail,
            invoice=invoice,
        )

        bulk_item.additional_properties = d
        return bulk_item

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
