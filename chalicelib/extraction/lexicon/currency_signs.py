"""Signs and codes of currencies as they stand beside amounts (ISO 4217; signs as printed on invoices)."""

_SIGNS = """
€ EUR  £ GBP  $ USD  US$ USD  A$ AUD  AU$ AUD  C$ CAD  CA$ CAD  NZ$ NZD  HK$ HKD  S$ SGD  R$ BRL  MX$ MXN  NT$ TWD
¥ JPY  ￥ CNY  元 CNY  RMB CNY  ₹ INR  Rs INR  Rs. INR  ₽ RUB  ₺ TRY  ₩ KRW  zł PLN  zl PLN  Kč CZK  Kc CZK  kr SEK
kr. SEK  Ft HUF  lei RON  ₪ ILS  Fr. CHF  Fr CHF  SFr. CHF  CHF CHF  ฿ THB  ₫ VND  ₱ PHP  лв BGN  ₴ UAH  R ZAR
лв. BGN  TL TRY  円 JPY  Lei RON  LEI RON  kn HRK  дин. RSD  RM MYR  Euro EUR  EURO EUR  euro EUR  euros EUR  Euros EUR
eur EUR  Eur EUR  ευρώ EUR  евро EUR  DH MAD  Dh MAD  dh MAD  dhs MAD  Dirhams MAD  dirhams MAD  DHS AED  Dhs AED
DT TND  FCFA XOF  CFA XOF  SR SAR  DM DEM  KD KWD  BD BHD  JD JOD  QR QAR  Rp IDR  Rp. IDR  ₦ NGN  KSh KES  Ksh KES
S/ PEN  S/. PEN  RD$ DOP  ₡ CRC  GH₵ GHS  ₸ KZT  ₾ GEL  EUROS EUR
"""
_CODES = """
EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN AUD NZD CAD JPY CNY INR SGD HKD BRL MXN ZAR TRY ILS AED SAR KRW TWD
THB MYR PHP IDR VND UAH RUB ISK ARS CLP COP PEN EGP KES NGN MAD TND QAR KWD BHD OMR PKR LKR BDT RSD HRK JOD DZD LYD
IQD XOF XAF DEM GHS TZS UGX ZMW DOP CRC UYU KZT XPF NPR
"""
# Currencies by their names in scripts without spaces: they are looked for within texts.
NAMES = {
    "新臺幣": "TWD", "新台幣": "TWD", "新台币": "TWD", "港幣": "HKD", "港币": "HKD", "人民币": "CNY", "人民幣": "CNY",
    "美元": "USD", "欧元": "EUR", "歐元": "EUR", "（元）": "CNY", "(元)": "CNY", "（円）": "JPY", "(円)": "JPY",
}  # fmt: skip
# The same in amounts that are written out: "Six Lakhs Rupees and Zero Paisa only".
WORDS = {
    "millimes": "TND", "rupees": "INR", "paise": "INR", "paisa": "INR", "halalas": "SAR", "halalah": "SAR",
    "riyals": "SAR", "dirhams": "MAD", "dirham": "MAD", "ringgit": "MYR", "baht": "THB", "naira": "NGN",
    "shekels": "ILS", "kuwaiti": "KWD", "bahraini": "BHD", "jordanian": "JOD", "omani": "OMR", "baisa": "OMR",
}  # fmt: skip
_EURO = "AT BE CY DE EE EL ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK"
# By country; Switzerland also as its VAT numbers begin.
BY_COUNTRY = dict.fromkeys(_EURO.split(), "EUR") | {
    "CHE": "CHF", "CZ": "CZK", "DK": "DKK", "GB": "GBP", "XI": "GBP", "HU": "HUF", "PL": "PLN", "RO": "RON",
    "SE": "SEK", "NO": "NOK", "IN": "INR", "SA": "SAR", "JP": "JPY", "CA": "CAD", "CH": "CHF", "AU": "AUD", "NZ": "NZD",
}  # fmt: skip
_PARTS = _SIGNS.split()
SYMBOLS = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))
CODES = frozenset(_CODES.split())


def is_currency(text: str) -> bool:
    """Whether a text is a currency's sign or code."""
    return text in SYMBOLS or text in CODES
