"""What a reminder would say in some words, for the person who is writing them: of an example, which nobody keeps.

A company may have no invoice yet when it sets its reminders up, and none that is overdue.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from chalicelib.accounts.companies import fetch_company
from chalicelib.accounts.standing import word_faults
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import InvalidInput
from chalicelib.ids import Intended
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.languages import Language
from chalicelib.records.companies import Company, supplier_name
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.number_format import NumberKind, format_of
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.sending.asking import Order, describe_sending
from chalicelib.sending.attachments import Contents
from chalicelib.sending.invoice_mails import Links, own_words, standard_words, write_letter
from chalicelib.sending.letters import Enclosure, Letter

_PDF = "application/pdf"
_OVERDUE_DAYS = {1: 7, 2: 21, 3: 35}
_TERM = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for the reminders of a level in a language; what is None of them is the system's."""

    level: int
    language: Language
    subject: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class ReminderPreview:
    """A reminder as it would be sent, and the system's words for it, with their placeholders."""

    letter: Letter
    contents: Contents
    standard_subject: str
    standard_text: str


@needs(Role.MEMBER)
def preview_reminder(caller: Caller, wording: Wording) -> ReminderPreview:
    """Return the reminder that an overdue invoice would bring in these words, saved or not.

    Raises:
        InvalidInput: a new company may not write this.

    """
    company = fetch_company(caller)
    invoice = _example(company, wording.level)
    sending = _describe(caller, company, invoice, wording)
    problems = word_faults(company, own_words(sending, invoice), sending.created_at)
    if problems:
        raise InvalidInput(*problems)
    enclosure = Enclosure(invoice.filename, _PDF, b"")
    contents = Contents((invoice,), (enclosure,), Links((), sending.created_at), None)
    letter = write_letter(
        sending, contents.invoices, contents.enclosures, contents.links, sender="", branding=branding_of(company)
    )
    return ReminderPreview(letter, contents, *standard_words(wording.language, wording.level))


def _describe(caller: Caller, company: Company, invoice: Invoice, wording: Wording) -> Sending:
    page = Attachment(invoice.invoice_id, FileKind.PDF, "", invoice.filename, _PDF)
    described = describe_sending(
        company,
        caller,
        Order((), (), language=wording.language),
        Intended(),
        invoices=(invoice,),
        attachments=(page,),
        base_url="",
    )
    return replace(
        described,
        reminder_level=wording.level,
        reminder_subject=wording.subject,
        reminder_text=wording.text,
    )


def _example(company: Company, level: int) -> Invoice:
    """Return an invoice of the company that is overdue as long as is usual for a level."""
    instant = now()
    due = day_of(company, instant) - timedelta(days=_OVERDUE_DAYS[level])
    number = format_of(company.profile, NumberKind.INVOICE).on(due - _TERM).number(1)
    return Invoice(
        company_id=company.company_id,
        invoice_id="",
        filename=f"{number}.pdf",
        content_type=_PDF,
        creation_method=CreationMethod.GUI,
        status=Status.READY,
        state=State.PASSED,
        uploaded_by="",
        created_at=instant,
        updated_at=instant,
        supplier=supplier_name(company),
        customer="Quay Street Café",
        invoice_number=number,
        issue_date=due - _TERM,
        due_date=due,
        currency=company.profile.get("default_currency", "EUR"),
        total=Decimal("119.00"),
    )
