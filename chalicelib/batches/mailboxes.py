"""The address that a company's suppliers write to: switched on, renewed, switched off, and who may write there.

The token before the `@` is random, so that the address can't be guessed; who knows it may send invoices, unless the
company names its senders. A renewed address ends the old one at once.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.accounts.emails import normalise_email
from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import InvalidInput, MailInUnavailable
from chalicelib.json_data import JsonObject
from chalicelib.records.batches.mailbox import DOMAIN_SIGN, Mailbox
from chalicelib.records.security.audit import AuditKind, differences, fingerprint, happened
from chalicelib.settings import settings
from chalicelib.storage.companies import mailboxes as store

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: mail servers fold case, and people mistype l and 1
TOKEN_LENGTH = 16  # letters: 80 bits


@needs(Role.MEMBER)
def fetch_mailbox(caller: Caller) -> Mailbox:
    """Return the company's mailbox."""
    return store.find_mailbox(caller.company_id)


@needs(Role.ADMIN, proven=True)
def renew_address(caller: Caller) -> Mailbox:
    """Give the company a new address; mail to the old one is no longer accepted.

    Raises:
        MailInUnavailable: this system receives no mails.
        Conflict: somebody else changed the mailbox at the same instant.

    """
    if not settings().mail_in_domain:
        raise MailInUnavailable
    token = "".join(secrets.choice(_LETTERS) for _ in range(TOKEN_LENGTH))
    known = store.find_mailbox(caller.company_id)
    return _change(caller, known, replace(known, token=token))


@needs(Role.ADMIN)
def switch_off(caller: Caller) -> None:
    """End the company's address.

    Raises:
        Conflict: somebody else changed the mailbox at the same instant.

    """
    known = store.find_mailbox(caller.company_id)
    if known.token:
        _change(caller, known, replace(known, token=None))


@needs(Role.ADMIN)
def allow_senders(caller: Caller, senders: Sequence[str]) -> Mailbox:
    """Set the senders whose mail is accepted: addresses, and domains behind an `@`; an empty list allows everybody.

    Raises:
        InvalidInput: one is neither.
        Conflict: somebody else changed the mailbox at the same instant.

    """
    checked = tuple(dict.fromkeys(_checked(number, sender) for number, sender in enumerate(senders)))
    known = store.find_mailbox(caller.company_id)
    return _change(caller, known, replace(known, senders=checked))


def address_of(mailbox: Mailbox) -> str | None:
    """Return the address that suppliers write to; None where there is none."""
    domain = settings().mail_in_domain
    return f"{mailbox.token}@{domain}" if mailbox.token and domain else None


def token_in(address: str) -> str | None:
    """Return the token of an address of ours; None for any other address."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    return local if local and domain == settings().mail_in_domain.lower() else None


def _change(caller: Caller, known: Mailbox, changed: Mailbox) -> Mailbox:
    before, after = differences(_recorded(known), _recorded(changed))
    event = happened(caller, AuditKind.MAILBOX_CHANGED, subject=caller.company_id, before=before, after=after)
    return store.change_mailbox(known, changed, event)


def _recorded(mailbox: Mailbox) -> JsonObject:
    """Return what is written down of a mailbox; its address, which lets anybody send, by a fingerprint."""
    address = fingerprint(mailbox.token) if mailbox.token else None
    return {"address": address, "allowed_senders": list(mailbox.senders)}


def _checked(number: int, sender: str) -> str:
    whole = f"any{sender}" if sender.startswith(DOMAIN_SIGN) else sender
    try:
        address = normalise_email(whole)
    except ValueError as error:
        raise InvalidInput((f"allowed_senders.{number}", str(error))) from error
    return address.removeprefix("any") if sender.startswith(DOMAIN_SIGN) else address
