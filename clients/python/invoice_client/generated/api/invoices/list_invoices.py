import datetime
from typing import Any

import httpx

from ....errors import error_of
from ...client import AuthenticatedClient, Client
from ...models.approval import Approval
from ...models.creation_method import CreationMethod
from ...models.invoice_direction import InvoiceDirection
from ...models.invoice_page import InvoicePage
from ...models.payment_state import PaymentState
from ...models.scope import Scope
from ...models.sort import Sort
from ...models.state import State
from ...models.status import Status
from ...types import UNSET, Unset


def _get_kwargs(
    *,
    scope: Scope | Unset = UNSET,
    state: State | Unset = UNSET,
    status: Status | Unset = UNSET,
    creation_method: CreationMethod | Unset = UNSET,
    direction: InvoiceDirection | Unset = UNSET,
    approval: Approval | Unset = UNSET,
    payment: PaymentState | Unset = UNSET,
    overdue: bool | Unset = UNSET,
    tag: str | Unset = UNSET,
    supplier: str | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    min_total: str | Unset = UNSET,
    max_total: str | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: Sort | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_scope: str | Unset = UNSET
    if not isinstance(scope, Unset):
        json_scope = scope

    params["scope"] = json_scope

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state

    params["state"] = json_state

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    json_creation_method: str | Unset = UNSET
    if not isinstance(creation_method, Unset):
        json_creation_method = creation_method

    params["creation_method"] = json_creation_method

    json_direction: str | Unset = UNSET
    if not isinstance(direction, Unset):
        json_direction = direction

    params["direction"] = json_direction

    json_approval: str | Unset = UNSET
    if not isinstance(approval, Unset):
        json_approval = approval

    params["approval"] = json_approval

    json_payment: str | Unset = UNSET
    if not isinstance(payment, Unset):
        json_payment = payment

    params["payment"] = json_payment

    params["overdue"] = overdue

    params["tag"] = tag

    params["supplier"] = supplier

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params["min_total"] = min_total

    params["max_total"] = max_total

    params["currency"] = currency

    params["q"] = q

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort

    params["sort"] = json_sort

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/invoices",
        "params": params,
    }

    return _kwargs


def _parse_response(response: httpx.Response) -> InvoicePage:
    if 200 <= response.status_code <= 200:
        response_200 = InvoicePage.from_dict(response.json())

        return response_200

    raise error_of(response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    scope: Scope | Unset = UNSET,
    state: State | Unset = UNSET,
    status: Status | Unset = UNSET,
    creation_method: CreationMethod | Unset = UNSET,
    direction: InvoiceDirection | Unset = UNSET,
    approval: Approval | Unset = UNSET,
    payment: PaymentState | Unset = UNSET,
    overdue: bool | Unset = UNSET,
    tag: str | Unset = UNSET,
    supplier: str | Unset = UNSET,
    from_: datetime.date | Unset = UNSET,
    to: datetime.date | Unset = UNSET,
    min_total: str | Unset = UNSET,
    max_total: str | Unset = UNSET,
    currency: str | Unset = UNSET,
    q: str | Unset = UNSET,
    sort: Sort | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: str | Unset = UNSET,
) -> InvoicePage:
    """List the company's invoices, or the caller's own

    Args:
        scope (Scope | Unset): Whose invoices are listed.
        state (State | Unset): What validation said.
        status (Status | Unset): Where the processing of an invoice stands.
        creation_method (CreationMethod | Unset): How an invoice came into the system.
        direction (InvoiceDirection | Unset): Which way an invoice's money goes: the company pays
            it, or is paid.
        approval (Approval | Unset): Whether an invoice may be paid.
        payment (PaymentState | Unset): How much of an invoice is paid.
        overdue (bool | Unset):
        tag (str | Unset):
        supplier (str | Unset):
        from_ (datetime.date | Unset):
        to (datetime.date | Unset):
        min_total (str | Unset):
        max_total (str | Unset):
        currency (str | Unset):
        q (str | Unset):
        sort (Sort | Unset): The orders of a list; the ids are the last criterion, and what has no
            value comes last.
        limit (int | Unset):  Default: 25.
        cursor (str | Unset):

    Raises:
        ApiError: If the answer is no success.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InvoicePage
    """

    response = client.get_httpx_client().request(
        **_get_kwargs(
            scope=scope,
            state=state,
            status=status,
            creation_method=creation_method,
            direction=direction,
            approval=approval,
            payment=payment,
            overdue=overdue,
            tag=tag,
            supplier=supplier,
            from_=from_,
            to=to,
            min_total=min_total,
            max_total=max_total,
            currency=currency,
            q=q,
            sort=sort,
            limit=limit,
            cursor=cursor,
        ),
    )
    return _parse_response(response)
