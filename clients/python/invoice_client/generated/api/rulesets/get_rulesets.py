from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.rulesets_out import RulesetsOut


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/rulesets",
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> RulesetsOut:
    if 200 <= response.status_code <= 200:
        response_200 = RulesetsOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> RulesetsOut:
    """List the rule sets of this stage with the specifications that each is for, and those that could be
    installed

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        RulesetsOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(),
    )
    return _parse_response(response)
