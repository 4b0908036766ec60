"""ebInterface 4 to 6, Austria's e-invoice (AustriaPRO, "ebInterface", the schemas' documentation).

Version 4 gives attributes the schema's prefix and calls a tax row a VAT item; version 5 and 6 call it a tax item.
"""

import re
from decimal import Decimal
from itertools import chain

from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, rounded
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_gtin,
    add_sum,
    codes,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, mark, text_at
from chalicelib.documents.syntaxes.table import Table

_TYPES = codes({
    "Invoice": "380", "FinalSettlement": "380", "InvoiceForPartialDelivery": "380", "InvoiceForAdvancePayment": "386",
    "CreditMemo": "381", "SubsequentCredit": "381", "SubsequentDebit": "383", "SelfBilling": "389",
})  # fmt: skip
_BANK = "UniversalBankTransaction"
_DEBIT = "SEPADirectDebit"
_LINES = ("Details", "ItemList", "ListLineItem")
_ARTICLE = "ArticleNumber[@ArticleNumberType="
_CHANGES = "ReductionAndSurchargeDetails"
_LINE_CHANGES = "ReductionAndSurchargeListLineItemDetails"
_RATES = ("TaxItem", "TaxPercent"), ("VATItem", "VATRate"), ("VATRate",), ("TaxPercent",)
_EXEMPTION = "TaxExemption"
_UNITS = {"stk": "C62", "stück": "C62", "std": "HUR", "stunde": "HUR", "stunden": "HUR", "tage": "DAY", "kg": "KGM"}
_STANDARD = {"AA": "S"}  # UNTDID 5305 has a code for lower rates, EN 16931 one for all rates

