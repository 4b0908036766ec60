from typing import Literal

AnswerState = Literal["failed", "sending", "sent", "sent_before", "uncertain", "waiting"]

ANSWER_STATE_VALUES: set[AnswerState] = {
    "failed",
    "sending",
    "sent",
    "sent_before",
    "uncertain",
    "waiting",
}


def check_answer_state(value: str) -> AnswerState:
    if value in ANSWER_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ANSWER_STATE_VALUES!r}")
