"""Ways to break a valid UBL invoice, and the official rules that each of them must set off.

A way is an XPath (prefixes cac, cbc) and what happens there: an element is removed, or its text or attribute replaced.
Removing what the schema demands sets off the schema too, which is not repeated here.
"""

from lxml import etree

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_SELLER, _BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
_TOTAL = "cac:LegalMonetaryTotal"
_LINE = "cac:InvoiceLine[1]"
_LINE_ALLOWANCE, _LINE_CHARGE = f"{_LINE}/cac:AllowanceCharge[1]", f"{_LINE}/cac:AllowanceCharge[2]"
_ALLOWANCE, _CHARGE = "cac:AllowanceCharge[1]", "cac:AllowanceCharge[2]"
_FILE = "cac:AdditionalDocumentReference[2]/cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
_TAX = "cac:TaxTotal[1]/cac:TaxSubtotal"

REMOVED: dict[str, tuple[str, ...]] = {
    "cbc:CustomizationID": ("BR-01",),
    "cbc:ID": ("BR-02",),
    "cbc:IssueDate": ("BR-03",),
    "cbc:InvoiceTypeCode": ("BR-04",),
    "cbc:DocumentCurrencyCode": ("BR-05",),
    f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName": ("BR-06", "UBL-SR-19", "UBL-SR-20", "UBL-SR-21"),
    f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName": ("BR-07",),
    f"{_SELLER}/cac:PostalAddress": ("BR-08",),
    f"{_SELLER}/cac:PostalAddress/cac:Country": ("BR-09",),
    f"{_BUYER}/cac:PostalAddress": ("BR-10",),
    f"{_BUYER}/cac:PostalAddress/cac:Country": ("BR-11",),
    f"{_SELLER}/cbc:EndpointID/@schemeID": ("BR-62",),
    f"{_BUYER}/cbc:EndpointID/@schemeID": ("BR-63",),
    f"{_SELLER}/cac:PartyIdentification|{_SELLER}/cac:PartyTaxScheme|{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID": (
        "BR-CO-26",
    ),
    f"{_TOTAL}/cbc:LineExtensionAmount": ("BR-12", "BR-CO-10", "BR-CO-13"),
    f"{_TOTAL}/cbc:TaxExclusiveAmount": ("BR-13", "BR-CO-13", "BR-CO-15"),
    f"{_TOTAL}/cbc:TaxInclusiveAmount": ("BR-14", "BR-CO-15", "BR-CO-16"),
    f"{_TOTAL}/cbc:PayableAmount": ("BR-15", "BR-CO-16"),
    f"{_TOTAL}/cbc:AllowanceTotalAmount": ("BR-CO-11", "BR-CO-13"),
    f"{_TOTAL}/cbc:ChargeTotalAmount": ("BR-CO-12", "BR-CO-13"),
    f"{_TOTAL}/cbc:PrepaidAmount": ("BR-CO-16",),
    "cac:InvoiceLine": ("BR-16", "BR-CO-10", "BR-E-08", "BR-S-08"),
    f"{_LINE}/cbc:ID": ("BR-21",),
    f"{_LINE}/cbc:InvoicedQuantity": ("BR-22", "BR-23"),
    f"{_LINE}/cbc:InvoicedQuantity/@unitCode": ("BR-23",),
    f"{_LINE}/cbc:LineExtensionAmount": ("BR-24", "BR-CO-10", "BR-S-08"),
    f"{_LINE}/cac:Item/cbc:Name": ("BR-25",),
    f"{_LINE}/cac:Price": ("BR-26", "BR-27"),
    f"{_LINE}/cac:Item/cac:ClassifiedTaxCategory": ("BR-CO-04", "BR-S-08", "UBL-SR-48"),
    f"{_LINE}/cac:InvoicePeriod/*": ("BR-CO-20",),
    f"{_LINE_ALLOWANCE}/cbc:AllowanceChargeReason|{_LINE_ALLOWANCE}/cbc:AllowanceChargeReasonCode": (
        "BR-42",
        "BR-CO-23",
    ),
    f"{_LINE_CHARGE}/cbc:AllowanceChargeReason|{_LINE_CHARGE}/cbc:AllowanceChargeReasonCode": ("BR-44", "BR-CO-24"),
    f"{_LINE_ALLOWANCE}/cbc:Amount": ("BR-41",),
    f"{_LINE_CHARGE}/cbc:Amount": ("BR-43",),
    f"{_LINE}/cac:Item/cac:StandardItemIdentification/cbc:ID/@schemeID": ("BR-64",),
    f"{_LINE}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode/@listID": ("BR-65",),
    f"{_LINE}/cac:Item/cac:AdditionalItemProperty/cbc:Value": ("BR-54",),
    f"{_ALLOWANCE}/cbc:Amount": ("BR-31", "BR-CO-11", "BR-S-08"),
    f"{_ALLOWANCE}/cac:TaxCategory": ("BR-32", "BR-S-08"),
    f"{_ALLOWANCE}/cbc:AllowanceChargeReason|{_ALLOWANCE}/cbc:AllowanceChargeReasonCode": ("BR-33", "BR-CO-21"),
    f"{_CHARGE}/cbc:Amount": ("BR-36", "BR-CO-12", "BR-E-08"),
    f"{_CHARGE}/cac:TaxCategory": ("BR-37", "BR-E-08"),
    f"{_CHARGE}/cbc:AllowanceChargeReason|{_CHARGE}/cbc:AllowanceChargeReasonCode": ("BR-38", "BR-CO-22"),
    f"{_TAX}[1]/cbc:TaxableAmount": ("BR-45", "BR-CO-17", "BR-S-08", "BR-S-09"),
    f"{_TAX}[1]/cbc:TaxAmount": ("BR-46", "BR-CO-14", "BR-CO-17", "BR-S-09"),
    f"{_TAX}[1]/cac:TaxCategory/cbc:ID": ("BR-47",),
    f"{_TAX}[1]/cac:TaxCategory/cbc:Percent": ("BR-48", "BR-CO-17", "BR-S-09"),
    f"{_TAX}[3]/cac:TaxCategory/cbc:TaxExemptionReason|{_TAX}[3]/cac:TaxCategory/cbc:TaxExemptionReasonCode": (
        "BR-E-10",
    ),
    _TAX: ("BR-CO-18", "BR-E-01", "BR-S-01"),
    f"{_TAX}[1]": ("BR-CO-14",),
    f"{_TAX}[3]": ("BR-E-01",),
    "cac:TaxTotal[2]": ("BR-53",),
    "cac:PaymentMeans/cbc:PaymentMeansCode": ("BR-49",),
    "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID": ("BR-50", "BR-61"),
    "cac:PayeeParty/cac:PartyName": ("BR-17", "UBL-SR-19", "UBL-SR-20", "UBL-SR-21"),
    "cac:TaxRepresentativeParty/cac:PartyName": ("BR-18",),
    "cac:TaxRepresentativeParty/cac:PostalAddress": ("BR-19",),
    "cac:TaxRepresentativeParty/cac:PostalAddress/cac:Country": ("BR-20",),
    "cac:TaxRepresentativeParty/cac:PartyTaxScheme": ("BR-56",),
    "cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country": ("BR-57",),
    "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID": ("BR-55", "UBL-SR-07"),
    "cac:AdditionalDocumentReference[2]/cbc:ID": ("BR-52",),
    "cac:InvoicePeriod/*": ("BR-CO-19",),
}

