from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_kind import BatchKind, check_batch_kind
from ..models.batch_status import BatchStatus, check_batch_status

if TYPE_CHECKING:
    from ..models.batch_detail_out_invoices import BatchDetailOutInvoices
    from ..models.batch_detail_out_refused import BatchDetailOutRefused
    from ..models.failure import Failure
    from ..models.mail_out import MailOut


T = TypeVar("T", bound="BatchDetailOut")


@_attrs_define
class BatchDetailOut:
    """A batch with its progress: its invoices by status, and by code the files that became no invoice.

    `progress` is how many of the invoices are read, or can't be, in percent. Further invoices that were found in its
    files count as well.

    """

    id: str
    """ Its id, opaque """
    kind: BatchKind
    """ How the files came. """
    status: BatchStatus
    """ Where a batch stands: its files are awaited or being taken in, or all that it holds is known. """
    filename: str
    """ The file's name, for people """
    uploaded_by: str
    """ The id of the person who uploaded or created it """
    created_at: datetime.datetime
    """ When it was made """
    updated_at: datetime.datetime
    """ When it was last changed """
    entries: int | None
    """ How many files it holds; null until that is known """
    failure: Failure | None
    """ Why it failed; null where it did not """
    mail: MailOut | None
    """ What a mail says of itself; null for files that came in another way """
    invoices: BatchDetailOutInvoices
    """ How many of its invoices have each status """
    refused: BatchDetailOutRefused
    """ How many of its files became no invoice, by the code of the reason """
    progress: int
    """ How many of its invoices are read, or can't be, in percent """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.failure import Failure  # noqa: PLC0415
        from ..models.mail_out import MailOut  # noqa: PLC0415

        id = self.id

        kind: str = self.kind

        status: str = self.status

        filename = self.filename

        uploaded_by = self.uploaded_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        entries: int | None
        entries = self.entries

        failure: dict[str, Any] | None
        if isinstance(self.failure, Failure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        mail: dict[str, Any] | None
        if isinstance(self.mail, MailOut):
            mail = self.mail.to_dict()
        else:
            mail = self.mail

        invoices = self.invoices.to_dict()

        refused = self.refused.to_dict()

        progress = self.progress

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "status": status,
                "filename": filename,
                "uploaded_by": uploaded_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "entries": entries,
                "failure": failure,
                "mail": mail,
                "invoices": invoices,
                "refused": refused,
                "progress": progress,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_detail_out_invoices import BatchDetailOutInvoices  # noqa: PLC0415
        from ..models.batch_detail_out_refused import BatchDetailOutRefused  # noqa: PLC0415
        from ..models.failure import Failure  # noqa: PLC0415
        from ..models.mail_out import MailOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        kind = check_batch_kind(d.pop("kind"))

        status = check_batch_status(d.pop("status"))

        filename = d.pop("filename")

        uploaded_by = d.pop("uploaded_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_entries(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        entries = _parse_entries(d.pop("entries"))

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

        def _parse_mail(data: object) -> MailOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mail_type_0 = MailOut.from_dict(data)

                return mail_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MailOut | None, data)

        mail = _parse_mail(d.pop("mail"))

        invoices = BatchDetailOutInvoices.from_dict(d.pop("invoices"))

        refused = BatchDetailOutRefused.from_dict(d.pop("refused"))

        progress = d.pop("progress")

        batch_detail_out = cls(
            id=id,
            kind=kind,
            status=status,
            filename=filename,
            uploaded_by=uploaded_by,
            created_at=created_at,
            updated_at=updated_at,
            entries=entries,
            failure=failure,
            mail=mail,
            invoices=invoices,
            refused=refused,
            progress=progress,
        )

        batch_detail_out.additional_properties = d
        return batch_detail_out

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
