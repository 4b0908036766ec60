from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.word_box_out import WordBoxOut


T = TypeVar("T", bound="WordOut")


@_attrs_define
class WordOut:
    """A word that is printed on a page, and where."""

    text: str
    """ The word as it is printed """
    box: WordBoxOut
    """ A rectangle in points from the page's top left corner. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        box = self.box.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
                "box": box,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.word_box_out import WordBoxOut  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        box = WordBoxOut.from_dict(d.pop("box"))

        word_out = cls(
            text=text,
            box=box,
        )

        word_out.additional_properties = d
        return word_out

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
