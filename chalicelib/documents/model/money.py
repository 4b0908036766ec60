"""The one way to round money: half up, away from zero, to what the currency has, two decimals at the most.

EN 16931-1 section 6.5.2 allows two decimals in amounts and asks for half up; ISO 4217 gives some currencies none.
Products and sums are exact until they are rounded: `exactly` widens the decimal context so far that nothing is lost.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal, localcontext

PLACES = 2
WITHOUT_MINOR_UNIT = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
})  # fmt: skip
"""Currencies that ISO 4217 lists without a minor unit."""
IN_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies whose minor unit is a thousandth (ISO 4217)."""

_EXACT_DIGITS = 100


@contextmanager
def exactly() -> Iterator[None]:
    """Compute without losing digits: two factors of 30 digits each fit, and so do sums of them."""
    with localcontext(prec=_EXACT_DIGITS):
        yield


def places(currency: str | None) -> int:
    """Decimals of amounts in a currency: none or two, never more.

    >>> places("EUR"), places("JPY"), places(None)
    (2, 0, 2)
    """
    return 0 if currency in WITHOUT_MINOR_UNIT else PLACES


def minor_places(currency: str | None) -> int:
    """Decimals that a currency has, though EN 16931 has no room for a third.

    >>> minor_places("EUR"), minor_places("JPY"), minor_places("KWD")
    (2, 0, 3)
    """
    return PLACES + 1 if currency in IN_THOUSANDTHS else places(currency)


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """An exact sum, however many digits it has; zero for no numbers."""
    with exactly():
        return sum(numbers, Decimal(0))


def rounded(amount: Decimal, decimals: int = PLACES) -> Decimal:
    """Round half up, away from zero.

    >>> rounded(Decimal("2.675")), rounded(Decimal("-2.675")), rounded(Decimal("-0.1"), 0)
    (Decimal('2.68'), Decimal('-2.68'), Decimal('0'))
    """
    with exactly():
        return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0  # +0: no "-0.00"
