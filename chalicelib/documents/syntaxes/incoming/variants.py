"""E-invoices that say a term elsewhere than EN 16931's binding: it is put where the table of terms looks for it.

Each variant is one function and says where it comes from. What is missing is filled in by what the same element says in
other words; an amount is put right only where the others prove what it means.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain

from chalicelib.documents.model.money import exact_sum
from chalicelib.documents.model.types import plain
from chalicelib.documents.syntaxes.formats import read_number
from chalicelib.documents.syntaxes.node import Node, below, mark, put_at, text_at

_TRADE = "rsm:SupplyChainTradeTransaction"
_LINE = "ram:IncludedSupplyChainTradeLineItem"
_LINE_ID = ("ram:AssociatedDocumentLineDocument", "ram:LineID")
_LINE_SUMS = "ram:SpecifiedTradeSettlementLineMonetarySummation"
_PARTIES = ("cac:AccountingSupplierParty", "cac:AccountingCustomerParty")
_TAX_NUMBERS = ("VKN", "TCKN")  # Turkey's tax numbers of companies and of persons
_TURKISH = "TR1."
_TURKEY = ("TÜRKIYE", "TURKIYE", "TURKEY")
_INVOICE = "380"  # UNTDID 1001
_LINES = ("cac:InvoiceLine", "cac:CreditNoteLine")
_CATEGORIES = {"StandardRated": "S", "ZeroRated": "Z", "ReverseCharge": "AE"}  # OIOUBL's taxcategoryid
_VAT = {"63": "VAT", "0015": "VAT"}  # OIOUBL's taxschemeid; UBL-TR's TaxTypeCode for KDV
_KDV = "0015"
_SCHEMES = {"GLN": "0088", "GTIN": "0160", "DK:CVR": "0184", "DK:SE": "0198"}  # OIOUBL's names of ISO 6523's schemes
_TOTALS = "cac:LegalMonetaryTotal"
_NON_BILLING_LINES = ("GROUP", "INFORMATION")
_LOGISTICS = {"ram:AppliedAmount": "ram:ActualAmount", "ram:Description": "ram:Reason"}
_TAX_OF_CHARGE = {name: name for name in ("ram:TypeCode", "ram:CategoryCode", "ram:RateApplicablePercent")}


def make_standard(root: Node) -> None:
    """Put the terms of all known variants where the standard has them."""
    _turkish_type(root)
    for party in _parties(root):
        _name_of_party(party)
        _number_of_building(party)
        _turkish_tax_number(party)
    lines = [line for tag in _LINES for line in below(root, tag)]
    for holder in (root, *lines):
        for subtotal in below(holder, "cac:TaxTotal", "cac:TaxSubtotal"):
            _rate_beside_category(subtotal)
    for line in lines:
        _tax_beside_item(line)
    for totals in below(root, _TOTALS):
        _tax_in_place_of_net(root, totals)
        _withheld(root, totals)
    _codes_of_nations(root)
    for trade in root.children.get(_TRADE, ()):
        _set_aside_summary_lines(trade)
        _lines_without_number(trade)
        for settlement in trade.children.get("ram:ApplicableHeaderTradeSettlement", ()):
            _logistics_charges(settlement)


def _parties(root: Node) -> Iterator[Node]:
    for role in _PARTIES:
        for node in root.children.get(role, ()):
            yield from node.children.get("cac:Party", ())


def _name_of_party(party: Node) -> None:
    """UBL outside of EN 16931 names a party by PartyName alone, and a natural person by Person."""
    if text_at(party, "cac:PartyLegalEntity", "cbc:RegistrationName"):
        return
    person = [text_at(party, "cac:Person", f"cbc:{part}") for part in ("FirstName", "MiddleName", "FamilyName")]
    name = text_at(party, "cac:PartyName", "cbc:Name") or " ".join(filter(None, person))
    if name:
        put_at(party, name, "cac:PartyLegalEntity", "cbc:RegistrationName")


def _number_of_building(party: Node) -> None:
    """OIOUBL and UBL-TR give a building's number beside its street; EN 16931 has one line for both."""
    for address in below(party, "cac:PostalAddress"):
        street, number = text_at(address, "cbc:StreetName"), text_at(address, "cbc:BuildingNumber")
        if number and not street.endswith(number):
            put_at(address, f"{street} {number}".strip(), "cbc:StreetName")


