from typing import Literal

FileKind = Literal["cii", "content", "layout", "pdf", "preview", "received", "report", "source", "ubl"]

FILE_KIND_VALUES: set[FileKind] = {
    "cii",
    "content",
    "layout",
    "pdf",
    "preview",
    "received",
    "report",
    "source",
    "ubl",
}


def check_file_kind(value: str) -> FileKind:
    if value in FILE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FILE_KIND_VALUES!r}")
