from typing import Literal

MailPreviewInAttachType0Item = Literal["cii", "pdf", "preview", "received", "report", "source", "ubl"]

MAIL_PREVIEW_IN_ATTACH_TYPE_0_ITEM_VALUES: set[MailPreviewInAttachType0Item] = {
    "cii",
    "pdf",
    "preview",
    "received",
    "report",
    "source",
    "ubl",
}


def check_mail_preview_in_attach_type_0_item(value: str) -> MailPreviewInAttachType0Item:
    if value in MAIL_PREVIEW_IN_ATTACH_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_IN_ATTACH_TYPE_0_ITEM_VALUES!r}")
