"""What Amazon SES says became of a mail: into the timelines of its invoices, and into the list of bad addresses.

SES publishes to an SNS topic, whose raw messages fill the queue: events of a configuration set, as in
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html. They come at least once and in
any order, also before our own record of the sending is written. Each of them but `Reject` proves that SES had the mail.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from chalicelib.ids import is_id
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.records.events import Event, EventKind
from chalicelib.records.sendings import Sending, SendingChanges, SendingState, Suppression, SuppressionReason
from chalicelib.sending import progress
from chalicelib.sending.invoice_mail_worker import COMPANY_TAG, SENDING_TAG
from chalicelib.storage.sendings.sendings import find_sending
from chalicelib.storage.sendings.suppressions import put_suppression

_MAX_REASON_LENGTH = 500
_KINDS = {
    "Send": None,
    "Delivery": EventKind.DELIVERED,
    "Bounce": EventKind.BOUNCED,
    "Complaint": EventKind.COMPLAINED,
    "Reject": EventKind.SEND_FAILED,
}


@dataclass(frozen=True, slots=True)
class MailEvent:
    """Something that became of a mail. `key` tells it from others; `kind` is None for "SES has taken it"."""

    key: str
    kind: EventKind | None
    company_id: str
    sending_id: str
    message_id: str
    mailed_at: datetime
    at: datetime
    recipients: tuple[str, ...]
    permanent: bool
    reason: str


def parse_mail_event(body: str) -> MailEvent | None:
    """Return a message's event; None where it is no event, of an unknown kind, or not about one of our sendings.

    SES writes a plain sentence to a topic when it begins to publish there.

    Raises:
        ValueError, KeyError: it is of a kind that we know, but not of its form.

    """
    try:
        event = json.loads(body)
    except ValueError:
        event = None
    kind = event.get("eventType") if isinstance(event, dict) else None
    if not isinstance(event, dict) or kind not in _KINDS:
        logger().info("a message that is no mail event was dropped", text=body[:100])
        return None
    tags = event["mail"].get("tags", {})
    company_id, sending_id = (next(iter(tags.get(name, ())), "") for name in (COMPANY_TAG, SENDING_TAG))
    if not (is_id(company_id) and is_id(sending_id)):
        logger().info("an event of a mail that is no sending was dropped", kind=kind)
        return None
    return _event(str(kind), event, company_id, sending_id)


def record_mail_event(event: MailEvent) -> None:
    """Record an event, once: settle what was uncertain, suppress the addresses that are to be, tell the timelines."""
    sending = find_sending(event.company_id, event.sending_id)
    if sending and event.key in sending.heard:
        progress.note_in_timelines(sending)
        return
    for email in event.recipients if _is_final(event) else ():
        put_suppression(_suppression(event, email))
    if sending is None:
        logger().info("an event of a sending that is forgotten", sending_id=event.sending_id)
        return
    if event.kind is not EventKind.SEND_FAILED:
        progress.mark_sent(sending, event.message_id, event.mailed_at)
    _tell(sending, event)


def _tell(sending: Sending, event: MailEvent) -> None:
    data: JsonObject = {"sending": sending.sending_id}
    match event.kind:
        case None:
            return
        case EventKind.SEND_FAILED:
            reason = {"code": progress.REJECTED, "detail": event.reason}
            told = Event(event.kind, data={**data, "to": list(sending.to), **reason}, at=event.at)
            failed: SendingChanges = {"state": SendingState.FAILED, "failure_code": progress.REJECTED}
            progress.tell(sending, event.key, told, **failed)
            return
        case EventKind.BOUNCED:
            data |= {"permanent": event.permanent, "reason": event.reason}
        case _:
            pass
    told = Event(event.kind, data={**data, "recipients": list(event.recipients)}, at=event.at)
    progress.tell(sending, event.key, told)


def _event(kind: str, event: JsonObject, company_id: str, sending_id: str) -> MailEvent:
    mail, said = event["mail"], event.get(kind.lower(), {})
    recipients, reasons = _recipients(kind, said)
    at = str(said.get("timestamp") or mail["timestamp"])
    identity = "\0".join([kind, str(said.get("feedbackId", "")), at, *sorted(recipients)])
    reason = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
    return MailEvent(
        key=hashlib.sha256(identity.encode()).hexdigest()[:16],
        kind=_KINDS[kind],
        company_id=company_id,
        sending_id=sending_id,
        message_id=str(mail["messageId"]),
        mailed_at=_instant(mail["timestamp"]),
        at=_instant(at),
        recipients=recipients,
        permanent=said.get("bounceType") == "Permanent",
        reason=(reason or str(said.get("reason", "")))[:_MAX_REASON_LENGTH],
    )


def _recipients(kind: str, said: JsonObject) -> tuple[tuple[str, ...], list[str]]:
    """Return the addresses that an event is about, and what mail servers said of them."""
    match kind:
        case "Bounce":
            entries = said["bouncedRecipients"]
        case "Complaint":
            entries = said["complainedRecipients"]
        case _:
            entries = [{"emailAddress": email} for email in said.get("recipients", ())]
    emails = (parseaddr(str(entry["emailAddress"]))[1].lower() for entry in entries)
    reasons = [str(entry.get("diagnosticCode", "")) for entry in entries]
    return tuple(dict.fromkeys(email for email in emails if email)), reasons


def _is_final(event: MailEvent) -> bool:
    return event.kind is EventKind.COMPLAINED or (event.kind is EventKind.BOUNCED and event.permanent)


def _suppression(event: MailEvent, email: str) -> Suppression:
    complained = event.kind is EventKind.COMPLAINED
    return Suppression(
        company_id=event.company_id,
        email=email,
        reason=SuppressionReason.COMPLAINED if complained else SuppressionReason.BOUNCED,
        at=event.at,
        detail=event.reason,
    )


def _instant(text: str) -> datetime:
    """Return an instant of SES, such as 2017-08-05T00:41:02.669Z, to the millisecond."""
    instant = datetime.fromisoformat(text)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
