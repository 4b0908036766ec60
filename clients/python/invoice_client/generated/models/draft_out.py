from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.draft_out_document import DraftOutDocument
    from ..models.draft_problem import DraftProblem


T = TypeVar("T", bound="DraftOut")


@_attrs_define
class DraftOut:
    """A draft with its document, and what keeps it from being issued.

    That is asked of the rules that will judge the invoice: at 100 percent the draft can be issued, and passes them.

    """

    id: str
    """ Its id, opaque """
    customer: None | str
    """ The customer's name """
    invoice_number: None | str
    """ Number of the invoice (BT-1) """
    progress: int | None
    """ How much of what is needed is there, in percent; null if it was last changed before that was kept """
    created_by: str
    """ The id of the person who made it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    version: int
    """ Its version; it grows with every change """
    missing: list[str]
    """ The fields that are needed still, or not right """
    problems: list[DraftProblem]
    """ What is the matter with each of these fields """
    document: DraftOutDocument
    """ The document of EN 16931, its fields named after business terms """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        customer: None | str
        customer = self.customer

        invoice_number: None | str
        invoice_number = self.invoice_number

        progress: int | None
        progress = self.progress

        created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        version = self.version

        missing = self.missing

        problems = []
        for problems_item_data in self.problems:
            problems_item = problems_item_data.to_dict()
            problems.append(problems_item)

        document = self.document.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "customer": customer,
                "invoice_number": invoice_number,
                "progress": progress,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "version": version,
                "missing": missing,
                "problems": problems,
                "document": document,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.draft_out_document import DraftOutDocument  # noqa: PLC0415
        from ..models.draft_problem import DraftProblem  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_customer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer = _parse_customer(d.pop("customer"))

        def _parse_invoice_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number"))

        def _parse_progress(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        progress = _parse_progress(d.pop("progress"))

        created_by = d.pop("created_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        missing = cast(list[str], d.pop("missing"))

        problems = []
        _problems = d.pop("problems")
        for problems_item_data in _problems:
            problems_item = DraftProblem.from_dict(problems_item_data)

            problems.append(problems_item)

        document = DraftOutDocument.from_dict(d.pop("document"))

        draft_out = cls(
            id=id,
            customer=customer,
            invoice_number=invoice_number,
            progress=progress,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            version=version,
            missing=missing,
            problems=problems,
            document=document,
        )

        draft_out.additional_properties = d
        return draft_out

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
