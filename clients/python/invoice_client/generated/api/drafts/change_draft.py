from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.draft_out import DraftOut
from ...models.form_document import FormDocument
from ...types import UNSET, Unset


def _get_kwargs(
    draft_id: str,
    *,
    body: FormDocument,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/drafts/{draft_id}".format(
            draft_id=quote(str(draft_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> DraftOut:
    if 200 <= response.status_code <= 200:
        response_200 = DraftOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    draft_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: FormDocument,
    if_match: str | Unset = UNSET,
) -> DraftOut:
    """Replace a draft's document; with `If-Match`, only if it has not changed meanwhile

    Args:
        draft_id (str):
        if_match (str | Unset):
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
            draft_id=draft_id,
            body=body,
            if_match=if_match,
        ),
    )
    return _parse_response(response)
