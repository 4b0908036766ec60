"""Which invoices a company has already, whatever file they came in: claims on what tells one invoice from others.

An invoice claims its supplier with its number, with number and year, and with total and date; the supplier is known by
tax id or by name, so there are up to six claims. A claim tells what distinguishes its holder from others that meet it.
Each is an item of the company's partition, written in the transaction of the record that it belongs to: of two invoices
that arrive at the same instant, one holds the claim, and the other meets it. `claims` in the record names those that it
holds, by the beginnings of their hashes, so that they are released when it changes or goes.
"""

from dataclasses import asdict, fields

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.json_data import JsonObject
from chalicelib.records.duplicate_keys import Holder, duplicate_keys_of, holder_of, shortened
from chalicelib.records.invoices import DuplicateReason, Invoice
from chalicelib.storage.aws.table import ConditionFailed
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, sort_key


class _ClaimItem(CompanyTableItem, discriminator="likeness"):
    invoice_id = UnicodeAttribute()
    uploaded_by = UnicodeAttribute()
    tax_id = UnicodeAttribute(null=True)
    number = UnicodeAttribute(null=True)
    number_is_certain = BooleanAttribute(default=False)
    issue_date = UnicodeAttribute(null=True)
    total = UnicodeAttribute(null=True)


def claim_key(transaction: TransactWrite, invoice: Invoice, claim: str) -> None:
    """Add a claim; the condition fails where it is another invoice's. The item that stood in the way is asked for."""
    item = _ClaimItem(company_key(invoice.company_id), claim, **_told(holder_of(invoice)))
    ours: Condition = _ClaimItem.pk.does_not_exist() | (_ClaimItem.invoice_id == invoice.invoice_id)
    transaction.save(item, condition=ours, return_values="ALL_OLD")


def release_claim(transaction: TransactWrite, invoice: Invoice, claim: str) -> None:
    """Add that a claim is free; it is shortened, as the record of the invoice that holds it names it.

    The whole key follows from the record. Where other rules than today's made the claim, its key is looked up.
    """
    made = next((key for key in duplicate_keys_of(invoice) if shortened(key) == claim), None)
    if key := made or _held_key(invoice, claim):
        transaction.delete(_ClaimItem(company_key(invoice.company_id), key))


def _held_key(invoice: Invoice, claim: str) -> str | None:
    found = _ClaimItem.query(company_key(invoice.company_id), _ClaimItem.sk.startswith(claim), consistent_read=True)
    return next((item.sk for item in found if item.invoice_id == invoice.invoice_id), None)


def holders_met(failed: ConditionFailed) -> dict[str, Holder]:
    """Return the claims that a transaction met, with who holds them."""
    found = {sort_key(item): item for item in failed.existing_items()}
    return {claim: _to_holder(item) for claim, item in found.items() if claim.partition("#")[0] in set(DuplicateReason)}


def _told(holder: Holder) -> JsonObject:
    return {name: value for name, value in asdict(holder).items() if value}


def _to_holder(item: JsonObject) -> Holder:
    texts = {each.name: item.get(each.name, {}).get("S", "") for each in fields(Holder)}
    return Holder(**texts | {"number_is_certain": bool(item.get("number_is_certain", {}).get("BOOL"))})
