from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.bulk_action import BulkAction, check_bulk_action
from ..types import UNSET, Unset

T = TypeVar("T", bound="BulkIn")


@_attrs_define
class BulkIn:
    """What is done with each of these invoices.

    `comment` goes with a decision, `date` with payments, `tags` with `tag`, which adds them, and `untag`.

    """

    action: BulkAction
    """ What can be done with many invoices. """
    ids: list[str]
    """ The ids of the invoices """
    comment: str | Unset = ""
    """ Why, in the person's words """
    date: datetime.date | None | Unset = UNSET
    """ The day """
    tags: list[str] | Unset = UNSET
    """ The company's own words for it, in their order: a project, a cost centre """

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        ids = self.ids

        comment = self.comment

        date: None | str | Unset
        if isinstance(self.date, Unset):
            date = UNSET
        elif isinstance(self.date, datetime.date):
            date = self.date.isoformat()
        else:
            date = self.date

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "ids": ids,
            }
        )
        if comment is not UNSET:
            field_dict["comment"] = comment
        if date is not UNSET:
            field_dict["date"] = date
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        action = check_bulk_action(d.pop("action"))

        ids = cast(list[str], d.pop("ids"))

        comment = d.pop("comment", UNSET)

        def _parse_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_type_0 = datetime.date.fromisoformat(data)

                return date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        date = _parse_date(d.pop("date", UNSET))

        tags = cast(list[str], d.pop("tags", UNSET))

        bulk_in = cls(
            action=action,
            ids=ids,
            comment=comment,
            date=date,
            tags=tags,
        )

        return bulk_in
