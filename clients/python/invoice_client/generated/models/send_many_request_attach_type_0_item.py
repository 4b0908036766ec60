from typing import Literal

SendManyRequestAttachType0Item = Literal["cii", "pdf", "preview", "received", "report", "source", "ubl"]

SEND_MANY_REQUEST_ATTACH_TYPE_0_ITEM_VALUES: set[SendManyRequestAttachType0Item] = {
    "cii",
    "pdf",
    "preview",
    "received",
    "report",
    "source",
    "ubl",
}


def check_send_many_request_attach_type_0_item(value: str) -> SendManyRequestAttachType0Item:
    if value in SEND_MANY_REQUEST_ATTACH_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEND_MANY_REQUEST_ATTACH_TYPE_0_ITEM_VALUES!r}")
