from typing import Literal

LayerOutOutcome = Literal["failed", "not_run", "passed", "undecided"]

LAYER_OUT_OUTCOME_VALUES: set[LayerOutOutcome] = {
    "failed",
    "not_run",
    "passed",
    "undecided",
}


def check_layer_out_outcome(value: str) -> LayerOutOutcome:
    if value in LAYER_OUT_OUTCOME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LAYER_OUT_OUTCOME_VALUES!r}")
