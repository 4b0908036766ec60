"""Invoice, credit note, or something else: by what the document calls itself and what an invoice must have."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import combinations, filterfalse

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.evidence.self_billing import is_self_billed
from chalicelib.extraction.letters import has_digit, text_of_words, texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit, denies, has_phrase, phrases_of, vocabulary
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.mentions import says, text_of
from chalicelib.extraction.pages.page import Segment, same_left
from chalicelib.extraction.result import DocumentType, FieldName, Method
from chalicelib.extraction.totals.amounts import decimals_of

TITLE_LARGE = 1.25  # times the usual size of type: a heading
IN_HEAD = 0.45  # part of page 1 where a title stands
MENTIONED = 0.1  # the points of a title's word in a text
MIN_WORDS_OF_LINE = 3  # behind a title's word that begins a line's description
PROSE_WORDS = 8  # a segment of more words is a sentence that mentions an invoice
SHORT_TEXT = 3  # words at most of a segment that a title's word may end
OF_INVOICES = ("title_invoice", "title_credit_note", "title_receipt")
SAME_SIZE = 0.6  # points by which the sizes of type may differ that are taken for one
COLUMNS = 2  # labels beside a title that make it one of them
JOINING = frozenset({"and", "und", "et", "e", "y", "en", "i", "og", "och", "ja", "ir", "un", "és", "și", "a"})
SIGNS = frozenset({"&", "/", "+"})  # between the names of two papers that are one
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
    about_invoice = invoice or MENTIONED * _is_labelled(evidence, is_taxed=is_taxed)
    if not about_invoice or other > about_invoice:
        return DocumentType.OTHER
    return DocumentType.INVOICE if _is_complete(fields, titled=bool(invoice)) else DocumentType.OTHER


def _is_complete(fields: Container[FieldName], *, titled: bool) -> bool:
    """Whether two of number, date and total are there, or under a title the total."""
    if titled and FieldName.TOTAL in fields:
        return True
    return sum(map(fields.__contains__, INVOICE_FIELDS)) >= 2  # noqa: PLR2004


def _credit_or_self_billed(evidence: Evidence) -> DocumentType:
    """What a "Gutschrift" is, which is the name of both: what the customer writes is the supplier's invoice."""
    for title in evidence.all_titles:
        if title.name == "title_credit_note" and "gutschrift" not in fold(title.text):
            return DocumentType.CREDIT_NOTE
    return DocumentType.INVOICE if is_self_billed(evidence) else DocumentType.CREDIT_NOTE


def _is_identified(evidence: Evidence, fields: Container[FieldName]) -> bool:
    """Whether a receipt has a number or a tax id: then it is a (simplified) invoice, else the proof of a payment."""
    return FieldName.SUPPLIER_TAX_ID in fields or evidence.has_label("invoice_number")


def calls_itself_receipt(evidence: Evidence) -> bool:
    """Whether a title may be a receipt's."""
    return any(hit.name == "title_receipt" for hit in evidence.all_titles)


def _points_of_titles(evidence: Evidence) -> Mapping[str, float]:
    """The points of the best title of each kind, and of those that begin a label but stand as headings."""
    points: defaultdict[str, float] = defaultdict(float)
    _add_points(points, evidence, _titles_that_count(evidence))
    numbered = evidence.has_label("invoice_number")
    if not numbered and max(map(points.__getitem__, OF_INVOICES)) <= MENTIONED:  # "Quotation no: 118" is the title
        _add_points(points, evidence, evidence.titles)
    if any(map(_is_also_invoice, evidence.all_titles)):
        points["title_invoice"] = max(points["title_invoice"], points["title_other"])
    if _declares_itself(evidence):
        points["title_invoice"] = max(points["title_invoice"], points["title_other"] + MENTIONED)
    return points


def _is_also_invoice(title: Hit) -> bool:
    """Whether a heading that begins as another paper's ends as an invoice's: "Order confirmation & Tax Invoice".

    "Quote / Invoice" stands over forms that may be either: only what goes with goods or an order may be both.
    """
    if not title.heads_as("title_other") or not vocabulary().means(title.text, "also_invoice"):
        return False
    last, *rest = [title.words[-1].text, *texts_of(title.words_behind)]
    if last not in SIGNS:
        last, rest = "".join(rest[:1]), rest[1:]
    if last not in SIGNS and last.casefold() not in JOINING:
        return False
    return any(meaning.name == "title_invoice" for meaning in vocabulary().lookup(fold("".join(rest)), "title"))


def _declares_itself(evidence: Evidence) -> bool:
    """Whether a sentence says that the paper is an invoice by law as well: "zugleich Rechnung im Sinne des § 14"."""
    phrases = phrases_of("is_invoice")
    said = [text for text in evidence.texts if has_phrase(fold(text), phrases)]
    return bool(said) and not any(map(denies, said))


