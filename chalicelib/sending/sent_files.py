"""The links in mails that stand for attachments too large: an address of this API, which leads to the file.

A presigned link of S3 ends with the credentials that signed it, after hours in Lambda. So the mail has a secret of its
own, kept as a hash, and each visit gets a fresh presigned link. Anyone who has the mail has the file, as with an
attachment.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from chalicelib.clock import now
from chalicelib.errors import LinkExpired
from chalicelib.ids import is_id
from chalicelib.records.accounts import hash_token
from chalicelib.records.security.audit import AuditKind, by_nobody_known
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.settings import settings
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.files.presigned import download_link
from chalicelib.storage.sendings.sendings import find_sending

_SEPARATOR = "."
_SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret for a mail's links: 256 bits, URL-safe."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def link_to(sending: Sending, attachment: Attachment, secret: str) -> str:
    """Return the address that downloads an attachment."""
    token = _SEPARATOR.join((sending.company_id, sending.sending_id, secret))
    return f"{sending.base_url}/sent/{token}/{sending.attachments.index(attachment)}"


def link_end(sending: Sending) -> datetime:
    """Return until when a sending's links are good."""
    return min(sending.created_at + timedelta(seconds=settings().sent_link_seconds), sending.expires_at)


def follow_link(token: str, number: str) -> str:
    """Return a presigned link to a mailed file.

    Raises:
        LinkExpired: it has ended or never was, or the file was deleted or replaced since.

    """
    sending = _open(token)
    attachment = {str(index): each for index, each in enumerate(sending.attachments)}.get(number)
    if attachment is None:
        raise LinkExpired
    key = InvoiceFiles(sending.company_id, attachment.invoice_id).kept(attachment.name)
    try:
        file_store.check_file(key)
    except FileMissing as error:
        raise LinkExpired from error
    kind, company_id = AuditKind.FILE_DOWNLOADED_FROM_MAIL, sending.company_id
    after = {"file": attachment.name, "sending": sending.sending_id}
    add_event(by_nobody_known(kind, company_id=company_id, subject=attachment.invoice_id, after=after))
    return download_link(key, attachment.filename, attachment.content_type)


def _open(token: str) -> Sending:
    company_id, _, rest = token.partition(_SEPARATOR)
    sending_id, _, secret = rest.partition(_SEPARATOR)
    sending = find_sending(company_id, sending_id) if is_id(company_id) and is_id(sending_id) else None
    if sending is None or sending.link_hash is None or link_end(sending) <= now():
        raise LinkExpired
    if not hmac.compare_digest(sending.link_hash, hash_token(secret)):
        raise LinkExpired
    return sending
