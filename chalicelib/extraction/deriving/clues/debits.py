"""Whether the account on the page is one that is debited: then it is the customer's, and nothing is paid to it."""

from functools import cache

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.result import Field

NEAR = 2.5  # line heights between such words and the account that they are about


def is_debited(evidence: Evidence, account: Field | None) -> bool:
    """Whether words for a direct debit stand beside the account, or in the line over or under it."""
    if account is None or account.box is None:
        return False
    page = next((page for page in evidence.pages if page.number == account.page), None)
    return any(
        abs(segment.box.top - account.box.top) < NEAR * segment.size
        and _has_phrase(segment.text, "direct_debit")
        and not _is_denied(segment.text)
        for segment in (page.segments if page else ())
    )


def _is_denied(text: str) -> bool:
    """Whether a text says that nothing is debited, or that the sum is to be transferred."""
    return _has_phrase(text, "credit_transfer") or any(vocabulary().means(word, "not") for word in text.split())


def _has_phrase(text: str, name: str) -> bool:
    """Whether one of a name's phrases is in a text, perhaps as part of a word: "SEPA-Lastschriftverfahren"."""
    folded = fold(text)
    return any(phrase in folded for phrase in _phrases(name))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(map(fold, vocabulary().words[name]))
