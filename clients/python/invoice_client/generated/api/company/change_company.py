from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.company_change import CompanyChange
from ...models.company_out import CompanyOut


def _get_kwargs(
    *,
    body: CompanyChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/company",
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> CompanyOut:
    if 200 <= response.status_code <= 200:
        response_200 = CompanyOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CompanyChange,
) -> CompanyOut:
    """Change the company's name, profile or settings (admins); bank details ask for recent proof

    Args:
        body (CompanyChange): Changes of a company; what is absent stays, what is null goes.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CompanyOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            body=body,
        ),
    )
    return _parse_response(response)
