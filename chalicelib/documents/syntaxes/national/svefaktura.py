"""Svefaktura 1.0, Sweden's e-invoice before Peppol (SFTI, "Basic Invoice"): a draft of UBL that has its own names.

Its categories are EN 16931's S, E and Z; its invoice types are UNTDID 1001's 380 and 381.
"""

import re

from chalicelib.documents.model import document as model
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_gtin,
    add_sum,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, mark, text_at
from chalicelib.documents.syntaxes.table import Table

_DEBITED = "PayeeFinancialAccount/FinancialInstitutionBranch"
_PARTY = (
    row("name", "Party/PartyName/Name"),
    row("identifiers", "Party/PartyIdentification/ID", group=model.Identifier, many=True),
    row("tax_id", "Party/PartyTaxScheme[TaxScheme/ID='VAT']/CompanyID"),
    row("tax_registration", "Party/PartyTaxScheme[TaxScheme/ID='SWT']/CompanyID"),
    row("address", "Party/Address", group=model.Address),
    row("contact", "Party/Contact | AccountsContact", group=model.Contact),
)
_CHANGE = (row("amount", "Amount", AMOUNT), row("reason", "ReasonCode/@name | AllowanceChargeReason"))
_GS1 = "9"  # UN/EDIFACT 3055
_CHANGES = "AllowanceCharge[ChargeIndicator="
_INDICATORS = {"allowances": ("false", "0"), "charges": ("true", "1")}
TABLE: Table = {
    model.Document: (
        row("invoice_number", "ID"),
        row("issue_date", "IssueDate", DATE),
        row("type_code", "InvoiceTypeCode"),
        row("currency", "InvoiceCurrencyCode"),
        row("tax_point_date", "TaxPointDate", DATE),
        row("due_date", "PaymentMeans/DuePaymentDate", DATE),
        row("buyer_reference", "RequisitionistDocumentReference/ID"),
        row("purchase_order", "InvoiceLine/OrderLineReference/OrderReference/BuyersID"),
        row("payment_terms", "PaymentTerms/Note"),
        row("notes", "Note", group=model.Note, many=True),
        row("preceding_invoices", "InitialInvoiceDocumentReference", group=model.PrecedingInvoice, many=True),
        row("supplier", "SellerParty", group=model.Supplier),
        row("customer", "BuyerParty", group=model.Customer),
        row("delivery", "Delivery", group=model.Delivery),
        row("period", "InvoicingPeriod", group=model.Period),
        row("payment", ".", group=model.Payment),
        row("allowances", f"{_CHANGES}'false']", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"{_CHANGES}'true']", group=model.DocumentAllowanceCharge, many=True),
        row("totals", ".", group=model.Totals),
        row("tax_breakdown", "TaxTotal/TaxSubTotal", group=model.TaxSubtotal, many=True),
        row("lines", "InvoiceLine", group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", "ID"), row("issue_date", "IssueDate", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.Identifier: (row("value", "."), row("scheme", "@schemeID")),
    model.Address: (
        row("line_1", "StreetName"),
        row("line_2", "Postbox"),
        row("city", "CityName"),
        row("post_code", "PostalZone"),
        row("country", "Country/IdentificationCode"),
    ),
    model.Contact: (row("name", "Name"), row("telephone", "Telephone"), row("email", "ElectronicMail")),
    model.Delivery: (
        row("delivered_on", "ActualDeliveryDateTime", DATE),
        row("address", "DeliveryAddress", group=model.Address),
    ),
    model.Period: (row("start", "StartDateTime", DATE), row("end", "EndDateTime", DATE)),
    model.Payment: (
        row("means_code", "PaymentMeans/PaymentMeansTypeCode"),
        row("remittance_information", "PaymentMeans/PayeeFinancialAccount/PaymentInstructionID"),
        row("credit_transfers", "PaymentMeans[PayeeFinancialAccount]", group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (
        row("account", "PayeeFinancialAccount/ID"),
        row("provider", f"{_DEBITED}/FinancialInstitution/ID"),
    ),
    model.DocumentAllowanceCharge: (
        *_CHANGE,
        row("tax_category", "TaxCategory/ID"),
        row("tax_rate", "TaxCategory/Percent", NUMBER),
    ),
    model.AllowanceCharge: _CHANGE,
    model.Totals: (
        row("lines_net", "LegalTotal/LineExtensionTotalAmount", AMOUNT),
        row("allowances", f"{ADDED}/allowances", AMOUNT),
        row("charges", f"{ADDED}/charges", AMOUNT),
        row("net_total", "LegalTotal/TaxExclusiveTotalAmount", AMOUNT),
        row("tax_total", "TaxTotal/TotalTaxAmount", AMOUNT),
        row("total", f"{ADDED}/total", AMOUNT),
        row("rounding", "LegalTotal/RoundOffAmount", AMOUNT),
        row("amount_due", "LegalTotal/TaxInclusiveTotalAmount", AMOUNT),
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "TaxableAmount", AMOUNT),
        row("tax_amount", "TaxAmount", AMOUNT),
        row("category", "TaxCategory/ID"),
        row("rate", "TaxCategory/Percent", NUMBER),
        row("exemption_reason", "TaxCategory/ExemptionReason"),
    ),
    model.Line: (
        row("id", "ID"),
        row("note", "Note"),
        row("quantity", "InvoicedQuantity", NUMBER),
        row("unit", "InvoicedQuantity/@quantityUnitCode"),
        row("net_amount", "LineExtensionAmount", AMOUNT),
        row("order_line", "OrderLineReference/BuyersLineID"),
        row("allowances", f"{_CHANGES}'false']", group=model.AllowanceCharge, many=True),
        row("charges", f"{_CHANGES}'true']", group=model.AllowanceCharge, many=True),
        row("price", "Item/BasePrice", group=model.Price),
        row("tax_category", f"Item/TaxCategory/ID | {ADDED}/category"),
        row("tax_rate", f"Item/TaxCategory/Percent | {ADDED}/rate", NUMBER),
        row("item", "Item", group=model.Item),
    ),
    model.Price: (
        row("net", "PriceAmount", AMOUNT),
        row("base_quantity", "BaseQuantity", NUMBER),
        row("base_unit", "BaseQuantity/@quantityUnitCode"),
    ),
    model.Item: (
        row("name", "Description"),
        row("supplier_id", "SellersItemIdentification/ID"),
        row("customer_id", "BuyersItemIdentification/ID"),
        row("standard_id", f"{ADDED}/gtin", group=model.Identifier),
    ),
}


def _prepare(root: Node) -> None:
    """The total is what is due before it was rounded; the sums of what was added and taken off follow.

    Lines that name no tax are in the only row there is.
    """
    rows = below(root, "TaxTotal", "TaxSubTotal")
    for line in below(root, "InvoiceLine") if len(rows) == 1 else ():
        _add_tax(line, rows[0])
    for item in below(root, "InvoiceLine", "Item"):
        _add_gtin(item)
    for legal in below(root, "LegalTotal"):
        due = number_at(legal, "TaxInclusiveTotalAmount")
        add(root, "total", due - number_at(legal, "RoundOffAmount") if due else "")
    for name, indicators in _INDICATORS.items():
        found = [each for each in below(root, "AllowanceCharge") if text_at(each, "ChargeIndicator") in indicators]
        add_sum(root, name, (number_at(each, "Amount") for each in found))


def _add_tax(line: Node, tax_row: Node) -> None:
    if not below(line, "Item", "TaxCategory"):
        add(line, "category", text_at(tax_row, "TaxCategory", "ID"))
        add(line, "rate", text_at(tax_row, "TaxCategory", "Percent"))


def _add_gtin(item: Node) -> None:
    for number in below(item, "StandardItemIdentification", "ID"):
        if number.attributes.get("identificationSchemeAgencyID") == _GS1:
            add_gtin(item, number)
            mark(number, "identificationSchemeAgencyID")


SVEFAKTURA = NationalFormat(
    "svefaktura", "Svefaktura", re.compile(r"\{urn:sfti:documents:BasicInvoice:1:0\}Invoice"), TABLE, _prepare,
    "SFTI publishes its XML Schema and Schematron",
)  # fmt: skip
