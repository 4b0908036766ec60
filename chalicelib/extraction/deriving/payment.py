"""How and when to pay: the means (BT-81) from an account, the terms (BT-20) where no due date stands (BR-CO-25)."""

from chalicelib.extraction.deriving.draft import Draft
from chalicelib.extraction.result import FieldName

CREDIT_TRANSFER = "30"


def derive_payment(draft: Draft) -> None:
    """An account is paid to by credit transfer; terms are needed where there is no due date."""
    if FieldName.IBAN in draft.fields:
        draft.put("payment.means_code", CREDIT_TRANSFER, "iban")
    if FieldName.DUE_DATE not in draft.fields and draft.facts.terms:
        draft.put("payment_terms", draft.facts.terms, "page")
