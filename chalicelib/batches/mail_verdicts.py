"""Whether a mail is accepted, by the verdicts of Amazon SES and the senders that the company allows.

The verdicts are those of SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and of checks for spam and viruses. One is
`PASS`, `FAIL`, `GRAY` (nothing is published, or it says nothing) or `PROCESSING_FAILED`. What is forged or dangerous is
refused without an answer: an answer would go to somebody who has sent nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.records.batches.mailbox import Mailbox

PASS, FAIL = "PASS", "FAIL"
VERDICTS = ("spam", "virus", "spf", "dkim", "dmarc")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a mail is not accepted."""

    code: str
    detail: str


INFECTED = Refusal("virus", "The mail service found a virus in this mail.")
SPAM = Refusal("spam", "The mail service found this mail to be spam.")
FORGED = Refusal("not_authentic", "This mail does not come from the sender it names: SPF, DKIM or DMARC fail.")
NOT_ALLOWED = Refusal(
    "sender_not_allowed",
    "This company does not accept mail from this sender, or the sender could not be verified.",
)


def refusal_of(verdicts: Mapping[str, str], sender: str, envelope: str, mailbox: Mailbox) -> Refusal | None:
    """Return why a mail is not accepted; None where it is. `envelope` is the address that bounces would go to.

    >>> refusal_of({"dmarc": "FAIL"}, "a@x.example", "a@x.example", Mailbox(company_id="1")).code
    'not_authentic'
    """
    if verdicts.get("virus") == FAIL:
        return INFECTED
    if verdicts.get("spam") == FAIL:
        return SPAM
    both_fail = verdicts.get("spf") == verdicts.get("dkim") == FAIL
    if verdicts.get("dmarc") == FAIL or both_fail:
        return FORGED
    listed = bool(mailbox.senders)
    if listed and not (is_proven(verdicts, sender, envelope) and mailbox.allows(sender)):
        return NOT_ALLOWED
    return None


def is_proven(verdicts: Mapping[str, str], sender: str, envelope: str) -> bool:
    """Tell whether a mail comes from the domain that it names: DMARC passes, or SPF does for that very domain.

    A mail that names no sender, or several, is not proven: `sender` is empty.

    >>> [is_proven({"spf": "PASS"}, "a@x.example", envelope) for envelope in ("bounce@x.example", "b@y.example")]
    [True, False]
    """
    if not sender:
        return False
    same_domain = sender.rpartition("@")[2] == envelope.rpartition("@")[2]
    return verdicts.get("dmarc") == PASS or (verdicts.get("spf") == PASS and same_domain)
