"""How numbers, dates and addresses are written in a language; exact, since babel formats `Decimal` as it is."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib.documents.model.document import Address, Period
from chalicelib.documents.model.money import places

LOCALES = {"en": "en_AU", "de": "de_DE", "fr": "fr_FR", "nl": "nl_NL", "es": "es_ES", "it": "it_IT", "zh": "zh_CN"}
_IBAN_GROUP = 4
_CITY_FIRST = frozenset({"AU", "CA", "GB", "NZ", "US"})
"""Countries that write the post code behind the city."""
_LARGEST_FIRST = frozenset({"CN", "JP", "KR", "TW"})
"""Countries that write the city before the street."""


class Values:
    """Formats of one language and currency."""

    def __init__(self, language: str, currency: str | None) -> None:
        self.locale = LOCALES.get(language, "en_AU")
        self.currency = currency or ""
        self._amount = "#,##0.00" if places(currency) else "#,##0"

    def amount(self, value: Decimal | None) -> str:
        """An amount of the invoice."""
        from babel.numbers import format_decimal

        return (
            "" if value is None else str(format_decimal(value, self._amount, self.locale, decimal_quantization=False))
        )

    def number(self, value: Decimal | None) -> str:
        """A quantity, with as many decimals as it has, zeros at the end aside."""
        from babel.numbers import format_decimal

        return "" if value is None else str(format_decimal(_trimmed(value), "#,##0.##########", self.locale))

    def price(self, value: Decimal | None) -> str:
        """A price: at least as many decimals as amounts have, more where it has more."""
        from babel.numbers import format_decimal

        return "" if value is None else str(format_decimal(value, self._amount + "########", self.locale))

    def rate(self, value: Decimal | None) -> str:
        """A percentage."""
        return "" if value is None else f"{self.number(value)} %"

    def day(self, value: date | None) -> str:
        """A date, the month in words so that it is not mistaken for the day."""
        from babel.dates import format_date

        return "" if value is None else str(format_date(value, "medium", self.locale))

    def period(self, period: Period | None) -> str:
        """A period, open at either end if it has none."""
        if period is None:
            return ""
        return " – ".join((self.day(period.start), self.day(period.end))).strip()


def address_lines(address: Address | None, home: str | None, locale: str) -> Iterator[str]:
    """An address as on an envelope; the country only where it is not the supplier's own."""
    if address is None:
        return
    street = [line for line in (address.line_1, address.line_2, address.line_3) if line]
    town = " ".join(filter(None, (address.post_code, address.city)))
    if address.country in _CITY_FIRST:
        town = " ".join(filter(None, (address.city, address.subdivision, address.post_code)))
    lines = [town, *street] if address.country in _LARGEST_FIRST else [*street, town]
    yield from filter(None, lines)
    if address.country and address.country != home:
        yield country_name(address.country, locale)


def country_name(code: str, locale: str) -> str:
    """A country in words."""
    from babel import Locale

    return str(Locale.parse(locale).territories.get(code, code))


def account_text(account: str) -> str:
    """An account number in groups of four, as IBANs are printed; others as they are.

    >>> account_text("DE89370400440532013000"), account_text("12345678")
    ('DE89 3704 0044 0532 0130 00', '12345678')
    """
    plain = account.replace(" ", "")
    if not is_iban(plain):
        return account
    return " ".join(plain[at : at + _IBAN_GROUP] for at in range(0, len(plain), _IBAN_GROUP))


def is_iban(account: str) -> bool:
    """Whether an account number has an IBAN's form and check digits (ISO 13616).

    >>> is_iban("DE89370400440532013000"), is_iban("DE00370400440532013000"), is_iban("12345678")
    (True, False, False)
    """
    from stdnum import iban

    return bool(iban.is_valid(account))


def _trimmed(value: Decimal) -> Decimal:
    return value.normalize() if value == value.to_integral_value() else Decimal(f"{value:f}".rstrip("0"))
