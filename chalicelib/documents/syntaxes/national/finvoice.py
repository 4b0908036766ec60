"""Finvoice 3, Finland's e-invoice (Finance Finland, "Finvoice 3.0 implementation guidelines"), without a namespace.

Version 3 has EN 16931's codes for types and categories; what earlier versions have too is read the same. A row without
an invoiced quantity has the delivered or the ordered one.
"""

import re
from decimal import Decimal

from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, exactly
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    add_sum,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, text_at
from chalicelib.documents.syntaxes.table import Table, Term

_DETAILS = "InvoiceDetails"
_ROWS = "InvoiceRow"
_AMOUNT = "RowVatExcludedAmount"  # rows without it are words between the lines
_PRICES = ("UnitPriceNetAmount", "UnitPriceAmount")
_TAXES = (_DETAILS, "VatSpecificationDetails")
_EPI = "EpiDetails"
_EPI_PARTIES = f"{_EPI}/EpiPartyDetails"
_EPI_TO = f"{_EPI}/EpiPaymentInstructionDetails"
_TYPES = {"INV01": "380", "INV02": "381"}
_QUANTITIES = ("InvoicedQuantity", "DeliveredQuantity", "OrderedQuantity")
CREDIT_TRANSFER = "30"  # UNTDID 4461


def _party(role: str) -> tuple[Term, ...]:
    party = f"{role}PartyDetails"
    return (
        row("name", f"{party}/{role}OrganisationName"),
        row("trading_name", f"{party}/{role}OrganisationTradingName"),
        row("legal_id", f"{party}/{role}PartyIdentifier", group=model.Identifier),
        row("tax_id", f"{party}/{role}OrganisationTaxCode"),
        row("address", f"{party}/{role}PostalAddressDetails", group=model.Address),
        row("contact", f"{role}CommunicationDetails", group=model.Contact),
    )


