"""E-invoices that say a term elsewhere than EN 16931's binding: it is put where the table of terms looks for it.

Each variant is one function and says where it comes from. Only what is missing is filled in, by what the same element
says in other words; nothing is computed.
"""

from collections.abc import Iterator

from chalicelib.documents.syntaxes.node import Node, mark

_TRADE = "rsm:SupplyChainTradeTransaction"
_LINE = "ram:IncludedSupplyChainTradeLineItem"
_PARTIES = ("cac:AccountingSupplierParty", "cac:AccountingCustomerParty")
_TAX_NUMBERS = ("VKN", "TCKN")  # Turkey's tax numbers of companies and of persons
_NO_LINES = ("GROUP", "INFORMATION")


def make_standard(root: Node) -> None:
    """Put the terms of all known variants where the standard has them."""
    for party in _parties(root):
        _name_of_party(party)
        _turkish_tax_number(party)
    for total in root.children.get("cac:TaxTotal", ()):
        for subtotal in total.children.get("cac:TaxSubtotal", ()):
            _rate_beside_category(subtotal)
    for trade in root.children.get(_TRADE, ()):
        _lines_that_are_none(trade)
        for settlement in trade.children.get("ram:ApplicableHeaderTradeSettlement", ()):
            _logistics_charges(settlement)


def _parties(root: Node) -> Iterator[Node]:
    for role in _PARTIES:
        for node in root.children.get(role, ()):
            yield from node.children.get("cac:Party", ())


def _name_of_party(party: Node) -> None:
    """UBL outside of EN 16931 names a party by PartyName alone, and a natural person by Person."""
    if _text(party, "cac:PartyLegalEntity", "cbc:RegistrationName"):
        return
    person = [_text(party, "cac:Person", f"cbc:{part}") for part in ("FirstName", "MiddleName", "FamilyName")]
    name = _text(party, "cac:PartyName", "cbc:Name") or " ".join(filter(None, person))
    if name:
        _put(party, name, "cac:PartyLegalEntity", "cbc:RegistrationName")


def _turkish_tax_number(party: Node) -> None:
    """UBL-TR gives the tax number as an identification with the scheme VKN or TCKN."""
    known = [scheme for scheme in party.children.get("cac:PartyTaxScheme", ()) if "cbc:CompanyID" in scheme.children]
    if known:
        return
    for identification in party.children.get("cac:PartyIdentification", ()):
        for number in identification.children.get("cbc:ID", ()):
            if number.attributes.get("schemeID") in _TAX_NUMBERS and number.text:
                scheme = party.add("cac:PartyTaxScheme")
                scheme.add("cbc:CompanyID").text = number.text
                _put(scheme, "VAT", "cac:TaxScheme", "cbc:ID")
                return


def _rate_beside_category(subtotal: Node) -> None:
    """UBL-TR and UBL 2.0 give a tax row's rate beside its category, not in it."""
    rate = _text(subtotal, "cbc:Percent")
    if rate and not _text(subtotal, "cac:TaxCategory", "cbc:Percent"):
        _put(subtotal, rate, "cac:TaxCategory", "cbc:Percent")


def _lines_that_are_none(trade: Node) -> None:
    """CII's extension knows lines that add up others, or only inform: their amounts are in other lines already."""
    lines: list[Node] = []
    others: list[Node] = []
    for line in trade.children.get(_LINE, ()):
        (others if _status(line) in _NO_LINES else lines).append(line)
    if others and lines:
        trade.children[_LINE] = lines
        trade.children["lines that are none"] = others  # kept, so that they are listed as not read


def _status(line: Node) -> str:
    return _text(line, "ram:AssociatedDocumentLineDocument", "ram:LineStatusReasonCode")


def _logistics_charges(settlement: Node) -> None:
    """CII's extension has a charge of its own for freight; it is a charge of the document like others."""
    for service in settlement.children.get("ram:SpecifiedLogisticsServiceCharge", ()):
        charge = settlement.add("ram:SpecifiedTradeAllowanceCharge")
        _put(charge, "true", "ram:ChargeIndicator", "udt:Indicator")
        for theirs, ours in (("ram:AppliedAmount", "ram:ActualAmount"), ("ram:Description", "ram:Reason")):
            if text := _text(service, theirs):
                charge.add(ours).text = text
        for tax in service.children.get("ram:AppliedTradeTax", ())[:1]:
            category = charge.add("ram:CategoryTradeTax")
            for name in ("ram:TypeCode", "ram:CategoryCode", "ram:RateApplicablePercent"):
                if text := _text(tax, name):
                    category.add(name).text = text


def _text(node: Node, *path: str) -> str:
    """The first text at the end of a path, noted as read; empty where there is none."""
    for tag in path:
        found = node.children.get(tag)
        if not found:
            return ""
        node = found[0]
    mark(node, "")
    return node.text


def _put(node: Node, text: str, *path: str) -> None:
    for tag in path:
        found = node.children.get(tag)
        node = found[0] if found else node.add(tag)
    node.text = text
