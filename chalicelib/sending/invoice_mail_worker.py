"""Mails with invoices, quotes and reminders: one sending, from its job to a mail that SES has, at most once.

Jobs come at least once, and a worker can die between any two calls. All that is done before SES is called can be done
again. Just before the call the sending's record says so, and from then on only an answer which proves that SES did not
take the mail lets it be tried again. A worker that dies in the call, or a connection that breaks, leaves a sending
whose outcome is unknown: it is said to be uncertain, never sent again, and settled by the events of SES about it.

Mails about accounts, which may go out twice, are sent by `account_mail_worker.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr

from chalicelib import metrics
from chalicelib.accounts.standing import word_faults
from chalicelib.clock import now
from chalicelib.invoices.building.artefacts import branding_of
from chalicelib.logs import logger
from chalicelib.metrics import Metric
from chalicelib.records.companies import Company
from chalicelib.records.invoices import Invoice
from chalicelib.records.sendings import Sending, SendingState
from chalicelib.sending import progress
from chalicelib.sending.attachments import EnclosureGone, enclose
from chalicelib.sending.invoice_mails import own_words, write_letter
from chalicelib.sending.letters import to_mime
from chalicelib.settings import settings
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.queues.send_queue import SendJob
from chalicelib.storage.sendings import ses
from chalicelib.storage.sendings.sendings import find_sending

COMPANY_TAG, SENDING_TAG = "company", "sending"
# Seconds between tries, six hours in all. There must be one pause fewer than the `maxReceiveCount` of `SendQueue` in
# `infra/template.yaml`.
_PAUSES = (60, 180, 540, 1_620, 4_860, 14_580)
_UNRECORDED_PAUSE = 20
_RECORDING = timedelta(seconds=60)  # no request lives as long
_HANDING_OVER = timedelta(seconds=150)  # nor a worker: see its time-out in .chalice/config.json


class Postponed(Exception):
    """The job is to be tried again after so many seconds. None: `pause_after` chooses by the number of tries."""

    def __init__(self, reason: str, seconds: int | None = None) -> None:
        """Carry the pause."""
        super().__init__(reason)
        self.seconds = seconds


def pause_after(tries: int) -> int:
    """Return how many seconds a job waits after so many failed tries.

    >>> [pause_after(tries) for tries in (1, 2, 3, 9)]
    [60, 180, 540, 14580]
    """
    return _PAUSES[min(tries, len(_PAUSES)) - 1]


def work_on_sending(job: SendJob) -> None:
    """Do what is left to do of a sending, whatever has happened to it before.

    Raises:
        Postponed: it is to be tried again later.

    """
    sending = find_sending(job.company_id, job.sending_id)
    if sending is None:
        if now() - job.queued_at < _RECORDING:
            raise Postponed("the sending is not recorded yet", _UNRECORDED_PAUSE)
        logger().warning("a sending that was never recorded was dropped", sending_id=job.sending_id)
    elif sending.state is SendingState.QUEUED:
        _send(sending)
    elif sending.state is SendingState.SENDING:
        _wait_or_mark_uncertain(sending)
    else:
        progress.note_in_timelines(sending)


def give_up(job: SendJob) -> None:
    """Say what became of a sending whose job failed too often."""
    sending = find_sending(job.company_id, job.sending_id)
    if sending is None:
        logger().warning("a sending that was never recorded was dropped", sending_id=job.sending_id)
    elif sending.state is SendingState.QUEUED:
        progress.mark_failed(
            sending, progress.GAVE_UP, "The mail could not be handed over after many tries. The fault is not yours."
        )
    elif sending.state is SendingState.SENDING:
        progress.mark_uncertain(sending)
    else:
        progress.note_in_timelines(sending)


def _send(sending: Sending) -> None:
    try:
        contents = enclose(sending)
    except EnclosureGone as error:
        progress.mark_failed(sending, error.code, error.detail)
        return
    address = parseaddr(settings().mail_from)[1]  # the name in front of it is the company's here
    company = find_company(sending.company_id)
    letter = write_letter(
        _for_strangers(company, sending, contents.invoices),
        contents.invoices,
        contents.enclosures,
        contents.links,
        sender=address,
        branding=branding_of(company),
    )
    mime = to_mime(letter)
    begun = progress.begin(sending, contents.link_hash)
    if begun is None:
        raise Postponed("another worker has this sending", _UNRECORDED_PAUSE)
    _hand_over(begun, mime)


def _for_strangers(company: Company | None, sending: Sending, invoices: Sequence[Invoice]) -> Sending:
    """Return a reminder without its own words where a new company may not write them, now that they are filled in."""
    if company is None or sending.reminder_level is None:
        return sending
    faults = word_faults(company, own_words(sending, invoices[0]), sending.created_at)
    return replace(sending, reminder_subject=None, reminder_text=None) if faults else sending


def _hand_over(sending: Sending, mime: bytes) -> None:
    tags = {COMPANY_TAG: sending.company_id, SENDING_TAG: sending.sending_id}
    outcome = Metric.MAILS_FAILED
    try:
        message_id = ses.submit(mime, sending.to, tags)
    except ses.SesBusy as error:
        progress.wait(sending)
        raise Postponed(str(error)) from error
    except ses.SesRefused as error:
        logger().warning("a mail was refused", sending_id=sending.sending_id, reason=str(error.__cause__))
        progress.mark_failed(sending, error.code, error.detail)
    except ses.SesUnclear:
        logger().exception("what became of a mail is unknown", sending_id=sending.sending_id)
        progress.mark_uncertain(sending)
    else:
        outcome = Metric.MAILS_SENT
        progress.mark_sent(sending, message_id, now())
    finally:
        metrics.count(outcome)


def _wait_or_mark_uncertain(sending: Sending) -> None:
    """Wait for the worker that is handing the mail over; when it must be dead by now, what it did is unknown."""
    left = sending.changed_at + _HANDING_OVER - now()
    if left > timedelta():
        raise Postponed("another worker has this sending", int(left.total_seconds()) + 1)
    progress.mark_uncertain(sending)
