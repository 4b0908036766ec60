"""FA, Poland's e-invoice in KSeF (Ministerstwo Finansów, "Broszura informacyjna dotycząca struktury logicznej FA").

Variants (2) and (3) name their fields by the paragraph of the VAT act: P_13_1 is the net at the basic rate, P_14_1 the
tax on it, and so on for each rate; which of two rates that a field stands for (23 or 22) the lines say.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, exactly, rounded
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER, read_number
from chalicelib.documents.syntaxes.national.ksef_totals import add_totals
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    codes,
    number_at,
    payment_means,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, mark, put_at, text_at
from chalicelib.documents.syntaxes.table import Table

_TYPES = codes({
    "VAT": "380", "UPR": "380", "ROZ": "380", "ZAL": "386", "KOR": "384", "KOR_ZAL": "384", "KOR_ROZ": "384",
})  # fmt: skip
_MEANS, _OTHER_MEANS = payment_means({"1": "10", "2": "48", "4": "20", "6": "30", "7": "68"})
_RATES: Mapping[str, tuple[str, ...]] = {"1": ("23", "22"), "2": ("8", "7"), "3": ("5",), "4": ("4", "3"), "5": ()}
"""Which rates the fields P_13_n and P_14_n stand for; 5 is for those of other countries (P_12_XII)."""
_UNTAXED: Mapping[str, str] = {
    "6_1": "Z", "6_2": "K", "6_3": "G", "7": "E", "8": "O", "9": "AE", "10": "AE", "11": "E",
}  # fmt: skip
"""The tax category of the fields P_13_n that have no tax."""
_CATEGORIES: Mapping[str, str] = {
    "zw": "E", "oo": "AE", "np": "O", "np I": "O", "np II": "AE", "0": "Z", "0 KR": "Z", "0 WDT": "K", "0 EX": "G",
}  # fmt: skip
"""The tax category of a line's rate in words (P_12)."""
_EXEMPT = "E"
MAX_DECIMALS = 8  # of a price without tax that is worked out
_UNITS = {"szt": "C62", "sztuka": "C62", "godz": "HUR", "h": "HUR", "dzień": "DAY", "dni": "DAY", "mies": "MON",
          "kg": "KGM", "g": "GRM", "t": "TNE", "l": "LTR", "m": "MTR", "mb": "MTR", "m2": "MTK", "m3": "MTQ",
          "km": "KMT", "kwh": "KWH", "kpl": "SET"}  # fmt: skip
_DEADLINE = "Fa/Platnosc/TerminPlatnosci"
_DEADLINE_IN_WORDS = ("Ilosc", "Jednostka", "ZdarzeniePoczatkowe")  # 30 days, from when
_OTHER = "other"  # payment means that no code says

