"""Invoices that the customer writes for the supplier (self-billing, article 224 of Directive 2006/112/EC).

Their letterhead is the customer's, and the address in the window is the supplier's.
"""

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import denies, phrases_of
from chalicelib.extraction.pages.page import Segment

MAX_WORDS = 16  # of a title with what it says of itself
MOST = 0.75  # of a text's letters, where no title begins it: "Self-billing is not accepted" says more


def is_self_billed(evidence: Evidence) -> bool:
    """Whether the first page's title, or a text that says nothing else, says that the customer issues the invoice."""
    titled = {hit.segment for hit in (*evidence.titles, *evidence.covered_titles) if hit.start == 0}
    first = (segment for segment in evidence.segments if segment.page == 1 and len(segment.words) <= MAX_WORDS)
    return any(_says_so(segment, is_title=segment in titled) for segment in first)


def _says_so(segment: Segment, *, is_title: bool) -> bool:
    text = fold(segment.text)
    if segment.text.startswith("(") and text.startswith(phrases_of("self_billed")) and not denies(segment.text):
        return True  # "(Selbstfakturierung gem. § 11 Abs. 7 UStG)"
    return any(phrase in text and (is_title or len(phrase) >= MOST * len(text)) for phrase in phrases_of("self_billed"))
