"""The invoices table's indexes: what each is sorted by, and for whom.

Every index that serves a list holds the whole item, so that a page is one query.
docs/decisions/lists-and-their-indexes.md weighs them.
"""

from typing import TYPE_CHECKING, Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection

if TYPE_CHECKING:
    from chalicelib.storage.invoices.items import InvoiceItem

    Index = GlobalSecondaryIndex[InvoiceItem]
else:
    Index = GlobalSecondaryIndex[Any]


class ByCreator(Index):
    """What one user added, by time."""

    class Meta:
        """Name and projection."""

        index_name = "by_creator"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class ByCreatorAndState(Index):
    """What one user added, in one state, by time."""

    class Meta:
        """Name and projection."""

        index_name = "by_creator_state"
        projection = AllProjection()

    creator_state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class ByState(Index):
    """A company's invoices in one state, by time."""

    class Meta:
        """Name and projection."""

        index_name = "by_state"
        projection = AllProjection()

    state_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class ByStatus(Index):
    """A company's invoices in one status other than `ready`, by time."""

    class Meta:
        """Name and projection."""

        index_name = "by_status"
        projection = AllProjection()

    status_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class BySupplier(Index):
    """A company's invoices from suppliers whose names begin with the same letters, by time."""

    class Meta:
        """Name and projection."""

        index_name = "by_supplier"
        projection = AllProjection()

    supplier_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class ByIssueDate(Index):
    """A company's invoices by issue date."""

    class Meta:
        """Name and projection."""

        index_name = "by_issue_date"
        projection = AllProjection()

    company_id = UnicodeAttribute(hash_key=True)
    issue_date_key = UnicodeAttribute(range_key=True)


class ByDueDate(Index):
    """A company's invoices by due date."""

    class Meta:
        """Name and projection."""

        index_name = "by_due_date"
        projection = AllProjection()

    company_id = UnicodeAttribute(hash_key=True)
    due_date_key = UnicodeAttribute(range_key=True)


class ByTotal(Index):
    """A company's invoices by total."""

    class Meta:
        """Name and projection."""

        index_name = "by_total"
        projection = AllProjection()

    company_id = UnicodeAttribute(hash_key=True)
    total_key = UnicodeAttribute(range_key=True)


class ByCreatorAndIssueDate(Index):
    """What one user added, by issue date."""

    class Meta:
        """Name and projection."""

        index_name = "by_creator_issue_date"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    issue_date_key = UnicodeAttribute(range_key=True)


class ByCreatorAndDueDate(Index):
    """What one user added, by due date."""

    class Meta:
        """Name and projection."""

        index_name = "by_creator_due_date"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    due_date_key = UnicodeAttribute(range_key=True)


class ByCreatorAndTotal(Index):
    """What one user added, by total."""

    class Meta:
        """Name and projection."""

        index_name = "by_creator_total"
        projection = AllProjection()

    creator_key = UnicodeAttribute(hash_key=True)
    total_key = UnicodeAttribute(range_key=True)


class ByDuplicate(Index):
    """Only the duplicates, by the invoice that they are known to repeat."""

    class Meta:
        """Name and projection."""

        index_name = "by_duplicate"
        projection = KeysOnlyProjection()

    duplicate_key = UnicodeAttribute(hash_key=True)
    invoice_id = UnicodeAttribute(range_key=True)


class ByUnfinished(Index):
    """Only invoices that wait for the worker or are with it, the one that is unchanged for longest first.

    In several partitions, because every upload of every company writes here, and one partition takes a thousand writes
    a second.
    """

    class Meta:
        """Where it is."""

        index_name = "by_unfinished"
        projection = KeysOnlyProjection()

    unfinished_key = UnicodeAttribute(hash_key=True)
    updated_at = UTCDateTimeAttribute(range_key=True)
