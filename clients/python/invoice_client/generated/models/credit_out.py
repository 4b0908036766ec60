from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.credit_state import CreditState, check_credit_state

if TYPE_CHECKING:
    from ..models.line_left_out import LineLeftOut


T = TypeVar("T", bound="CreditOut")


@_attrs_define
class CreditOut:
    """What was credited of an invoice, by which credit notes, and what is left."""

    invoice_id: str
    """ The id of the invoice that it is about """
    credit_state: CreditState | None
    """ What was taken back: `partly_credited`, `credited` or `cancelled`; null for nothing """
    currency: None | str
    """ ISO 4217 code """
    total: None | str
    """ Total with tax (BT-112) """
    credited_total: str
    """ What was credited so far, tax included """
    credit_notes: list[str]
    """ The ids of its credit notes, oldest first """
    lines: list[LineLeftOut]
    """ The lines (BG-25) """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        invoice_id = self.invoice_id

        credit_state: None | str
        if isinstance(self.credit_state, str):
            credit_state = self.credit_state
        else:
            credit_state = self.credit_state

        currency: None | str
        currency = self.currency

        total: None | str
        total = self.total

        credited_total = self.credited_total

        credit_notes = self.credit_notes

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "invoice_id": invoice_id,
                "credit_state": credit_state,
                "currency": currency,
                "total": total,
                "credited_total": credited_total,
                "credit_notes": credit_notes,
                "lines": lines,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.line_left_out import LineLeftOut  # noqa: PLC0415

        d = dict(src_dict)
        invoice_id = d.pop("invoice_id")

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

        def _parse_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        currency = _parse_currency(d.pop("currency"))

        def _parse_total(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        total = _parse_total(d.pop("total"))

        credited_total = d.pop("credited_total")

        credit_notes = cast(list[str], d.pop("credit_notes"))

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = LineLeftOut.from_dict(lines_item_data)

            lines.append(lines_item)

        credit_out = cls(
            invoice_id=invoice_id,
            credit_state=credit_state,
            currency=currency,
            total=total,
            credited_total=credited_total,
            credit_notes=credit_notes,
            lines=lines,
        )

        credit_out.additional_properties = d
        return credit_out

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
