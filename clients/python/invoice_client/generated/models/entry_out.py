from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.failure import Failure


T = TypeVar("T", bound="EntryOut")


@_attrs_define
class EntryOut:
    """What became of a file: an invoice, a batch of its own, or a `failure` with its reason.

    `duplicate_of` is the invoice that the same bytes are already, where the caller may see that.

    """

    number: int
    """ The file's place in the batch, counted from 1 """
    filename: str
    """ The file's name, for people """
    invoice_id: None | str
    """ The id of the invoice that it is about """
    batch_id: None | str
    """ The batch that an archive among other files became """
    failure: Failure | None
    """ Why it failed; null where it did not """
    duplicate_of: None | str
    """ The id of the invoice that it probably repeats """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.failure import Failure  # noqa: PLC0415

        number = self.number

        filename = self.filename

        invoice_id: None | str
        invoice_id = self.invoice_id

        batch_id: None | str
        batch_id = self.batch_id

        failure: dict[str, Any] | None
        if isinstance(self.failure, Failure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        duplicate_of: None | str
        duplicate_of = self.duplicate_of

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "filename": filename,
                "invoice_id": invoice_id,
                "batch_id": batch_id,
                "failure": failure,
                "duplicate_of": duplicate_of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.failure import Failure  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        filename = d.pop("filename")

        def _parse_invoice_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_id = _parse_invoice_id(d.pop("invoice_id"))

        def _parse_batch_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        batch_id = _parse_batch_id(d.pop("batch_id"))

        def _parse_failure(data: object) -> Failure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = Failure.from_dict(data)

                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Failure | None, data)

        failure = _parse_failure(d.pop("failure"))

        def _parse_duplicate_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of"))

        entry_out = cls(
            number=number,
            filename=filename,
            invoice_id=invoice_id,
            batch_id=batch_id,
            failure=failure,
            duplicate_of=duplicate_of,
        )

        entry_out.additional_properties = d
        return entry_out

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
