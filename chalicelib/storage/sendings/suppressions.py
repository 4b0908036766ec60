"""Addresses that a company must not write to any more: mail to them came back for good, or somebody complained.

company#<id>   suppressed#<hash>   one address, under a hash of it, which is its id in the API
"""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.records.security.audit import AuditEvent
from chalicelib.records.sendings import Suppression, SuppressionReason, id_of
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import TransactWrite, commit_if, to_attributes, to_record
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, items_after

_SUPPRESSED = "suppressed#"


class _SuppressionItem(CompanyTableItem, discriminator="suppression"):
    company_id = UnicodeAttribute()
    email = UnicodeAttribute()
    reason = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    detail = UnicodeAttribute(default="")


def put_suppression(suppression: Suppression) -> None:
    """Store that an address is not written to."""
    key = (company_key(suppression.company_id), f"{_SUPPRESSED}{suppression.suppression_id}")
    _SuppressionItem(*key, **to_attributes(suppression)).save()


def find_suppressed(company_id: str, emails: Iterable[str]) -> list[Suppression]:
    """Return which of some addresses are not written to, strongly consistent."""
    keys = [(company_key(company_id), f"{_SUPPRESSED}{id_of(email)}") for email in emails]
    return [_suppression(item) for item in _SuppressionItem.batch_get(keys, consistent_read=True)]


def list_suppressions(company_id: str, *, after: str | None, limit: int) -> list[Suppression]:
    """Return a company's suppressed addresses in the order of their ids; `after` is the last id of the page before."""
    return list(map(_suppression, items_after(_SuppressionItem, company_id, _SUPPRESSED, after, limit)))


def delete_suppression(company_id: str, suppression_id: str, event: AuditEvent) -> bool:
    """Let an address be written to again; tell whether it was in the list."""
    item = _SuppressionItem(company_key(company_id), f"{_SUPPRESSED}{suppression_id}")

    def build(transaction: TransactWrite) -> None:
        transaction.delete(item, condition=_SuppressionItem.pk.exists())
        put_event(transaction, event)

    return commit_if(build)


def _suppression(item: _SuppressionItem) -> Suppression:
    return to_record(Suppression, item, reason=SuppressionReason(item.reason))
