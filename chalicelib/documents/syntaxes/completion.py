"""What a syntax asks for beyond the terms that a document has: added, or left out, once all terms are written.

Only what follows from the document is added: sums that it states in parts, elements that say nothing.
"""

from decimal import Decimal

from chalicelib.documents.model.money import exact_sum
from chalicelib.documents.model.types import plain
from chalicelib.documents.syntaxes.node import Node, below

_TRADE = "rsm:SupplyChainTradeTransaction"


def complete_ubl(root: Node) -> None:
    """What UBL's schema and the binding's own rules ask for."""
    for total in root.children.get("cac:TaxTotal", ()):
        _sum_of_subtotals(total)
    for party in below(root, "cac:AccountingCustomerParty", "cac:Party"):
        _one_identification(party)


def complete_cii(root: Node) -> None:
    """What CII's schema and the binding's own rules ask for."""
    for trade in root.children.get(_TRADE, ()):
        for tag in ("ram:ApplicableHeaderTradeAgreement", "ram:ApplicableHeaderTradeDelivery"):
            if tag not in trade.children:
                trade.add(tag)
        for settlement in trade.children.get("ram:ApplicableHeaderTradeSettlement", ()):
            _no_second_name_of_one_currency(settlement)
        for agreement in below(trade, "ram:IncludedSupplyChainTradeLineItem", "ram:SpecifiedLineTradeAgreement"):
            _gross_price(agreement)


def _sum_of_subtotals(total: Node) -> None:
    """UBL has no tax breakdown without its sum (BR-CO-14), which other syntaxes may leave out."""
    amounts = total.children.get("cbc:TaxAmount", [])
    parts = below(total, "cac:TaxSubtotal", "cbc:TaxAmount")
    if any(not amount.text for amount in amounts):
        amounts[0].text = plain(exact_sum(Decimal(part.text) for part in parts if part.text))


def _one_identification(party: Node) -> None:
    """UBL-SR-16: a buyer has one identifier; the one whose scheme is known says most."""
    found = party.children.get("cac:PartyIdentification", [])
    if len(found) > 1:
        schemed = [each for each in found if any(number.attributes for number in below(each, "cbc:ID"))]
        party.children["cac:PartyIdentification"] = (schemed or found)[:1]


def _no_second_name_of_one_currency(settlement: Node) -> None:
    """BR-53 of the binding to CII: the tax accounting currency is another than the invoice's, or not named."""
    named = [node.text for node in settlement.children.get("ram:InvoiceCurrencyCode", ())]
    if [node.text for node in settlement.children.get("ram:TaxCurrencyCode", ())] == named:
        settlement.children.pop("ram:TaxCurrencyCode", None)


def _gross_price(agreement: Node) -> None:
    """CII has no discount without the gross price that it is taken from (BT-148 = BT-146 + BT-147)."""
    for gross in agreement.children.get("ram:GrossPriceProductTradePrice", ()):
        net = below(agreement, "ram:NetPriceProductTradePrice", "ram:ChargeAmount")
        discount = below(gross, "ram:AppliedTradeAllowanceCharge", "ram:ActualAmount")
        if "ram:ChargeAmount" not in gross.children and net and discount:
            gross.add("ram:ChargeAmount").text = plain(Decimal(net[0].text) + Decimal(discount[0].text))
