"""A company's quotes, in the companies table: one item a quote, with what it says compressed in it.

quotes#<company>   <id>   a quote

A quote's number is taken in the transaction that stores it, from a series of its own but among the company's other
numbers; its invoice is stored in the transaction that makes it `invoiced`.
"""

from dataclasses import dataclass, replace

from pynamodb.attributes import BinaryAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.json_data import JsonObject
from chalicelib.records.sales.quotes import Quote, QuoteState
from chalicelib.storage.aws.table import (
    ConditionFailed,
    DateAttribute,
    DecimalAttribute,
    commit,
    save_if,
    to_attributes,
    to_record,
)
from chalicelib.storage.companies.companies import CompanyTableItem, remove_all
from chalicelib.storage.companies.packing import pack, unpack
from chalicelib.storage.companies.sequences import advance, take_number


class NotQuoted(Exception):
    """The number is taken, the series has moved on, or the quote is there already."""


class QuoteItem(CompanyTableItem, discriminator="quote"):
    """A quote."""

    company_id = UnicodeAttribute()
    quote_id = UnicodeAttribute()
    number = UnicodeAttribute()
    created_by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    content = BinaryAttribute(legacy_encoding=False)
    customer = UnicodeAttribute()
    currency = UnicodeAttribute()
    total = DecimalAttribute()
    issue_date = DateAttribute()
    valid_until = DateAttribute()
    language = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    comment = UnicodeAttribute()
    decided_at = UTCDateTimeAttribute(null=True)
    invoice_id = UnicodeAttribute(null=True)
    pdf = UnicodeAttribute(null=True)
    sendings = JSONAttribute()
    version = NumberAttribute()


@dataclass(frozen=True, slots=True)
class InvoicedQuote:
    """A quote as it was read, and as it is once its invoice is issued."""

    before: Quote
    after: Quote

    def use(self, transaction: TransactWrite) -> None:
        """Add that the quote is invoiced; fails where it was changed or removed since it was read."""
        transaction.save(_to_item(_grown(self.before, self.after)), condition=QuoteItem.version == self.before.version)

    def is_as_seen(self) -> bool:
        """Tell whether the quote is as it was read."""
        current = find_quote(self.before.company_id, self.before.quote_id)
        return current is not None and current.version == self.before.version

    def told(self) -> JsonObject:
        """Return what the invoice's timeline says of it."""
        return {"quote": self.before.quote_id, "quote_number": self.before.number}


def add_quote(quote: Quote, *, series: str, seen: int, following: int) -> None:
    """Store a new quote with its number, which moves its series on.

    Raises:
        NotQuoted: something was not as it was seen, and nothing was written.
        DocumentTooLarge: what it says does not fit.

    """
    item = _to_item(quote)

    def build(transaction: TransactWrite) -> None:
        transaction.save(item, condition=QuoteItem.pk.does_not_exist())
        take_number(transaction, quote.company_id, quote.number, quote.quote_id)
        advance(transaction, quote.company_id, series, seen=seen, following=following)

    try:
        commit(build)
    except ConditionFailed as error:
        raise NotQuoted from error


def change_quote(before: Quote, after: Quote) -> Quote | None:
    """Put a quote in the place of another version; None where another change came first."""
    grown = _grown(before, after)
    return grown if save_if(_to_item(grown), QuoteItem.version == before.version) else None


def remove_quote(quote: Quote) -> bool:
    """Remove a quote; tell whether it still was the one that had been read. Its number stays taken."""
    try:
        commit(lambda transaction: transaction.delete(_key(quote), condition=QuoteItem.version == quote.version))
    except ConditionFailed:
        return False
    return True


def find_quote(company_id: str, quote_id: str) -> Quote | None:
    """Return a quote, strongly consistent."""
    try:
        return _to_quote(QuoteItem.get(_partition(company_id), quote_id, consistent_read=True))
    except QuoteItem.DoesNotExist:
        return None


def list_quotes(company_id: str, *, before: str | None, limit: int) -> list[Quote]:
    """Return quotes, newest first, in one query; `before` is the id of the last one of the page before."""
    older = QuoteItem.sk < before if before else None
    found = QuoteItem.query(_partition(company_id), older, consistent_read=True, scan_index_forward=False, limit=limit)
    return [_to_quote(item) for item in found]


def list_quote_ids(company_id: str) -> list[str]:
    """Return the ids of all quotes of a company."""
    found = QuoteItem.query(_partition(company_id), attributes_to_get=["sk", "kind"], consistent_read=True)
    return [item.sk for item in found]


def remove_quotes(company_id: str) -> None:
    """Remove the quotes of a company that is gone."""
    remove_all(_partition(company_id))


def _grown(before: Quote, after: Quote) -> Quote:
    return replace(after, version=before.version + 1, updated_at=now())


def _key(quote: Quote) -> QuoteItem:
    return QuoteItem(_partition(quote.company_id), quote.quote_id)


def _to_item(quote: Quote) -> QuoteItem:
    plain = to_attributes(quote) | {"content": pack(quote.content), "sendings": list(quote.sendings)}
    return QuoteItem(_partition(quote.company_id), quote.quote_id, **plain)


def _to_quote(item: QuoteItem) -> Quote:
    return to_record(
        Quote,
        item,
        content=unpack(item.content),
        state=QuoteState(item.state),
        sendings=tuple(item.sendings),
        version=int(item.version),
    )


def _partition(company_id: str) -> str:
    return f"quotes#{company_id}"
