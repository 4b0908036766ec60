"""Issue and due dates that stand beside their labels, behind titles and places, and alone."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import filterfalse

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.fields.due_dates import due_by_terms, due_dates_in_sentences, is_of_discount, is_of_period
from chalicelib.extraction.fields.titles import (
    OF_ANOTHER_THING,
    TITLES,
    is_beside_title,
    sobriety,
    titled_segments,
)
from chalicelib.extraction.letters import has_digit, text_of_words
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment, Word
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.totals.amounts import decimals_of
from chalicelib.extraction.values.document_numbers import numbers_other_paper
from chalicelib.extraction.values.payment_terms import net_days

NAMED_DUE, DUE_BEFORE, MAX_DAYS_BEFORE = 0.9, 0.5, 60  # a due date before the issue date
TITLE_DATE = 0.75
TITLE_LARGE = 1.15  # times the usual size: a title, and not a sentence that begins with the word
TITLE_WITH_DATE_WORD = 0.97  # "Rechnung Nr. 17 vom 3.4.2024"
MAX_TERMS = 4  # words of terms that count from a day: "30 days from the"
WEAK = 0.5  # a label's strength up to which its word for a date's meaning is not taken
MENTIONED_DATE = 0.45  # "less invoice 16 of 3 April"
ORDERED = 0.5
BEHIND_PLACE, PLACE_WORDS = 0.6, 4
UNDER_PLACE = 0.98
LONELY_DATE = 0.45  # the only date that no label claims, in the upper half of page 1
OTHERS = ("title_other", "other", "purchase_order", "purchase_order_weak")
OF_ANOTHER_PAPER = 0.4
TERMS = ("payment_terms", "due_date")
DATES = ("issue_date", "issue_date_weak")


def _soberly(evidence: Evidence, claim: Claim) -> float:
    """The same for a date: a label that names one, as "invoice date" does, is not part of a sentence.

    What stands before "of" or "vom" says whose date it is: "your message of".
    """
    label = claim.label
    if not label.name.endswith("_weak"):
        return OF_ANOTHER_THING if _is_qualified(evidence, claim, 1) else 1.0
    is_of_another = _is_of_order if claim.below else _is_of_another_paper
    if is_of_another(evidence, label):
        return OF_ANOTHER_PAPER
    return OF_ANOTHER_THING if _is_qualified(evidence, claim, 0) else sobriety(claim)


def _is_qualified(evidence: Evidence, claim: Claim, most: int) -> bool:
    """Whether more words than `most`, of which none is a label's, stand before a label over its date."""
    if not claim.below or claim.label.start <= most:
        return False
    return not _labels_up_to(evidence, claim.label)


def _labels_up_to(evidence: Evidence, label: Hit) -> list[Hit]:
    """The labels that stand before another in its text."""
    return [hit for hit in evidence.labels_of(label.segment) if hit.end <= label.start]


def _is_of_order(evidence: Evidence, label: Hit) -> bool:
    """Whether the cell to the left of a date's is the order's: "Buyer's order no. | Dated"."""
    return any(hit.begins_as("purchase_order") for hit in evidence.labels_before(label.segment))


def _is_of_another_paper(evidence: Evidence, label: Hit) -> bool:
    """Whether what stands before "of" numbers another paper: "Contract no. 44 of", "DN 224871 of"."""
    before = _labels_up_to(evidence, label)
    if any(map(_numbers_another_paper, before)):
        return True
    if any(hit.is_named(*TITLES, FieldName.INVOICE_NUMBER, "invoice_number_weak") for hit in before):
        return False
    return has_digit(text_of_words(label.segment.words[: label.start]))


def _numbers_another_paper(hit: Hit) -> bool:
    if hit.is_named(*OTHERS):
        return True
    return numbers_other_paper(text_of_words(hit.words_behind))


def due_candidates(evidence: Evidence, issued: Candidate | None) -> list[Candidate]:
    """Candidates for the due date: printed ones that don't lie before the issue date, and what the terms make it."""
    printed = date_candidates(evidence, FieldName.DUE_DATE)
    found = [*due_after(printed, issued), *due_by_terms(evidence, issued)]
    return sorted(found or _due_already(printed, issued), key=lambda c: -c.score)


def _due_already(candidates: list[Candidate], issued: Candidate | None) -> list[Candidate]:
    """Where no later date is due, one that a good label says was due shortly before: insurers bill so."""
    if issued is None:
        return []
    return [replace(c, score=c.score * DUE_BEFORE) for c in candidates if _is_shortly_before(issued, c)]


def _is_shortly_before(issued: Candidate, candidate: Candidate) -> bool:
    """Whether a good label's date lies a few weeks before the issue date."""
    return candidate.score >= NAMED_DUE and 0 < -_days_from(issued, candidate) <= MAX_DAYS_BEFORE


def _days_from(issued: Candidate, candidate: Candidate) -> int:
    """How many days a date lies after another one."""
    return (dt.date.fromisoformat(candidate.value) - dt.date.fromisoformat(issued.value)).days


