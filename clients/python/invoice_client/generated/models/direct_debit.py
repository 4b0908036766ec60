from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DirectDebit")


@_attrs_define
class DirectDebit:
    """BG-19 Direct debit."""

    mandate: None | str | Unset = UNSET
    """ BT-89: mandate reference """
    creditor: None | str | Unset = UNSET
    """ BT-90: bank assigned creditor identifier """
    debited_account: None | str | Unset = UNSET
    """ BT-91: account that is debited """

    def to_dict(self) -> dict[str, Any]:
        mandate: None | str | Unset
        if isinstance(self.mandate, Unset):
            mandate = UNSET
        else:
            mandate = self.mandate

        creditor: None | str | Unset
        if isinstance(self.creditor, Unset):
            creditor = UNSET
        else:
            creditor = self.creditor

        debited_account: None | str | Unset
        if isinstance(self.debited_account, Unset):
            debited_account = UNSET
        else:
            debited_account = self.debited_account

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if mandate is not UNSET:
            field_dict["mandate"] = mandate
        if creditor is not UNSET:
            field_dict["creditor"] = creditor
        if debited_account is not UNSET:
            field_dict["debited_account"] = debited_account

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_mandate(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mandate = _parse_mandate(d.pop("mandate", UNSET))

        def _parse_creditor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        creditor = _parse_creditor(d.pop("creditor", UNSET))

        def _parse_debited_account(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        debited_account = _parse_debited_account(d.pop("debited_account", UNSET))

        direct_debit = cls(
            mandate=mandate,
            creditor=creditor,
            debited_account=debited_account,
        )

        return direct_debit
