"""How and when to pay: the means (BT-81) from an account, the terms (BT-20) where no due date stands (BR-CO-25)."""

from chalicelib.extraction.deriving.draft import Draft
from chalicelib.extraction.result import FieldName

CREDIT_TRANSFER, DIRECT_DEBIT = "30", "59"


def derive_payment(draft: Draft) -> None:
    """An account is paid to by credit transfer, unless it is debited; terms are needed where there is no due date."""
    if FieldName.IBAN in draft.fields:
        means, source = (DIRECT_DEBIT, "page") if draft.facts.debited else (CREDIT_TRANSFER, "iban")
        draft.put("payment.means_code", means, source)
    if FieldName.DUE_DATE not in draft.fields and draft.facts.terms:
        draft.put("payment_terms", draft.facts.terms, "page")
