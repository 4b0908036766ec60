"""How, when and in what to pay: means (BT-81) by an account, terms (BT-20) where no date stands, currency (BT-5)."""

from chalicelib.extraction.deriving.draft import DERIVED, Draft
from chalicelib.extraction.lexicon.currency_signs import BY_COUNTRY
from chalicelib.extraction.result import Field, FieldName, Method

CREDIT_TRANSFER, DIRECT_DEBIT = "30", "59"


def derive_payment(draft: Draft) -> None:
    """An account is paid to by credit transfer, unless it is debited; terms are needed where there is no due date."""
    if FieldName.IBAN in draft.fields:
        means, source = (DIRECT_DEBIT, "page") if draft.facts.debited else (CREDIT_TRANSFER, "iban")
        draft.put("payment.means_code", means, source)
    if FieldName.DUE_DATE not in draft.fields and draft.facts.terms:
        said = draft.derived.get("payment_terms")  # of what is kept back
        draft.put("payment_terms", "\n".join([draft.facts.terms, *([said.value] if said else [])]), "page")


def derive_currency(draft: Draft) -> None:
    """Where no currency is printed, that of both parties' countries, if it is one."""
    currencies = {BY_COUNTRY.get(draft.countries.get(role, "")) for role in ("supplier", "customer")}
    currency = currencies.pop() if len(currencies) == 1 else None
    if currency and FieldName.CURRENCY not in draft.fields:
        source = "supplier_country, customer_country"
        draft.fields[FieldName.CURRENCY] = Field(currency, DERIVED, Method.DERIVED, derived_from=source)