_PARTY = (
    row("name", "Address/Name | Contact/Name"),
    row("trading_name", "Address/TradingName"),
    row("tax_id", "VATIdentificationNumber"),
    row(
        "identifiers",
        "Address/AddressIdentifier | InvoiceRecipientsBillerID | BillersInvoiceRecipientID",
        group=model.Identifier,
        many=True,
    ),
    row("address", "Address", group=model.Address),
    row("contact", "Contact", group=model.Contact),
)
_CHANGE = (
    row("amount", f"Amount | {ADDED}/amount", AMOUNT),
    row("base_amount", "BaseAmount", AMOUNT),
    row("percentage", "Percentage", NUMBER),
    row("reason", "Comment"),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", "InvoiceNumber"),
        row("issue_date", "InvoiceDate", DATE),
        row("type_code", "@DocumentType", _TYPES),
        row("currency", "@InvoiceCurrency"),
        row("due_date", "PaymentConditions/DueDate", DATE),
        row("payment_terms", "PaymentConditions/Comment"),
        row("purchase_order", "InvoiceRecipient/OrderReference/OrderID"),
        row("sales_order", "Biller/OrderReference/OrderID"),
        row("buyer_reference", "InvoiceRecipient/SubOrganizationID | InvoiceRecipient/AccountingArea"),
        row("notes", "Comment | Details/HeaderDescription | Details/FooterDescription", group=model.Note, many=True),
        row("preceding_invoices", "CancelledOriginalDocument | RelatedDocument", group=model.PrecedingInvoice,
            many=True),
        row("supplier", "Biller", group=model.Supplier),
        row("customer", "InvoiceRecipient", group=model.Customer),
        row("delivery", "Delivery", group=model.Delivery),
        row("period", "Delivery/Period", group=model.Period),
        row("payment", "PaymentMethod", group=model.Payment),
        row("allowances", f"{_CHANGES}/Reduction", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"{_CHANGES}/Surcharge", group=model.DocumentAllowanceCharge, many=True),
        row("totals", ".", group=model.Totals),
        row("tax_breakdown", "Tax/TaxItem | Tax/VAT/TaxItem | Tax/VAT/VATItem", group=model.TaxSubtotal, many=True),
        row("lines", "/".join(_LINES), group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", "InvoiceNumber"), row("issue_date", "InvoiceDate", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.Identifier: (row("value", "."), row("scheme", "@schemeID")),
    model.Address: (
        row("line_1", "Street"),
        row("line_2", "POBox"),
        row("city", "Town"),
        row("post_code", "ZIP"),
        row("country", "Country/@CountryCode"),
    ),
    model.Contact: (row("name", "Name"), row("telephone", "Phone"), row("email", "Email")),
    model.Delivery: (
        row("name", "Address/Name"),
        row("delivered_on", "Date", DATE),
        row("address", "Address", group=model.Address),
    ),
    model.Period: (row("start", "FromDate", DATE), row("end", "ToDate", DATE)),
    model.Payment: (
        row("means_code", f"{ADDED}/means"),
        row("means", "Comment"),
        row("remittance_information", f"{_BANK}/PaymentReference"),
        row("credit_transfers", f"{_BANK}/BeneficiaryAccount", group=model.CreditTransfer, many=True),
        row("direct_debit", _DEBIT, group=model.DirectDebit),
    ),
    model.CreditTransfer: (
        row("account", "IBAN | BankAccountNr"),
        row("account_name", "BankAccountOwner"),
        row("provider", "BIC | BankCode"),
    ),
    model.DirectDebit: (
        row("mandate", "MandateReference"),
        row("creditor", "CreditorID"),
        row("debited_account", "IBAN"),
    ),
    model.AllowanceCharge: _CHANGE,
    model.DocumentAllowanceCharge: (
        *_CHANGE,
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"{ADDED}/rate", NUMBER),
    ),
    model.Totals: (
        row("lines_net", f"{ADDED}/lines_net", AMOUNT),
        row("allowances", f"{ADDED}/allowances", AMOUNT),
        row("charges", f"{ADDED}/charges", AMOUNT),
        row("net_total", f"{ADDED}/net_total", AMOUNT),
        row("tax_total", f"{ADDED}/tax_total", AMOUNT),
        row("total", "TotalGrossAmount", AMOUNT),
        row("prepaid", f"{ADDED}/prepaid | PrepaidAmount", AMOUNT),
        row("rounding", "RoundingAmount", AMOUNT),
        row("amount_due", "PayableAmount", AMOUNT),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "TaxableAmount | TaxedAmount", AMOUNT),
        row("tax_amount", f"TaxAmount | Amount | {ADDED}/tax", AMOUNT),
        row("category", f"{ADDED}/category"),
        row("rate", f"{ADDED}/rate", NUMBER),
        row("exemption_reason", f"Comment | {_EXEMPTION}"),
    ),
    model.Line: (
        row("id", "PositionNumber"),
        row("note", "AdditionalInformation"),
        row("quantity", "Quantity", NUMBER),
        row("unit", f"{ADDED}/unit | Quantity/@Unit"),
        row("net_amount", "LineItemAmount", AMOUNT),
        row("order_line", "InvoiceRecipientsOrderReference/OrderPositionNumber"),
        row("period", "Delivery/Period", group=model.Period),
        row("allowances", f"{_LINE_CHANGES}/ReductionListLineItem", group=model.AllowanceCharge, many=True),
        row("charges", f"{_LINE_CHANGES}/SurchargeListLineItem", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"{ADDED}/rate", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Price: (row("net", "UnitPrice", AMOUNT), row("base_quantity", "UnitPrice/@BaseQuantity", NUMBER)),
    model.Item: (
        row("name", "Description"),
        row("supplier_id", f"{_ARTICLE}'BillersArticleNumber'] | ArticleNumber[@ArticleNumberType='']"),
        row("customer_id", f"{_ARTICLE}'InvoiceRecipientsArticleNumber']"),
        row("standard_id", f"{ADDED}/gtin", group=model.Identifier),
    ),
}  # fmt: skip

_TAX_ROWS = (("TaxItem",), ("VAT", "TaxItem"), ("VAT", "VATItem"))  # as the versions have them


def _prepare(root: Node) -> None:
    _without_prefixes(root)
    rows = list(chain.from_iterable(below(root, "Tax", *path) for path in _TAX_ROWS))
    lines = below(root, *_LINES)
    reductions, surcharges = (below(root, _CHANGES, name) for name in ("Reduction", "Surcharge"))
    for each in rows:
        _add_rate(each, _category_of_zero(each))
    untaxed = {text_at(each, ADDED, "category") for each in rows if not number_at(each, ADDED, "rate")}
    only = untaxed.pop() if len(untaxed) == 1 else ""
    for each in (*lines, *reductions, *surcharges):
        _add_rate(each, only)
    for line in lines:
        _add_gtin(line)
        _add_unit(line)
    _add_what_is_below_the_line(root)
    for each in (*reductions, *surcharges):
        _add_amount(each)
    for each in rows:
        _add_tax(each)
    for each in below(root, "PaymentMethod"):
        add(each, "means", _means_of(each))
    add_sum(root, "lines_net", [number_at(each, "LineItemAmount") for each in lines])
    add_sum(root, "net_total", chain.from_iterable(map(_taxables_of, rows)))
    add_sum(root, "tax_total", map(_tax_of, rows))
    add_sum(root, "allowances", map(_amount_of, reductions))
    add_sum(root, "charges", map(_amount_of, surcharges))


def _means_of(payment: Node) -> str:
    """UNTDID 4461 code of a direct debit or a transfer; of what is neither, nothing."""
    if _DEBIT in payment.children:
        return "59"
    return "30" if _BANK in payment.children else ""


def _taxables_of(tax_row: Node) -> tuple[Decimal, Decimal]:
    """What tax is charged on, by the name that each version has for it."""
    return number_at(tax_row, "TaxableAmount"), number_at(tax_row, "TaxedAmount")


def _without_prefixes(node: Node) -> None:
    node.attributes = {name.rpartition("}")[2]: value for name, value in node.attributes.items()}
    for siblings in node.children.values():
        for child in siblings:
            _without_prefixes(child)


def _category_of_zero(tax_row: Node) -> str:
    """What a row is that bears no tax and names no category: exempt if it says why, else that stays open."""
    return "E" if text_at(tax_row, "Comment") else ""


def _add_rate(node: Node, category_of_zero: str) -> None:
    """The rate and the category, wherever the version has them; no rate and a reason for it is an exemption."""
    for path in _RATES:
        if rate := text_at(node, *path):
            found = below(node, *path)[0]
            found.attributes_read.add("TaxCategoryCode")
            add(node, "rate", rate)
            by_rate = "S" if number_at(found) else category_of_zero
            code = found.attributes.get("TaxCategoryCode", by_rate)
            add(node, "category", _STANDARD.get(code, code))
            return
    if _EXEMPTION in node.children:
        add(node, "rate", "0")
        add(node, "category", "E")


def _add_unit(line: Node) -> None:
    """Units may be words of the supplier's."""
    for quantity in below(line, "Quantity"):
        if code := _UNITS.get(quantity.attributes.get("Unit", "").strip(". ").lower()):
            mark(quantity, "Unit")
            add(line, "unit", code)


def _add_what_is_below_the_line(root: Node) -> None:
    """What is asked for beside the total, such as an older debt, is the contrary of what was paid."""
    more = [number_at(each, "LineItemAmount") for each in below(root, "Details", "BelowTheLineItem")]
    if any(more):
        add(root, "prepaid", exact_sum((number_at(root, "PrepaidAmount"), *(-each for each in more))))


def _add_gtin(line: Node) -> None:
    for article in below(line, "ArticleNumber"):
        if article.attributes.get("ArticleNumberType") == "GTIN":
            add_gtin(line, article)
            mark(article, "ArticleNumberType")


def _add_tax(tax_row: Node) -> None:
    """Version 6 may leave the tax of a row out: it is the rate's."""
    if not any(name in tax_row.children for name in ("TaxAmount", "Amount")):
        rate, net = number_at(tax_row, ADDED, "rate"), number_at(tax_row, "TaxableAmount")
        add(tax_row, "tax", rounded(rate * net / 100))


def _tax_of(tax_row: Node) -> Decimal:
    return exact_sum((number_at(tax_row, "TaxAmount"), number_at(tax_row, "Amount"), number_at(tax_row, ADDED, "tax")))


def _add_amount(change: Node) -> None:
    if "Amount" not in change.children:
        amount = number_at(change, "BaseAmount") * number_at(change, "Percentage") / 100
        add(change, "amount", rounded(amount))


def _amount_of(change: Node) -> Decimal:
    return exact_sum((number_at(change, "Amount"), number_at(change, ADDED, "amount")))


EBINTERFACE = NationalFormat(
    "ebinterface",
    "ebInterface",
    re.compile(r"\{http://www\.ebinterface\.at/schema/[456]p\d/\}Invoice"),
    TABLE,
    _prepare,
    "AustriaPRO publishes its XML Schemas; e-rechnung.gv.at checks it on the way to public buyers",
)