def issue_date_candidates(evidence: Evidence, is_of_column: Callable[[Claim], bool]) -> list[Candidate]:
    """Candidates for the issue date; a date in the table of lines, under the column's name, only where nothing else is.

    `is_of_column` says of a claim whether its value stands in such a column.
    """
    found = date_candidates(evidence, FieldName.ISSUE_DATE)
    of_lines = [claim.value.box for claim in make_claims(evidence, Kind.DATE) if is_of_column(claim)]
    return [candidate for candidate in found if candidate.box not in of_lines] or found


def date_candidates(evidence: Evidence, name: str) -> list[Candidate]:
    """Candidates for a date, by labels; the issue date also by the title and by being alone."""
    claims = make_claims(evidence, Kind.DATE)
    named = _claims_on_date(evidence, claims, name)
    found = [_date(evidence, claim.value, claim.strength * _soberly(evidence, claim)) for claim in named]
    if name == FieldName.ISSUE_DATE:
        found += _dates_behind_places(evidence, claims)
        found += _dates_under_places(evidence)
        found += _titled_dates(evidence, claims)
        lonely = list(_free_dates_of_head(evidence, claims))
        of_items = list(filter(partial(_is_of_item, evidence), lonely))
        found += _first_lonely(evidence, [value for value in lonely if value not in of_items])
        found = found or list(_order_dates(evidence, claims)) or _first_lonely(evidence, of_items)
    if name == FieldName.DUE_DATE:
        found += due_dates_in_sentences(evidence)
    return sorted(found, key=lambda c: -c.score)


def _claims_on_date(evidence: Evidence, claims: list[Claim], name: str) -> list[Claim]:
    """The strongest claims of a name's labels, without those that are about something else."""
    named = strongest(claims, name)
    if name == FieldName.DUE_DATE:
        return list(filterfalse(partial(_is_no_due_date, evidence), named))
    if name == FieldName.ISSUE_DATE:
        named = list(filterfalse(partial(_is_in_anothers_value, evidence), named))
        return [*named, *filter(_names_number_and_date, claims)]
    return named


def _is_in_anothers_value(evidence: Evidence, claim: Claim) -> bool:
    """Whether a date's label stands within what another label names: "Original invoice | 17 dated 3 April".

    So it does within terms: "Payable within 14 days of the invoice date".
    """
    label = claim.label
    if any(hit.is_named(*TERMS) for hit in _labels_up_to(evidence, label)):
        return True
    if _counts_from(label):
        return True
    if label.start == 0:
        return False
    return any(hit.fills_segment and hit.name == "other" for hit in evidence.labels_before(label.segment))


def _counts_from(label: Hit) -> bool:
    """Whether a label names the day from which terms count: "transfer at 30 days invoice date, i.e. 29 June"."""
    before = label.segment.words[max(0, label.start - MAX_TERMS) : label.start]
    if not before:
        return False
    return net_days(text_of_words(before), named=True) is not None


def _names_number_and_date(claim: Claim) -> bool:
    """Whether one label names both: "Invoice number / date", followed by "9000418827 / 31.03.2026"."""
    if claim.name != FieldName.INVOICE_NUMBER or claim.below:
        return False
    _, stroke, other = claim.label.text.rpartition("/")
    if not stroke:
        return False
    return any(meaning.name in DATES for meaning in vocabulary().lookup(fold(other), "labels"))


def _is_no_due_date(evidence: Evidence, claim: Claim) -> bool:
    """Whether the date that a label calls due is the end of a discount or of a period."""
    return is_of_discount(evidence, claim) or is_of_period(evidence, claim)


def _titled_dates(evidence: Evidence, claims: list[Claim]) -> Iterator[Candidate]:
    titled, large = titled_segments(evidence), TITLE_LARGE * evidence.usual_size
    is_credit_note = _is_credit_note(evidence)
    for claim in claims:
        if not _may_date(evidence, claim):
            continue
        if _is_of_title(claim, is_credit_note=is_credit_note):
            yield _date(evidence, claim.value, TITLE_DATE if claim.label.leads else MENTIONED_DATE)
        elif is_beside_title(claim, FieldName.ISSUE_DATE, titled) and not _of_another(evidence, claim):
            size = claim.label.segment.size
            yield _date(evidence, claim.value, TITLE_WITH_DATE_WORD if size >= large else TITLE_DATE)


def _may_date(evidence: Evidence, claim: Claim) -> bool:
    """Whether a claim's date stands beside its label, and not in a list or in the terms of payment."""
    if claim.below or _is_listed(evidence, claim):
        return False
    return not _is_of_terms(claim)


def _is_of_title(claim: Claim, *, is_credit_note: bool) -> bool:
    """Whether the title itself claims a date; a credit note's text mentions the invoice that it is for."""
    if claim.name == "title_credit_note":
        return True
    if claim.name != "title_invoice":
        return False
    return claim.label.leads or not is_credit_note


def _is_listed(evidence: Evidence, claim: Claim) -> bool:
    """Whether a title stands in a list of invoices with amounts: "2. Abschlagsrechnung 10.07.2023 8.925,00"."""
    return claim.row in evidence.amount_rows


