"""What a reminder says: the company's own words for its level and language, or else the system's.

The words go into the sending as they are when it is asked for, still with their placeholders: whatever the company
changes meanwhile, each try of the worker writes the same mail, of what is open at that moment. A company that has words
only in another language sends the system's: nobody has read a translation of its own.

In its first week a company writes no web addresses to strangers. Its words are checked when they are saved; with the
values of an invoice in them they are checked again, and give way to the system's where they are no good.
"""

from dataclasses import replace

from chalicelib.accounts.standing import is_new, message_fault
from chalicelib.records.companies import Company
from chalicelib.records.invoices import Invoice
from chalicelib.records.sales.reminder_texts import fill, own_text
from chalicelib.records.sendings import Sending
from chalicelib.sending.invoice_mails import placeholder_values


def worded(company: Company, sending: Sending, invoice: Invoice) -> Sending:
    """Return the sending of a reminder with the company's own words, where it has any that it may send."""
    own = own_text(company.profile, sending.reminder_level or 0, sending.language)
    if own is None:
        return sending
    in_own_words = replace(sending, reminder_subject=own["subject"], reminder_text=own["text"])
    return sending if faults(company, in_own_words, invoice) else in_own_words


def faults(company: Company, sending: Sending, invoice: Invoice) -> list[tuple[str, str]]:
    """Return what a new company may not write of a reminder's own words, filled in: each field with what is wrong."""
    if not is_new(company, sending.created_at):
        return []
    values = placeholder_values(sending, invoice)
    words = {"subject": sending.reminder_subject, "text": sending.reminder_text}
    found = [(name, message_fault(fill(text, values))) for name, text in words.items() if text]
    return [(name, fault) for name, fault in found if fault]
