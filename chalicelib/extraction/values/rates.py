"""The rates of VAT and GST that countries have had since 2010: what a tax can be whose rate the page does not print.

Source: the European Commission's "VAT rates applied in the Member States", and the tax offices of the others.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

_RATES = {
    "AT": "20 13 10", "AU": "10", "BE": "21 12 6", "BG": "20 9", "CH": "8.1 8 7.7 3.8 3.7 2.6 2.5", "CY": "19 9 5 3",
    "CZ": "21 20 15 14 12 10", "DE": "19 16 7 5", "DK": "25", "EE": "24 22 20 13 9 5", "ES": "21 18 10 8 4",
    "FI": "25.5 24 23 14 13.5 10", "FR": "20 19.6 10 7 5.5 2.1", "GB": "20 5", "GR": "24 23 13 6", "HR": "25 13 5",
    "HU": "27 25 20 18 5", "IE": "23 21 13.5 9 4.8", "IS": "24 11", "IT": "22 21 20 10 5 4", "LT": "21 9 5",
    "LU": "17 16 15 14 13 8 7 3", "LV": "21 12 5", "MT": "18 12 7 5", "NL": "21 19 9 6", "NO": "25 15 12", "NZ": "15",
    "PL": "23 8 5", "PT": "23 13 6", "RO": "21 24 20 19 11 9 5", "SE": "25 12 6", "SI": "22 20 9.5 8.5 5",
    "SK": "23 20 19 10 5",
}  # fmt: skip
_ELSEWHERE = {"CA": "5", "IN": "28 18 12 5", "JP": "10 8", "SG": "9 8 7", "TR": "20 18 10 8 1", "ZA": "15"}
LEGAL_RATES: Mapping[str, Sequence[Decimal]] = {
    country: tuple(Decimal(rate) for rate in rates.split()) for country, rates in (_RATES | _ELSEWHERE).items()
}
LOWEST_USUAL = 5  # percent: what two amounts differ by that are close is no tax as a rule
USUAL_RATES = frozenset(rate for country in _RATES for rate in LEGAL_RATES[country] if rate >= LOWEST_USUAL)
"""What an amount is probably increased by where it is a tax: of any of the countries of Europe and its like."""
