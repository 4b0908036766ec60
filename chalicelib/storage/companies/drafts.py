"""Documents that are not issued yet: one item a draft, in the companies table, with the document compressed in it."""

from dataclasses import dataclass, replace

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.records.drafts import Draft
from chalicelib.storage.aws.table import save_if, to_attributes
from chalicelib.storage.companies.companies import CompanyTableItem, remove_all
from chalicelib.storage.companies.packing import pack, unpack


class DraftItem(CompanyTableItem, discriminator="draft"):
    """A draft."""

    company_id = UnicodeAttribute()
    draft_id = UnicodeAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    document = BinaryAttribute(legacy_encoding=False)
    version = NumberAttribute()
    progress = NumberAttribute(null=True)
    customer = UnicodeAttribute(null=True)


def add_draft(draft: Draft) -> None:
    """Store a new draft; raise `DocumentTooLarge`."""
    _to_item(draft).save()


def put_draft(transaction: TransactWrite, draft: Draft) -> None:
    """Add a new draft to a transaction; raise `DocumentTooLarge`."""
    transaction.save(_to_item(draft), condition=DraftItem.pk.does_not_exist())


def change_draft(draft: Draft, document: JsonObject, progress: int, customer: str | None) -> Draft | None:
    """Store another document in a draft, how complete it is and for whom; None where another change came first.

    Raises:
        DocumentTooLarge: the document does not fit.

    """
    changed = replace(
        draft,
        document=document,
        progress=progress,
        customer=customer,
        version=draft.version + 1,
        updated_at=now(),
    )
    return changed if save_if(_to_item(changed), DraftItem.version == draft.version) else None


def find_draft(company_id: str, draft_id: str) -> Draft | None:
    """Return a draft, strongly consistent."""
    try:
        return _to_draft(DraftItem.get(_partition(company_id), draft_id, consistent_read=True))
    except DraftItem.DoesNotExist:
        return None


def list_drafts(company_id: str, *, before: str | None, limit: int) -> list[Draft]:
    """Return drafts, newest first, in one query; `before` is the id of the last one of the page before."""
    older = DraftItem.sk < before if before else None
    items = DraftItem.query(_partition(company_id), older, consistent_read=True, scan_index_forward=False, limit=limit)
    return [_to_draft(item) for item in items]


def delete_draft(company_id: str, draft_id: str) -> None:
    """Remove a draft; removing a removed one is no error."""
    DraftItem(_partition(company_id), draft_id).delete()


def remove_drafts(company_id: str) -> None:
    """Remove the drafts of a company that is gone."""
    remove_all(_partition(company_id))


@dataclass(frozen=True, slots=True)
class UsedDraft:
    """A draft as it was read, which goes once its invoice is issued."""

    draft: Draft

    def use(self, transaction: TransactWrite) -> None:
        """Add that the draft goes; fails where it was changed or removed since it was read."""
        key = DraftItem(_partition(self.draft.company_id), self.draft.draft_id)
        transaction.delete(key, condition=DraftItem.version == self.draft.version)

    def is_as_seen(self) -> bool:
        """Tell whether the draft is as it was read."""
        current = find_draft(self.draft.company_id, self.draft.draft_id)
        return current is not None and current.version == self.draft.version

    def told(self) -> JsonObject:
        """Return what the timeline says of it: nothing."""
        return {}


def _to_item(draft: Draft) -> DraftItem:
    plain = to_attributes(draft) | {"document": pack(draft.document)}
    return DraftItem(_partition(draft.company_id), draft.draft_id, **plain)


def _to_draft(item: DraftItem) -> Draft:
    return Draft(
        company_id=item.company_id,
        draft_id=item.draft_id,
        created_by=item.created_by,
        created_at=item.created_at,
        updated_at=item.updated_at,
        document=unpack(item.document),
        version=int(item.version),
        progress=None if item.progress is None else int(item.progress),
        customer=item.customer,
    )


def _partition(company_id: str) -> str:
    return f"drafts#{company_id}"
