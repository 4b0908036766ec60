import datetime
from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.audit_choice import AuditChoice
from ...models.audit_page_out import AuditPageOut
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    kind: AuditChoice | Unset = UNSET,
    actor: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 25,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind

    params["kind"] = json_kind

    params["actor"] = actor

    params["subject"] = subject

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params["cursor"] = cursor

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/audit",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> AuditPageOut:
    if 200 <= response.status_code <= 200:
        response_200 = AuditPageOut.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    kind: AuditChoice | Unset = UNSET,
    actor: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 25,
) -> AuditPageOut:
    """List what happened to accounts, roles, keys and company data, newest first (admins)

    Args:
        kind (AuditChoice | Unset):
        actor (str | Unset):
        subject (str | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        cursor (str | Unset):
        limit (int | Unset):  Default: 25.

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditPageOut
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            kind=kind,
            actor=actor,
            subject=subject,
            from_=from_,
            to=to,
            cursor=cursor,
            limit=limit,
        ),
    )
    return _parse_response(response)
