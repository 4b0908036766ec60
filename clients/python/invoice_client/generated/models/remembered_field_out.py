from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kind import Kind, check_kind

if TYPE_CHECKING:
    from ..models.spot_out import SpotOut


T = TypeVar("T", bound="RememberedFieldOut")


@_attrs_define
class RememberedFieldOut:
    """What is remembered of a field: where it stands, or the value that is the same on every document.

    `trusted` tells that it may replace what is read surely; one that was only confirmed, or led to a correction itself,
    helps with doubtful readings only. The last correction is told by its invoice, time and person, whose name is null
    for an account that is gone.

    """

    field: str
    """ The field's path, such as `lines.0.quantity` """
    kind: Kind
    """ What type of value a field has, and so whether its place or the value itself is remembered. """
    value: None | str
    """ The value """
    spots: list[SpotOut]
    """ Where on the page the value stood """
    trusted: bool
    """ Whether it may replace what was read surely """
    invoice_id: str
    """ The id of the invoice that it is about """
    corrected_at: datetime.datetime
    """ When it was corrected """
    corrected_by: str
    """ The id of the person who corrected it """
    corrected_by_name: None | str
    """ That person's name """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        kind: str = self.kind

        value: None | str
        value = self.value

        spots = []
        for spots_item_data in self.spots:
            spots_item = spots_item_data.to_dict()
            spots.append(spots_item)

        trusted = self.trusted

        invoice_id = self.invoice_id

        corrected_at = self.corrected_at.isoformat()

        corrected_by = self.corrected_by

        corrected_by_name: None | str
        corrected_by_name = self.corrected_by_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "kind": kind,
                "value": value,
                "spots": spots,
                "trusted": trusted,
                "invoice_id": invoice_id,
                "corrected_at": corrected_at,
                "corrected_by": corrected_by,
                "corrected_by_name": corrected_by_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.spot_out import SpotOut  # noqa: PLC0415

        d = dict(src_dict)
        field = d.pop("field")

        kind = check_kind(d.pop("kind"))

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        spots = []
        _spots = d.pop("spots")
        for spots_item_data in _spots:
            spots_item = SpotOut.from_dict(spots_item_data)

            spots.append(spots_item)

        trusted = d.pop("trusted")

        invoice_id = d.pop("invoice_id")

        corrected_at = datetime.datetime.fromisoformat(d.pop("corrected_at"))

        corrected_by = d.pop("corrected_by")

        def _parse_corrected_by_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        corrected_by_name = _parse_corrected_by_name(d.pop("corrected_by_name"))

        remembered_field_out = cls(
            field=field,
            kind=kind,
            value=value,
            spots=spots,
            trusted=trusted,
            invoice_id=invoice_id,
            corrected_at=corrected_at,
            corrected_by=corrected_by,
            corrected_by_name=corrected_by_name,
        )

        remembered_field_out.additional_properties = d
        return remembered_field_out

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
