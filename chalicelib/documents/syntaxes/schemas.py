"""Namespaces of the two syntaxes, and the order of elements that their schemas ask for.

Siblings are written in the order of one list a root, instead of one list a type: the lists are topological sorts of the
sequences in OASIS's UBL 2.1 and UN/CEFACT's D16B schemas, restricted to the elements that the table uses, where no two
sequences contradict each other. UBL's Invoice and CreditNote do (the place of the tax point date), hence a list each.
"""

from collections.abc import Mapping

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_CII = "urn:un:unece:uncefact:data:standard"
_COMMON = {"cac": f"{_UBL}:CommonAggregateComponents-2", "cbc": f"{_UBL}:CommonBasicComponents-2"}
NAMESPACES: Mapping[str, Mapping[str, str]] = {
    "ubl": {"": f"{_UBL}:Invoice-2", **_COMMON},
    "credit_note": {"": f"{_UBL}:CreditNote-2", **_COMMON},
    "cii": {
        "rsm": f"{_CII}:CrossIndustryInvoice:100",
        "ram": f"{_CII}:ReusableAggregateBusinessInformationEntity:100",
        "qdt": f"{_CII}:QualifiedDataType:100",
        "udt": f"{_CII}:UnqualifiedDataType:100",
    },
}
"""Declared on the root that is written: prefix to URI."""

ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0"
PREFIXES: Mapping[str, str] = {
    **{uri: prefix for declared in NAMESPACES.values() for prefix, uri in declared.items()},
    ZUGFERD_1: "rsm",
    f"{_CII}:ReusableAggregateBusinessInformationEntity:12": "ram",
    f"{_CII}:QualifiedDataType:12": "qdt",
    f"{_CII}:UnqualifiedDataType:15": "udt",
}
"""How a namespace is called in places when it is read: URI to prefix."""


_REFERENCED = ("BuyerOrder", "Contract", "Additional", "DespatchAdvice", "ReceivingAdvice")
RENAMED: Mapping[str, str] = {
    "rsm:CrossIndustryDocument": "rsm:CrossIndustryInvoice",
    "rsm:SpecifiedExchangedDocumentContext": "rsm:ExchangedDocumentContext",
    "rsm:HeaderExchangedDocument": "rsm:ExchangedDocument",
    "rsm:SpecifiedSupplyChainTradeTransaction": "rsm:SupplyChainTradeTransaction",
    "ram:ApplicableSupplyChainTradeAgreement": "ram:ApplicableHeaderTradeAgreement",
    "ram:ApplicableSupplyChainTradeDelivery": "ram:ApplicableHeaderTradeDelivery",
    "ram:ApplicableSupplyChainTradeSettlement": "ram:ApplicableHeaderTradeSettlement",
    "ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeSettlementMonetarySummation":
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    "ram:SpecifiedSupplyChainTradeAgreement": "ram:SpecifiedLineTradeAgreement",
    "ram:SpecifiedSupplyChainTradeDelivery": "ram:SpecifiedLineTradeDelivery",
    "ram:SpecifiedSupplyChainTradeSettlement": "ram:SpecifiedLineTradeSettlement",
    "ram:SpecifiedTradeSettlementMonetarySummation": "ram:SpecifiedTradeSettlementLineMonetarySummation",
    "ram:ApplicablePercent": "ram:RateApplicablePercent",
    **{f"ram:{kind}ReferencedDocument/ram:ID": "ram:IssuerAssignedID" for kind in _REFERENCED},
}  # fmt: skip
"""What ZUGFeRD 1 (2014, a draft of CII) calls differently; `parent/name` goes before `name`."""


def _ranks(names: str) -> Mapping[str, int]:
    return {name: rank for rank, name in enumerate(names.split())}


