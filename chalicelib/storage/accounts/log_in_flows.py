"""Log-ins that wait for an identity provider: oidc#<hash of state> / flow, gone when they have led to a session."""

import json
from dataclasses import asdict
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.records.security.identities import Asserted, LogInFlow
from chalicelib.storage.accounts.items import AccountItem
from chalicelib.storage.aws.table import to_attributes, to_record, update_if

_FLOW = "flow"


class _FlowItem(AccountItem, discriminator="oidc_flow"):
    state_hash = UnicodeAttribute()
    issuer = UnicodeAttribute()
    challenge = UnicodeAttribute()
    nonce = UnicodeAttribute()
    code_verifier = UnicodeAttribute()
    redirect_uri = UnicodeAttribute()
    ends_at = UTCDateTimeAttribute()
    redeemed = BooleanAttribute(default=False)
    asserted = UnicodeAttribute(null=True)


def put_flow(flow: LogInFlow) -> None:
    """Store a log-in that begins."""
    values = to_attributes(flow) | {"expires_at": flow.ends_at}
    _FlowItem(_key(flow.state_hash), _FLOW, **values).save()


def find_flow(state_hash: str) -> LogInFlow | None:
    """Return a log-in that waits, strongly consistent; None where there is none, or its time is over."""
    try:
        item = _FlowItem.get(_key(state_hash), _FLOW, consistent_read=True)
    except _FlowItem.DoesNotExist:
        return None
    if item.ends_at <= now():
        return None
    return to_record(LogInFlow, item, asserted=_from_text(item.asserted) if item.asserted else None)


def start_redeeming(flow: LogInFlow) -> bool:
    """Note that the code is being redeemed; False where it was before: of many at once, one goes through."""
    return update_if(_item(flow), [_FlowItem.redeemed.set(True)], _FlowItem.redeemed == False)  # noqa: E712 - a condition


def note_asserted(flow: LogInFlow, asserted: Asserted) -> bool:
    """Keep what the provider said until the second factor comes; False where the log-in is gone."""
    return update_if(_item(flow), [_FlowItem.asserted.set(_to_text(asserted))], _FlowItem.pk.exists())


def use_flow(transaction: TransactWrite, flow: LogInFlow) -> None:
    """Add to a transaction that a log-in has led to a session; fails where it has before."""
    transaction.delete(_item(flow), condition=_FlowItem.pk.exists())


def _to_text(asserted: Asserted) -> str:
    at = asserted.authenticated_at
    return json.dumps(asdict(asserted) | {"authenticated_at": at.isoformat() if at else None})


def _from_text(text: str) -> Asserted:
    said = json.loads(text)
    at = said.pop("authenticated_at")
    return Asserted(**said, authenticated_at=datetime.fromisoformat(at) if at else None)


def _item(flow: LogInFlow) -> _FlowItem:
    return _FlowItem(_key(flow.state_hash), _FLOW)


def _key(state_hash: str) -> str:
    return f"oidc#{state_hash}"