def _add_points(points: defaultdict[str, float], evidence: Evidence, titles: Iterable[Hit]) -> None:
    for title in titles:
        points[title.name] = max(points[title.name], _title_points(evidence, title))


def _titles_that_count(evidence: Evidence) -> Iterator[Hit]:
    """The headings among the titles that begin a label, and the other titles but for those in a list of labels.

    What is not set as a heading may be one only where no label names an invoice's number.
    """
    numbered = evidence.has_label("invoice_number")
    for title in evidence.covered_titles:
        if _is_heading(evidence, title) or (not numbered and _stands_alone(evidence, title)):
            yield title
    yield from filterfalse(partial(_is_listed, evidence), evidence.titles)


def _is_labelled(evidence: Evidence, *, is_taxed: bool) -> bool:
    """Whether a label says that the document is about an invoice, or a tax that it charges does."""
    if evidence.has_label("invoice_number") or evidence.has_label("customer"):
        return True
    if any(hit.name == "title_invoice" for hit in evidence.covered_titles):  # "Invoice of 3 May"
        return True
    return is_taxed and not any(hit.name == "title_other" for hit in evidence.all_titles)


def _is_heading(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title with a number behind it ("Quote No. 7") is set as a heading, and not as one label of many."""
    return hit.segment.size >= TITLE_LARGE * evidence.usual_size and ":" not in hit.segment.text


def _stands_alone(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title that could be a label ("Order") has nothing beside it, and below it only other labels."""
    segment = hit.segment
    if not hit.fills_segment or segment.text.endswith(":"):
        return False
    below = evidence.rows.get(segment.row + 1, ())
    if hit.name == "title_invoice" and segment.text.isupper():  # what stands beside "FACTUUR" is something else
        return all(evidence.labels_of(other) for other in below if _is_under(other, segment))
    if len(evidence.rows[segment.row]) > 1:
        return False
    return all(map(evidence.labels_of, below))


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
    if hit.start > 0 or not has_digit(text_of_words(hit.words_behind)):
        return False
    return any(_is_like(evidence, other, segment) for other in near)


def _is_like(evidence: Evidence, other: Segment, segment: Segment) -> bool:
    """Whether a text is set as another, at the same edge, and begins with a label: "Invoice 118" over "Quote 77"."""
    if other.bold != segment.bold or abs(other.size - segment.size) >= SAME_SIZE:
        return False
    return same_left(other, segment, ALIGNED) and evidence.starts_with_label(other)


def _is_column(evidence: Evidence, hit: Hit) -> bool:
    """Whether a title stands among labels side by side, as over a strip of cells: "Invoice no. | Date | Quote"."""
    if hit.name != "title_other":
        return False
    others = [segment for segment in evidence.rows[hit.segment.row] if segment is not hit.segment]
    return sum(map(evidence.starts_with_label, others)) >= COLUMNS


def _title_points(evidence: Evidence, hit: Hit) -> float:
    """How much a text is the title: alone in its segment, large, bold, at the top of page 1."""
    large = hit.segment.size >= TITLE_LARGE * evidence.usual_size
    if _is_prose(hit, large=large) or _is_column(evidence, hit) or _is_charged(evidence, hit):
        return MENTIONED
    page = evidence.pages[hit.segment.page - 1]
    points = 0.4 if hit.start == 0 else 0.1
    points += 0.3 * hit.fills_segment
    points += 0.5 * large
    points += 0.1 * hit.segment.bold + 0.2 * hit.segment.words[hit.start].text.isupper()
    points += 0.4 * (hit.segment.page == 1 and hit.box.top < page.height * IN_HEAD)
    return points


def _is_charged(evidence: Evidence, hit: Hit) -> bool:
    """Whether what a title's words begin to name is charged in its row: "Certificate of use and handling 480.00"."""
    if not hit.heads_as("title_other") or len(hit.words_behind) < MIN_WORDS_OF_LINE:
        return False
    amounts = decimals_of(evidence, evidence.rows[hit.segment.row])
    return any(value.box.left > hit.segment.box.right for value in amounts)


def _is_prose(hit: Hit, *, large: bool) -> bool:
    """Whether a title's word stands in a text, and does not begin it or is not large in it."""
    if hit.start == 0:
        return len(hit.segment.words) > PROSE_WORDS
    return not large or len(hit.segment.words) > SHORT_TEXT


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
        if not named and not {one, other} <= pages_with_total:
            continue
        if not _says(evidence, one, best[other]) and not _says(evidence, other, best[one]):
            return True
    return False


def _says(evidence: Evidence, page: int, candidate: Candidate) -> bool:
    """Whether a page says another page's number."""
    return says(text_of([evidence.pages[page - 1]]), candidate.value)
