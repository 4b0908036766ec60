from typing import Any

import httpx

from ....errors import error_of
from ....repeats import new_key
from ...client import AuthenticatedClient, Client
from ...models.done import Done
from ...models.invitation import Invitation
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    body: Invitation,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    if not idempotency_key:
        idempotency_key = new_key()
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/invitations",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Done:
    if 202 <= response.status_code <= 202:
        response_202 = Done.from_dict(response.json())

        return response_202

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: Invitation,
    idempotency_key: str | Unset = UNSET,
) -> Done:
    """Invite somebody by e-mail (admins); to invite an admin asks for recent proof

     The answer does not say whether the address has an account.

    Args:
        idempotency_key (str | Unset):
        body (Invitation): Whom to invite, as what.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Done
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
            idempotency_key=idempotency_key,
        ),
    )
    return _parse_response(response)
