"""Tags of an invoice, changed one by one or all at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.authorization import Caller, Role, check_version, needs
from chalicelib.invoices.lifecycle.approving import change_until_done
from chalicelib.records.events import Event, EventKind
from chalicelib.records.invoices import Invoice
from chalicelib.records.lifecycle.tags import Tags, tagged, untagged


@needs(Role.MEMBER)
def replace_tags(caller: Caller, invoice_id: str, tags: Sequence[str], expected: int | None) -> Invoice:
    """Give an invoice these tags and no others.

    Raises:
        InvoiceNotFound, NotYours, NotReady: the caller can't change it, or it has not been read.
        TooManyTags: they are more than an invoice has.
        VersionMismatch: it is no longer the version that the caller has seen.
        Conflict: others change it all the time.

    """
    return _change(caller, invoice_id, lambda _: tagged((), tags), expected)


@needs(Role.MEMBER)
def add_tags(caller: Caller, invoice_id: str, tags: Sequence[str]) -> Invoice:
    """Give an invoice further tags; the errors are those of `replace_tags`."""
    return _change(caller, invoice_id, lambda known: tagged(known, tags))


@needs(Role.MEMBER)
def remove_tags(caller: Caller, invoice_id: str, tags: Sequence[str]) -> Invoice:
    """Take tags from an invoice; the errors are those of `replace_tags`."""
    return _change(caller, invoice_id, lambda known: untagged(known, tags))


def _change(caller: Caller, invoice_id: str, of: Callable[[Tags], Tags], expected: int | None = None) -> Invoice:
    def change(invoice: Invoice) -> Invoice:
        check_version(invoice.version, expected)
        return replace(invoice, tags=of(invoice.tags))

    def event_of(changed: Invoice) -> Event:
        return Event(EventKind.TAGGED, caller.user_id, {"tags": list(changed.tags)})

    return change_until_done(caller, invoice_id, change, event_of)
