"""Whether the page says that its prices include tax: then what the lines add up to is no net total."""

from decimal import Decimal

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import has_phrase, phrases_of
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE

_WITHOUT_RATE = str.maketrans("", "", "0123456789%")


def included_rates(evidence: Evidence) -> set[Decimal] | None:
    """The rates that lines such as "All prices include 20 % VAT" name; None where no line says so."""
    lines = list(filter(_includes_tax, evidence.segments))
    if not lines:
        return None
    rates = [value.amount for value in evidence.values_of(*lines) if value.is_rate]
    return {rate for rate in rates if 0 < rate <= HIGHEST_RATE}


def _includes_tax(line: Segment) -> bool:
    return has_phrase(fold(line.text).translate(_WITHOUT_RATE), phrases_of("prices_include_tax"))
