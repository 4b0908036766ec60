"""The one table of both syntaxes: for each business term, its place in UBL 2.1 and in CII D16B.

Sources: CEN/TS 16931-3-2 (binding to UBL) and 16931-3-3 (binding to CII), as their rules and examples show them.
Adding a term is one row here and one field in the model. Rows are written in their order; a row that completes what
another one builds comes after it. The grammar of places is in `place.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from chalicelib.documents.model import document as model
from chalicelib.documents.syntaxes.formats import (
    AMOUNT,
    DATE,
    NOTE_SUBJECT,
    NOTE_TEXT,
    NUMBER,
    OCTETS,
    REGISTRATION_SCHEME,
    TAX_ID_SCHEME,
    TAX_POINT,
    TAX_TOTAL,
    TAX_TOTAL_ACCOUNTING,
    TERMS,
    TEXT,
    Format,
    Kind,
)
from chalicelib.documents.syntaxes.place import Path, compile_place

Syntax = Literal["ubl", "credit_note", "cii"]
"""Which column of the table: a UBL Invoice, a UBL CreditNote where it differs, or CII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A row. A place of None means that the syntax cannot say it.

    `each` writes the value into every repetition of the element marked `*`; `fill` is what the syntax asks for where
    the term is missing but its neighbours are not; `second_if` picks the second alternative of a place.
    """

    id: str
    field: str
    kind: Kind = TEXT
    group: type[model.Group] | None = None
    many: bool = False
    each: bool = False
    fill: str | None = None
    second_if: Literal["", "schemed", "not_iban"] = ""
    ubl: str | None
    cii: str | None
    credit_note: str | None = None

    def paths(self, syntax: Syntax) -> tuple[Path, ...]:
        """The term's place in a syntax, one path an alternative."""
        place = self.cii if syntax == "cii" else self.ubl
        if syntax == "credit_note" and self.credit_note:
            place = self.credit_note
        return compile_place(place) if place else ()

    def format(self, syntax: Syntax) -> Format:
        """How the value is written."""
        return self.kind.cii if syntax == "cii" else self.kind.ubl


Table = Mapping[type[model.Group], tuple[Term, ...]]


def _row(id: str, field: str, ubl: str | None, cii: str | None, **more: Any) -> Term:  # noqa: A002
    return Term(id=id, field=field, ubl=ubl, cii=cii, **more)


_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_DELIVERY = f"{_TRADE}/ram:ApplicableHeaderTradeDelivery"
_SETTLEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_CONTEXT = "rsm:ExchangedDocumentContext"
_SUMMATION = "ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_DATE = "udt:DateTimeString"
_TERMS = f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms"
# Of several dates the due date is one without a discount; with only one, a discount beside it is for paying earlier.
_CII_DISCOUNT = "ram:ApplicableTradePaymentDiscountTerms"
_DUE = f"ram:DueDateDateTime/{_DATE}"
_UBL_NET_TERMS = "cac:PaymentTerms[!cbc:SettlementDiscountPercent]/cbc:PaymentDueDate"
_MEANS = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans*"
_TAX = "ram:ApplicableTradeTax*[ram:TypeCode~'VAT']"
_VAT_SCHEME = "cac:TaxScheme/cbc:ID"
_CATEGORY = f"cac:TaxCategory[{_VAT_SCHEME}~'VAT']"
_LINE_CATEGORY = f"cac:Item/cac:ClassifiedTaxCategory[{_VAT_SCHEME}~'VAT']"
_CII_CATEGORY = "ram:CategoryTradeTax[ram:TypeCode~'VAT']"
# Taxes that stand in VAT's place in their countries; what a party has under another scheme is its local registration.
_KIN = "GST|HST|SST|IVA"
_TAX_ID = f"cac:PartyTaxScheme[{_VAT_SCHEME}='VAT|{_KIN}']"
_CII_TAX_ID = f"ram:SpecifiedTaxRegistration[ram:ID/@schemeID='VA|{_KIN}']/ram:ID"
_REGISTRATION = f"cac:PartyTaxScheme[{_VAT_SCHEME}!'VAT|{_KIN}'][{_VAT_SCHEME}~'FC']"
_CII_REGISTRATION = f"ram:SpecifiedTaxRegistration[ram:ID/@schemeID!'VA|{_KIN}'][ram:ID/@schemeID~'FC']/ram:ID"
_MAIN_TAX = "cac:TaxTotal[cbc:TaxAmount/@currencyID=$currency]"
_OTHER_TAX = "cac:TaxTotal[cbc:TaxAmount/@currencyID=$tax_currency]"
_ACCOUNT = "ram:PayeePartyCreditorFinancialAccount"
_LINE_REFERENCE = "cac:DocumentReference[cbc:DocumentTypeCode~'130']"
_OBJECT = "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='130']"
_PROJECT = "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']"
_SEPA = "cac:PartyIdentification[cbc:ID/@schemeID='SEPA']/cbc:ID"
_LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement"
_LINE_AGREEMENT = "ram:SpecifiedLineTradeAgreement"
_NET_PRICE = "ram:NetPriceProductTradePrice"
_GROSS_PRICE = "ram:GrossPriceProductTradePrice"
_DISCOUNT = f"{_GROSS_PRICE}/ram:AppliedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator~'false']"
_UBL_DISCOUNT = "cac:Price/cac:AllowanceCharge[cbc:ChargeIndicator~'false']"


