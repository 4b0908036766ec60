from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TransfersOut")


@_attrs_define
class TransfersOut:
    """A credit transfer file (pain.001.001.09): save `xml` under `filename` and give it to the bank."""

    message_id: str
    """ The id of the order in the file (MsgId) """
    filename: str
    """ The file's name, for people """
    transfers: int
    """ How many transfers are in the file """
    total: str
    """ What the transfers come to """
    xml: str
    """ The file: pain.001.001.09 """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        message_id = self.message_id

        filename = self.filename

        transfers = self.transfers

        total = self.total

        xml = self.xml

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "message_id": message_id,
                "filename": filename,
                "transfers": transfers,
                "total": total,
                "xml": xml,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        message_id = d.pop("message_id")

        filename = d.pop("filename")

        transfers = d.pop("transfers")

        total = d.pop("total")

        xml = d.pop("xml")

        transfers_out = cls(
            message_id=message_id,
            filename=filename,
            transfers=transfers,
            total=total,
            xml=xml,
        )

        transfers_out.additional_properties = d
        return transfers_out

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