ORDER: Mapping[str, Mapping[str, int]] = {
    "ubl": _ranks("""
    cac:InvoiceDocumentReference cac:Party cbc:ActualDeliveryDate cac:DeliveryLocation cac:DeliveryParty
    cbc:ChargeIndicator cbc:AllowanceChargeReasonCode cbc:AllowanceChargeReason cbc:CustomizationID cbc:Description
    cbc:EmbeddedDocumentBinaryObject cac:ExternalReference cbc:EndpointID cac:PartyIdentification cac:PartyName
    cac:PostalAddress cac:PartyTaxScheme cac:PartyLegalEntity cac:Contact cbc:IdentificationCode
    cbc:ItemClassificationCode cbc:Line cbc:LineID cbc:MultiplierFactorNumeric cbc:Amount cbc:BaseAmount
    cbc:PaymentMeansCode cbc:PaymentDueDate cbc:PaymentID cac:CardAccount cac:PayeeFinancialAccount
    cac:PaymentMandate cbc:PriceAmount cbc:BaseQuantity cbc:PrimaryAccountNumberID cbc:NetworkID cbc:HolderName
    cbc:ProfileID cbc:ID cac:Address cac:PayerFinancialAccount cbc:DocumentTypeCode cbc:DocumentDescription
    cac:Attachment cbc:IssueDate cbc:DueDate cbc:InvoiceTypeCode cbc:Name cac:BuyersItemIdentification
    cac:FinancialInstitutionBranch cac:SellersItemIdentification cac:StandardItemIdentification cac:OriginCountry
    cac:CommodityClassification cac:ClassifiedTaxCategory cac:AdditionalItemProperty cbc:Note cbc:InvoicedQuantity
    cbc:LineExtensionAmount cbc:Percent cbc:RegistrationName cbc:CompanyID cbc:CompanyLegalForm cbc:SalesOrderID
    cbc:StartDate cbc:EndDate cbc:DescriptionCode cbc:StreetName cbc:AdditionalStreetName cbc:CityName
    cbc:PostalZone cbc:CountrySubentity cac:AddressLine cac:Country cbc:TaxExclusiveAmount
    cbc:TaxExemptionReasonCode cbc:TaxExemptionReason cac:TaxScheme cbc:TaxInclusiveAmount cbc:AllowanceTotalAmount
    cbc:ChargeTotalAmount cbc:PrepaidAmount cbc:PayableRoundingAmount cbc:PayableAmount cbc:TaxPointDate
    cbc:DocumentCurrencyCode cbc:TaxCurrencyCode cbc:AccountingCost cbc:BuyerReference cac:InvoicePeriod
    cac:OrderLineReference cac:DocumentReference cac:OrderReference cac:BillingReference
    cac:DespatchDocumentReference cac:ReceiptDocumentReference cac:OriginatorDocumentReference
    cac:ContractDocumentReference cac:AdditionalDocumentReference cac:ProjectReference cac:AccountingSupplierParty
    cac:AccountingCustomerParty cac:PayeeParty cac:TaxRepresentativeParty cac:Delivery cac:PaymentMeans
    cac:PaymentTerms cac:AllowanceCharge cac:Item cac:Price cac:ItemPriceExtension cac:TaxTotal
    cac:LegalMonetaryTotal cac:InvoiceLine
    cbc:TaxableAmount cbc:TaxAmount cac:TaxCategory cac:TaxSubtotal cbc:Telephone cbc:ElectronicMail cbc:URI
    cbc:Value
    """),
    "credit_note": _ranks("""
    cac:InvoiceDocumentReference cac:Party cbc:ActualDeliveryDate cac:DeliveryLocation cac:DeliveryParty
    cbc:ChargeIndicator cbc:AllowanceChargeReasonCode cbc:AllowanceChargeReason cbc:CustomizationID cbc:Description
    cbc:EmbeddedDocumentBinaryObject cac:ExternalReference cbc:EndpointID cac:PartyIdentification cac:PartyName
    cac:PostalAddress cac:PartyTaxScheme cac:PartyLegalEntity cac:Contact cbc:IdentificationCode
    cbc:ItemClassificationCode cbc:Line cbc:LineID cbc:MultiplierFactorNumeric cbc:Amount cbc:BaseAmount
    cbc:PaymentMeansCode cbc:PaymentDueDate cbc:PaymentID cac:CardAccount cac:PayeeFinancialAccount
    cac:PaymentMandate cbc:PriceAmount cbc:BaseQuantity cbc:PrimaryAccountNumberID cbc:NetworkID cbc:HolderName
    cbc:ProfileID cbc:ID cac:Address cac:PayerFinancialAccount cbc:DocumentTypeCode cbc:DocumentDescription
    cac:Attachment cbc:IssueDate cbc:Name cac:BuyersItemIdentification cac:FinancialInstitutionBranch
    cac:SellersItemIdentification cac:StandardItemIdentification cac:OriginCountry cac:CommodityClassification
    cac:ClassifiedTaxCategory cac:AdditionalItemProperty cbc:Percent cbc:RegistrationName cbc:CompanyID
    cbc:CompanyLegalForm cbc:SalesOrderID cbc:StartDate cbc:EndDate cbc:DescriptionCode cbc:StreetName
    cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity cac:AddressLine cac:Country
    cbc:TaxExemptionReasonCode cbc:TaxExemptionReason cac:TaxScheme cbc:TaxPointDate cbc:CreditNoteTypeCode cbc:Note
    cbc:CreditedQuantity cbc:DocumentCurrencyCode cbc:LineExtensionAmount cbc:TaxCurrencyCode cbc:AccountingCost
    cbc:BuyerReference cac:InvoicePeriod cac:OrderLineReference cac:DocumentReference cac:OrderReference
    cac:BillingReference cac:DespatchDocumentReference cac:ReceiptDocumentReference cac:ContractDocumentReference
    cac:AdditionalDocumentReference cac:OriginatorDocumentReference cac:AccountingSupplierParty
    cac:AccountingCustomerParty cac:PayeeParty cac:TaxRepresentativeParty cac:Delivery cac:PaymentMeans
    cac:PaymentTerms cac:AllowanceCharge cac:Item cac:Price cac:ItemPriceExtension cac:TaxTotal
    cac:LegalMonetaryTotal cac:CreditNoteLine
    cbc:TaxExclusiveAmount cbc:TaxInclusiveAmount cbc:AllowanceTotalAmount cbc:ChargeTotalAmount cbc:PrepaidAmount
    cbc:PayableRoundingAmount cbc:PayableAmount cbc:TaxableAmount cbc:TaxAmount cac:TaxCategory cac:TaxSubtotal
    cbc:Telephone cbc:ElectronicMail cbc:URI cbc:Value
    """),
    "cii": _ranks("""
    qdt:DateTimeString ram:AssociatedDocumentLineDocument ram:BICID ram:BilledQuantity
    ram:BusinessProcessSpecifiedDocumentContextParameter ram:BuyerReference ram:CalculatedAmount ram:ChargeAmount
    ram:BasisQuantity ram:AppliedTradeAllowanceCharge ram:ChargeIndicator ram:CalculationPercent ram:ClassCode
    ram:Content ram:CreditorReferenceID ram:GuidelineSpecifiedDocumentContextParameter ram:IBANID ram:AccountName
    ram:ID ram:CardholderName ram:GlobalID ram:IncludedSupplyChainTradeLineItem ram:ApplicableHeaderTradeAgreement
    ram:ApplicableHeaderTradeDelivery ram:ApplicableHeaderTradeSettlement ram:IssuerAssignedID ram:LineTotalAmount
    ram:ChargeTotalAmount ram:AllowanceTotalAmount ram:OccurrenceDateTime ram:PaymentReference ram:PersonName
    ram:DepartmentName ram:PostcodeCode ram:LineOne ram:LineTwo ram:LineThree ram:CityName ram:CountryID
    ram:CountrySubDivisionName ram:ProprietaryID ram:SellerAssignedID ram:BuyerAssignedID ram:SellerTradeParty
    ram:BuyerTradeParty ram:SellerTaxRepresentativeTradeParty ram:SellerOrderReferencedDocument
    ram:BuyerOrderReferencedDocument ram:ContractReferencedDocument ram:GrossPriceProductTradePrice
    ram:NetPriceProductTradePrice ram:ShipToTradeParty ram:ActualDeliverySupplyChainEvent
    ram:DespatchAdviceReferencedDocument ram:ReceivingAdviceReferencedDocument ram:SpecifiedTradeProduct
    ram:SpecifiedLineTradeAgreement ram:SpecifiedLineTradeDelivery ram:SpecifiedLineTradeSettlement
    ram:StartDateTime ram:EndDateTime ram:SubjectCode ram:TaxBasisTotalAmount ram:TaxCurrencyCode
    ram:InvoiceCurrencyCode ram:PayeeTradeParty ram:SpecifiedTradeSettlementPaymentMeans ram:ApplicableTradeTax
    ram:BillingSpecifiedPeriod ram:SpecifiedTradeAllowanceCharge ram:SpecifiedTradePaymentTerms
    ram:SpecifiedTradeSettlementHeaderMonetarySummation ram:InvoiceReferencedDocument
    ram:SpecifiedTradeSettlementLineMonetarySummation ram:AdditionalReferencedDocument
    ram:ReceivableSpecifiedTradeAccountingAccount ram:SpecifiedProcuringProject ram:TaxTotalAmount
    ram:RoundingAmount ram:GrandTotalAmount ram:TelephoneUniversalCommunication ram:EmailURIUniversalCommunication
    ram:TotalPrepaidAmount ram:DuePayableAmount ram:TradingBusinessName ram:URIID ram:CompleteNumber ram:LineID
    ram:TypeCode ram:ExemptionReason ram:BasisAmount ram:ActualAmount ram:CategoryCode ram:ExemptionReasonCode
    ram:Information ram:ApplicableTradeSettlementFinancialCard ram:IssueDateTime ram:IncludedNote ram:Name
    ram:AttachmentBinaryObject ram:Description ram:ApplicableProductCharacteristic
    ram:DesignatedProductClassification ram:DueDateDateTime ram:DirectDebitMandateID ram:OriginTradeCountry
    ram:PayerPartyDebtorFinancialAccount ram:PayeePartyCreditorFinancialAccount
    ram:PayeeSpecifiedCreditorFinancialInstitution ram:ReasonCode ram:Reason ram:CategoryTradeTax
    ram:ReferenceTypeCode ram:FormattedIssueDateTime ram:SpecifiedLegalOrganization ram:DefinedTradeContact
    ram:PostalTradeAddress ram:TaxPointDate ram:DueDateTypeCode ram:RateApplicablePercent
    ram:URIUniversalCommunication ram:SpecifiedTaxRegistration ram:Value rsm:ExchangedDocumentContext
    rsm:ExchangedDocument rsm:SupplyChainTradeTransaction udt:DateString udt:DateTimeString udt:Indicator
    """),
}
"""Rank of each element among its siblings."""
