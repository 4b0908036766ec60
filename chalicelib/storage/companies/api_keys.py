"""API keys of companies, by the hashes of their secrets.

company#<id>   key#<key>     a key; it goes by itself a month after its end
company#<id>   keys          how often one was made, so that no race passes the limit
"""

from datetime import datetime, timedelta

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.authorization import Scope
from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.security.keys import ApiKey
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit_if, to_attributes, to_record, update_if
from chalicelib.storage.companies.companies import CompanyTableItem, company_key

MAX_KEYS = 20  # of one company, those included that have ended and are still listed
_KEY = "key#"
_ADDITIONS = "keys"
_LISTED = timedelta(days=30)


class _KeyItem(CompanyTableItem, discriminator="api_key"):
    company_id = UnicodeAttribute()
    key_id = UnicodeAttribute()
    name = UnicodeAttribute()
    scopes = ListAttribute(of=UnicodeAttribute)
    secret_hash = UnicodeAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    ends_at = UTCDateTimeAttribute()
    last_used_at = UTCDateTimeAttribute(null=True)
    previous_hash = UnicodeAttribute(null=True)
    previous_ends_at = UTCDateTimeAttribute(null=True)


class _AdditionsItem(CompanyTableItem, discriminator="api_key_additions"):
    number = NumberAttribute()


def count_additions(company_id: str) -> int:
    """Return how often a key of a company was made, strongly consistent."""
    try:
        return int(_AdditionsItem.get(company_key(company_id), _ADDITIONS, consistent_read=True).number)
    except _AdditionsItem.DoesNotExist:
        return 0


def list_keys(company_id: str) -> list[ApiKey]:
    """Return a company's keys, oldest first; they are few."""
    found = _KeyItem.query(company_key(company_id), _KeyItem.sk.startswith(_KEY), consistent_read=True)
    return [_to_key(item) for item in found]


def find_key(company_id: str, key_id: str) -> ApiKey | None:
    """Return a key, strongly consistent."""
    try:
        return _to_key(_KeyItem.get(company_key(company_id), f"{_KEY}{key_id}", consistent_read=True))
    except _KeyItem.DoesNotExist:
        return None


def add_key(key: ApiKey, event: AuditEvent, *, additions: int) -> bool:
    """Store a new key; False where another was made since `additions` were counted."""
    counter = _AdditionsItem(company_key(key.company_id), _ADDITIONS, number=additions + 1)
    unchanged = _AdditionsItem.number == additions if additions else _AdditionsItem.pk.does_not_exist()

    def build(transaction: TransactWrite) -> None:
        transaction.save(counter, condition=unchanged)
        transaction.save(_item(key), condition=_KeyItem.pk.does_not_exist())
        put_event(transaction, event)

    return commit_if(build)


def change_key(key: ApiKey, changed: ApiKey, event: AuditEvent) -> bool:
    """Store a key with another secret; False where it was changed or revoked since it was read."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(changed), condition=_KeyItem.secret_hash == key.secret_hash)
        put_event(transaction, event)

    return commit_if(build)


def remove_key(company_id: str, key_id: str, event: AuditEvent) -> bool:
    """Remove a key, which is refused from the next request on; tell whether it was there."""

    def build(transaction: TransactWrite) -> None:
        item = _KeyItem(company_key(company_id), f"{_KEY}{key_id}")
        transaction.delete(item, condition=_KeyItem.pk.exists())
        put_event(transaction, event)

    return commit_if(build)


def note_use(key: ApiKey, instant: datetime) -> None:
    """Store when a key was used, unless another request has done so meanwhile."""
    item = _KeyItem(company_key(key.company_id), f"{_KEY}{key.key_id}")
    seen = _KeyItem.last_used_at == key.last_used_at if key.last_used_at else _KeyItem.last_used_at.does_not_exist()
    update_if(item, [_KeyItem.last_used_at.set(instant)], _KeyItem.pk.exists() & seen)


def _item(key: ApiKey) -> _KeyItem:
    values = to_attributes(key) | {"scopes": list(key.scopes), "expires_at": key.ends_at + _LISTED}
    return _KeyItem(company_key(key.company_id), f"{_KEY}{key.key_id}", **values)


def _to_key(item: _KeyItem) -> ApiKey:
    return to_record(ApiKey, item, scopes=tuple(Scope(str(name)) for name in item.scopes))
