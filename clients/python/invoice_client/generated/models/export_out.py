from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.export_format import ExportFormat, check_export_format
from ..models.export_status import ExportStatus, check_export_status

if TYPE_CHECKING:
    from ..models.export_link import ExportLink
    from ..models.failure import Failure


T = TypeVar("T", bound="ExportOut")


@_attrs_define
class ExportOut:
    """An export that is made in the background: how far it is, in percent, and where the file is once it is ready."""

    id: str
    """ Its id, opaque """
    format_: ExportFormat
    """ What a list is made into. """
    filename: str
    """ The file's name, for people """
    status: ExportStatus
    """ Where an export stands. """
    progress: int
    """ How far it is, in percent """
    rows: int | None
    """ How many invoices are in the file """
    failure: Failure | None
    """ Why it failed; null where it did not """
    requested_by: str
    """ The id of the person who asked for it """
    created_at: datetime.datetime
    """ When it was made """
    finished_at: datetime.datetime | None
    """ When it was finished """
    expires_at: datetime.datetime
    """ Until when it is kept """
    download: ExportLink | None
    """ Where the file is; null until it is ready """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.export_link import ExportLink  # noqa: PLC0415
        from ..models.failure import Failure  # noqa: PLC0415

        id = self.id

        format_: str = self.format_

        filename = self.filename

        status: str = self.status

        progress = self.progress

        rows: int | None
        rows = self.rows

        failure: dict[str, Any] | None
        if isinstance(self.failure, Failure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        requested_by = self.requested_by

        created_at = self.created_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        expires_at = self.expires_at.isoformat()

        download: dict[str, Any] | None
        if isinstance(self.download, ExportLink):
            download = self.download.to_dict()
        else:
            download = self.download

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "format": format_,
                "filename": filename,
                "status": status,
                "progress": progress,
                "rows": rows,
                "failure": failure,
                "requested_by": requested_by,
                "created_at": created_at,
                "finished_at": finished_at,
                "expires_at": expires_at,
                "download": download,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_link import ExportLink  # noqa: PLC0415
        from ..models.failure import Failure  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        format_ = check_export_format(d.pop("format"))

        filename = d.pop("filename")

        status = check_export_status(d.pop("status"))

        progress = d.pop("progress")

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

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

        requested_by = d.pop("requested_by")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        def _parse_download(data: object) -> ExportLink | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                download_type_0 = ExportLink.from_dict(data)

                return download_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExportLink | None, data)

        download = _parse_download(d.pop("download"))

        export_out = cls(
            id=id,
            format_=format_,
            filename=filename,
            status=status,
            progress=progress,
            rows=rows,
            failure=failure,
            requested_by=requested_by,
            created_at=created_at,
            finished_at=finished_at,
            expires_at=expires_at,
            download=download,
        )

        export_out.additional_properties = d
        return export_out

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
