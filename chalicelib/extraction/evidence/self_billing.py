"""Invoices that the customer writes for the supplier (self-billing, article 224 of Directive 2006/112/EC).

Their letterhead is the customer's, and the address in the window is the supplier's.
"""

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import has_phrase, phrases_of

MAX_WORDS = 16  # of the text that says so: terms of business speak of it as well


def is_self_billed(evidence: Evidence) -> bool:
    """Whether a short text on the first page says that who gets the goods writes the invoice."""
    phrases = phrases_of("self_billed")
    first = (segment for segment in evidence.segments if segment.page == 1 and len(segment.words) <= MAX_WORDS)
    return any(has_phrase(fold(segment.text), phrases) for segment in first)
