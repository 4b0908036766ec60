"""Invoice, credit note, or something else: by what the document calls itself and what an invoice must have."""

from collections import defaultdict
from collections.abc import Container, Mapping
from itertools import combinations

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.evidence.self_billing import is_self_billed
from chalicelib.extraction.letters import has_digit, texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, phrases_of
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.mentions import says, text_of
from chalicelib.extraction.pages.page import Segment, same_left
from chalicelib.extraction.result import DocumentType, FieldName, Method
from chalicelib.extraction.totals.amounts import decimals_of

TITLE_LARGE = 1.25  # times the usual size of type: a heading
IN_HEAD = 0.45  # part of page 1 where a title stands
MENTIONED = 0.1  # the points of a title's word in a text
DECLARED = 2.0  # more than any title has
MIN_WORDS_OF_LINE = 3  # behind a title's word that begins a line's description
PROSE_WORDS = 8  # a segment of more words is a sentence that mentions an invoice
OF_INVOICES = ("title_invoice", "title_credit_note", "title_receipt")
SAME_SIZE = 0.6  # points by which the sizes of type may differ that are taken for one
COLUMNS = 2  # labels beside a title that make it one of them
NAMED = 0.9  # of a number's score: a label names it
WEAK = Candidate("", 0.65, Method.LABEL)  # what a number's score must exceed to say anything
INVOICE_FIELDS = (FieldName.INVOICE_NUMBER, FieldName.ISSUE_DATE, FieldName.TOTAL)


def document_type(evidence: Evidence, fields: dict[FieldName, Candidate], *, is_taxed: bool = False) -> DocumentType:
    """What kind of document the pages are.

    The strongest title decides. Without any, a document that has an invoice's number, date and total is an invoice,
    if a label says that it is about one, or if it charges a tax that is proved by its rate (`is_taxed`).
    """
    points = _points_of_titles(evidence)
    invoice, other = points["title_invoice"], points["title_other"]
    credit, receipt = points["title_credit_note"], points["title_receipt"]
    if credit > MENTIONED and credit >= max(invoice, other):
        return _credit_or_self_billed(evidence)
    if receipt > max(invoice, other):
        invoice, other = (receipt, other) if _is_identified(evidence, fields) else (0.0, receipt)
    labelled = _is_labelled(evidence, is_taxed=is_taxed)
    if other > max(invoice, MENTIONED * labelled) or not (invoice or labelled):
        return DocumentType.OTHER
    return DocumentType.INVOICE if _is_complete(fields, titled=bool(invoice)) else DocumentType.OTHER


def _is_complete(fields: Container[FieldName], *, titled: bool) -> bool:
    """Whether two of number, date and total are there, or under a title the total."""
    return sum(map(fields.__contains__, INVOICE_FIELDS)) >= 2 or (titled and FieldName.TOTAL in fields)  # noqa: PLR2004


def _credit_or_self_billed(evidence: Evidence) -> DocumentType:
    """What a "Gutschrift" is, which is the name of both: what the customer writes is the supplier's invoice."""
    titles = [hit for hit in (*evidence.titles, *evidence.covered_titles) if hit.name == "title_credit_note"]
    is_ambiguous = all("gutschrift" in fold(hit.text) for hit in titles)
    return DocumentType.INVOICE if is_ambiguous and is_self_billed(evidence) else DocumentType.CREDIT_NOTE


def _is_identified(evidence: Evidence, fields: Container[FieldName]) -> bool:
    """Whether a receipt has a number or a tax id: then it is a (simplified) invoice, else the proof of a payment."""
    return _is_numbered(evidence) or FieldName.SUPPLIER_TAX_ID in fields


def calls_itself_receipt(evidence: Evidence) -> bool:
    """Whether a title may be a receipt's."""
    return any(hit.name == "title_receipt" for hit in (*evidence.titles, *evidence.covered_titles))


def _points_of_titles(evidence: Evidence) -> Mapping[str, float]:
    """The points of the best title of each kind, and of those that begin a label but stand as headings."""
    points: defaultdict[str, float] = defaultdict(float)
    numbered = _is_numbered(evidence)
    for hit in evidence.covered_titles:
        if _is_heading(evidence, hit) or (not numbered and _stands_alone(evidence, hit)):
            points[hit.name] = max(points[hit.name], _title_points(evidence, hit))
    others = [hit for hit in evidence.titles if not _is_listed(evidence, hit)]
    for hit in others:
        points[hit.name] = max(points[hit.name], _title_points(evidence, hit))
    if max([points[name] for name in OF_INVOICES]) <= MENTIONED and not numbered:  # "Quotation no: 118" is the title
        for hit in evidence.titles:
            points[hit.name] = max(points[hit.name], _title_points(evidence, hit))
    if _declares_itself(evidence):
        points["title_invoice"] = DECLARED
    return points


def _declares_itself(evidence: Evidence) -> bool:
    """Whether a sentence says that the paper is an invoice by law as well: "zugleich Rechnung im Sinne des § 14"."""
    phrases = phrases_of("is_invoice")
    return any(phrase in fold(segment.text) for segment in evidence.segments for phrase in phrases)


