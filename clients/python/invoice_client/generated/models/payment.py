from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.credit_transfer import CreditTransfer
    from ..models.direct_debit import DirectDebit
    from ..models.payment_card import PaymentCard


T = TypeVar("T", bound="Payment")


@_attrs_define
class Payment:
    """BG-16 Payment instructions."""

    means_code: None | str | Unset = UNSET
    """ BT-81: UNTDID 4461 code, 30 or 58 for a credit transfer """
    means: None | str | Unset = UNSET
    """ BT-82: the payment means in words """
    remittance_information: None | str | Unset = UNSET
    """ BT-83: reference the payer quotes """
    credit_transfers: list[CreditTransfer] | Unset = UNSET
    """ BG-17: accounts to pay to """
    card: None | PaymentCard | Unset = UNSET
    """ BG-18: payment card """
    direct_debit: DirectDebit | None | Unset = UNSET
    """ BG-19: direct debit """

    def to_dict(self) -> dict[str, Any]:
        from ..models.direct_debit import DirectDebit  # noqa: PLC0415
        from ..models.payment_card import PaymentCard  # noqa: PLC0415

        means_code: None | str | Unset
        if isinstance(self.means_code, Unset):
            means_code = UNSET
        else:
            means_code = self.means_code

        means: None | str | Unset
        if isinstance(self.means, Unset):
            means = UNSET
        else:
            means = self.means

        remittance_information: None | str | Unset
        if isinstance(self.remittance_information, Unset):
            remittance_information = UNSET
        else:
            remittance_information = self.remittance_information

        credit_transfers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.credit_transfers, Unset):
            credit_transfers = []
            for credit_transfers_item_data in self.credit_transfers:
                credit_transfers_item = credit_transfers_item_data.to_dict()
                credit_transfers.append(credit_transfers_item)

        card: dict[str, Any] | None | Unset
        if isinstance(self.card, Unset):
            card = UNSET
        elif isinstance(self.card, PaymentCard):
            card = self.card.to_dict()
        else:
            card = self.card

        direct_debit: dict[str, Any] | None | Unset
        if isinstance(self.direct_debit, Unset):
            direct_debit = UNSET
        elif isinstance(self.direct_debit, DirectDebit):
            direct_debit = self.direct_debit.to_dict()
        else:
            direct_debit = self.direct_debit

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if means_code is not UNSET:
            field_dict["means_code"] = means_code
        if means is not UNSET:
            field_dict["means"] = means
        if remittance_information is not UNSET:
            field_dict["remittance_information"] = remittance_information
        if credit_transfers is not UNSET:
            field_dict["credit_transfers"] = credit_transfers
        if card is not UNSET:
            field_dict["card"] = card
        if direct_debit is not UNSET:
            field_dict["direct_debit"] = direct_debit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.credit_transfer import CreditTransfer  # noqa: PLC0415
        from ..models.direct_debit import DirectDebit  # noqa: PLC0415
        from ..models.payment_card import PaymentCard  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_means_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        means_code = _parse_means_code(d.pop("means_code", UNSET))

        def _parse_means(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        means = _parse_means(d.pop("means", UNSET))

        def _parse_remittance_information(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        remittance_information = _parse_remittance_information(d.pop("remittance_information", UNSET))

        _credit_transfers = d.pop("credit_transfers", UNSET)
        credit_transfers: list[CreditTransfer] | Unset = UNSET
        if _credit_transfers is not UNSET:
            credit_transfers = []
            for credit_transfers_item_data in _credit_transfers:
                credit_transfers_item = CreditTransfer.from_dict(credit_transfers_item_data)

                credit_transfers.append(credit_transfers_item)

        def _parse_card(data: object) -> None | PaymentCard | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                card_type_0 = PaymentCard.from_dict(data)

                return card_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PaymentCard | Unset, data)

        card = _parse_card(d.pop("card", UNSET))

        def _parse_direct_debit(data: object) -> DirectDebit | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                direct_debit_type_0 = DirectDebit.from_dict(data)

                return direct_debit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DirectDebit | None | Unset, data)

        direct_debit = _parse_direct_debit(d.pop("direct_debit", UNSET))

        payment = cls(
            means_code=means_code,
            means=means,
            remittance_information=remittance_information,
            credit_transfers=credit_transfers,
            card=card,
            direct_debit=direct_debit,
        )

        return payment
