from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.word_out import WordOut


T = TypeVar("T", bound="PageOut")


@_attrs_define
class PageOut:
    """A page with its words and its picture; the boxes of fields and lines are in the same points.

    `image` is a link that needs no token, good for `expires_in` seconds.

    """

    number: int
    """ The page's number, from 1 """
    width: float
    """ In points, as the page is shown """
    height: float
    """ In points, as the page is shown """
    words: list[WordOut]
    """ The words on the page, row by row """
    image: str
    """ The page's picture """
    expires_in: int
    """ For how many seconds it is good """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        width = self.width

        height = self.height

        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)

        image = self.image

        expires_in = self.expires_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "width": width,
                "height": height,
                "words": words,
                "image": image,
                "expires_in": expires_in,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.word_out import WordOut  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        width = d.pop("width")

        height = d.pop("height")

        words = []
        _words = d.pop("words")
        for words_item_data in _words:
            words_item = WordOut.from_dict(words_item_data)

            words.append(words_item)

        image = d.pop("image")

        expires_in = d.pop("expires_in")

        page_out = cls(
            number=number,
            width=width,
            height=height,
            words=words,
            image=image,
            expires_in=expires_in,
        )

        page_out.additional_properties = d
        return page_out

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
