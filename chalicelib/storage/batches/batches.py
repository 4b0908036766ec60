"""Batches, in the companies table, a company's partition: batch#<batch> and entry#<batch>#<number>.

Invoices of a batch have ids that follow from the batch's and their place in it, so one query of the invoices' keys
finds them, with further invoices that were found in their files. Progress reads so many of them at most; those of the
files beyond are counted with the company's statistics, in the transactions that change them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.clock import now
from chalicelib.ids import entry_id, id_before
from chalicelib.records.batches.batch import (
    MAX_ENTRIES,
    MAX_READ,
    OPEN,
    AnswerState,
    Batch,
    BatchEntry,
    BatchKind,
    BatchStatus,
    Progress,
)
from chalicelib.records.invoice_statistics import batch_item
from chalicelib.records.invoices import OnDuplicate, Status
from chalicelib.storage.aws.table import save_if, to_attributes, to_record, update_if
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, items_after
from chalicelib.storage.invoices.items import InvoiceItem
from chalicelib.storage.statistics.counters import read_items

_BATCH = "batch#"
_REMEMBERED = timedelta(days=30)  # which mails were answered


class _BatchItem(CompanyTableItem, discriminator="batch"):
    company_id = UnicodeAttribute()
    batch_id = UnicodeAttribute()
    batch_kind = UnicodeAttribute()
    status = UnicodeAttribute()
    filename = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    on_duplicate = UnicodeAttribute()
    entries = NumberAttribute(null=True)
    refused = JSONAttribute(null=True)
    failure_code = UnicodeAttribute(null=True)
    failure_detail = UnicodeAttribute(null=True)
    mail = JSONAttribute(default=dict)
    answer = UnicodeAttribute(null=True)
    version = NumberAttribute()


class _EntryItem(CompanyTableItem, discriminator="batch_entry"):
    company_id = UnicodeAttribute()
    batch_id = UnicodeAttribute()
    number = NumberAttribute()
    filename = UnicodeAttribute()
    invoice_id = UnicodeAttribute(null=True)
    code = UnicodeAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    duplicate_of = UnicodeAttribute(null=True)
    inner_batch = UnicodeAttribute(null=True)
    duplicate_uploaded_by = UnicodeAttribute(null=True)


class _AnswerItem(CompanyTableItem, discriminator="mail_answer"):
    batch_id = UnicodeAttribute()


def add_batch(batch: Batch) -> Batch:
    """Store a new batch; one that an earlier try has stored stays as it is, and is returned."""
    if save_if(_item(batch), _BatchItem.pk.does_not_exist()):
        return batch
    return find_batch(batch.company_id, batch.batch_id) or batch


def find_batch(company_id: str, batch_id: str) -> Batch | None:
    """Return a batch, strongly consistent."""
    try:
        return _batch(_BatchItem.get(company_key(company_id), f"{_BATCH}{batch_id}", consistent_read=True))
    except _BatchItem.DoesNotExist:
        return None


def change_batch(batch: Batch, **changes: object) -> Batch | None:
    """Change a batch that is still open, even while others change it; return the result, None where it is not open."""
    current: Batch | None = batch
    while current and current.status in OPEN:
        changed = replace(current, version=current.version + 1, updated_at=now(), expires_at=None, **changes)  # type: ignore[arg-type]
        if save_if(_item(changed), _BatchItem.version == current.version):
            return changed
        current = find_batch(batch.company_id, batch.batch_id)
    return None


def settle(batch: Batch, **changes: object) -> Batch:
    """Change a batch, and return it as it is then; where it was not open any more, as others left it."""
    return change_batch(batch, **changes) or find_batch(batch.company_id, batch.batch_id) or batch


def mark_stored(batch: Batch) -> Batch:
    """Say that a batch's archive is safely stored; where the worker was first, return the batch as it left it."""
    if batch.status is not BatchStatus.AWAITING_UPLOAD:
        return batch
    return settle(batch, status=BatchStatus.OPENING)


