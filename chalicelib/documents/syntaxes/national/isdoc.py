"""ISDOC 6, the Czech e-invoice (ISDOC working group, "ISDOC 6.0.2"): amounts in the local currency.

What taxed advances took already is in the tax rows; what is left of the total after deposits is what is due.
"""

import re

from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, exactly
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    add_sum,
    codes,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, mark, text_at
from chalicelib.documents.syntaxes.table import Table

_LINES = ("InvoiceLines", "InvoiceLine")
_TOTALS = "LegalMonetaryTotal"
_PAYMENT = "PaymentMeans/Payment"
_TYPES = codes({"1": "380", "2": "381", "3": "383", "4": "325", "5": "386", "6": "381", "7": "380"})
_UNITS = {"ks": "C62", "kus": "C62", "hod": "HUR", "h": "HUR", "den": "DAY", "kg": "KGM", "g": "GRM", "t": "TNE",
          "l": "LTR", "m": "MTR", "km": "KMT", "m2": "MTK", "m3": "MTQ", "kwh": "KWH", "měs": "MON"}  # fmt: skip
_PARTY = (
    row("name", "Party/PartyName/Name"),
    row("legal_id", "Party/PartyIdentification/ID", group=model.Identifier),
    row("tax_id", "Party/PartyTaxScheme[TaxScheme='VAT']/CompanyID"),
    row("tax_registration", "Party/PartyTaxScheme[TaxScheme='TIN']/CompanyID"),
    row("address", "Party/PostalAddress", group=model.Address),
    row("contact", "Party/Contact", group=model.Contact),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", "ID"),
        row("issue_date", "IssueDate", DATE),
        row("type_code", "DocumentType", _TYPES),
        row("currency", "LocalCurrencyCode"),
        row("tax_point_date", "TaxPointDate", DATE),
        row("due_date", f"{_PAYMENT}/Details/PaymentDueDate", DATE),
        row("purchase_order", "OrderReferences/OrderReference/ExternalOrderID"),
        row("sales_order", "OrderReferences/OrderReference/SalesOrderID"),
        row("contract", "ContractReferences/ContractReference/ID"),
        row("notes", "Note", group=model.Note, many=True),
        row("preceding_invoices", "OriginalDocumentReferences/OriginalDocumentReference",
            group=model.PrecedingInvoice, many=True),
        row("supplier", "AccountingSupplierParty", group=model.Supplier),
        row("customer", "AccountingCustomerParty", group=model.Customer),
        row("payment", ".", group=model.Payment),
        row("totals", ".", group=model.Totals),
        row("tax_breakdown", "TaxTotal/TaxSubTotal", group=model.TaxSubtotal, many=True),
        row("lines", "/".join(_LINES), group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", "ID"), row("issue_date", "IssueDate", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.Identifier: (row("value", "."),),
    model.Address: (
        row("line_1", f"{ADDED}/line_1"),
        row("city", "CityName"),
        row("post_code", "PostalZone"),
        row("country", "Country/IdentificationCode"),
    ),
    model.Contact: (row("name", "Name"), row("telephone", "Telephone"), row("email", "ElectronicMail")),
    model.Payment: (
        row("means_code", f"{_PAYMENT}/PaymentMeansCode"),
        row("remittance_information", f"{_PAYMENT}/Details/VariableSymbol"),
        row("credit_transfers", f"{_PAYMENT}/Details[ID] | {_PAYMENT}/Details[!ID][IBAN]",
            group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (row("account", f"IBAN | {ADDED}/account"), row("provider", "BIC")),
    model.AllowanceCharge: (row("amount", "amount", AMOUNT), row("reason", "reason")),
    model.Totals: (
        row("lines_net", f"{ADDED}/lines_net", AMOUNT),
        row("net_total", f"{_TOTALS}/TaxExclusiveAmount", AMOUNT),
        row("tax_total", "TaxTotal/TaxAmount", AMOUNT),
        row("total", f"{_TOTALS}/TaxInclusiveAmount", AMOUNT),
        row("prepaid", f"{ADDED}/prepaid", AMOUNT),
        row("rounding", f"{_TOTALS}/PayableRoundingAmount", AMOUNT),
        row("amount_due", f"{_TOTALS}/PayableAmount", AMOUNT),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "TaxableAmount", AMOUNT),
        row("tax_amount", "TaxAmount", AMOUNT),
        row("category", f"{ADDED}/category"),
        row("rate", "TaxCategory/Percent", NUMBER),
    ),
    model.Line: (
        row("id", "ID"),
        row("note", "Note"),
        row("quantity", "InvoicedQuantity", NUMBER),
        row("unit", f"{ADDED}/unit | InvoicedQuantity/@unitCode"),
        row("net_amount", "LineExtensionAmount", AMOUNT),
        row("order_line", "OrderReference/LineID"),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", "ClassifiedTaxCategory/Percent", NUMBER),
        row("item", "Item", group=model.Item),
    ),
    model.Price: (row("net", "UnitPrice", AMOUNT),),
    model.Item: (
        row("name", "Description"),
        row("supplier_id", "SellersItemIdentification/ID"),
        row("customer_id", "BuyersItemIdentification/ID"),
    ),
}  # fmt: skip


def _prepare(root: Node) -> None:
    for role in ("AccountingSupplierParty", "AccountingCustomerParty"):
        for address in below(root, role, "Party", "PostalAddress"):
            street = (text_at(address, "StreetName"), text_at(address, "BuildingNumber"))
            add(address, "line_1", " ".join(filter(None, street)))
    for line in below(root, *_LINES):
        _add_to_line(line)
    for tax_row in below(root, "TaxTotal", "TaxSubTotal"):
        add(tax_row, "category", _category(tax_row, "TaxCategory"))
    for details in below(root, "PaymentMeans", "Payment", "Details"):
        number, bank = text_at(details, "ID"), text_at(details, "BankCode")
        add(details, "account", f"{number}/{bank}" if number and bank else number)
    _add_totals(root)


def _add_to_line(line: Node) -> None:
    add(line, "category", _category(line, "ClassifiedTaxCategory"))
    for quantity in below(line, "InvoicedQuantity"):
        if code := _UNITS.get(quantity.attributes.get("unitCode", "").strip(". ").lower(), ""):
            mark(quantity, "unitCode")
            add(line, "unit", code)
    if text_at(line, "UnitPrice") and text_at(line, "InvoicedQuantity"):
        with exactly():
            full = number_at(line, "UnitPrice") * number_at(line, "InvoicedQuantity")
        add_difference(line, full, number_at(line, "LineExtensionAmount"), ("Sleva", "Přirážka"))


def _category(node: Node, element: str) -> str:
    """A positive rate is the standard category; where the flag of reverse charge is set, that; else it stays open."""
    if text_at(node, element, "LocalReverseChargeFlag") in {"true", "1"}:
        return "AE"
    return "S" if number_at(node, element, "Percent") else ""


def _add_totals(root: Node) -> None:
    add_sum(root, "lines_net", (number_at(each, "LineExtensionAmount") for each in below(root, *_LINES)))
    for totals in below(root, _TOTALS):
        if text_at(totals, "PayableAmount"):
            owed = (number_at(totals, name) for name in ("TaxInclusiveAmount", "PayableRoundingAmount"))
            add(root, "prepaid", exact_sum((*owed, -number_at(totals, "PayableAmount"))) or "")


ISDOC = NationalFormat(
    "isdoc", "ISDOC", re.compile(r"\{http://isdoc\.cz/namespace/2013\}Invoice"), TABLE, _prepare,
    "the ISDOC working group publishes its XML Schema and Schematron",
)  # fmt: skip
