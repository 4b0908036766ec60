from typing import Literal

QuoteDecisionInDecision = Literal["accept", "decline", "reopen"]

QUOTE_DECISION_IN_DECISION_VALUES: set[QuoteDecisionInDecision] = {
    "accept",
    "decline",
    "reopen",
}


def check_quote_decision_in_decision(value: str) -> QuoteDecisionInDecision:
    if value in QUOTE_DECISION_IN_DECISION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUOTE_DECISION_IN_DECISION_VALUES!r}")