_CHANGE = (
    row("amount", "Amount", AMOUNT),
    row("base_amount", "BaseAmount", AMOUNT),
    row("percentage", "Percent", NUMBER),
    row("reason", "ReasonText | FreeText"),
    row("reason_code", "ReasonCode"),
    row("tax_category", "VatCategoryCode"),
    row("tax_rate", "VatRatePercent", NUMBER),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", f"{_DETAILS}/InvoiceNumber"),
        row("issue_date", f"{_DETAILS}/InvoiceDate", DATE),
        row("type_code", f"{ADDED}/type"),
        row("currency", f"{_DETAILS}/InvoiceTotalVatIncludedAmount/@AmountCurrencyIdentifier"),
        row("due_date", f"{_DETAILS}/PaymentTermsDetails/InvoiceDueDate | {_EPI_TO}/EpiDateOptionDate", DATE),
        row("payment_terms", f"{_DETAILS}/PaymentTermsDetails/PaymentTermsFreeText"),
        row("buyer_reference", f"{_DETAILS}/BuyerReferenceIdentifier"),
        row("project", f"{_DETAILS}/ProjectReferenceIdentifier"),
        row("contract", f"{_DETAILS}/AgreementIdentifier"),
        row("purchase_order", f"{_DETAILS}/OrderIdentifier"),
        row("sales_order", f"{_DETAILS}/SellerReferenceIdentifier"),
        row("notes", f"{_DETAILS}/InvoiceFreeText", group=model.Note, many=True),
        row("preceding_invoices", f"{_DETAILS}/OriginalInvoiceReference | {_DETAILS}[OriginalInvoiceNumber]",
            group=model.PrecedingInvoice, many=True),
        row("supplier", ".", group=model.Supplier),
        row("customer", ".", group=model.Customer),
        row("allowances", f"{_DETAILS}/DiscountDetails", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"{_DETAILS}/ChargeDetails", group=model.DocumentAllowanceCharge, many=True),
        row("delivery", "DeliveryDetails", group=model.Delivery),
        row("period", "DeliveryDetails/DeliveryPeriodDetails", group=model.Period),
        row("payment", ".", group=model.Payment),
        row("totals", ".", group=model.Totals),
        row("tax_breakdown", "/".join(_TAXES), group=model.TaxSubtotal, many=True),
        row("lines", f"{_ROWS}[{_AMOUNT}]", group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (
        row("number", "OriginalInvoiceNumber | InvoiceNumber"),
        row("issue_date", "OriginalInvoiceDate | InvoiceDate", DATE),
    ),
    model.Supplier: _party("Seller"),
    model.Customer: _party("Buyer"),
    model.Identifier: (row("value", "."),),
    model.Address: (
        row("line_1", "SellerStreetName | BuyerStreetName"),
        row("city", "SellerTownName | BuyerTownName"),
        row("post_code", "SellerPostCodeIdentifier | BuyerPostCodeIdentifier"),
        row("subdivision", "SellerCountrySubdivision | BuyerCountrySubdivision"),
        row("country", "CountryCode"),
    ),
    model.Contact: (
        row("name", f"{ADDED}/name"),
        row("telephone", "SellerPhoneNumberIdentifier | BuyerPhoneNumberIdentifier"),
        row("email", "SellerEmailaddressIdentifier | BuyerEmailaddressIdentifier"),
    ),
    model.Delivery: (row("delivered_on", "DeliveryDate", DATE),),
    model.Period: (row("start", "StartDate", DATE), row("end", "EndDate", DATE)),
    model.Payment: (
        row("means_code", f"{_EPI_TO}/EpiPaymentMeansCode | {ADDED}/means"),
        row("remittance_information", f"{_EPI_TO}/EpiRemittanceInfoIdentifier"),
        row("credit_transfers", _EPI_PARTIES, group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (
        row("account", "EpiBeneficiaryPartyDetails/EpiAccountID"),
        row("account_name", "EpiBeneficiaryPartyDetails/EpiNameAddressDetails"),
        row("provider", "EpiBfiPartyDetails/EpiBfiIdentifier"),
    ),
    model.AllowanceCharge: (row("amount", "amount", AMOUNT), row("reason", "reason")),
    model.DocumentAllowanceCharge: _CHANGE,
    model.Totals: (
        row("lines_net", f"{_DETAILS}/RowsTotalVatExcludedAmount | {ADDED}/lines_net", AMOUNT),
        row("allowances", f"{ADDED}/allowances", AMOUNT),
        row("charges", f"{ADDED}/charges", AMOUNT),
        row("net_total", f"{_DETAILS}/InvoiceTotalVatExcludedAmount", AMOUNT),
        row("tax_total", f"{_DETAILS}/InvoiceTotalVatAmount", AMOUNT),
        row("total", f"{_DETAILS}/InvoiceTotalVatIncludedAmount", AMOUNT),
        row("prepaid", f"{ADDED}/prepaid", AMOUNT),
        row("rounding", f"{_DETAILS}/InvoiceTotalRoundoffAmount", AMOUNT),
        row("amount_due", f"{_EPI_TO}/EpiInstructedAmount | {ADDED}/due", AMOUNT),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "VatBaseAmount", AMOUNT),
        row("tax_amount", "VatRateAmount", AMOUNT),
        row("category", f"VatCode | {ADDED}/category"),
        row("rate", "VatRatePercent", NUMBER),
        row("exemption_reason", "VatFreeText"),
        row("exemption_reason_code", "VatExemptionReasonCode"),
    ),
    model.Line: (
        row("id", f"RowPositionIdentifier | {ADDED}/id"),
        row("note", "RowFreeText"),
        row("quantity", " | ".join(_QUANTITIES), NUMBER),
        row("unit", " | ".join(f"{name}/@QuantityUnitCodeUN" for name in _QUANTITIES)
            + " | " + " | ".join(f"{name}/@QuantityUnitCode" for name in _QUANTITIES)),
        row("net_amount", _AMOUNT, AMOUNT),
        row("period", ".", group=model.Period),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"RowVatCode | {ADDED}/category"),
        row("tax_rate", "RowVatRatePercent", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Price: (
        row("net", " | ".join(_PRICES), AMOUNT),
        row("base_quantity", "UnitPriceBaseQuantity", NUMBER),
    ),
    model.Item: (
        row("name", "ArticleName"),
        row("description", "ArticleDescription"),
        row("supplier_id", "ArticleIdentifier"),
        row("customer_id", "BuyerArticleIdentifier"),
    ),
}  # fmt: skip


def _prepare(root: Node) -> None:
    add(root, "type", text_at(root, _DETAILS, "InvoiceTypeCodeUN") or _TYPES.get(_type_of(root), ""))
    for role in ("Seller", "Buyer"):
        name = text_at(root, f"{role}ContactPersonName")
        for contact in below(root, f"{role}CommunicationDetails") if name else ():
            add(contact, "name", name)
    add(root, "means", CREDIT_TRANSFER if below(root, _EPI, "EpiPartyDetails") else "")
    lines = [each for each in below(root, _ROWS) if _AMOUNT in each.children]
    for number, line in enumerate(lines, start=1):
        _add_to_line(line, number)
    for tax_row in below(root, *_TAXES):
        _add_category(tax_row, "VatCode", "VatRatePercent")
    _add_totals(root, lines)


def _type_of(root: Node) -> str:
    return text_at(root, _DETAILS, "InvoiceTypeCode")


def _add_to_line(line: Node, number: int) -> None:
    """What the row's amount lacks of price by quantity is its discount."""
    if not text_at(line, "RowPositionIdentifier"):
        add(line, "id", str(number))
    _add_category(line, "RowVatCode", "RowVatRatePercent")
    quantity = next((number_at(line, name) for name in _QUANTITIES if name in line.children), Decimal(0))
    price = next((number_at(line, name) for name in _PRICES if name in line.children), Decimal(0))
    if not (quantity and price):
        return
    with exactly():
        full = quantity * price / (number_at(line, "UnitPriceBaseQuantity") or 1)
    add_difference(line, full, number_at(line, _AMOUNT), ("Alennus", "Lisä"))


def _add_category(node: Node, code: str, rate: str) -> None:
    """Before version 3 a positive rate names no category."""
    if not text_at(node, code):
        add(node, "category", "S" if number_at(node, rate) else "")


def _add_totals(root: Node, lines: list[Node]) -> None:
    add_sum(root, "lines_net", (number_at(each, _AMOUNT) for each in lines))
    for name, element in (("allowances", "DiscountDetails"), ("charges", "ChargeDetails")):
        add_sum(root, name, (number_at(each, "Amount") for each in below(root, _DETAILS, element)))
    total = number_at(root, _DETAILS, "InvoiceTotalVatIncludedAmount")
    owed = exact_sum((total, number_at(root, _DETAILS, "InvoiceTotalRoundoffAmount")))
    if text_at(root, _EPI, "EpiPaymentInstructionDetails", "EpiInstructedAmount"):
        due = number_at(root, _EPI, "EpiPaymentInstructionDetails", "EpiInstructedAmount")
        add(root, "prepaid", exact_sum((owed, -due)) or "")
    else:
        add(root, "due", owed)


FINVOICE = NationalFormat(
    "finvoice", "Finvoice", re.compile(r"Finvoice"), TABLE, _prepare, "Finance Finland publishes its XML Schema",
    decimal_comma=True,
)  # fmt: skip
