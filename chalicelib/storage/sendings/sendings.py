"""The sendings of invoices, in the invoices table: a partition a company, each item replaced as a whole.

A change is one transaction with the events that tell of it in the timelines of the sending's invoices, so that
what is delivered twice or breaks off is recorded once.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, time, timedelta

from pynamodb.attributes import JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.clock import now
from chalicelib.errors import DailyQuotaUsedUp
from chalicelib.records.events import Event
from chalicelib.records.files import FileKind
from chalicelib.records.sendings import Attachment, Sending, SendingState
from chalicelib.storage.aws.table import (
    CONDITION_FAILED,
    ConditionFailed,
    StoredItem,
    TableMeta,
    TransactWrite,
    commit,
    to_attributes,
    to_record,
)
from chalicelib.storage.companies.companies import CompanyTableItem, company_key
from chalicelib.storage.invoices.events import put_event
from chalicelib.storage.invoices.items import InvoiceItem

Told = Mapping[str, Event]
Step = Callable[[Sending], tuple[Sending, Told] | None]
Extra = Callable[[TransactWrite], None]


class SendingItem(StoredItem):
    """A sending."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "invoices_table"

    partition = UnicodeAttribute(hash_key=True, attr_name="company_id")
    sending_id = UnicodeAttribute(range_key=True, attr_name="invoice_id")
    company_id = UnicodeAttribute(attr_name="company")
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    changed_at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()
    to = JSONAttribute()
    invoice_ids = JSONAttribute()
    attachments = JSONAttribute()
    message = UnicodeAttribute()
    language = UnicodeAttribute()
    base_url = UnicodeAttribute()
    company_name = UnicodeAttribute()
    reply_name = UnicodeAttribute()
    reply_email = UnicodeAttribute()
    state = UnicodeAttribute()
    link_hash = UnicodeAttribute(null=True)
    message_id = UnicodeAttribute(null=True)
    sent_at = UTCDateTimeAttribute(null=True)
    failure_code = UnicodeAttribute(null=True)
    told = JSONAttribute()
    heard = JSONAttribute()
    quote_id = UnicodeAttribute(null=True)
    reminder_level = NumberAttribute(null=True)
    reminder_subject = UnicodeAttribute(null=True)
    reminder_text = UnicodeAttribute(null=True)
    version = NumberAttribute()


class _RecipientsItem(CompanyTableItem, discriminator="recipients"):
    """To how many a company has written on a day."""

    recipients = NumberAttribute()


class SendingChanged(Exception):
    """The sending is not any more what a change started from."""


class InvoicesGone(Exception):
    """Some of the invoices were deleted, so that there is no timeline to write into."""

    def __init__(self, invoice_ids: frozenset[str]) -> None:
        """Carry their ids."""
        super().__init__(f"{len(invoice_ids)} invoices of a sending are gone")
        self.invoice_ids = invoice_ids


def add_sending(sending: Sending, told: Told, *, daily: int) -> None:
    """Store a new sending and count its recipients, all or nothing.

    Raises:
        DailyQuotaUsedUp: the company would write to more than `daily` recipients on this day (of UTC).
        InvoicesGone: some invoice was deleted meanwhile.

    """
    too_many = DailyQuotaUsedUp(daily, max(1, int((_end_of_day(sending) - now()).total_seconds())))
    if len(sending.to) > daily:
        raise too_many
    try:
        _write(None, sending, told, also=lambda transaction: _count_recipients(transaction, sending, daily))
    except SendingChanged as error:
        if find_sending(sending.company_id, sending.sending_id) is None:  # so it was the other condition
            raise too_many from error


def put_new_sending(transaction: TransactWrite, sending: Sending, *, daily: int) -> None:
    """Add a new sending to the transaction of another change; fails where there would be too many recipients."""
    transaction.save(_item(replace(sending, version=1)), condition=SendingItem.version.does_not_exist())
    _count_recipients(transaction, sending, daily)


