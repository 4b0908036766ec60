"""Document numbers that stand beside their labels, behind titles and in sentences."""

import re
from collections.abc import Iterator

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.card_slips import begin_of_slip
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.fields.titles import (
    OF_ANOTHER_THING,
    SENTENCE_WORDS,
    TITLES,
    is_beside_title,
    is_in_sentence,
    sobriety,
    titled_segments,
)
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, hits, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.values.document_numbers import id_in, id_in_sentence, is_bare_year, numbers_other_paper

TITLE_NUMBER = 0.7  # "Invoice 2024-17": a number right behind the title is nearly always the invoice's
MENTIONED_NUMBER = 0.4  # "Correction of invoice 16"
TITLE_NUMBER_BELOW = 0.45  # under the title it may be anything's
TITLE_WITH_NUMBER_WORD = 0.98  # "Rechnung ... Nr. 17"
SAID_NUMBER = 0.7  # "the invoice number is 17"
OF_RECEIPT = 0.6  # of that: a receipt has its own number, and often an order's
SAYS_LITTLE = 0.7  # a year alone, perhaps behind a prefix: part of a number, most likely
PROSE_WORDS = 12  # a run of more words is a sentence: a number in it is about something else
IN_FORM_OF_DATE = 0.9
NUMBER_OF_MONTH = re.compile(r"\d{1,5}/(?:0?[1-9]|1[0-2])/20\d{2}")
NO_ID = re.compile(r"[A-Z]{2}\d{2}(?: ?\w{4}){3,}|\d{1,2}\. [^\W\d]{2}")  # an IBAN, or "3. Quartal"
SIGN = 2  # letters of "#" and "N°"
NUMBER_WORD = 6  # letters of "No." and its like in any language


def number_candidates(evidence: Evidence, claims: list[Claim], name: str) -> list[Candidate]:
    """Candidates for a document number among the text claims of a name."""
    slip = begin_of_slip(evidence)
    claims = [claim for claim in claims if claim.row < slip]
    named = strongest(claims, name)
    if name == FieldName.INVOICE_NUMBER:
        named = [claim for claim in named if not _is_another_papers(evidence, claim)]
    found = [_number(claim, claim.strength) for claim in named]
    if name == FieldName.INVOICE_NUMBER:
        found += _behind_titles(evidence, claims)
        found += _in_sentences(evidence)
        found += _in_form_of_dates(evidence)
    return sorted(filter(None, found), key=lambda c: -c.score)


def _is_another_papers(evidence: Evidence, claim: Claim) -> bool:
    """Whether a number is another paper's, by its own letters beside a weak label, or by the head of its cell."""
    weak = claim.label.name.endswith("_weak")
    return (weak and numbers_other_paper(claim.value.text.strip(" :"))) or _is_of_cell_above(evidence, claim)


def _is_of_cell_above(evidence: Evidence, claim: Claim) -> bool:
    """Whether a sign for a number begins a cell whose head says what is numbered: "Order" over "# 19937715"."""
    label = claim.label
    if label.start or claim.below or len(fold(label.text)) > SIGN or label.fills_segment:
        return False
    over = [
        hit
        for hit in evidence.labels_of(*evidence.rows.get(label.segment.row - 1, ()))
        if hit.fills_segment and overlap_x(hit.segment.box, label.segment.box) > 0
    ]
    return bool(over) and not any(hit.is_some("invoice_number") for hit in over)


def _number(claim: Claim, strength: float) -> Candidate | None:
    said = claim.value.text
    text = None if len(said.split()) > PROSE_WORDS or NO_ID.match(said.strip(" :")) else id_in(said)
    if text is None:
        return None
    strength *= sobriety(claim) * (OF_ANOTHER_THING if _is_qualified(claim) else 1.0)
    strength *= SAYS_LITTLE if is_bare_year(text) else 1.0
    return Candidate(text, strength, Method.LABEL, claim.value.segment.page, claim.value.box)


def _is_qualified(claim: Claim) -> bool:
    """Whether what stands before "No." says that it is another thing's number: "Meter no. 089"."""
    label = claim.label
    if label.start == 0 or len(fold(label.text)) > NUMBER_WORD:
        return False
    if not label.is_named("invoice_number", "invoice_number_weak"):
        return False
    titles = [hit for hit in hits(label.segment, "title") if hit.end <= label.start]
    return all(hit.name == "title_other" for hit in titles)


def _in_sentences(evidence: Evidence) -> Iterator[Candidate]:
    """Numbers that a sentence tells whose words name an invoice's number: "The invoice number is M-1675"."""
    for hit in evidence.labels:
        if hit.name == FieldName.INVOICE_NUMBER and len(hit.segment.words) > SENTENCE_WORDS:
            text = id_in_sentence(text_of_words(hit.words_behind))
            if text:
                yield Candidate(text, SAID_NUMBER, Method.LABEL, hit.segment.page, hit.segment.box)


def _in_form_of_dates(evidence: Evidence) -> Iterator[Candidate]:
    """Numbers that end with month and year and so look like a day: "Faktura nr 14/03/2025", with the day elsewhere.

    Right behind the title they are no days where the pages write those otherwise: "Faktura 11/09/2025", "2025-09-19".
    """
    dates = evidence.all_values(Kind.DATE)
    for value in dates:
        said = text_of_words(value.segment.words[value.start :])
        label = next((hit for hit in evidence.labels_of(value.segment) if hit.end == value.start), None)
        if label and _is_number(evidence, label, value) and len(dates) > 1 and NUMBER_OF_MONTH.fullmatch(said):
            yield Candidate(said, IN_FORM_OF_DATE, Method.LABEL, value.segment.page, value.box)


def _is_number(evidence: Evidence, label: Hit, value: Value) -> bool:
    titled = label.leads and label.name == "title_invoice"
    return _names_number(label) or (titled and _is_alone_in_form(evidence, value))


def _is_alone_in_form(evidence: Evidence, value: Value) -> bool:
    """Whether no other date has strokes, and one of them is called the issue date."""
    others = [date for date in evidence.all_values(Kind.DATE) if date.text != value.text]
    named = [claim.value for claim in claims_named(make_claims(evidence, Kind.DATE), FieldName.ISSUE_DATE)]
    return any(date in named for date in others) and not any("/" in date.text for date in others)


def _names_number(label: Hit) -> bool:
    """Whether a label is the invoice's with "No." or the like at its end."""
    return label.name == FieldName.INVOICE_NUMBER and vocabulary().means(label.words[-1].text, "number")


def _behind_titles(evidence: Evidence, claims: list[Claim]) -> Iterator[Candidate | None]:
    titled = titled_segments(evidence)
    for claim in claims:
        if claim.name in TITLES:
            if not is_in_sentence(claim):
                yield _behind_title(evidence, claim)
        elif is_beside_title(claim, FieldName.INVOICE_NUMBER, titled):
            yield _number(claim, TITLE_WITH_NUMBER_WORD)


def _behind_title(evidence: Evidence, claim: Claim) -> Candidate | None:
    """The number that follows a title itself; none under a receipt's where another label begins: "Reference 4R7"."""
    beside = TITLE_NUMBER if claim.label.leads else MENTIONED_NUMBER
    strength = TITLE_NUMBER_BELOW if claim.below else beside
    if claim.name != "title_receipt":
        return _number(claim, strength)
    first = evidence.labels_by_segment.get(claim.value.segment, [claim.label])[0]
    return _number(claim, OF_RECEIPT * strength) if first is claim.label else None