def _turkish_type(root: Node) -> None:
    """UBL-TR says by its type how tax applies (a sale, an exception, tax kept back): all of them are invoices."""
    if not text_at(root, "cbc:CustomizationID").startswith(_TURKISH):
        return
    for code in below(root, "cbc:InvoiceTypeCode"):
        if code.text.isalpha():
            code.text = _INVOICE
    for address in (each for party in _parties(root) for each in below(party, "cac:PostalAddress")):
        if district := text_at(address, "cbc:CitySubdivisionName"):
            put_at(address, district, "cbc:AdditionalStreetName")
        if text_at(address, "cac:Country", "cbc:Name").upper().replace("İ", "I") in _TURKEY:
            put_at(address, "TR", "cac:Country", "cbc:IdentificationCode")


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
                put_at(scheme, "VAT", "cac:TaxScheme", "cbc:ID")
                party.children["cac:PartyIdentification"].remove(identification)
                return


def _rate_beside_category(subtotal: Node) -> None:
    """UBL-TR and UBL 2.0 give a tax row's rate beside its category, not in it."""
    rate = text_at(subtotal, "cbc:Percent")
    if rate and not text_at(subtotal, "cac:TaxCategory", "cbc:Percent"):
        put_at(subtotal, rate, "cac:TaxCategory", "cbc:Percent")


def _tax_beside_item(line: Node) -> None:
    """OIOUBL and UBL-TR say a line's tax in its TaxTotal, not with its item; a tax other than VAT only adds to it."""
    if below(line, "cac:Item", "cac:ClassifiedTaxCategory"):
        return
    for category in below(line, "cac:TaxTotal", "cac:TaxSubtotal", "cac:TaxCategory")[:1]:
        _turkish_category(category)
        for name in ("cbc:ID", "cbc:Percent"):
            if text := text_at(category, name):
                put_at(line, text, "cac:Item", "cac:ClassifiedTaxCategory", name)
        for name in ("cbc:ID", "cbc:TaxTypeCode"):
            if text := text_at(category, "cac:TaxScheme", name):
                put_at(line, text, "cac:Item", "cac:ClassifiedTaxCategory", "cac:TaxScheme", "cbc:ID")


def _tax_in_place_of_net(root: Node, totals: Node) -> None:
    """OIOUBL 2 calls the total tax TaxExclusiveAmount."""
    tax = exact_sum(_amount(each, "cbc:TaxAmount") for each in below(root, "cac:TaxTotal"))
    net = exact_sum((_amount(totals, "cbc:TaxInclusiveAmount"), -tax))
    is_danish = text_at(root, "cbc:CustomizationID").startswith("OIOUBL")
    if is_danish and _amount(totals, "cbc:TaxExclusiveAmount") == tax != net:
        put_at(totals, plain(net), "cbc:TaxExclusiveAmount")


def _withheld(root: Node, totals: Node) -> None:
    """UBL-TR and others of its kind: tax that the buyer keeps back lessens what is due, as if it was paid."""
    withheld = exact_sum(_amount(each, "cbc:TaxAmount") for each in below(root, "cac:WithholdingTaxTotal"))
    total, due = (_amount(totals, name) for name in ("cbc:TaxInclusiveAmount", "cbc:PayableAmount"))
    if withheld and "cbc:PrepaidAmount" not in totals.children and exact_sum((total, -due)) == withheld:
        put_at(totals, plain(withheld), "cbc:PrepaidAmount")
        for amount in below(root, "cac:WithholdingTaxTotal", "cbc:TaxAmount"):
            mark(amount, "")


def _amount(node: Node, name: str) -> Decimal:
    """An amount that is looked at, and not noted as read; zero where there is none."""
    return next(filter(None, (read_number(each.text) for each in below(node, name))), Decimal(0))


