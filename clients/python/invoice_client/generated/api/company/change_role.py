from typing import Any
from urllib.parse import quote

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.role_change import RoleChange


def _get_kwargs(
    member_id: str,
    *,
    body: RoleChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/company/members/{member_id}".format(
            member_id=quote(str(member_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 204 <= response.status_code <= 204:
        return None

    raise error_of(response)


def sync(
    member_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RoleChange,
) -> Any:
    """Give a member another role (admins); a company is never without an admin, and a new one asks for
    recent proof

    Args:
        member_id (str):
        body (RoleChange): A member's new role.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            member_id=member_id,
            body=body,
        ),
    )
    return _parse_response(response)
