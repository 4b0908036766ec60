"""Where a document's title leads to, and labels that are only words of a sentence."""

from collections.abc import Container
from functools import partial

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.result import FieldName

TITLES = ("title_invoice", "title_credit_note", "title_receipt")
SENTENCE_WORDS, IN_SENTENCE = 7, 0.8  # a label within a longer text: "please quote invoice number 17"
OF_ANOTHER_THING = 0.5  # of a claim whose label is qualified: "Meter no. 089"


def sobriety(claim: Claim) -> float:
    """How much remains of a claim whose label may only be a word of a sentence."""
    return IN_SENTENCE if is_in_sentence(claim) else 1.0


def is_in_sentence(claim: Claim) -> bool:
    """Whether a claim's label stands amid a longer text."""
    return claim.label.start > 0 and len(claim.label.segment.words) > SENTENCE_WORDS


def is_beside_title(claim: Claim, name: str, titled: Container[Segment]) -> bool:
    """Whether a value stands beside a label of a name that a title leads to."""
    return claim.name == name and claim.label.segment in titled and not claim.below


def titled_segments(evidence: Evidence) -> set[Segment]:
    """Segments that begin with a title: "Invoice ..."; elsewhere in a sentence the word is no title."""
    titles = {hit.segment for hit in evidence.titles if hit.start == 0 and hit.name != "title_other"}
    titles |= _wrapped(evidence, titles) | _numbered_under(evidence, titles)
    return titles | {hit.segment for hit in evidence.labels if hit.heads_as(FieldName.INVOICE_NUMBER)}


def _wrapped(evidence: Evidence, titles: set[Segment]) -> set[Segment]:
    """The second line of a title that is set in the same large type."""
    lines: set[Segment] = set()
    for title in titles:
        lines.update(filter(partial(_goes_on, title), evidence.rows.get(title.row + 1, ())))
    return lines


def _numbered_under(evidence: Evidence, titles: set[Segment]) -> set[Segment]:
    """The lines right under a title that begin with a word for a number: "Invoice", "no. 187 of 3 April"."""
    lines: set[Segment] = set()
    for title in titles:
        for line in evidence.rows.get(title.row + 1, ()):
            for first in evidence.labels_of(line)[:1]:
                if first.begins_as("invoice_number_weak") and overlap_x(line.box, title.box) > 0:
                    lines.add(line)
    return lines


def _goes_on(title: Segment, line: Segment) -> bool:
    """Whether a line stands close under a title, in its type."""
    if line.page != title.page or line.box.top - title.box.bottom >= title.size:
        return False
    if line.bold != title.bold or abs(line.size - title.size) >= title.size / 4:
        return False
    return overlap_x(line.box, title.box) > 0
