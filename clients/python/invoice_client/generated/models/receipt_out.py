from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.batch_out import BatchOut
    from ..models.result_out import ResultOut


T = TypeVar("T", bound="ReceiptOut")


@_attrs_define
class ReceiptOut:
    """The answer to several files at once: their batch, and each file's result; none yet for a lone archive."""

    batch: BatchOut
    """ A batch: where it stands, and how many files it holds, once that is known.

    `opening` says that its files are being taken in; `taken_in` that all are known, and their invoices are read by
    and
    by; `refused` that a mail was not accepted. `failed` has a `failure`; what was taken in before stays. """
    results: list[ResultOut]
    """ Each file's result, in their order """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        batch = self.batch.to_dict()

        results = []
        for results_item_data in self.results:
            results_item = results_item_data.to_dict()
            results.append(results_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "batch": batch,
                "results": results,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_out import BatchOut  # noqa: PLC0415
        from ..models.result_out import ResultOut  # noqa: PLC0415

        d = dict(src_dict)
        batch = BatchOut.from_dict(d.pop("batch"))

        results = []
        _results = d.pop("results")
        for results_item_data in _results:
            results_item = ResultOut.from_dict(results_item_data)

            results.append(results_item)

        receipt_out = cls(
            batch=batch,
            results=results,
        )

        receipt_out.additional_properties = d
        return receipt_out

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
