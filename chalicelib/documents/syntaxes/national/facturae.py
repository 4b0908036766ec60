"""Facturae 3.2, Spain's e-invoice (Ministerio de Hacienda, "Formato Facturae", versions 3.2 to 3.2.2).

Its total is less what the buyer keeps back for the tax office (`TaxesWithheld`); that counts as paid here. The
surcharge of small traders (recargo de equivalencia) is part of the tax of its row and of its rate.
"""

import re
from decimal import Decimal

from chalicelib.documents.errors import SeveralInvoices
from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    codes,
    number_at,
    payment_means,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, text_at
from chalicelib.documents.syntaxes.table import Table

_INVOICE = "Invoices/Invoice"
_HEADER = f"{_INVOICE}/InvoiceHeader"
_ISSUE = f"{_INVOICE}/InvoiceIssueData"
_MORE = f"{_INVOICE}/AdditionalData"
_TOTALS = f"{_INVOICE}/InvoiceTotals"
_INSTALMENT = f"{_INVOICE}/PaymentDetails/Installment"
_MEANS, _OTHER_MEANS = payment_means({
    "01": "10", "02": "49", "04": "30", "05": "24", "08": "70", "09": "60", "10": "60", "11": "20", "14": "97",
    "15": "50", "16": "21", "17": "23", "19": "48",
})  # fmt: skip
_UNITS = codes({
    "01": "C62", "02": "HUR", "03": "KGM", "04": "LTR", "06": "XBX", "07": "XDS", "08": "XBA", "09": "XJY", "10": "XBG",
    "11": "XCO", "12": "XBO", "13": "XCI", "15": "CLT", "16": "CMT", "17": "XBI", "18": "DZN", "19": "XCS", "20": "XDJ",
    "21": "GRM", "22": "KMT", "23": "XCA", "24": "XBH", "25": "MTR", "26": "MMT", "28": "XPK", "30": "XRO", "31": "XEN",
    "32": "XTB", "33": "MTQ", "34": "SEC", "35": "WTT", "36": "KWH",
})  # fmt: skip
_TAXES = {"01": "S", "02": "M", "03": "L"}
"""What a positive rate is: VAT, or the taxes of Ceuta and Melilla (IPSI) and of the Canary Islands (IGIC)."""
_EVENTS = {"01": "E", "02": "O"}
_CORRECTIVE = {"OR", "CR"}  # classes of invoices that correct another one, by the difference and with its sign
INVOICE, CORRECTED = "380", "384"  # UNTDID 1001
_NAMES = ("Name", "FirstSurname", "SecondSurname")

