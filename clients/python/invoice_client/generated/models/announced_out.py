from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.invoice_out import InvoiceOut
    from ..models.upload_form import UploadForm


T = TypeVar("T", bound="AnnouncedOut")


@_attrs_define
class AnnouncedOut:
    """An invoice whose file is awaited, and how to send it."""

    invoice: InvoiceOut
    """ An invoice's summary; what was not read is null.

    `missing_findings` are the values that the last validation asks for, `wrong_findings` those that it contradicts.
    An
    invoice that no rule set is for stays `unvalidated`, with the `state_reason` `no_ruleset_applies`.

    `batch_id` is the batch that it arrived with: other files of one form, an archive or a mail.

    Of an upload that held several invoices, the first has their number in `parts`, the others its id in `part_of`.

    An issued invoice of which something was credited has a `credit_state`, and the sum in `credited_total`; a
    credit
    note of it has its id in `credit_of`.

    `direction` is `payable` (a supplier's invoice) or `receivable` (the company's own). `approval` is of
    payables alone; `open_amount` is what is neither paid nor planned, and `overdue` tells that the due date is
    past.

    A duplicate always has a `duplicate_reason`; `duplicate_of` is null where the first invoice is not the caller's
    to
    see. """
    upload: UploadForm
    """ A form to post to storage: the fields first, the file last and named `file` (Amazon S3's POST). """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        invoice = self.invoice.to_dict()

        upload = self.upload.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "invoice": invoice,
                "upload": upload,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.invoice_out import InvoiceOut  # noqa: PLC0415
        from ..models.upload_form import UploadForm  # noqa: PLC0415

        d = dict(src_dict)
        invoice = InvoiceOut.from_dict(d.pop("invoice"))

        upload = UploadForm.from_dict(d.pop("upload"))

        announced_out = cls(
            invoice=invoice,
            upload=upload,
        )

        announced_out.additional_properties = d
        return announced_out

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
