"""The address that a company's suppliers send invoices to."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.schema import Input, Output
from chalicelib.authorization import Caller, Scope
from chalicelib.batches import mailboxes
from chalicelib.errors import AddressUnproven, Conflict, InvalidInput, MailInUnavailable, NoCompany, RoleNeeded
from chalicelib.records.batches.mailbox import MAX_SENDERS, Mailbox

mailbox = Resource(__name__)

Sender = Annotated[str, Field(min_length=2, max_length=320)]


class MailboxOut(Output):
    """A company's mailbox: its `address`, null where it is switched off, and the senders whose mail is accepted.

    Without `allowed_senders`, mail from everybody is accepted unless it is forged, infected or spam.
    """

    address: str | None
    allowed_senders: tuple[str, ...]


class SendersIn(Input):
    """The senders whose mail is accepted: addresses, and domains behind an `@`; an empty list accepts everybody."""

    allowed_senders: Annotated[tuple[Sender, ...], Field(max_length=MAX_SENDERS)]


@mailbox.route("/company/mailbox", scope=Scope.READ, raises=(NoCompany,))
def get_mailbox(caller: Caller) -> MailboxOut:
    """Fetch the address that invoices can be mailed to, and the senders whose mail is accepted."""
    return _out(mailboxes.fetch_mailbox(caller))


@mailbox.route("/company/mailbox", method="PUT", raises=(Conflict, InvalidInput, NoCompany, RoleNeeded))
def allow_senders(caller: Caller, body: SendersIn) -> MailboxOut:
    """Set the senders whose mail is accepted (admins)."""
    return _out(mailboxes.allow_senders(caller, body.allowed_senders))


@mailbox.route(
    "/company/mailbox/address",
    method="POST",
    raises=(AddressUnproven, Conflict, MailInUnavailable, NoCompany, RoleNeeded),
)
def renew_address(caller: Caller) -> MailboxOut:
    """Switch the mailbox on, or give it a new address; mail to the old one is no longer accepted (admins)."""
    return _out(mailboxes.renew_address(caller))


@mailbox.route("/company/mailbox/address", method="DELETE", status=204, raises=(Conflict, NoCompany, RoleNeeded))
def switch_off(caller: Caller) -> None:
    """Switch the mailbox off: mail to its address is no longer accepted (admins)."""
    mailboxes.switch_off(caller)


def _out(found: Mailbox) -> MailboxOut:
    return MailboxOut(address=mailboxes.address_of(found), allowed_senders=found.senders)
