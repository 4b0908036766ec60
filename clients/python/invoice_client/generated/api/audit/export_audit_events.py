import datetime
from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.audit_choice import AuditChoice
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    kind: AuditChoice | Unset = UNSET,
    actor: str | Unset = UNSET,
    subject: str | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    cursor: str | Unset = UNSET,
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/audit/export",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> Any:
    if 200 <= response.status_code <= 200:
        return None

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
) -> Any:
    """Give the audit trail as CSV, newest first (admins)

     A file has at most 1,000 events, as many as one request looks at. The header `X-Next-Cursor` is the
    `cursor` of the next file, or `end`.

    Args:
        kind (AuditChoice | Unset):
        actor (str | Unset):
        subject (str | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        cursor (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            kind=kind,
            actor=actor,
            subject=subject,
            from_=from_,
            to=to,
            cursor=cursor,
        ),
    )
    return _parse_response(response)
