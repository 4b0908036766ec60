"""When goods were delivered, or for which time is charged: what a supply to another country must say."""

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import has_phrase, hits, phrases_of, vocabulary
from chalicelib.extraction.pages.page import Segment


def find_delivery(evidence: Evidence) -> str | None:
    """The date beside a label for the delivery."""
    claims = [claim for claim in make_claims(evidence, Kind.DATE) if _names_delivery(claim.label.text)]
    best = max(claims, key=lambda claim: claim.strength, default=None)
    value = best.value if best else next(filter(_is_said, evidence.all_values(Kind.DATE)), None)
    return _read(evidence, value) if value else None


def _names_delivery(label: str) -> bool:
    """Whether a label, or one of the two languages it is in, is the delivery's: "Data dostawy / Date of supply"."""
    return any(vocabulary().means(text, "delivery_date") for text in (label, *label.split("/")))


def _is_said(value: Value) -> bool:
    """Whether the words before a date in a sentence say that it is the delivery's: "Shipped 26 June 2025 by truck"."""
    words = texts_of(value.words_before[-2:])
    return vocabulary().means_any((" ".join(words), *words[1:]), "delivery_date")


def speaks_of_delivery(evidence: Evidence) -> bool:
    """Whether pages name a day, a month or a period of the supply, or date a delivery note, read or not."""
    phrases = (*phrases_of("delivery_date"), *phrases_of("billed_period"), *phrases_of("delivery_month"))
    if any(has_phrase(fold(text), phrases) for text in evidence.texts):
        return True
    return any(_names_other_paper(evidence, value.segment) for value in evidence.all_values(Kind.DATE))


def _names_other_paper(evidence: Evidence, segment: Segment) -> bool:
    """Whether a text names a delivery note, an order or the like."""
    return any(hit.name == "title_other" for hit in hits(segment, "title", evidence.languages))


def find_period(evidence: Evidence) -> tuple[str, str] | None:
    """The two dates in a row that a label for the time charged begins."""
    for hit in evidence.labels:
        if vocabulary().means(hit.text, "billed_period"):
            values = evidence.values_of(*evidence.rows[hit.segment.row])
            read = [_read(evidence, value) for value in values if value.kind is Kind.DATE]
            days = list(filter(None, read))
            if len(days) == 2 and days[0] <= days[1]:  # noqa: PLR2004 - a beginning and an end
                return days[0], days[1]
    return None


def _read(evidence: Evidence, value: Value) -> str | None:
    try:
        return value.date.read(day_first=evidence.day_first).isoformat() if value.date else None
    except ValueError:
        return None
