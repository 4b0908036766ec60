"""Companies' mailboxes: company#<id> / mailbox, and mailbox#<token> / claim, which finds the company of an address."""

from dataclasses import replace

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Conflict
from chalicelib.records.batches.mailbox import Mailbox
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, commit, to_attributes, to_record
from chalicelib.storage.companies.companies import CompanyTableItem, company_key

_PLACE, _CLAIM = "mailbox", "claim"


class _MailboxItem(CompanyTableItem, discriminator="mailbox"):
    company_id = UnicodeAttribute()
    token = UnicodeAttribute(null=True)
    senders = ListAttribute(of=UnicodeAttribute, default=list)
    version = NumberAttribute()


class _ClaimItem(CompanyTableItem, discriminator="mailbox_claim"):
    company_id = UnicodeAttribute()


def find_mailbox(company_id: str) -> Mailbox:
    """Return a company's mailbox, strongly consistent; one that was never switched on has no token."""
    try:
        item = _MailboxItem.get(company_key(company_id), _PLACE, consistent_read=True)
    except _MailboxItem.DoesNotExist:
        return Mailbox(company_id=company_id)
    return to_record(Mailbox, item, senders=tuple(item.senders or ()), version=int(item.version))


def find_company_of(token: str) -> str | None:
    """Return whose mailbox a token is; None where it belongs to no company, or no longer does."""
    try:
        return str(_ClaimItem.get(_partition(token), _CLAIM, consistent_read=True).company_id)
    except _ClaimItem.DoesNotExist:
        return None


def change_mailbox(before: Mailbox, after: Mailbox, event: AuditEvent) -> Mailbox:
    """Store a mailbox in the place of another, with the claim on its token and without that on the old one.

    Raises:
        Conflict: somebody else changed it at the same instant.

    """
    changed = replace(after, version=before.version + 1)

    def build(transaction: TransactWrite) -> None:
        unchanged = _MailboxItem.version == before.version if before.version else _MailboxItem.pk.does_not_exist()
        attributes = to_attributes(changed) | {"senders": list(changed.senders)}
        transaction.save(_MailboxItem(company_key(changed.company_id), _PLACE, **attributes), condition=unchanged)
        if before.token and before.token != changed.token:
            transaction.delete(_ClaimItem(_partition(before.token), _CLAIM))
        if changed.token and before.token != changed.token:
            claim = _ClaimItem(_partition(changed.token), _CLAIM, company_id=changed.company_id)
            transaction.save(claim, condition=_ClaimItem.pk.does_not_exist())
        put_event(transaction, event)

    try:
        commit(build)
    except ConditionFailed as error:
        raise Conflict from error
    return changed


def remove_claim(company_id: str) -> None:
    """Release a company's address; its mailbox goes with the company's other items."""
    token = find_mailbox(company_id).token
    if token:
        free_token(token)


def free_token(token: str) -> None:
    """Release the address with this token."""
    _ClaimItem(_partition(token), _CLAIM).delete()


def _partition(token: str) -> str:
    return f"mailbox#{token}"
