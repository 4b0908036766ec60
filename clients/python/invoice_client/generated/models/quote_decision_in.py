from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.quote_decision_in_decision import QuoteDecisionInDecision, check_quote_decision_in_decision
from ..types import UNSET, Unset

T = TypeVar("T", bound="QuoteDecisionIn")


@_attrs_define
class QuoteDecisionIn:
    """What the customer, or the company, decided; a quote is opened again until `valid_until`, or its own last day."""

    decision: QuoteDecisionInDecision
    """ `accept`, `decline`, or `reopen`, which takes either back """
    comment: str | Unset = ""
    """ Why, in the person's words """
    valid_until: datetime.date | None | Unset = UNSET
    """ Another last day, where the quote is opened again """

    def to_dict(self) -> dict[str, Any]:
        decision: str = self.decision

        comment = self.comment

        valid_until: None | str | Unset
        if isinstance(self.valid_until, Unset):
            valid_until = UNSET
        elif isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
            }
        )
        if comment is not UNSET:
            field_dict["comment"] = comment
        if valid_until is not UNSET:
            field_dict["valid_until"] = valid_until

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decision = check_quote_decision_in_decision(d.pop("decision"))

        comment = d.pop("comment", UNSET)

        def _parse_valid_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        valid_until = _parse_valid_until(d.pop("valid_until", UNSET))

        quote_decision_in = cls(
            decision=decision,
            comment=comment,
            valid_until=valid_until,
        )

        return quote_decision_in
