from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.acceptance import Acceptance
from ...models.done import Done
from ...models.login_out import LoginOut


def _get_kwargs(
    token: str,
    *,
    body: Acceptance,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/company/invitations/{token}/accept".format(
            token=quote(str(token), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Done | LoginOut:
    if 200 <= response.status_code <= 200:

        def _parse_response_200(data: object) -> Done | LoginOut:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = LoginOut.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = Done.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    raise error_of(response)


def sync(
    token: str,
    *,
    client: AuthenticatedClient | Client,
    body: Acceptance,
) -> Done | LoginOut:
    """Join the inviting company: with a token as oneself, without one as a new user

    Args:
        token (str):
        body (Acceptance): What a new account needs; somebody who is logged in sends an empty
            object.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Done | LoginOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            token=token,
            body=body,
        ),
    )
    return _parse_response(response)
