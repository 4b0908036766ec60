"""Signs and codes of currencies as they stand beside amounts (ISO 4217; signs as printed on invoices)."""

_SIGNS = """
€ EUR  £ GBP  $ USD  US$ USD  A$ AUD  AU$ AUD  C$ CAD  CA$ CAD  NZ$ NZD  HK$ HKD  S$ SGD  R$ BRL  MX$ MXN  NT$ TWD
¥ JPY  ￥ CNY  元 CNY  RMB CNY  ₹ INR  Rs INR  Rs. INR  ₽ RUB  ₺ TRY  ₩ KRW  zł PLN  zl PLN  Kč CZK  Kc CZK  kr SEK
kr. SEK  Ft HUF  lei RON  ₪ ILS  Fr. CHF  Fr CHF  SFr. CHF  CHF CHF  ฿ THB  ₫ VND  ₱ PHP  лв BGN  ₴ UAH  R ZAR
лв. BGN  TL TRY  円 JPY  Lei RON  LEI RON  kn HRK  дин. RSD  RM MYR  Euro EUR  EURO EUR  euro EUR  euros EUR  Euros EUR
eur EUR  Eur EUR  ευρώ EUR  евро EUR
"""
_CODES = """
EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN AUD NZD CAD JPY CNY INR SGD HKD BRL MXN ZAR TRY ILS AED SAR KRW TWD
THB MYR PHP IDR VND UAH RUB ISK ARS CLP COP PEN EGP KES NGN MAD TND QAR KWD BHD OMR PKR LKR BDT RSD HRK
"""
_PARTS = _SIGNS.split()
SYMBOLS = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))
CODES = frozenset(_CODES.split())
