from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.invoice_out import InvoiceOut
from ...models.issue_draft_language import IssueDraftLanguage
from ...types import UNSET, Unset


def _get_kwargs(
    draft_id: str,
    *,
    language: IssueDraftLanguage | Unset = UNSET,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_language: str | Unset = UNSET
    if not isinstance(language, Unset):
        json_language = language

    params["language"] = json_language

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/drafts/{draft_id}/issue".format(
            draft_id=quote(str(draft_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> InvoiceOut:
    if 202 <= response.status_code <= 202:
        response_202 = InvoiceOut.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    draft_id: str,
    *,
    client: AuthenticatedClient | Client,
    language: IssueDraftLanguage | Unset = UNSET,
    if_match: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> InvoiceOut:
    """Make a draft an invoice, with the company's next number unless it has its own; the draft is used up

    Args:
        draft_id (str):
        language (IssueDraftLanguage | Unset):
        if_match (str | Unset):
        idempotency_key (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoiceOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            draft_id=draft_id,
            language=language,
            if_match=if_match,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
