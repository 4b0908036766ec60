"""Whether the account on the page is one that is debited: then it is the customer's, and nothing is paid to it."""

import re

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.result import Field

_PHRASES = tuple(map(fold, (
    "Lastschrift", "von Ihrem Konto", "eingezogen", "abgebucht", "direct debit", "debited from your account",
    "prélèvement", "prélevé", "automatische incasso", "geïncasseerd", "domiciliación", "adeudo", "addebito diretto",
    "débito direto", "autogiro", "betalingsservice", "avtalegiro", "suoraveloitus", "polecenie zapłaty", "inkaso",
)))  # fmt: skip
_DENIED = re.compile(
    r"\b(?:nicht|kein|keine|keinen|no|not|pas|aucun|niet|geen|non|nessun|não|sin|inte|ikke|ej)\b|überweis|transfer|virement",
    re.IGNORECASE,
)  # what says that nothing is debited, or that the sum is to be transferred
NEAR = 2.5  # line heights between such words and the account that they are about


def is_debited(evidence: Evidence, account: Field | None) -> bool:
    """Whether words for a direct debit stand beside the account, or in the line over or under it."""
    if account is None or account.box is None:
        return False
    page = next((page for page in evidence.pages if page.number == account.page), None)
    return any(
        abs(segment.box.top - account.box.top) < NEAR * segment.size
        and any(phrase in fold(segment.text) for phrase in _PHRASES)
        and not _DENIED.search(segment.text)
        for segment in (page.segments if page else ())
    )