def _turkish_category(category: Node) -> None:
    """UBL-TR names no category: a positive rate of KDV is the standard one, none with a reason is exempt."""
    scheme = {text_at(category, "cac:TaxScheme", f"cbc:{name}") for name in ("TaxTypeCode", "ID")}
    if _KDV not in scheme or "cbc:ID" in category.children:
        return
    reason = text_at(category, "cbc:TaxExemptionReason") or text_at(category, "cbc:TaxExemptionReasonCode")
    if _amount(category, "cbc:Percent"):
        put_at(category, "S", "cbc:ID")
    elif reason:
        put_at(category, "E", "cbc:ID")


def _codes_of_nations(node: Node) -> None:
    """Denmark's and Turkey's codes of taxes, categories and schemes are the standard's; others stay."""
    for tag in ("cbc:EndpointID", "cbc:ID", "cbc:CompanyID"):
        for number in below(node, tag):
            name = number.attributes.get("schemeID", "")
            if name in _SCHEMES:
                number.attributes["schemeID"] = _SCHEMES[name]
    for scheme in below(node, "cac:TaxScheme"):
        _standard_tax(scheme)
    for tag in ("cac:TaxCategory", "cac:ClassifiedTaxCategory"):
        for category in below(node, tag):
            _standard_category(category)
    for child in chain.from_iterable(node.children.values()):
        _codes_of_nations(child)


def _standard_tax(scheme: Node) -> None:
    """Say VAT where a nation's code does."""
    for code in (*below(scheme, "cbc:ID"), *below(scheme, "cbc:TaxTypeCode")):
        if code.text in _VAT:
            put_at(scheme, _VAT[code.text], "cbc:ID")
            mark(code, "")


def _standard_category(category: Node) -> None:
    """Name a tax category by the standard's code."""
    _turkish_category(category)
    for number in below(category, "cbc:ID"):
        number.text = _CATEGORIES.get(number.text, number.text)


def _set_aside_summary_lines(trade: Node) -> None:
    """CII's extension has lines that sum up others or only inform: other lines have their amounts already.

    ZUGFeRD 1 has lines that are a note and nothing else.
    """
    lines: list[Node] = []
    others: list[Node] = []
    for line in trade.children.get(_LINE, ()):
        (others if _status(line) in _NON_BILLING_LINES or _is_text(line) else lines).append(line)
    if others and lines:
        trade.children[_LINE] = lines
        trade.children["lines that bill nothing"] = others  # kept, so that they are listed as not read


def _is_text(line: Node) -> bool:
    amounts = below(line, "ram:SpecifiedLineTradeSettlement", _LINE_SUMS)
    return "ram:SpecifiedTradeProduct" not in line.children and not amounts


def _lines_without_number(trade: Node) -> None:
    """ZUGFeRD 1 asks for no numbers of lines; where no line has one, they are numbered in their order."""
    lines = trade.children.get(_LINE, [])
    if any(below(line, *_LINE_ID) for line in lines):
        return
    for number, line in enumerate(lines, start=1):
        put_at(line, str(number), *_LINE_ID)


def _status(line: Node) -> str:
    return text_at(line, "ram:AssociatedDocumentLineDocument", "ram:LineStatusReasonCode")


def _logistics_charges(settlement: Node) -> None:
    """CII's extension has a charge of its own for freight; it is a charge of the document like others."""
    for service in settlement.children.get("ram:SpecifiedLogisticsServiceCharge", ()):
        charge = settlement.add("ram:SpecifiedTradeAllowanceCharge")
        put_at(charge, "true", "ram:ChargeIndicator", "udt:Indicator")
        _copy_texts(service, charge, _LOGISTICS)
        for tax in service.children.get("ram:AppliedTradeTax", ())[:1]:
            _copy_texts(tax, charge.add("ram:CategoryTradeTax"), _TAX_OF_CHARGE)


def _copy_texts(source: Node, target: Node, names: Mapping[str, str]) -> None:
    """Add what a node says under other names to another one."""
    for theirs, ours in names.items():
        if text := text_at(source, theirs):
            target.add(ours).text = text
