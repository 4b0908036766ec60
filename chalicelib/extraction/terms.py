"""Which term of the document each header field is: the one list for both ways, reading e-invoices and making them."""

from collections.abc import Mapping

from chalicelib.extraction.result import FieldName

PATHS: Mapping[FieldName, str] = {
    FieldName.INVOICE_NUMBER: "invoice_number",
    FieldName.ISSUE_DATE: "issue_date",
    FieldName.DUE_DATE: "due_date",
    FieldName.CURRENCY: "currency",
    FieldName.PURCHASE_ORDER: "purchase_order",
    FieldName.SUPPLIER_NAME: "supplier.name",
    FieldName.SUPPLIER_TAX_ID: "supplier.tax_id",
    FieldName.SUPPLIER_ADDRESS: "supplier.address",
    FieldName.SUPPLIER_EMAIL: "supplier.contact.email",
    FieldName.CUSTOMER_NAME: "customer.name",
    FieldName.CUSTOMER_TAX_ID: "customer.tax_id",
    FieldName.CUSTOMER_ADDRESS: "customer.address",
    FieldName.CUSTOMER_EMAIL: "customer.contact.email",
    FieldName.NET_TOTAL: "totals.net_total",
    FieldName.TAX_TOTAL: "totals.tax_total",
    FieldName.TOTAL: "totals.total",
    FieldName.PREPAID: "totals.prepaid",
    FieldName.AMOUNT_DUE: "totals.amount_due",
    FieldName.IBAN: "payment.credit_transfers.0.account",
    FieldName.BIC: "payment.credit_transfers.0.provider",
}
"""Header field to the document's field; a number is a place in a list."""

AMOUNTS = frozenset({
    FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL, FieldName.PREPAID, FieldName.AMOUNT_DUE,
})  # fmt: skip
DATES = frozenset({FieldName.ISSUE_DATE, FieldName.DUE_DATE})
ADDRESSES = frozenset({FieldName.SUPPLIER_ADDRESS, FieldName.CUSTOMER_ADDRESS})

MAX_UNIT = 12  # letters; a longer text is no unit
UNIT_CODES: Mapping[str, str] = {
    **dict.fromkeys(("pc", "pcs", "piece", "pieces", "stk", "stck", "stück", "stücke", "st", "stuk", "stuks"), "C62"),
    **dict.fromkeys(("ud", "uds", "uni", "und", "unidad", "unidades", "pièce", "pièces", "pce", "pza", "nr"), "C62"),
    **dict.fromkeys(("unit", "units", "unité", "unités", "pz", "pezzi", "ea", "each", "件", "个"), "C62"),
    **dict.fromkeys(("db", "buc", "ks", "kus", "kos", "kom", "szt", "kpl", "бр", "брой", "τεμ", "τμχ"), "C62"),
    **dict.fromkeys(("tk", "vnt", "gab", "adet", "ad", "個", "本", "台", "枚", "式"), "C62"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "uur"), "HUR"),
    **dict.fromkeys(("tim", "timme", "timmar", "timer", "time", "tunti", "tuntia", "hora", "horas", "ora"), "HUR"),
    **dict.fromkeys(("hod", "godz", "óra", "ore", "oră", "ur", "ura", "sat", "sati", "час", "часа", "ч"), "HUR"),
    **dict.fromkeys(("ώρα", "ώρες", "tund", "tundi", "val", "stunda", "stundas", "saat", "時間"), "HUR"),
    **dict.fromkeys(("day", "days", "tag", "tage", "jour", "jours", "dag", "dagen", "día", "días"), "DAY"),
    **dict.fromkeys(("nap", "zi", "zile", "deň", "dní", "dan", "dana", "ден", "ημέρα", "päev", "diena", "gün"), "DAY"),
    **dict.fromkeys(("month", "months", "monat", "monate", "mois", "maand", "mes", "meses"), "MON"),
    **dict.fromkeys(("hó", "hónap", "lună", "luni", "mesiac", "mesec", "mjesec", "месец", "μήνας", "kuu", "ay"), "MON"),
    **dict.fromkeys(("kg", "kilogram", "kilo", "kgs"), "KGM"),
    **dict.fromkeys(("g", "gram", "gramm"), "GRM"),
    **dict.fromkeys(("l", "liter", "liters", "litre", "litres", "ltr", "lt"), "LTR"),
    **dict.fromkeys(("m", "meter", "metre", "meters", "metres", "mtr", "lfm"), "MTR"),
    **dict.fromkeys(("m2", "m²", "qm"), "MTK"),
    **dict.fromkeys(("m3", "m³", "cbm"), "MTQ"),
    **dict.fromkeys(("km",), "KMT"),
    **dict.fromkeys(("kwh",), "KWH"),
    **dict.fromkeys(("t", "to", "tonne"), "TNE"),
    **dict.fromkeys(("%",), "P1"),
}
"""Printed units to UN/ECE Recommendation 20 codes."""

_CODES = frozenset({*UNIT_CODES.values(), "H87", "EA", "NAR", "SET", "PR", "WEE", "ANN", "MIN", "LS", "ZZ"})


def unit_code(printed: str) -> str | None:
    """The code of a printed unit; None for one that is not known.

    >>> unit_code("Stk."), unit_code("Tag(e)"), unit_code("HUR"), unit_code("bushel")
    ('C62', 'DAY', 'HUR', None)
    """
    word = printed.strip(" .:")
    if word in _CODES:
        return word
    singular = word.partition("(")[0].strip(" .").lower()
    return UNIT_CODES.get(word.lower()) or UNIT_CODES.get(singular)