REPLACED: dict[tuple[str, str], tuple[str, ...]] = {
    ("cbc:InvoiceTypeCode", "999"): ("BR-CL-01",),
    ("cbc:DocumentCurrencyCode", "XXY"): ("BR-CL-04", "BR-CO-15"),
    ("cbc:TaxCurrencyCode", "XXY"): ("BR-53", "BR-CL-05"),
    ("cac:InvoicePeriod/cbc:EndDate", "2024-03-01"): ("BR-29",),
    (f"{_LINE}/cac:InvoicePeriod/cbc:EndDate", "2024-03-01"): ("BR-30",),
    ("cac:InvoicePeriod/cbc:DescriptionCode", "99"): ("BR-CL-06",),
    (f"{_SELLER}/cac:PartyTaxScheme[1]/cbc:CompanyID", "123456789"): ("BR-CO-09",),
    (f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "XX"): ("BR-CL-14",),
    (f"{_SELLER}/cbc:EndpointID/@schemeID", "ZZZZ"): ("BR-CL-25",),
    (f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "ZZZZ"): ("BR-CL-11",),
    (f"{_SELLER}/cac:PartyIdentification[2]/cbc:ID/@schemeID", "ZZZZ"): ("BR-CL-10",),
    (f"{_LINE}/cbc:InvoicedQuantity/@unitCode", "pieces"): ("BR-CL-23",),
    (f"{_LINE}/cac:Price/cbc:PriceAmount", "-12.3456"): ("BR-27",),
    (f"{_LINE}/cac:Price/cac:AllowanceCharge/cbc:BaseAmount", "-13.3456"): ("BR-28",),
    (f"{_LINE}/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "0"): ("BR-S-05", "BR-S-08"),
    (f"{_LINE}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID", "X"): ("BR-CL-18", "BR-S-08"),
    (f"{_LINE}/cac:Item/cac:OriginCountry/cbc:IdentificationCode", "XX"): ("BR-CL-15",),
    (f"{_LINE}/cac:Item/cac:StandardItemIdentification/cbc:ID/@schemeID", "ZZZZ"): ("BR-CL-21",),
    (f"{_LINE}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode/@listID", "ZZZZ"): ("BR-CL-13",),
    (f"{_LINE}/cac:DocumentReference/cbc:ID/@schemeID", "???"): ("BR-CL-07",),
    (f"{_TOTAL}/cbc:LineExtensionAmount", "1.00"): ("BR-CO-10", "BR-CO-13"),
    (f"{_TOTAL}/cbc:AllowanceTotalAmount", "6.00"): ("BR-CO-11", "BR-CO-13"),
    (f"{_TOTAL}/cbc:ChargeTotalAmount", "6.00"): ("BR-CO-12", "BR-CO-13"),
    (f"{_TOTAL}/cbc:TaxExclusiveAmount", "1.00"): ("BR-CO-13", "BR-CO-15"),
    (f"{_TOTAL}/cbc:TaxInclusiveAmount", "1.00"): ("BR-CO-15", "BR-CO-16"),
    (f"{_TOTAL}/cbc:PayableAmount", "1.00"): ("BR-CO-16",),
    (f"{_TOTAL}/cbc:PrepaidAmount", "10.001"): ("BR-DEC-16", "UBL-DT-01"),
    ("cac:TaxTotal[1]/cbc:TaxAmount", "1.00"): ("BR-CO-14", "BR-CO-15"),
    (f"{_TAX}[1]/cbc:TaxAmount", "99.00"): ("BR-CO-14", "BR-CO-17", "BR-S-09"),
    (f"{_TAX}[1]/cbc:TaxableAmount", "1.00"): ("BR-CO-17", "BR-S-08", "BR-S-09"),
    (f"{_TAX}[1]/cbc:TaxableAmount/@currencyID", "XXY"): ("BR-CL-03",),
    (f"{_TAX}[1]/cac:TaxCategory/cbc:ID", "X"): ("BR-CL-17",),
    (f"{_TAX}[3]/cac:TaxCategory/cbc:TaxExemptionReasonCode", "BECAUSE"): ("BR-CL-22",),
    (f"{_TAX}[3]/cbc:TaxAmount", "1.00"): ("BR-CO-14", "BR-CO-17", "BR-E-09"),
    (f"{_TAX}[3]/cbc:TaxableAmount", "9.00"): ("BR-E-08",),
    (f"{_ALLOWANCE}/cbc:AllowanceChargeReasonCode", "FC"): ("BR-CL-19",),
    (f"{_ALLOWANCE}/cbc:Amount", "5.001"): ("BR-DEC-01", "UBL-DT-01"),
    (f"{_ALLOWANCE}/cac:TaxCategory/cbc:Percent", "0"): ("BR-S-06", "BR-S-08"),
    (f"{_CHARGE}/cbc:AllowanceChargeReasonCode", "1"): ("BR-CL-20",),
    (f"{_CHARGE}/cac:TaxCategory/cbc:Percent", "5"): ("BR-E-07",),
    ("cac:PaymentMeans[1]/cbc:PaymentMeansCode", "999"): ("BR-CL-16", "UBL-SR-47"),
    ("cac:PaymentMeans[1]/cac:CardAccount/cbc:PrimaryAccountNumberID", "4111111111111111"): ("BR-51",),
    (f"{_FILE}/@mimeCode", "text/x-shellscript"): ("BR-CL-24",),
    ("cac:AdditionalDocumentReference[1]/cbc:ID/@schemeID", "???"): ("BR-CL-07",),
    ("cac:Delivery/cac:DeliveryLocation/cbc:ID/@schemeID", "ZZZZ"): ("BR-CL-26",),
    ("cbc:Note[1]", "#QQQ#Thank you"): ("BR-CL-08",),
}


def without(xml: bytes, places: str) -> bytes:
    """The document without what is at the places, which must exist."""
    root = etree.fromstring(xml)
    for place in places.split("|"):
        way, _, attribute = place.partition("/@")
        found = root.findall(way, NAMESPACES)
        assert found, place
        for element in found:
            if attribute:
                del element.attrib[attribute]
            else:
                parent = element.getparent()
                assert parent is not None
                parent.remove(element)
    return etree.tostring(root)


def replaced(xml: bytes, place: str, value: str) -> bytes:
    """The document with another value at a place, which must exist."""
    root = etree.fromstring(xml)
    way, _, attribute = place.partition("/@")
    element = root.find(way, NAMESPACES)
    assert element is not None, place
    if attribute:
        assert attribute in element.attrib, place
        element.set(attribute, value)
    else:
        element.text = value
    return etree.tostring(root)
