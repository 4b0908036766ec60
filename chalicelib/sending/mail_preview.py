"""What a mail with invoices would say, for the person who is about to send it. Nothing is sent, kept or counted."""

from collections.abc import Mapping

from chalicelib.accounts.companies import fetch_company
from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict
from chalicelib.ids import Intended
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.records.companies import Company
from chalicelib.records.sendings import Sending
from chalicelib.sending.asking import Order, check_recipients, prepare_sending
from chalicelib.sending.attachments import NO_PAGES, Contents, EnclosureGone, enclose
from chalicelib.sending.invoice_mails import write_letter
from chalicelib.sending.letters import Letter


@needs(Role.MEMBER)
def preview_mail(caller: Caller, order: Order, *, base_url: str) -> tuple[Letter, Contents]:
    """Return the mail that an order would become, and what goes with it; recipients may be missing still.

    Raises:
        InvoiceNotFound, NotYours, NotReady, InvoiceBroken, FileNotAvailable: an invoice can't be sent (so).
        InvalidInput: there are too many recipients or invoices, or a new company's message is no good.
        RecipientSuppressed: an address is not written to any more.
        Conflict: an invoice was changed meanwhile.

    """
    company = fetch_company(caller)
    if order.to:
        check_recipients(caller, order.to)
    return letter_of(company, prepare_sending(company, caller, order, Intended(), base_url=base_url))


def letter_of(company: Company, sending: Sending, drawn: Mapping[str, bytes] = NO_PAGES) -> tuple[Letter, Contents]:
    """Return the mail of a sending that nobody keeps, and what goes with it; nobody keeps the pages in `drawn` either.

    Raises:
        Conflict: what goes with it is not there any more.

    """
    try:
        contents = enclose(sending, drawn)
    except EnclosureGone as error:
        raise Conflict from error
    letter = write_letter(
        sending, contents.invoices, contents.enclosures, contents.links, sender="", branding=branding_of(company)
    )
    return letter, contents