def _is_of_terms(claim: Claim) -> bool:
    """Whether a title's word only begins the terms of payment beside a date: "Fatura a 30 dias"."""
    apart = claim.label.segment is not claim.value.segment
    return apart and net_days(claim.label.segment.text, named=True) is not None


def _is_credit_note(evidence: Evidence) -> bool:
    return any(hit.heads_as("title_credit_note") for hit in evidence.all_titles)


def _of_another(evidence: Evidence, claim: Claim) -> bool:
    """Whether the title goes on to name another document: "Credit note to invoice 17 of 3 April"."""
    labels = evidence.labels_of(claim.label.segment)
    return any(hit.name == "other" and hit.start < claim.label.start for hit in labels)


def _date(evidence: Evidence, value: Value, score: float, method: Method = Method.LABEL) -> Candidate:
    assert value.date  # noqa: S101 - a value of this kind has one
    date = value.date.read(day_first=evidence.day_first)
    return Candidate(date.isoformat(), score, method, value.segment.page, value.box)


def _first_lonely(evidence: Evidence, values: Sequence[Value]) -> list[Candidate]:
    return [_date(evidence, value, LONELY_DATE, Method.LAYOUT) for value in values[:1]]


def _free_dates_of_head(evidence: Evidence, claims: list[Claim]) -> Iterator[Value]:
    """The dates in the upper half of the first page that no label claims for something else."""
    claimed = _claimed_by_others(claims)
    middle = evidence.pages[0].height / 2
    for value in evidence.all_values(Kind.DATE):
        in_head = value.segment.page == 1 and value.box.top < middle
        if in_head and value.key not in claimed:
            yield value


def _order_dates(evidence: Evidence, claims: list[Claim]) -> Iterator[Candidate]:
    """The date of the order, where a shop's invoice has no other."""
    for claim in claims:
        if vocabulary().means(claim.label.text, "order_date"):
            yield _date(evidence, claim.value, ORDERED)


def _claimed_by_others(claims: list[Claim]) -> set[tuple[int, int, int]]:
    claimed: set[tuple[int, int, int]] = set()
    for claim in claims_named(claims, "due_date", "other"):
        is_valued = claim.below and claim.label.words_behind
        if claim.strength > WEAK and not is_valued:
            claimed.add(claim.value.key)
    return claimed


def _dates_behind_places(evidence: Evidence, claims: list[Claim]) -> Iterator[Candidate]:
    """Dates as letters have them: "Linz, 3 April 2024", alone in the head of the first page."""
    for value in _free_dates_of_head(evidence, claims):
        ends_text = value.end == len(value.segment.words)
        if ends_text and _is_place(_words_up_to(evidence, value)) and not _is_of_item(evidence, value):
            yield _date(evidence, value, BEHIND_PLACE, Method.LAYOUT)


def _words_up_to(evidence: Evidence, value: Value) -> Sequence[Word]:
    """The words between a value and the one before it in its text."""
    ends = [other.end for other in evidence.values[value.segment] if other.end <= value.start]
    return value.segment.words[max(ends, default=0) : value.start]


def _is_of_item(evidence: Evidence, value: Value) -> bool:
    """Whether an amount stands to the right of a date, as in a line."""
    amounts = decimals_of(evidence, evidence.rows[value.segment.row])
    return any(amount.box.left > value.box.right for amount in amounts)


def _dates_under_places(evidence: Evidence) -> Iterator[Candidate]:
    """Dates whose label's value is broken into two lines: "Place and date: | Konjice," over "29.8.2025"."""
    for value in evidence.all_values(Kind.DATE):
        number = value.segment.row
        if len(evidence.rows[number]) > 1:
            continue
        place = next((above for above in evidence.rows.get(number - 1, ()) if _is_over(above, value)), None)
        if place is not None and _is_issued_at(evidence, place):
            yield _date(evidence, value, UNDER_PLACE)


def _is_over(above: Segment, value: Value) -> bool:
    """Whether a text that a comma ends stands over a date."""
    if above.page != value.segment.page or not above.text.endswith(","):
        return False
    return overlap_x(above.box, value.box) > 0


def _is_issued_at(evidence: Evidence, place: Segment) -> bool:
    """Whether a text may be a town, and a label for the issue date leads to it."""
    if not _is_place(place.words):
        return False
    return any(hit.fills_as(FieldName.ISSUE_DATE) for hit in evidence.labels_before(place))


def _is_place(words: Sequence[Word]) -> bool:
    """Whether words may be a town: few, without digits, the first with a capital letter, the last with a comma."""
    if not 0 < len(words) <= PLACE_WORDS:
        return False
    if has_digit(text_of_words(words)) or not words[0].text[:1].isupper():
        return False
    return "," in words[-1].text + words[0].text


def due_after(candidates: list[Candidate], issued: Candidate | None) -> list[Candidate]:
    """The due dates that don't lie before the issue date."""
    if issued is None:
        return candidates
    return [candidate for candidate in candidates if _days_from(issued, candidate) >= 0]
