"""Invoice, credit note, or something else: by what the document calls itself and what an invoice must have."""

from collections import defaultdict
from itertools import combinations

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence, usual_size
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.mentions import says, text_of
from chalicelib.extraction.result import DocumentType, FieldName, Method
from chalicelib.extraction.totals.amounts import decimals_of

TITLE_LARGE = 1.25  # times the usual size of type: a heading
IN_HEAD = 0.45  # part of page 1 where a title stands
MENTIONED = 0.1  # the points of a title's word in a text
PROSE_WORDS = 8  # a segment of more words is a sentence that mentions an invoice
COLUMNS = 2  # labels beside a title that make it one of them
NAMED = 0.9  # of a number's score: a label names it
WEAK = Candidate("", 0.65, Method.LABEL)  # what a number's score must exceed to say anything
INVOICE_FIELDS = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.TOTAL)


def document_type(evidence: Evidence, fields: dict[FieldName, Candidate], *, is_taxed: bool = False) -> DocumentType:
    """What kind of document the pages are.

    The strongest title decides. Without any, a document that has an invoice's number, date and total is an invoice,
    if a label says that it is about one, or if it charges a tax that is proved by its rate (`is_taxed`).
    """
    points: defaultdict[str, float] = defaultdict(float)
    numbered = any(hit.names()[0] == "invoice_number" for hit in evidence.labels)
    headings = [
        hit
        for hit in evidence.covered_titles
        if _is_heading(evidence, hit) or (not numbered and _stands_alone(evidence, hit))
    ]
    for hit in [*evidence.titles, *headings]:
        points[hit.names()[0]] = max(points[hit.names()[0]], _title_points(evidence, hit))
    kinds = ("invoice", "credit_note", "other", "receipt")
    invoice, credit, other, receipt = (points[f"title_{kind}"] for kind in kinds)
    titled = any(hit.names()[0] == "title_invoice" for hit in evidence.covered_titles)  # "Invoice of 3 May"
    other_titled = any(hit.names()[0] == "title_other" for hit in (*evidence.titles, *evidence.covered_titles))
    proved = is_taxed and not other_titled
    labelled = numbered or titled or proved or any(hit.names()[0] == "customer" for hit in evidence.labels)
    if credit > MENTIONED and credit >= max(invoice, other):
        return DocumentType.CREDIT_NOTE
    if receipt > max(invoice, other):
        # With a tax id or an invoice's number it is a (simplified) invoice, without them the proof of a payment.
        invoice, other = (receipt, other) if numbered or FieldName.SUPPLIER_TAX_ID in fields else (0.0, receipt)
    if other > max(invoice, MENTIONED * labelled) or not (invoice or labelled):
        return DocumentType.OTHER
    complete = sum(name in fields for name in INVOICE_FIELDS)
    return DocumentType.INVOICE if complete >= 2 or (invoice and FieldName.TOTAL in fields) else DocumentType.OTHER  # noqa: PLR2004


def _is_heading(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title with a number behind it ("Quote No. 7") is set as a heading, and not as one label of many."""
    return hit.segment.size >= TITLE_LARGE * usual_size(evidence) and ":" not in hit.segment.text


def _stands_alone(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title that could be a label ("Order") has nothing beside it, and below it only other labels."""
    segment = hit.segment
    if not hit.fills_segment or segment.text.endswith(":") or len(evidence.rows[segment.row]) > 1:
        return False
    below = evidence.rows.get(segment.row + 1, ())
    return all(evidence.labels_by_segment.get(other) for other in below)


def _is_column(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title stands among labels side by side, as over a strip of cells: "Invoice no. | Date | Quote"."""
    row = evidence.rows[hit.segment.row]
    labels = [segment for segment in row if segment is not hit.segment and evidence.starts_with_label(segment)]
    return len(labels) >= COLUMNS and hit.names()[0] == "title_other"


def _is_charged(evidence: Evidence, hit: Hit) -> bool:
    """Whether what a title's words name is charged in its row, with words of its own: "Certificate of use 480.00"."""
    amounts = decimals_of(evidence, evidence.rows[hit.segment.row])
    behind = any(value.box.left > hit.box.right for value in amounts)
    return behind and not hit.fills_segment and hit.names()[0] == "title_other"


def _title_points(evidence: Evidence, hit: Hit) -> float:
    """How much a text is the title: alone in its segment, large, bold, at the top of page 1."""
    page = evidence.pages[hit.segment.page - 1]
    if _is_column(evidence, hit) or _is_charged(evidence, hit):
        return MENTIONED
    if len(hit.segment.words) > PROSE_WORDS or (hit.start > 0 and len(hit.segment.words) > 3):  # noqa: PLR2004
        return MENTIONED
    large = hit.segment.size >= TITLE_LARGE * usual_size(evidence)
    if hit.start > 0 and not large:
        return MENTIONED
    points = 0.4 if hit.start == 0 else 0.1
    points += 0.3 * hit.fills_segment
    points += 0.5 * large
    points += 0.1 * hit.segment.bold + 0.2 * hit.segment.words[hit.start].text.isupper()
    points += 0.4 * (hit.segment.page == 1 and hit.box.top < page.height * IN_HEAD)
    return points


def several_invoices(evidence: Evidence, candidates: list[Candidate], pages_with_total: frozenset[int]) -> bool:
    """Whether pages carry invoice numbers of their own: each beside a good label, the other's nowhere on the page.

    A label that may be another's counts as well where both pages have a total.
    """
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.page and candidate.score > best.get(candidate.page, WEAK).score:
            best[candidate.page] = candidate
    texts = {number: text_of([evidence.pages[number - 1]]) for number in best}
    return any(
        not says(texts[other], best[one].value)
        and not says(texts[one], best[other].value)
        and ({one, other} <= pages_with_total or min(best[one].score, best[other].score) >= NAMED)
        for one, other in combinations(best, 2)
    )
