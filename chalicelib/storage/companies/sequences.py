"""Invoice numbers of a company's own invoices: series without gaps, and each number used once.

company#<id>   series#<name>     the next number of a series
company#<id>   number#<number>   the invoice that bears a number

A number is taken in the transaction that stores its invoice. So there is never a number without an invoice, and of two
requests at the same instant one is refused and takes the next. Credit notes have a series of their own. A number stays
taken when its invoice is deleted, which it can be once the company's retention is over: the customer may have the first
one, and must not get another of the same number.
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.storage.aws.table import save_if
from chalicelib.storage.companies.companies import CompanyTableItem, company_key


class SeriesItem(CompanyTableItem, discriminator="series"):
    """A series of numbers."""

    next_number = NumberAttribute()


class NumberItem(CompanyTableItem, discriminator="number"):
    """A number that an invoice bears."""

    invoice_id = UnicodeAttribute()


def next_number(company_id: str, series: str) -> int:
    """Return the number that comes next in a series, strongly consistent."""
    try:
        item = SeriesItem.get(company_key(company_id), f"series#{series}", consistent_read=True)
    except SeriesItem.DoesNotExist:
        return 1
    return int(item.next_number)


def advance(transaction: TransactWrite, company_id: str, series: str, *, seen: int, following: int) -> None:
    """Add that a series goes on at a number; fails where it is no longer at the one that was `seen`."""
    transaction.save(_series(company_id, series, following), condition=_still(seen))


def move_on(company_id: str, series: str, *, seen: int, following: int) -> bool:
    """Move a series past numbers that were given by hand; tell whether it was still where it was `seen`."""
    return save_if(_series(company_id, series, following), _still(seen))


def take_number(transaction: TransactWrite, company_id: str, number: str, invoice_id: str) -> None:
    """Add that an invoice bears a number; fails where another does."""
    item = NumberItem(company_key(company_id), f"number#{number}", invoice_id=invoice_id)
    transaction.save(item, condition=NumberItem.pk.does_not_exist())


def number_is_taken(company_id: str, number: str) -> bool:
    """Tell whether an invoice bears a number, strongly consistent."""
    return NumberItem.count(company_key(company_id), NumberItem.sk == f"number#{number}", consistent_read=True) > 0


def _series(company_id: str, series: str, following: int) -> SeriesItem:
    return SeriesItem(company_key(company_id), f"series#{series}", next_number=following)


def _still(seen: int) -> Condition:
    still: Condition = SeriesItem.next_number == seen
    return still | SeriesItem.pk.does_not_exist() if seen == 1 else still