def change_answer(batch: Batch, answer: AnswerState) -> bool:
    """Note how far the answer to a mail is; tell whether the batch was still as the caller knows it.

    It has another version then, so a change that read it before does not write over the note.
    """
    item = _BatchItem(company_key(batch.company_id), f"{_BATCH}{batch.batch_id}")
    known = _BatchItem.answer == batch.answer if batch.answer else _BatchItem.answer.does_not_exist()
    actions = [
        _BatchItem.answer.set(answer),
        _BatchItem.updated_at.set(now()),
        _BatchItem.version.add(1),
    ]
    return update_if(item, actions, known & _BatchItem.pk.exists())


def claim_answer(batch: Batch, mail: str) -> bool:
    """Reserve the answer to a mail for a batch; tell whether no other batch has it. `mail` tells mails apart."""
    item = _AnswerItem(
        company_key(batch.company_id),
        f"mail_answer#{mail}",
        batch_id=batch.batch_id,
        expires_at=now() + _REMEMBERED,
    )
    return save_if(item, _AnswerItem.pk.does_not_exist() | (_AnswerItem.batch_id == batch.batch_id))


def list_batches(company_id: str, before: str | None, limit: int) -> Iterator[Batch]:
    """Yield a company's batches, newest first; `before` is the last page's last id."""
    until = f"{_BATCH}{before}" if before else f"{_BATCH}~"
    for item in _BatchItem.query(
        company_key(company_id),
        _BatchItem.sk.between(_BATCH, until),
        scan_index_forward=False,
        consistent_read=True,
        limit=limit + 1,
    ):
        if item.batch_id != before:
            yield _batch(item)


def put_entry(entry: BatchEntry) -> None:
    """Store what became of a file; storing it again does no harm."""
    place = f"{_prefix(entry.batch_id)}{entry.number:05}"
    _EntryItem(company_key(entry.company_id), place, **to_attributes(entry)).save()


def list_entries(batch: Batch, after: str | None = None, limit: int = MAX_ENTRIES) -> Iterator[BatchEntry]:
    """Yield what became of a batch's files, in their order; `after` is the last page's last number, of five digits."""
    for item in items_after(_EntryItem, batch.company_id, _prefix(batch.batch_id), after, limit):
        yield to_record(BatchEntry, item, number=int(item.number))


def progress_of(batch: Batch) -> Progress:
    """Return how far a batch's invoices are, from its first files' invoices and the counts of the others'."""
    if batch.refused is None:
        return Progress(_statuses(batch, MAX_ENTRIES), refusals_in(list_entries(batch)))
    return Progress(_statuses(batch, MAX_READ) + _counted_statuses(batch), Counter(batch.refused))


def refusals_in(entries: Iterable[BatchEntry]) -> Counter[str]:
    """Return how many files became no invoice, by their codes."""
    return Counter(entry.code for entry in entries if entry.code)


def _statuses(batch: Batch, files: int) -> Counter[Status]:
    """Return how many invoices of a batch's first files have each status."""
    first, last = batch.batch_id, id_before(entry_id(batch.batch_id, files + 1))
    found = InvoiceItem.query(
        batch.company_id, InvoiceItem.invoice_id.between(first, last), attributes_to_get=["status", "batch"]
    )
    return Counter(Status(item.status) for item in found if (item.batch or {}).get("id") == batch.batch_id)


def _counted_statuses(batch: Batch) -> Counter[Status]:
    if batch.entries is not None and batch.entries <= MAX_READ:
        return Counter()
    counts = read_items(batch.company_id, [batch_item(batch.batch_id)])
    return Counter(
        {Status(name): int(count) for name, count in counts.get(batch_item(batch.batch_id), {}).items() if count}
    )


def _prefix(batch_id: str) -> str:
    return f"entry#{batch_id}#"


def _item(batch: Batch) -> _BatchItem:
    attributes = to_attributes(batch)
    attributes["batch_kind"] = attributes.pop("kind")
    return _BatchItem(company_key(batch.company_id), f"{_BATCH}{batch.batch_id}", **attributes)


def _batch(item: _BatchItem) -> Batch:
    return to_record(
        Batch,
        item,
        kind=BatchKind(item.batch_kind),
        status=BatchStatus(item.status),
        on_duplicate=OnDuplicate(item.on_duplicate),
        answer=AnswerState(item.answer) if item.answer else None,
    )