_WHO = ("LegalEntity", "Individual")
_WHERE = ("AddressInSpain", "OverseasAddress")
_PARTY = (
    row("name", f"LegalEntity/CorporateName | {ADDED}/name"),
    row("trading_name", "LegalEntity/TradeName"),
    row("tax_id", f"{ADDED}/tax_id"),
    row("tax_registration", f"{ADDED}/registration"),
    row("address", " | ".join(f"{who}/{where}" for who in _WHO for where in _WHERE), group=model.Address),
    row("contact", " | ".join(f"{who}/ContactDetails" for who in _WHO), group=model.Contact),
)
_CHANGE = (
    row("amount", "DiscountAmount | ChargeAmount", AMOUNT),
    row("percentage", "DiscountRate | ChargeRate", NUMBER),
    row("reason", "DiscountReason | ChargeReason"),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", f"{ADDED}/number"),
        row("issue_date", f"{_ISSUE}/IssueDate", DATE),
        row("type_code", f"{ADDED}/type"),
        row("currency", f"{_ISSUE}/InvoiceCurrencyCode"),
        row("tax_point_date", f"{_ISSUE}/OperationDate", DATE),
        row("due_date", f"{_INSTALMENT}/InstallmentDueDate", DATE),
        row("contract", f"{_ISSUE}/ReceiverContractReference"),
        row("purchase_order", f"{_ISSUE}/ReceiverTransactionReference | {ADDED}/order"),
        row("project", f"{_ISSUE}/FileReference"),
        row("notes", f"{_MORE}/InvoiceAdditionalInformation | {_INVOICE}/LegalLiterals/LegalReference",
            group=model.Note, many=True),
        row("preceding_invoices", f"{_HEADER}/Corrective", group=model.PrecedingInvoice, many=True),
        row("supplier", "Parties/SellerParty", group=model.Supplier),
        row("customer", "Parties/BuyerParty", group=model.Customer),
        row("period", f"{_ISSUE}/InvoicingPeriod", group=model.Period),
        row("payment", ".", group=model.Payment),
        row("allowances", f"{_TOTALS}/GeneralDiscounts/Discount", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"{_TOTALS}/GeneralSurcharges/Charge", group=model.DocumentAllowanceCharge, many=True),
        row("totals", ".", group=model.Totals),
        row("tax_breakdown", f"{_INVOICE}/TaxesOutputs/Tax", group=model.TaxSubtotal, many=True),
        row("lines", f"{_INVOICE}/Items/InvoiceLine", group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", f"{ADDED}/number"), row("issue_date", "InvoiceIssueDate", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.Address: (
        row("line_1", "Address"),
        row("city", f"Town | {ADDED}/town"),
        row("post_code", f"PostCode | {ADDED}/post_code"),
        row("subdivision", "Province"),
        row("country", f"{ADDED}/country"),
    ),
    model.Contact: (
        row("name", "ContactPersons"),
        row("telephone", "Telephone"),
        row("email", "ElectronicMail"),
    ),
    model.Period: (row("start", "StartDate", DATE), row("end", "EndDate", DATE)),
    model.Payment: (
        row("means_code", f"{_INSTALMENT}/PaymentMeans", _MEANS),
        row("means", f"{_INSTALMENT}/PaymentMeans", _OTHER_MEANS),
        row("credit_transfers", f"{_INSTALMENT}/AccountToBeCredited", group=model.CreditTransfer, many=True),
        row("direct_debit", f"{_INSTALMENT}/AccountToBeDebited", group=model.DirectDebit),
    ),
    model.CreditTransfer: (row("account", "IBAN | AccountNumber"), row("provider", "BIC")),
    model.DirectDebit: (row("debited_account", "IBAN"),),
    model.AllowanceCharge: (*_CHANGE, row("amount", "amount", AMOUNT), row("reason", "reason")),
    model.DocumentAllowanceCharge: (
        *_CHANGE,
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"{ADDED}/rate", NUMBER),
    ),
    model.Totals: (
        row("lines_net", f"{_TOTALS}/TotalGrossAmount", AMOUNT),
        row("allowances", f"{ADDED}/allowances", AMOUNT),
        row("charges", f"{ADDED}/charges", AMOUNT),
        row("net_total", f"{_TOTALS}/TotalGrossAmountBeforeTaxes", AMOUNT),
        row("tax_total", f"{_TOTALS}/TotalTaxOutputs", AMOUNT),
        row("total", f"{ADDED}/total", AMOUNT),
        row("prepaid", f"{ADDED}/prepaid", AMOUNT),
        row("amount_due", f"{_TOTALS}/TotalExecutableAmount", AMOUNT),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "TaxableBase/TotalAmount", AMOUNT),
        row("tax_amount", f"{ADDED}/tax", AMOUNT),
        row("category", f"{ADDED}/category"),
        row("rate", f"{ADDED}/rate", NUMBER),
        row("exemption_reason", f"{ADDED}/reason"),
    ),
    model.Line: (
        row("id", f"SequenceNumber | {ADDED}/id"),
        row("note", "AdditionalLineItemInformation"),
        row("quantity", "Quantity", NUMBER),
        row("unit", "UnitOfMeasure", _UNITS),
        row("net_amount", "GrossAmount", AMOUNT),
        row("period", "LineItemPeriod", group=model.Period),
        row("allowances", "DiscountsAndRebates/Discount", group=model.AllowanceCharge, many=True),
        row("charges", "Charges/Charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"{ADDED}/rate", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Price: (row("net", "UnitPriceWithoutTax", AMOUNT),),
    model.Item: (row("name", "ItemDescription"), row("supplier_id", "ArticleCode")),
}  # fmt: skip


def _prepare(root: Node) -> None:
    invoices = below(root, "Invoices", "Invoice")
    if len(invoices) > 1:
        raise SeveralInvoices(len(invoices))
    for party in (*below(root, "Parties", "SellerParty"), *below(root, "Parties", "BuyerParty")):
        _add_to_party(party)
    for invoice in invoices:
        _add_header(root, invoice)
        _add_taxes(invoice)
        _add_totals(root, invoice)


def _add_to_party(party: Node) -> None:
    """The name of a person, the VAT id if it names its country, the address in the words of the model."""
    add(party, "name", " ".join(filter(None, (text_at(party, "Individual", part) for part in _NAMES))))
    number = text_at(party, "TaxIdentification", "TaxIdentificationNumber")
    add(party, "tax_id" if number[:2].isalpha() else "registration", number)
    for address in (each for who in _WHO for where in _WHERE for each in below(party, who, where)):
        add(address, "country", _country(text_at(address, "CountryCode")))
        post_code, _, town = text_at(address, "PostCodeAndTown").partition(" ")
        add(address, "post_code", post_code if town else "")
        add(address, "town", town or post_code)


def _country(code: str) -> str:
    """Return a country's code of two letters; the format has those of three.

    >>> _country("ESP"), _country("FR"), _country("E5P")
    ('ES', 'FR', 'E5P')
    """
    from babel.core import get_global

    return next(iter(get_global("territory_aliases").get(code, ())), code)


def _add_header(root: Node, invoice: Node) -> None:
    for header in below(invoice, "InvoiceHeader"):
        add(root, "number", _number(header))
        add(root, "type", CORRECTED if text_at(header, "InvoiceClass") in _CORRECTIVE else INVOICE)
        for corrected in below(header, "Corrective"):
            add(corrected, "number", _number(corrected))
    lines = below(invoice, "Items", "InvoiceLine")
    orders = {text_at(line, "ReceiverTransactionReference") for line in lines}
    add(root, "order", orders.pop() if len(orders) == 1 else "")


def _number(header: Node) -> str:
    """The number with its series in front, as both together are the invoice's number by law."""
    series, number = text_at(header, "InvoiceSeriesCode"), text_at(header, "InvoiceNumber")
    return number if number.startswith(series) else f"{series}/{number}"


def _add_taxes(invoice: Node) -> None:
    """Rates, with the surcharge of small traders in them, and categories: of lines, of rows, of what is of all."""
    lines, taxes = below(invoice, "Items", "InvoiceLine"), below(invoice, "TaxesOutputs", "Tax")
    for number, line in enumerate(lines, start=1):
        _add_to_line(line, number)
    untaxed = [line for line in lines if not number_at(line, ADDED, "rate")]
    for tax in taxes:
        _add_to_tax(tax, untaxed)
    if len(taxes) == 1:
        for change in _changes(invoice):
            add(change, "category", text_at(taxes[0], ADDED, "category"))
            add(change, "rate", text_at(taxes[0], ADDED, "rate"))


def _add_to_line(line: Node, number: int) -> None:
    add(line, "id", "" if text_at(line, "SequenceNumber") else str(number))
    for tax in below(line, "TaxesOutputs", "Tax")[:1]:
        add(line, "rate", _rate_of(tax))
        event = text_at(line, "SpecialTaxableEvent", "SpecialTaxableEventCode")
        add(line, "category", _category(tax) if _rate_of(tax) else _EVENTS.get(event, ""))


def _add_to_tax(tax: Node, untaxed: list[Node]) -> None:
    """A row without tax is what the first line without tax says of itself; if that says nothing, it stays open."""
    amounts = (("TaxAmount", "TotalAmount"), ("EquivalenceSurchargeAmount", "TotalAmount"))
    add(tax, "rate", _rate_of(tax))
    add(tax, "tax", exact_sum(number_at(tax, *path) for path in amounts))
    if _rate_of(tax):
        add(tax, "category", _category(tax))
    elif untaxed:
        add(tax, "category", text_at(untaxed[0], ADDED, "category"))
        add(tax, "reason", text_at(untaxed[0], "SpecialTaxableEvent", "SpecialTaxableEventReason"))


def _category(tax: Node) -> str:
    return _TAXES.get(text_at(tax, "TaxTypeCode"), "")


def _rate_of(tax: Node) -> Decimal:
    return exact_sum((number_at(tax, "TaxRate"), number_at(tax, "EquivalenceSurcharge")))


def _changes(invoice: Node) -> list[Node]:
    totals = below(invoice, "InvoiceTotals")
    kinds = (("GeneralDiscounts", "Discount"), ("GeneralSurcharges", "Charge"))
    return [each for total in totals for path in kinds for each in below(total, *path)]


def _add_totals(root: Node, invoice: Node) -> None:
    for totals in below(invoice, "InvoiceTotals"):
        total = exact_sum((number_at(totals, "TotalGrossAmountBeforeTaxes"), number_at(totals, "TotalTaxOutputs")))
        add(root, "total", total)
        due = number_at(totals, "TotalExecutableAmount")
        add(root, "prepaid", exact_sum((total, -due)) or "")
        for name, change in (("allowances", "TotalGeneralDiscounts"), ("charges", "TotalGeneralSurcharges")):
            add(root, name, number_at(totals, change) or "")


FACTURAE = NationalFormat(
    "facturae",
    "Facturae",
    re.compile(
        r"\{http://(?:www\.facturae\.es/Facturae/20\d\d/v3\.2(?:\.\d)?/Facturae|"
        r"www\.facturae\.gob\.es/formato/Versiones/Facturaev3_2_\d\.xml)\}Facturae"
    ),
    TABLE,
    _prepare,
    "its XML Schema is published with it; FACe checks it on the way to public buyers",
)
