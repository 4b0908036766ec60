from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.create_invoice_files_body import CreateInvoiceFilesBody
from ...models.create_invoice_language import CreateInvoiceLanguage
from ...models.form_document import FormDocument
from ...models.invoice_out import InvoiceOut
from ...models.on_duplicate import OnDuplicate
from ...models.receipt_out import ReceiptOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: CreateInvoiceFilesBody | FormDocument | Unset = UNSET,
    language: CreateInvoiceLanguage | Unset = UNSET,
    filename: str | Unset = UNSET,
    on_duplicate: OnDuplicate | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_language: str | Unset = UNSET
    if not isinstance(language, Unset):
        json_language = language

    params["language"] = json_language

    params["filename"] = filename

    json_on_duplicate: str | Unset = UNSET
    if not isinstance(on_duplicate, Unset):
        json_on_duplicate = on_duplicate

    params["on_duplicate"] = json_on_duplicate

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/invoices",
        "params": params,
    }

    if isinstance(body, CreateInvoiceFilesBody):
        _kwargs["files"] = body.to_multipart()

    if isinstance(body, FormDocument):
        _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut | ReceiptOut:
    if 202 <= response.status_code <= 202:
        response_202 = InvoiceOut.from_dict(response.json())

        return response_202

    if 207 <= response.status_code <= 207:
        response_207 = ReceiptOut.from_dict(response.json())

        return response_207

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CreateInvoiceFilesBody | FormDocument | Unset = UNSET,
    language: CreateInvoiceLanguage | Unset = UNSET,
    filename: str | Unset = UNSET,
    on_duplicate: OnDuplicate | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut | ReceiptOut:
    """Take files, which are read in the background, or a document made in the form

     One file becomes an invoice (202). Several in one form are a batch (207), each with its own result;
    so are a ZIP archive and a mail (`.eml`), whose files are taken in once they are opened.

    Args:
        language (CreateInvoiceLanguage | Unset):
        filename (str | Unset):
        on_duplicate (OnDuplicate | Unset): What becomes of an invoice that the company has
            already, in another file: the person who adds it decides.
        idempotency_key (str | Unset):
        body (CreateInvoiceFilesBody):
        body (FormDocument): An invoice or a credit note that is made in the form; it may name a
            customer and items of the company's.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut | ReceiptOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            language=language,
            filename=filename,
            on_duplicate=on_duplicate,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