def _indicated(ubl_parent: str, cii_parent: str, indicator: str) -> tuple[str, str]:
    """Places of allowances (`false`) or charges (`true`)."""
    return (
        f"{ubl_parent}cac:AllowanceCharge[cbc:ChargeIndicator='{indicator}']",
        f"{cii_parent}ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator='{indicator}']",
    )


_IDENTIFIER = {"group": model.Identifier, "second_if": "schemed"}

# fmt: off
_PARTY = (
    _row("BT-27, BT-44", "name", "cac:PartyLegalEntity/cbc:RegistrationName", "ram:Name"),
    _row("BT-28, BT-45", "trading_name", "cac:PartyName/cbc:Name",
         "ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
    _row("BT-29, BT-46", "identifiers", "cac:PartyIdentification*[cbc:ID/@schemeID!'SEPA']/cbc:ID",
         "ram:ID | ram:GlobalID", many=True, group=model.Identifier, second_if="schemed"),
    _row("BT-30, BT-47", "legal_id", "cac:PartyLegalEntity/cbc:CompanyID", "ram:SpecifiedLegalOrganization/ram:ID",
         group=model.Identifier),
    _row("BT-31, BT-48", "tax_scheme", f"{_TAX_ID}/{_VAT_SCHEME}", f"{_CII_TAX_ID}/@schemeID", kind=TAX_ID_SCHEME,
         fill="VAT"),
    _row("BT-31, BT-48", "tax_id", f"{_TAX_ID}/cbc:CompanyID", _CII_TAX_ID),
    _row("BT-34, BT-49", "electronic_address", "cbc:EndpointID", "ram:URIUniversalCommunication/ram:URIID",
         group=model.Identifier),
    _row("BG-5, BG-8", "address", "cac:PostalAddress", "ram:PostalTradeAddress", group=model.Address),
    _row("BG-6, BG-9", "contact", "cac:Contact", "ram:DefinedTradeContact", group=model.Contact),
)

_ALLOWANCE_CHARGE = (
    _row("BT-92, BT-99, BT-136, BT-141", "amount", "cbc:Amount", "ram:ActualAmount", kind=AMOUNT),
    _row("BT-93, BT-100, BT-137, BT-142", "base_amount", "cbc:BaseAmount", "ram:BasisAmount", kind=AMOUNT),
    _row("BT-94, BT-101, BT-138, BT-143", "percentage", "cbc:MultiplierFactorNumeric", "ram:CalculationPercent",
         kind=NUMBER),
    _row("BT-97, BT-104, BT-139, BT-144", "reason", "cbc:AllowanceChargeReason", "ram:Reason"),
    _row("BT-98, BT-105, BT-140, BT-145", "reason_code", "cbc:AllowanceChargeReasonCode", "ram:ReasonCode"),
)

TABLE: Table = {
    model.Document: (
        _row("BT-1", "invoice_number", "cbc:ID", "rsm:ExchangedDocument/ram:ID"),
        _row("BT-2", "issue_date", "cbc:IssueDate", f"rsm:ExchangedDocument/ram:IssueDateTime/{_DATE}", kind=DATE),
        _row("BT-3", "type_code", "cbc:InvoiceTypeCode", "rsm:ExchangedDocument/ram:TypeCode",
             credit_note="cbc:CreditNoteTypeCode"),
        _row("BT-5", "currency", "cbc:DocumentCurrencyCode", f"{_SETTLEMENT}/ram:InvoiceCurrencyCode"),
        _row("BT-6", "tax_currency", "cbc:TaxCurrencyCode", f"{_SETTLEMENT}/ram:TaxCurrencyCode"),
        _row("BT-10", "buyer_reference", "cbc:BuyerReference", f"{_AGREEMENT}/ram:BuyerReference"),
        _row("BT-11", "project", "cac:ProjectReference/cbc:ID",
             f"{_AGREEMENT}/ram:SpecifiedProcuringProject[ram:Name~'Project reference']/ram:ID",
             credit_note=f"{_PROJECT}/cbc:ID"),
        _row("BT-12", "contract", "cac:ContractDocumentReference/cbc:ID",
             f"{_AGREEMENT}/ram:ContractReferencedDocument/ram:IssuerAssignedID"),
        _row("BT-14", "sales_order", "cac:OrderReference/cbc:SalesOrderID",
             f"{_AGREEMENT}/ram:SellerOrderReferencedDocument/ram:IssuerAssignedID"),
        _row("BT-13", "purchase_order", "cac:OrderReference/cbc:ID",
             f"{_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", fill="NA"),
        _row("BT-15", "receiving_advice", "cac:ReceiptDocumentReference/cbc:ID",
             f"{_DELIVERY}/ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID"),
        _row("BT-16", "despatch_advice", "cac:DespatchDocumentReference/cbc:ID",
             f"{_DELIVERY}/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID"),
        _row("BT-17", "tender", "cac:OriginatorDocumentReference/cbc:ID",
             f"{_AGREEMENT}/ram:AdditionalReferencedDocument[ram:TypeCode='50']/ram:IssuerAssignedID"),
        _row("BT-18", "object_id", _OBJECT,
             f"{_AGREEMENT}/ram:AdditionalReferencedDocument[ram:TypeCode='130']", group=model.ObjectIdentifier),
        _row("BT-19", "accounting_reference", "cbc:AccountingCost",
             f"{_SETTLEMENT}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        _row("BT-20", "payment_terms", "cac:PaymentTerms/cbc:Note", f"{_TERMS}/ram:Description", kind=TERMS),
        _row("BG-1", "notes", "cbc:Note", "rsm:ExchangedDocument/ram:IncludedNote", group=model.Note, many=True),
        _row("BT-23", "business_process", "cbc:ProfileID",
             f"{_CONTEXT}/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"),
        _row("BT-24", "specification", "cbc:CustomizationID",
             f"{_CONTEXT}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"),
        _row("BG-3", "preceding_invoices", "cac:BillingReference", f"{_SETTLEMENT}/ram:InvoiceReferencedDocument",
             group=model.PrecedingInvoice, many=True),
        _row("BG-4", "supplier", "cac:AccountingSupplierParty/cac:Party", f"{_AGREEMENT}/ram:SellerTradeParty",
             group=model.Supplier),
        _row("BG-7", "customer", "cac:AccountingCustomerParty/cac:Party", f"{_AGREEMENT}/ram:BuyerTradeParty",
             group=model.Customer),
        _row("BG-10", "payee", "cac:PayeeParty", f"{_SETTLEMENT}/ram:PayeeTradeParty", group=model.Payee),
        _row("BG-11", "tax_representative", "cac:TaxRepresentativeParty",
             f"{_AGREEMENT}/ram:SellerTaxRepresentativeTradeParty", group=model.TaxRepresentative),
        _row("BG-13", "delivery", "cac:Delivery", _DELIVERY, group=model.Delivery),
        _row("BG-14", "period", "cac:InvoicePeriod", f"{_SETTLEMENT}/ram:BillingSpecifiedPeriod", group=model.Period),
        _row("BG-16", "payment", ".", ".", group=model.Payment),
        _row("BT-9", "due_date", f"cbc:DueDate | cac:PaymentMeans/cbc:PaymentDueDate | {_UBL_NET_TERMS}",
             f"{_TERMS}[!{_CII_DISCOUNT}]/{_DUE} | {_TERMS}/{_DUE}", kind=DATE,
             credit_note=f"cac:PaymentMeans[cbc:PaymentMeansCode~'1']/cbc:PaymentDueDate | {_UBL_NET_TERMS}"),
        _row("BG-20", "allowances", *_indicated("", f"{_SETTLEMENT}/", "false"),
             group=model.DocumentAllowanceCharge, many=True),
        _row("BG-21", "charges", *_indicated("", f"{_SETTLEMENT}/", "true"),
             group=model.DocumentAllowanceCharge, many=True),
        _row("BG-22", "totals", ".", _SETTLEMENT, group=model.Totals),
        _row("BG-23", "tax_breakdown", f"{_MAIN_TAX}/cac:TaxSubtotal",
             f"{_SETTLEMENT}/{_TAX}", group=model.TaxSubtotal, many=True),
        _row("BT-7", "tax_point_date", "cbc:TaxPointDate", f"{_SETTLEMENT}/{_TAX}/ram:TaxPointDate/udt:DateString",
             kind=DATE),
        _row("BT-8", "tax_point_code", "cac:InvoicePeriod/cbc:DescriptionCode",
             f"{_SETTLEMENT}/{_TAX}/ram:DueDateTypeCode", kind=TAX_POINT, each=True),
        _row("BG-24", "attachments", "cac:AdditionalDocumentReference[cbc:DocumentTypeCode!'130']",
             f"{_AGREEMENT}/ram:AdditionalReferencedDocument[ram:TypeCode!'50'][ram:TypeCode!'130'][ram:TypeCode~'916']",
             credit_note="cac:AdditionalDocumentReference[cbc:DocumentTypeCode!'130'][cbc:DocumentTypeCode!'50']",
             group=model.Attachment, many=True),
        _row("BG-25", "lines", "cac:InvoiceLine", f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem",
             credit_note="cac:CreditNoteLine", group=model.Line, many=True),
    ),
    model.Identifier: (
        _row("BT-29", "value", ".", "."),
        _row("BT-29-1", "scheme", "@schemeID", "@schemeID"),
    ),
    model.ObjectIdentifier: (
        _row("BT-18, BT-128", "value", "cbc:ID", "ram:IssuerAssignedID"),
        _row("BT-18-1, BT-128-1", "scheme", "cbc:ID/@schemeID", "ram:ReferenceTypeCode"),
    ),
    model.Classification: (
        _row("BT-158", "value", ".", "."),
        _row("BT-158-1", "scheme", "@listID", "@listID"),
        _row("BT-158-2", "version", "@listVersionID", "@listVersionID"),
    ),
    model.Note: (
        _row("BT-22", "text", ".", "ram:Content", kind=NOTE_TEXT),
        _row("BT-21", "subject_code", ".", "ram:SubjectCode", kind=NOTE_SUBJECT),
    ),
    model.PrecedingInvoice: (
        _row("BT-25", "number", "cac:InvoiceDocumentReference/cbc:ID", "ram:IssuerAssignedID"),
        _row("BT-26", "issue_date", "cac:InvoiceDocumentReference/cbc:IssueDate",
             "ram:FormattedIssueDateTime/qdt:DateTimeString", kind=DATE),
    ),
    model.Supplier: (
        *_PARTY,
        _row("BT-32", "registration_scheme", f"{_REGISTRATION}/{_VAT_SCHEME}", f"{_CII_REGISTRATION}/@schemeID",
             kind=REGISTRATION_SCHEME, fill="FC"),
        _row("BT-32", "tax_registration", f"{_REGISTRATION}/cbc:CompanyID", _CII_REGISTRATION),
        _row("BT-33", "legal_information", "cac:PartyLegalEntity/cbc:CompanyLegalForm", "ram:Description"),
    ),
    model.Customer: (
        *_PARTY,
        # EN 16931 has no local tax registration of the buyer, and CII's profiles take none.
        _row("BT-32", "registration_scheme", f"{_REGISTRATION}/{_VAT_SCHEME}", None, fill="FC"),
        _row("BT-32", "tax_registration", f"{_REGISTRATION}/cbc:CompanyID", None),
    ),
    model.Address: (
        _row("BT-35, BT-50, BT-64, BT-75", "line_1", "cbc:StreetName", "ram:LineOne"),
        _row("BT-36, BT-51, BT-65, BT-76", "line_2", "cbc:AdditionalStreetName", "ram:LineTwo"),
        _row("BT-162, BT-163, BT-164, BT-165", "line_3", "cac:AddressLine/cbc:Line", "ram:LineThree"),
        _row("BT-37, BT-52, BT-66, BT-77", "city", "cbc:CityName", "ram:CityName"),
        _row("BT-38, BT-53, BT-67, BT-78", "post_code", "cbc:PostalZone", "ram:PostcodeCode"),
        _row("BT-39, BT-54, BT-68, BT-79", "subdivision", "cbc:CountrySubentity", "ram:CountrySubDivisionName"),
        _row("BT-40, BT-55, BT-69, BT-80", "country", "cac:Country/cbc:IdentificationCode", "ram:CountryID"),
    ),
    model.Contact: (
        _row("BT-41, BT-56", "name", "cbc:Name", "ram:PersonName | ram:DepartmentName"),
        _row("BT-42, BT-57", "telephone", "cbc:Telephone", "ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
        _row("BT-43, BT-58", "email", "cbc:ElectronicMail", "ram:EmailURIUniversalCommunication/ram:URIID"),
    ),
    model.Payee: (
        _row("BT-59", "name", "cac:PartyName/cbc:Name", "ram:Name"),
        _row("BT-60", "identifier", "cac:PartyIdentification*[cbc:ID/@schemeID!'SEPA']/cbc:ID", "ram:ID | ram:GlobalID",
             **_IDENTIFIER),
        _row("BT-61", "legal_id", "cac:PartyLegalEntity/cbc:CompanyID", "ram:SpecifiedLegalOrganization/ram:ID",
             group=model.Identifier),
    ),
    model.TaxRepresentative: (
        _row("BT-62", "name", "cac:PartyName/cbc:Name", "ram:Name"),
        _row("BT-63", "tax_scheme", f"cac:PartyTaxScheme[{_VAT_SCHEME}~'VAT']/{_VAT_SCHEME}",
             "ram:SpecifiedTaxRegistration[ram:ID/@schemeID~'VA']/ram:ID/@schemeID", kind=TAX_ID_SCHEME, fill="VAT"),
        _row("BT-63", "tax_id", f"cac:PartyTaxScheme[{_VAT_SCHEME}~'VAT']/cbc:CompanyID",
             "ram:SpecifiedTaxRegistration[ram:ID/@schemeID~'VA']/ram:ID"),
        _row("BG-12", "address", "cac:PostalAddress", "ram:PostalTradeAddress", group=model.Address),
    ),
    model.Delivery: (
        _row("BT-70", "name", "cac:DeliveryParty/cac:PartyName/cbc:Name", "ram:ShipToTradeParty/ram:Name"),
        _row("BT-71", "location", "cac:DeliveryLocation/cbc:ID",
             "ram:ShipToTradeParty/ram:ID | ram:ShipToTradeParty/ram:GlobalID", **_IDENTIFIER),
        _row("BT-72", "delivered_on", "cbc:ActualDeliveryDate",
             f"ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/{_DATE}", kind=DATE),
        _row("BG-15", "address", "cac:DeliveryLocation/cac:Address", "ram:ShipToTradeParty/ram:PostalTradeAddress",
             group=model.Address),
    ),
    model.Period: (
        _row("BT-73, BT-134", "start", "cbc:StartDate", f"ram:StartDateTime/{_DATE}", kind=DATE),
        _row("BT-74, BT-135", "end", "cbc:EndDate", f"ram:EndDateTime/{_DATE}", kind=DATE),
    ),
    model.Payment: (
        _row("BG-17", "credit_transfers", "cac:PaymentMeans[cac:PayeeFinancialAccount]", f"{_MEANS}[{_ACCOUNT}]",
             group=model.CreditTransfer, many=True),
        _row("BG-18", "card", "cac:PaymentMeans/cac:CardAccount[cbc:NetworkID~'NA']",
             f"{_MEANS}/ram:ApplicableTradeSettlementFinancialCard", group=model.PaymentCard),
        _row("BG-19", "direct_debit", ".", ".", group=model.DirectDebit),
        _row("BT-81", "means_code", "cac:PaymentMeans*/cbc:PaymentMeansCode", f"{_MEANS}/ram:TypeCode", each=True),
        _row("BT-82", "means", "cac:PaymentMeans*/cbc:PaymentMeansCode/@name", f"{_MEANS}/ram:Information"),
        _row("BT-83", "remittance_information", "cac:PaymentMeans*/cbc:PaymentID",
             f"{_SETTLEMENT}/ram:PaymentReference", each=True),
    ),
    model.CreditTransfer: (
        _row("BT-84", "account", "cac:PayeeFinancialAccount/cbc:ID",
             f"{_ACCOUNT}/ram:IBANID | {_ACCOUNT}/ram:ProprietaryID", second_if="not_iban"),
        _row("BT-85", "account_name", "cac:PayeeFinancialAccount/cbc:Name", f"{_ACCOUNT}/ram:AccountName"),
        _row("BT-86", "provider", "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID",
             "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
    ),
    model.PaymentCard: (
        _row("BT-87", "number", "cbc:PrimaryAccountNumberID", "ram:ID"),
        _row("BT-88", "holder", "cbc:HolderName", "ram:CardholderName"),
        _row("BG-18", "network", "cbc:NetworkID", None, fill="NA"),
    ),
    model.DirectDebit: (
        _row("BT-89", "mandate", "cac:PaymentMeans/cac:PaymentMandate/cbc:ID", f"{_TERMS}/ram:DirectDebitMandateID"),
        _row("BT-90", "creditor", f"cac:AccountingSupplierParty/cac:Party/{_SEPA} | cac:PayeeParty/{_SEPA}",
             f"{_SETTLEMENT}/ram:CreditorReferenceID"),
        _row("BT-91", "debited_account", "cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID",
             f"{_MEANS}/ram:PayerPartyDebtorFinancialAccount/ram:IBANID"),
    ),
    model.AllowanceCharge: _ALLOWANCE_CHARGE,
    model.DocumentAllowanceCharge: (
        *_ALLOWANCE_CHARGE,
        _row("BT-95, BT-102", "tax_category", f"{_CATEGORY}/cbc:ID", f"{_CII_CATEGORY}/ram:CategoryCode"),
        _row("BT-96, BT-103", "tax_rate", f"{_CATEGORY}/cbc:Percent", f"{_CII_CATEGORY}/ram:RateApplicablePercent",
             kind=NUMBER),
        _row("BT-95, BT-102", "tax_scheme", f"{_CATEGORY}/{_VAT_SCHEME}", f"{_CII_CATEGORY}/ram:TypeCode", fill="VAT"),
    ),
    model.Totals: (
        _row("BT-106", "lines_net", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
             f"{_SUMMATION}/ram:LineTotalAmount", kind=AMOUNT),
        _row("BT-107", "allowances", "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount",
             f"{_SUMMATION}/ram:AllowanceTotalAmount", kind=AMOUNT),
        _row("BT-108", "charges", "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount",
             f"{_SUMMATION}/ram:ChargeTotalAmount", kind=AMOUNT),
        _row("BT-109", "net_total", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
             f"{_SUMMATION}/ram:TaxBasisTotalAmount", kind=AMOUNT),
        _row("BT-110", "tax_total", f"{_MAIN_TAX}/cbc:TaxAmount",
             f"{_SUMMATION}/ram:TaxTotalAmount[@currencyID=$currency]", kind=TAX_TOTAL),
        _row("BT-111", "tax_total_accounting", f"{_OTHER_TAX}/cbc:TaxAmount",
             f"{_SUMMATION}/ram:TaxTotalAmount[@currencyID=$tax_currency]", kind=TAX_TOTAL_ACCOUNTING),
        _row("BT-112", "total", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
             f"{_SUMMATION}/ram:GrandTotalAmount", kind=AMOUNT),
        _row("BT-113", "prepaid", "cac:LegalMonetaryTotal/cbc:PrepaidAmount",
             f"{_SUMMATION}/ram:TotalPrepaidAmount", kind=AMOUNT),
        _row("BT-114", "rounding", "cac:LegalMonetaryTotal/cbc:PayableRoundingAmount",
             f"{_SUMMATION}/ram:RoundingAmount", kind=AMOUNT),
        _row("BT-115", "amount_due", "cac:LegalMonetaryTotal/cbc:PayableAmount",
             f"{_SUMMATION}/ram:DuePayableAmount", kind=AMOUNT),
    ),
    model.TaxSubtotal: (
        _row("BT-116", "taxable_amount", "cbc:TaxableAmount", "ram:BasisAmount", kind=AMOUNT),
        _row("BT-117", "tax_amount", "cbc:TaxAmount", "ram:CalculatedAmount", kind=AMOUNT),
        _row("BT-118", "category", f"{_CATEGORY}/cbc:ID", "ram:CategoryCode"),
        _row("BT-119", "rate", f"{_CATEGORY}/cbc:Percent", "ram:RateApplicablePercent", kind=NUMBER),
        _row("BT-118", "scheme", f"{_CATEGORY}/{_VAT_SCHEME}", "ram:TypeCode", fill="VAT"),
        _row("BT-120", "exemption_reason", f"{_CATEGORY}/cbc:TaxExemptionReason", "ram:ExemptionReason"),
        _row("BT-121", "exemption_reason_code", f"{_CATEGORY}/cbc:TaxExemptionReasonCode", "ram:ExemptionReasonCode"),
    ),
    model.Attachment: (
        _row("BT-122", "reference", "cbc:ID", "ram:IssuerAssignedID"),
        _row("BT-123", "description", "cbc:DocumentDescription", "ram:Name"),
        _row("BT-124", "url", "cac:Attachment/cac:ExternalReference/cbc:URI", "ram:URIID"),
        _row("BT-125", "content", "cac:Attachment/cbc:EmbeddedDocumentBinaryObject", "ram:AttachmentBinaryObject",
             kind=OCTETS),
        _row("BT-125-1", "mime_type", "cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@mimeCode",
             "ram:AttachmentBinaryObject/@mimeCode"),
        _row("BT-125-2", "filename", "cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename",
             "ram:AttachmentBinaryObject/@filename"),
    ),
    model.Line: (
        _row("BT-126", "id", "cbc:ID", "ram:AssociatedDocumentLineDocument/ram:LineID"),
        _row("BT-127", "note", "cbc:Note", "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content"),
        _row("BT-128", "object_id", _LINE_REFERENCE,
             f"{_LINE_SETTLEMENT}/ram:AdditionalReferencedDocument[ram:TypeCode~'130']", group=model.ObjectIdentifier),
        _row("BT-129", "quantity", "cbc:InvoicedQuantity", "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
             credit_note="cbc:CreditedQuantity", kind=NUMBER),
        _row("BT-130", "unit", "cbc:InvoicedQuantity/@unitCode",
             "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode",
             credit_note="cbc:CreditedQuantity/@unitCode"),
        _row("BT-131", "net_amount", "cbc:LineExtensionAmount",
             f"{_LINE_SETTLEMENT}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", kind=AMOUNT),
        _row("BT-132", "order_line", "cac:OrderLineReference/cbc:LineID",
             f"{_LINE_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:LineID"),
        _row("BT-133", "accounting_reference", "cbc:AccountingCost",
             f"{_LINE_SETTLEMENT}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        _row("BG-26", "period", "cac:InvoicePeriod", f"{_LINE_SETTLEMENT}/ram:BillingSpecifiedPeriod",
             group=model.Period),
        _row("BG-27", "allowances", *_indicated("", f"{_LINE_SETTLEMENT}/", "false"), group=model.AllowanceCharge,
             many=True),
        _row("BG-28", "charges", *_indicated("", f"{_LINE_SETTLEMENT}/", "true"), group=model.AllowanceCharge,
             many=True),
        _row("BG-29", "price", ".", _LINE_AGREEMENT, group=model.Price),
        _row("BT-151", "tax_category", f"{_LINE_CATEGORY}/cbc:ID", f"{_LINE_SETTLEMENT}/{_TAX}/ram:CategoryCode"),
        _row("BT-152", "tax_rate", f"{_LINE_CATEGORY}/cbc:Percent",
             f"{_LINE_SETTLEMENT}/{_TAX}/ram:RateApplicablePercent", kind=NUMBER),
        _row("BT-151", "tax_scheme", f"{_LINE_CATEGORY}/{_VAT_SCHEME}", f"{_LINE_SETTLEMENT}/{_TAX}/ram:TypeCode",
             fill="VAT"),
        _row("BG-31", "item", "cac:Item", "ram:SpecifiedTradeProduct", group=model.Item),
        _row("BG-25", "price_extension", "cac:ItemPriceExtension/cbc:Amount", None, kind=AMOUNT),
    ),
    model.Price: (
        _row("BT-146", "net", "cac:Price/cbc:PriceAmount", f"{_NET_PRICE}/ram:ChargeAmount", kind=AMOUNT),
        _row("BT-148", "gross", f"{_UBL_DISCOUNT}/cbc:BaseAmount", f"{_GROSS_PRICE}/ram:ChargeAmount", kind=AMOUNT),
        _row("BT-147", "discount", f"{_UBL_DISCOUNT}/cbc:Amount", f"{_DISCOUNT}/ram:ActualAmount", kind=AMOUNT,
             fill="0"),
        _row("BT-149", "base_quantity", "cac:Price/cbc:BaseQuantity",
             f"{_NET_PRICE}/ram:BasisQuantity | {_GROSS_PRICE}/ram:BasisQuantity", kind=NUMBER),
        _row("BT-150", "base_unit", "cac:Price/cbc:BaseQuantity/@unitCode",
             f"{_NET_PRICE}/ram:BasisQuantity/@unitCode | {_GROSS_PRICE}/ram:BasisQuantity/@unitCode"),
    ),
    model.Item: (
        _row("BT-153", "name", "cbc:Name", "ram:Name"),
        _row("BT-154", "description", "cbc:Description", "ram:Description"),
        _row("BT-155", "supplier_id", "cac:SellersItemIdentification/cbc:ID", "ram:SellerAssignedID"),
        _row("BT-156", "customer_id", "cac:BuyersItemIdentification/cbc:ID", "ram:BuyerAssignedID"),
        _row("BT-157", "standard_id", "cac:StandardItemIdentification/cbc:ID", "ram:GlobalID", group=model.Identifier),
        _row("BT-158", "classifications", "cac:CommodityClassification*/cbc:ItemClassificationCode",
             "ram:DesignatedProductClassification*/ram:ClassCode", group=model.Classification, many=True),
        _row("BT-159", "origin_country", "cac:OriginCountry/cbc:IdentificationCode", "ram:OriginTradeCountry/ram:ID"),
        _row("BG-32", "attributes", "cac:AdditionalItemProperty", "ram:ApplicableProductCharacteristic",
             group=model.Attribute, many=True),
    ),
    model.Attribute: (
        _row("BT-160", "name", "cbc:Name", "ram:Description"),
        _row("BT-161", "value", "cbc:Value", "ram:Value"),
    ),
}
# fmt: on
