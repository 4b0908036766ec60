"""Finvoice 3, Finland's e-invoice (Finance Finland, "Finvoice 3.0 implementation guidelines"), without a namespace.

Version 3 has EN 16931's codes for types and categories; what earlier versions have too is read the same. A row without
an invoiced quantity has the delivered or the ordered one. The decimal sign is a comma: `1.250` can mean two things, so
it is not read, and nothing is worked out with it.
"""

import re
from decimal import Decimal

from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, exactly
from chalicelib.documents.syntaxes.formats import COMMA_NUMBER, DATE
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    add_sum,
    is_unread,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, text_at
from chalicelib.documents.syntaxes.table import Table, Term

_DETAILS = "InvoiceDetails"
_ROWS = "InvoiceRow"
_AMOUNT = "RowVatExcludedAmount"  # rows without it are words between the lines
_PRICES = ("UnitPriceNetAmount", "UnitPriceAmount")
_BASE = "UnitPriceBaseQuantity"
_TOTAL = (_DETAILS, "InvoiceTotalVatIncludedAmount")
_ROUNDING = (_DETAILS, "InvoiceTotalRoundoffAmount")
_TAXES = (_DETAILS, "VatSpecificationDetails")
_EPI = "EpiDetails"
_EPI_PARTIES = f"{_EPI}/EpiPartyDetails"
_EPI_TO = f"{_EPI}/EpiPaymentInstructionDetails"
_DUE = (*_EPI_TO.split("/"), "EpiInstructedAmount")
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
    row("amount", "Amount", COMMA_NUMBER),
    row("base_amount", "BaseAmount", COMMA_NUMBER),
    row("percentage", "Percent", COMMA_NUMBER),
    row("reason", "ReasonText | FreeText"),
    row("reason_code", "ReasonCode"),
    row("tax_category", "VatCategoryCode"),
    row("tax_rate", "VatRatePercent", COMMA_NUMBER),
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
    model.AllowanceCharge: (row("amount", "amount", COMMA_NUMBER), row("reason", "reason")),
    model.DocumentAllowanceCharge: _CHANGE,
    model.Totals: (
        row("lines_net", f"{_DETAILS}/RowsTotalVatExcludedAmount | {ADDED}/lines_net", COMMA_NUMBER),
        row("allowances", f"{ADDED}/allowances", COMMA_NUMBER),
        row("charges", f"{ADDED}/charges", COMMA_NUMBER),
        row("net_total", f"{_DETAILS}/InvoiceTotalVatExcludedAmount", COMMA_NUMBER),
        row("tax_total", f"{_DETAILS}/InvoiceTotalVatAmount", COMMA_NUMBER),
        row("total", f"{_DETAILS}/InvoiceTotalVatIncludedAmount", COMMA_NUMBER),
        row("prepaid", f"{ADDED}/prepaid", COMMA_NUMBER),
        row("rounding", f"{_DETAILS}/InvoiceTotalRoundoffAmount", COMMA_NUMBER),
        row("amount_due", f"{_EPI_TO}/EpiInstructedAmount | {ADDED}/due", COMMA_NUMBER),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "VatBaseAmount", COMMA_NUMBER),
        row("tax_amount", "VatRateAmount", COMMA_NUMBER),
        row("category", f"VatCode | {ADDED}/category"),
        row("rate", "VatRatePercent", COMMA_NUMBER),
        row("exemption_reason", "VatFreeText"),
        row("exemption_reason_code", "VatExemptionReasonCode"),
    ),
    model.Line: (
        row("id", f"RowPositionIdentifier | {ADDED}/id"),
        row("note", "RowFreeText"),
        row("quantity", " | ".join(_QUANTITIES), COMMA_NUMBER),
        row("unit", " | ".join(f"{name}/@QuantityUnitCodeUN" for name in _QUANTITIES)
            + " | " + " | ".join(f"{name}/@QuantityUnitCode" for name in _QUANTITIES)),
        row("net_amount", _AMOUNT, COMMA_NUMBER),
        row("period", ".", group=model.Period),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"RowVatCode | {ADDED}/category"),
        row("tax_rate", "RowVatRatePercent", COMMA_NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Price: (
        row("net", " | ".join(_PRICES), COMMA_NUMBER),
        row("base_quantity", _BASE, COMMA_NUMBER),
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
    quantity = next((_number_at(line, name) for name in _QUANTITIES if name in line.children), Decimal(0))
    price = next((_number_at(line, name) for name in _PRICES if name in line.children), Decimal(0))
    if not (quantity and price) or _is_unread(line, _AMOUNT) or _is_unread(line, _BASE):
        return
    with exactly():
        full = quantity * price / (_number_at(line, _BASE) or 1)
    add_difference(line, full, _number_at(line, _AMOUNT), ("Alennus", "Lisä"), COMMA_NUMBER)


def _add_category(node: Node, code: str, rate: str) -> None:
    """Before version 3 a positive rate names no category."""
    if not text_at(node, code):
        add(node, "category", "S" if _number_at(node, rate) else "")


def _add_totals(root: Node, lines: list[Node]) -> None:
    _add_sum(root, "lines_net", lines, _AMOUNT)
    _add_sum(root, "allowances", below(root, _DETAILS, "DiscountDetails"), "Amount")
    _add_sum(root, "charges", below(root, _DETAILS, "ChargeDetails"), "Amount")
    if any(_is_unread(root, *path) for path in (_TOTAL, _ROUNDING, _DUE)):
        return
    owed = exact_sum((_number_at(root, *_TOTAL), _number_at(root, *_ROUNDING)))
    if text_at(root, *_DUE):
        add(root, "prepaid", exact_sum((owed, -_number_at(root, *_DUE))) or "", COMMA_NUMBER)
    else:
        add(root, "due", owed, COMMA_NUMBER)


def _add_sum(root: Node, name: str, nodes: list[Node], element: str) -> None:
    if not any(_is_unread(each, element) for each in nodes):
        add_sum(root, name, (_number_at(each, element) for each in nodes), COMMA_NUMBER)


def _number_at(node: Node, *path: str) -> Decimal:
    return number_at(node, *path, kind=COMMA_NUMBER)


def _is_unread(node: Node, *path: str) -> bool:
    return is_unread(node, *path, kind=COMMA_NUMBER)


FINVOICE = NationalFormat(
    "finvoice", "Finvoice", re.compile(r"Finvoice"), TABLE, _prepare, "Finance Finland publishes its XML Schema",
)  # fmt: skip