def _is_numbered(evidence: Evidence) -> bool:
    """Whether a label names an invoice's number."""
    return any(hit.name == "invoice_number" for hit in evidence.labels)


def _is_labelled(evidence: Evidence, *, is_taxed: bool) -> bool:
    """Whether a label says that the document is about an invoice, or a tax that it charges does."""
    covered = {hit.name for hit in evidence.covered_titles}
    if _is_numbered(evidence) or "title_invoice" in covered:  # "Invoice of 3 May"
        return True
    if is_taxed and "title_other" not in covered and not any(hit.name == "title_other" for hit in evidence.titles):
        return True
    return any(hit.name == "customer" for hit in evidence.labels)


def _is_heading(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title with a number behind it ("Quote No. 7") is set as a heading, and not as one label of many."""
    return hit.segment.size >= TITLE_LARGE * evidence.usual_size and ":" not in hit.segment.text


def _stands_alone(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title that could be a label ("Order") has nothing beside it, and below it only other labels."""
    segment = hit.segment
    capital = hit.name == "title_invoice" and segment.text.isupper()  # what stands beside "FACTUUR" is something else
    if not hit.fills_segment or segment.text.endswith(":") or (len(evidence.rows[segment.row]) > 1 and not capital):
        return False
    below = [other for other in evidence.rows.get(segment.row + 1, ()) if not capital or _is_under(other, segment)]
    return all(map(evidence.labels_by_segment.get, below))


def _is_under(other: Segment, segment: Segment) -> bool:
    return overlap_x(other.box, segment.box) > 0


def _is_listed(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title is one of several labels under each other: "Customer: 118", "Delivery note: 77120"."""
    segment = hit.segment
    if hit.name != "title_other":
        return False
    near = [*evidence.rows.get(segment.row - 1, ()), *evidence.rows.get(segment.row + 1, ())]
    if ":" in segment.text:
        return any(":" in other.text and _is_under(other, segment) for other in near)
    numbered = hit.start == 0 and any(map(has_digit, texts_of(hit.words_behind)))
    return numbered and any(_is_like(evidence, other, segment) for other in near)


def _is_like(evidence: Evidence, other: Segment, segment: Segment) -> bool:
    """Whether a text is set as another, at the same edge, and begins with a label: "Invoice 118" over "Quote 77"."""
    alike = same_left(other, segment, ALIGNED) and abs(other.size - segment.size) < SAME_SIZE
    return alike and other.bold == segment.bold and evidence.starts_with_label(other)


def _is_column(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title stands among labels side by side, as over a strip of cells: "Invoice no. | Date | Quote"."""
    others = [segment for segment in evidence.rows[hit.segment.row] if segment is not hit.segment]
    return hit.name == "title_other" and sum(map(evidence.starts_with_label, others)) >= COLUMNS


def _title_points(evidence: Evidence, hit: Hit) -> float:
    """How much a text is the title: alone in its segment, large, bold, at the top of page 1."""
    page = evidence.pages[hit.segment.page - 1]
    large = hit.segment.size >= TITLE_LARGE * evidence.usual_size
    if _is_column(evidence, hit) or _is_charged(evidence, hit):
        return MENTIONED
    if _is_prose(hit) or (hit.start > 0 and not large):
        return MENTIONED
    points = 0.4 if hit.start == 0 else 0.1
    points += 0.3 * hit.fills_segment
    points += 0.5 * large
    points += 0.1 * hit.segment.bold + 0.2 * hit.segment.words[hit.start].text.isupper()
    points += 0.4 * (hit.segment.page == 1 and hit.box.top < page.height * IN_HEAD)
    return points


def _is_charged(evidence: Evidence, hit: Hit) -> bool:
    """Whether what a title's words begin to name is charged in its row: "Certificate of use and handling 480.00"."""
    if hit.start or len(hit.words_behind) < MIN_WORDS_OF_LINE or hit.name != "title_other":
        return False
    amounts = decimals_of(evidence, evidence.rows[hit.segment.row])
    return any(value.box.left > hit.segment.box.right for value in amounts)


def _is_prose(hit: Hit) -> bool:
    """Whether a title's word stands in a text, and not in one that it begins."""
    return len(hit.segment.words) > (3 if hit.start else PROSE_WORDS)


def several_invoices(evidence: Evidence, candidates: list[Candidate], pages_with_total: frozenset[int]) -> bool:
    """Whether pages carry invoice numbers of their own: each beside a good label, the other's nowhere on the page.

    A label that may be another's counts as well where both pages have a total.
    """
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.page and candidate.score > best.get(candidate.page, WEAK).score:
            best[candidate.page] = candidate
    for one, other in combinations(best, 2):
        named = min(best[one].score, best[other].score) >= NAMED
        if (named or {one, other} <= pages_with_total) and not _is_shared(evidence, best, one, other):
            return True
    return False


def _is_shared(evidence: Evidence, best: Mapping[int, Candidate], one: int, other: int) -> bool:
    """Whether one of two pages says the other's number."""
    texts = {number: text_of([evidence.pages[number - 1]]) for number in (one, other)}
    return says(texts[other], best[one].value) or says(texts[one], best[other].value)
