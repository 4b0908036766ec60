from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.draft_out import DraftOut
from ...models.form_document import FormDocument
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: FormDocument,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/drafts",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> DraftOut:
    if 201 <= response.status_code <= 201:
        response_201 = DraftOut.from_dict(response.json())

        return response_201

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: FormDocument,
    idempotency_key: str | Unset = UNSET,
) -> DraftOut:
    """Keep an unfinished document

    Args:
        idempotency_key (str | Unset):
        body (FormDocument): An invoice or a credit note that is made in the form; it may name a
            customer and items of the company's.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DraftOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
