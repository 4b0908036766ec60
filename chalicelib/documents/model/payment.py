"""How the invoice is paid (BG-16 to BG-19), and the amounts at document level (BG-20 to BG-23)."""

from pydantic import Field

from chalicelib.documents.model.types import Amount, Code, Group, Percentage, Text


class CreditTransfer(Group):
    """BG-17 Credit transfer: an account to pay to."""

    account: Text | None = Field(None, description="BT-84: IBAN, or the account's national number")
    account_name: Text | None = Field(None, description="BT-85: name of the account")
    provider: Text | None = Field(None, description="BT-86: BIC, or the national branch code such as a BSB")


class PaymentCard(Group):
    """BG-18 Payment card information."""

    number: Text | None = Field(None, description="BT-87: last four to six digits of the card's number")
    holder: Text | None = Field(None, description="BT-88: card holder's name")
    network: Text | None = Field(None, description="BG-18: the card's network, which UBL alone can say")


class DirectDebit(Group):
    """BG-19 Direct debit."""

    mandate: Text | None = Field(None, description="BT-89: mandate reference")
    creditor: Text | None = Field(None, description="BT-90: bank assigned creditor identifier")
    debited_account: Text | None = Field(None, description="BT-91: account that is debited")


class Payment(Group):
    """BG-16 Payment instructions."""

    means_code: Code | None = Field(None, description="BT-81: UNTDID 4461 code, 30 or 58 for a credit transfer")
    means: Text | None = Field(None, description="BT-82: the payment means in words")
    remittance_information: Text | None = Field(None, description="BT-83: reference the payer quotes")
    credit_transfers: tuple[CreditTransfer, ...] = Field((), description="BG-17: accounts to pay to")
    card: PaymentCard | None = Field(None, description="BG-18: payment card")
    direct_debit: DirectDebit | None = Field(None, description="BG-19: direct debit")


class AllowanceCharge(Group):
    """What allowances and charges have in common, on the document and on a line."""

    amount: Amount | None = Field(None, description="BT-92, BT-99, BT-136, BT-141: amount without tax, not negative")
    base_amount: Amount | None = Field(None, description="BT-93, BT-100, BT-137, BT-142: what the percentage is of")
    percentage: Percentage | None = Field(None, description="BT-94, BT-101, BT-138, BT-143: percentage")
    reason: Text | None = Field(None, description="BT-97, BT-104, BT-139, BT-144: reason in words")
    reason_code: Code | None = Field(None, description="BT-98, BT-105, BT-140, BT-145: UNTDID 5189 or 7161 code")


class DocumentAllowanceCharge(AllowanceCharge):
    """BG-20 Document level allowance, BG-21 Document level charge."""

    tax_category: Code | None = Field(None, description="BT-95, BT-102: tax category, UNTDID 5305")
    tax_rate: Percentage | None = Field(None, description="BT-96, BT-103: tax rate in percent")
    tax_scheme: Code | None = Field(None, description="BT-95, BT-102: the category's tax, if not VAT (UNTDID 5153)")


class Totals(Group):
    """BG-22 Document totals."""

    lines_net: Amount | None = Field(None, description="BT-106: sum of the lines' net amounts")
    allowances: Amount | None = Field(None, description="BT-107: sum of document level allowances")
    charges: Amount | None = Field(None, description="BT-108: sum of document level charges")
    net_total: Amount | None = Field(None, description="BT-109: total without tax")
    tax_total: Amount | None = Field(None, description="BT-110: total tax")
    tax_total_accounting: Amount | None = Field(None, description="BT-111: total tax in the tax accounting currency")
    total: Amount | None = Field(None, description="BT-112: total with tax")
    prepaid: Amount | None = Field(None, description="BT-113: amount already paid")
    rounding: Amount | None = Field(None, description="BT-114: amount added to round the amount due")
    amount_due: Amount | None = Field(None, description="BT-115: amount to be paid")


class TaxSubtotal(Group):
    """BG-23 Tax breakdown: one for each category and rate."""

    taxable_amount: Amount | None = Field(None, description="BT-116: sum of what is taxed so")
    tax_amount: Amount | None = Field(None, description="BT-117: the tax on it")
    category: Code | None = Field(None, description="BT-118: tax category: S Z E AE K G O L M (UNTDID 5305)")
    rate: Percentage | None = Field(None, description="BT-119: tax rate in percent")
    scheme: Code | None = Field(
        None, description="BT-118: the category's tax, if not VAT: GST and its kin (UNTDID 5153)"
    )
    exemption_reason: Text | None = Field(None, description="BT-120: why no tax is due, in words")
    exemption_reason_code: Code | None = Field(None, description="BT-121: why no tax is due, VATEX code")
