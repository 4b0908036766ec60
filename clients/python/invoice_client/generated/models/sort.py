from typing import Literal

Sort = Literal["-created_at", "-due_date", "-issue_date", "-total", "created_at", "due_date", "issue_date", "total"]

SORT_VALUES: set[Sort] = {
    "-created_at",
    "-due_date",
    "-issue_date",
    "-total",
    "created_at",
    "due_date",
    "issue_date",
    "total",
}


def check_sort(value: str) -> Sort:
    if value in SORT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SORT_VALUES!r}")