_PARTY = (
    row("name", "DaneIdentyfikacyjne/Nazwa"),
    row("tax_id", f"{ADDED}/tax_id"),
    row("tax_registration", "DaneIdentyfikacyjne/NrID"),
    row("identifiers", "NrKlienta | Adres/GLN", group=model.Identifier, many=True),
    row("address", "Adres", group=model.Address),
    row("contact", "DaneKontaktowe", group=model.Contact),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", "Fa/P_2"),
        row("issue_date", "Fa/P_1", DATE),
        row("type_code", "Fa/RodzajFaktury", _TYPES),
        row("currency", "Fa/KodWaluty"),
        row("due_date", f"{_DEADLINE}/Termin", DATE),
        row("payment_terms", f"{_DEADLINE}/{ADDED}/terms"),
        row("contract", "Fa/WarunkiTransakcji/Umowy/NrUmowy"),
        row("purchase_order", "Fa/WarunkiTransakcji/Zamowienia/NrZamowienia"),
        row("despatch_advice", "Fa/WZ"),
        row("notes", "Fa/DodatkowyOpis | Fa/PrzyczynaKorekty | Stopka/Informacje/StopkaFaktury", group=model.Note,
            many=True),
        row("preceding_invoices", "Fa/DaneFaKorygowanej", group=model.PrecedingInvoice, many=True),
        row("supplier", "Podmiot1", group=model.Supplier),
        row("customer", "Podmiot2", group=model.Customer),
        row("delivery", "Fa", group=model.Delivery),
        row("period", "Fa/OkresFa", group=model.Period),
        row("payment", "Fa/Platnosc", group=model.Payment),
        row("allowances", f"Fa/{ADDED}/allowance", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"Fa/{ADDED}/charge", group=model.DocumentAllowanceCharge, many=True),
        row("totals", f"Fa/{ADDED}", group=model.Totals),
        row("tax_breakdown", "Fa/tax_row", group=model.TaxSubtotal, many=True),
        row("lines", "Fa/FaWiersz", group=model.Line, many=True),
    ),
    model.Note: (row("text", f"{ADDED}/text | ."),),
    model.PrecedingInvoice: (
        row("number", "NrFaKorygowanej"),
        row("issue_date", "DataWystFaKorygowanej", DATE),
    ),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.Identifier: (row("value", "."),),
    model.Address: (row("line_1", "AdresL1"), row("line_2", "AdresL2"), row("country", "KodKraju")),
    model.Contact: (row("telephone", "Telefon"), row("email", "Email")),
    model.Delivery: (row("delivered_on", "P_6", DATE),),
    model.Period: (row("start", "P_6_Od", DATE), row("end", "P_6_Do", DATE)),
    model.Payment: (
        row("means_code", f"FormaPlatnosci | {ADDED}/means", _MEANS),
        row("means", "FormaPlatnosci | OpisPlatnosci", _OTHER_MEANS),
        row("credit_transfers", "RachunekBankowy", group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (row("account", "NrRB"), row("account_name", "OpisRachunku"), row("provider", "SWIFT")),
    model.Totals: tuple(
        row(name, name, AMOUNT)
        for name in ("lines_net", "allowances", "charges", "net_total", "tax_total", "total", "prepaid", "amount_due")
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "taxable", AMOUNT),
        row("tax_amount", "tax", AMOUNT),
        row("category", "category"),
        row("rate", "rate", NUMBER),
        row("exemption_reason", "reason"),
    ),
    model.Line: (
        row("id", "NrWierszaFa"),
        row("quantity", f"P_8B | {ADDED}/quantity", NUMBER),
        row("unit", f"{ADDED}/unit | P_8A"),
        row("net_amount", f"P_11 | {ADDED}/net", AMOUNT),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"{ADDED}/rate", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.AllowanceCharge: (row("amount", "amount", AMOUNT), row("reason", "reason")),
    model.DocumentAllowanceCharge: (
        row("amount", "amount", AMOUNT),
        row("reason", "reason"),
        row("tax_category", "category"),
        row("tax_rate", "rate", NUMBER),
    ),
    model.Price: (row("net", f"P_9A | {ADDED}/price", AMOUNT),),
    model.Item: (row("name", "P_7"), row("supplier_id", "Indeks")),
}  # fmt: skip


def _prepare(root: Node) -> None:
    for party in (*below(root, "Podmiot1"), *below(root, "Podmiot2")):
        _add_tax_id(party)
    for invoice in below(root, "Fa"):
        _prepare_invoice(invoice)


def _prepare_invoice(invoice: Node) -> None:
    for payment in below(invoice, "Platnosc"):
        _add_to_payment(payment)
    for line in below(invoice, "FaWiersz"):
        _add_to_line(line)
    for note in below(invoice, "DodatkowyOpis"):
        add(note, "text", ": ".join(filter(None, (text_at(note, "Klucz"), text_at(note, "Wartosc")))))
    for values in (*_taxed_rows(invoice), *_untaxed_rows(invoice)):
        added = invoice.add("tax_row")
        for name, text in values.items():
            put_at(added, text, name)
    add_totals(invoice)


def _add_to_payment(payment: Node) -> None:
    """Means without a code, and a deadline in words, which variant 3 has in parts."""
    add(payment, "means", text_at(payment, "OpisPlatnosci") and _OTHER)
    for deadline in below(payment, "TerminPlatnosci"):
        parts = [text_at(deadline, "TerminOpis", part) for part in _DEADLINE_IN_WORDS]
        add(deadline, "terms", text_at(deadline, "TerminOpis") or " ".join(filter(None, parts)))


def _add_tax_id(party: Node) -> None:
    """A Polish number has its country's letters in VAT's European form only, as EN 16931 wants it."""
    domestic = text_at(party, "DaneIdentyfikacyjne", "NIP")
    country, foreign = (text_at(party, "DaneIdentyfikacyjne", part) for part in ("KodUE", "NrVatUE"))
    add(party, "tax_id", f"PL{domestic}" if domestic else country + foreign)


def _add_to_line(line: Node) -> None:
    """What a line's codes mean, its net, and its signs."""
    _add_tax(line)
    _add_unit(line)
    if text_at(line, "P_11A") and not text_at(line, "P_11"):
        _add_net(line)
    is_before = text_at(line, "StanPrzed") == "1"  # as it was before the correction: counts negative
    if is_before:
        _negate(*below(line, "P_8B"), *below(line, "P_11"), *below(line, ADDED, "net"))
    is_lower = number_at(line, "P_9A") < 0  # a price is positive, and what is given back a negative quantity
    if is_lower:
        _negate(*below(line, "P_8B"), *below(line, "P_9A"))
    if is_before != is_lower and text_at(line, "P_9A") and not text_at(line, "P_8B"):
        add(line, "quantity", "-1")
    if text_at(line, "P_10") and text_at(line, "P_11"):
        with exactly():
            full = number_at(line, "P_9A") * (number_at(line, "P_8B") or number_at(line, ADDED, "quantity"))
        add_difference(line, full, number_at(line, "P_11"), ("Opust", "Dopłata"))


def _add_tax(line: Node) -> None:
    """The rate and what it means; a line without one is of a margin scheme."""
    rate = text_at(line, "P_12") or text_at(line, "P_12_XII")
    if rate or text_at(line, "P_11A"):
        add(line, "category", _CATEGORIES.get(rate, "S") if rate else _EXEMPT)
        add(line, "rate", rate if read_number(rate) is not None else "0")


def _add_net(line: Node) -> None:
    """A line that is stated with its tax, or under a margin scheme (which is exempt), of which no tax is shown."""
    gross, rate = number_at(line, "P_11A"), number_at(line, ADDED, "rate")
    tax = number_at(line, "P_11Vat") or (rounded(gross * rate / (rate + 100)) if rate > 0 else Decimal(0))
    add(line, "net", exact_sum((gross, -tax)))
    if quantity := number_at(line, "P_8B"):
        add(line, "price", rounded(exact_sum((gross, -tax)) / quantity, MAX_DECIMALS))


def _add_unit(line: Node) -> None:
    """Units are words of the supplier's."""
    for unit in below(line, "P_8A"):
        if code := _UNITS.get(unit.text.strip(". ").lower()):
            mark(unit, "")
            add(line, "unit", code)


def _negate(*numbers: Node) -> None:
    for node in numbers:
        node.text = node.text.removeprefix("-") if node.text.startswith("-") else f"-{node.text}"


def _taxed_rows(invoice: Node) -> Iterator[dict[str, str]]:
    lines = below(invoice, "FaWiersz")
    rates_of_lines = {text_at(line, "P_12") for line in lines}
    foreign = next(filter(None, (text_at(line, "P_12_XII") for line in lines)), "")
    for field, rates in _RATES.items():
        if net := text_at(invoice, f"P_13_{field}"):
            rate = next((each for each in rates if each in rates_of_lines), (*rates, foreign)[0])
            yield {"taxable": net, "tax": text_at(invoice, f"P_14_{field}") or "0", "category": "S", "rate": rate}


def _untaxed_rows(invoice: Node) -> Iterator[dict[str, str]]:
    reason = next(filter(None, (text_at(invoice, "Adnotacje", "Zwolnienie", f"P_19{x}") for x in "ABC")), "")
    for field, category in _UNTAXED.items():
        if net := text_at(invoice, f"P_13_{field}"):
            why = {"reason": reason} if category == _EXEMPT else {}
            yield {"taxable": net, "tax": "0", "category": category, "rate": "0", **why}


KSEF = NationalFormat(
    "ksef", "KSeF FA", re.compile(r"\{http://crd\.gov\.pl/wzor/[\d/]+\}Faktura"), TABLE, _prepare,
    "KSeF checks it against its XML Schema when it is sent",
)  # fmt: skip
