"""How numbers, amounts, dates and accounts are written; exact, since babel formats `Decimal` as it is.

The language decides, and the country where the language is spoken there: German for a customer in Austria is written as
in Austria, English for a customer in Germany as in English.
"""

import re
from datetime import date
from decimal import Decimal

from chalicelib.documents.model.document import Period
from chalicelib.documents.model.money import places
from chalicelib.documents.rendering.right_to_left import RIGHT_TO_LEFT

COUNTRIES = {
    "en": ("AU", "GB", "IE", "NZ", "SG", "US", "ZA"),
    "de": ("DE", "AT", "BE", "CH", "LI", "LU"),
    "fr": ("FR", "BE", "CH", "LU"),
    "nl": ("NL", "BE"),
    "es": ("ES",),
    "it": ("IT", "CH"),
    "zh": ("CN",),
    "ar": ("AE", "BH", "EG", "KW", "OM", "QA", "SA"),
}
"""The countries whose ways of writing a language are known; the first one's is that of all others."""
_DATES = {"ar": "d MMMM y"}
"""How dates are written where the usual short form has the month as a number."""
_IBAN_GROUP = 4
_JOINT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Between a currency's letters and digits."""


def locale_of(language: str, *countries: str | None) -> str:
    """Return the locale of a language, as the first of these countries that speaks it writes it.

    >>> locale_of("de", "AT", "DE"), locale_of("en", "DE", "GB"), locale_of("zh", None)
    ('de_AT', 'en_GB', 'zh_CN')
    """
    known = COUNTRIES.get(language, COUNTRIES["en"])
    country = next((each for each in countries if each in known), known[0])
    return f"{language if language in COUNTRIES else 'en'}_{country}"


class Values:
    """Formats of one locale and currency."""

    def __init__(self, locale: str, currency: str | None) -> None:
        self.locale = locale
        self.currency = currency or ""
        self._amount = "#,##0.00" if places(currency) else "#,##0"

    def amount(self, value: Decimal | None) -> str:
        """An amount of the invoice, without its currency."""
        from babel.numbers import format_decimal

        return (
            "" if value is None else str(format_decimal(value, self._amount, self.locale, decimal_quantization=False))
        )

    def money(self, value: Decimal | None, *, sign: int = 1) -> str:
        r"""An amount with its currency, as the country writes it; `sign` is -1 for what is taken off.

        >>> Values("de_DE", "EUR").money(Decimal("6554.73")), Values("en_GB", "GBP").money(Decimal(5), sign=-1)
        ('6.554,73\xa0€', '−£5.00')
        >>> Values("en_AU", "EUR").money(Decimal("0.5"))
        'EUR\xa00.50'
        """
        from babel.numbers import format_currency

        if value is None or not self.currency:
            return self.amount(value)
        written = format_currency(abs(value), self.currency, locale=self.locale, decimal_quantization=False)
        shown = str(written).removeprefix(RIGHT_TO_LEFT)  # of itself an amount runs as its letters do
        return ("−" if value * sign < 0 else "") + _JOINT.sub("\N{NO-BREAK SPACE}", shown)

    def number(self, value: Decimal | None) -> str:
        """A quantity, with as many decimals as it has, zeros at the end aside."""
        from babel.numbers import format_decimal

        return "" if value is None else str(format_decimal(_trimmed(value), "#,##0.##########", self.locale))

    def price(self, value: Decimal | None) -> str:
        """A price: at least as many decimals as amounts have, more where it has more."""
        from babel.numbers import format_decimal

        return "" if value is None else str(format_decimal(value, self._amount + "########", self.locale))

    def rate(self, value: Decimal | None) -> str:
        r"""A percentage, as the language writes it.

        >>> Values("en_AU", None).rate(Decimal("7.50")), Values("de_DE", None).rate(Decimal(19))
        ('7.5%', '19\xa0%')
        """
        from babel import Locale

        if value is None:
            return ""
        pattern = Locale.parse(self.locale).percent_formats[None].pattern
        space = "" if pattern.endswith("0%") else "\N{NO-BREAK SPACE}"
        return f"{self.number(value)}{space}%"

    def day(self, value: date | None) -> str:
        """A date, the month in words so that it is not mistaken for the day."""
        from babel.dates import format_date

        return "" if value is None else str(format_date(value, _DATES.get(self.locale[:2], "medium"), self.locale))

    def period(self, period: Period | None) -> str:
        """A period, open at an end that is missing."""
        if period is None:
            return ""
        return " – ".join((self.day(period.start), self.day(period.end))).strip()


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