def _count_recipients(transaction: TransactWrite, sending: Sending, daily: int) -> None:
    day, number = sending.created_at.astimezone(UTC).date(), len(sending.to)
    transaction.update(
        _RecipientsItem(company_key(sending.company_id), f"recipients#{day.isoformat()}"),
        actions=[
            _RecipientsItem.recipients.add(number),
            _RecipientsItem.expires_at.set(_end_of_day(sending) + timedelta(days=1)),
            _RecipientsItem.kind.set(_RecipientsItem),
        ],
        condition=_RecipientsItem.recipients.does_not_exist() | (_RecipientsItem.recipients <= daily - number),
    )


def _end_of_day(sending: Sending) -> datetime:
    """Return the end of the day (of UTC) on which a sending's recipients count."""
    return datetime.combine(sending.created_at.astimezone(UTC).date() + timedelta(days=1), time(), UTC)


def find_sending(company_id: str, sending_id: str) -> Sending | None:
    """Return a sending, strongly consistent."""
    try:
        item = SendingItem.get(_partition(company_id), sending_id, consistent_read=True)
    except SendingItem.DoesNotExist:
        return None
    return to_record(
        Sending,
        item,
        state=SendingState(item.state),
        to=tuple(item.to),
        invoice_ids=tuple(item.invoice_ids),
        attachments=tuple(Attachment(**{**each, "kind": FileKind(each["kind"])}) for each in item.attachments),
        told=tuple(item.told),
        heard=tuple(item.heard),
    )


def change_sending(company_id: str, sending_id: str, step: Step) -> Sending | None:
    """Take a step from wherever the sending stands, even if others change it; the step may find nothing to do.

    Returns the sending as it is then, or None where there is none.
    """
    gone: frozenset[str] = frozenset()
    while True:
        current = find_sending(company_id, sending_id)
        taken = step(current) if current else None
        if current is None or taken is None:
            return current
        try:
            return _write(current, taken[0], _without(taken[1], gone))
        except SendingChanged:
            continue
        except InvoicesGone as error:
            gone |= error.invoice_ids


def _without(told: Told, invoice_ids: frozenset[str]) -> Told:
    return {invoice_id: event for invoice_id, event in told.items() if invoice_id not in invoice_ids}


def replace_sending(before: Sending, after: Sending) -> Sending | None:
    """Put a sending in the place of another, unless another process was first: of many at once, one does."""
    try:
        return _write(before, after, {})
    except SendingChanged:
        return None


def put_sending(transaction: TransactWrite, before: Sending, after: Sending) -> None:
    """Add a changed sending to the transaction of another change; fails where it is not as in `before`."""
    item = _item(replace(after, version=before.version + 1))
    transaction.save(item, condition=SendingItem.version == before.version)


def _write(before: Sending | None, after: Sending, told: Told, *, also: Extra | None = None) -> Sending:
    written = replace(after, version=after.version + 1)

    def build(transaction: TransactWrite) -> None:
        for invoice_id, event in told.items():
            there = InvoiceItem.status.exists()
            transaction.condition_check(InvoiceItem, after.company_id, invoice_id, condition=there)
            put_event(transaction, after.company_id, invoice_id, event)
        unchanged = SendingItem.version == before.version if before else SendingItem.version.does_not_exist()
        transaction.save(_item(written), condition=unchanged)
        if also is not None:
            also(transaction)

    try:
        commit(build)
    except ConditionFailed as error:
        gone = _gone(told, error)
        raise (InvoicesGone(gone) if gone else SendingChanged) from error
    return written


def _gone(told: Told, error: ConditionFailed) -> frozenset[str]:
    """Return the invoices that are gone: the reasons begin with those of the condition checks."""
    checks = zip(told, error.reasons, strict=False)
    return frozenset(invoice_id for invoice_id, reason in checks if reason and reason.code == CONDITION_FAILED)


def _item(sending: Sending) -> SendingItem:
    lists = {
        "to": list(sending.to),
        "invoice_ids": list(sending.invoice_ids),
        "attachments": [asdict(each) for each in sending.attachments],
        "told": list(sending.told),
        "heard": list(sending.heard),
    }
    return SendingItem(_partition(sending.company_id), **(to_attributes(sending) | lists))


def _partition(company_id: str) -> str:
    """Return the partition of a company's sendings; no company's id has a number sign in it."""
    return f"{company_id}#sendings"
