"""Whether the account on the page is one that is debited: then it is the customer's, and nothing is paid to it."""

from chalicelib.extraction.box import Box
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import denies, has_phrase, phrases_of
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import Field

NEAR = 2.5  # line heights between such words and the account that they are about


def is_debited(evidence: Evidence, account: Field | None) -> bool:
    """Whether words for a direct debit stand beside the account, or in the line over or under it."""
    if account is None or account.box is None:
        return False
    for page in evidence.pages:
        if page.number == account.page:
            return any(_says_debit(segment, account.box) for segment in page.segments)
    return False


def _says_debit(segment: Segment, account: Box) -> bool:
    near = abs(segment.box.top - account.top) < NEAR * segment.size
    return near and has_phrase(fold(segment.text), phrases_of("direct_debit")) and not _is_denied(segment.text)


def _is_denied(text: str) -> bool:
    """Whether a text says that nothing is debited, or that the sum is to be transferred."""
    if has_phrase(fold(text), phrases_of("credit_transfer")):
        return True
    return denies(text)
