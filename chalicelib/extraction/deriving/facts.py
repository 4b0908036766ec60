"""What the pages say that no field holds: the lines under a party's name, charges and allowances, notes on tax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.extraction.amounts import UNLABELLED_LIMIT, is_money
from chalicelib.extraction.claims import ALIGNED, make_claims
from chalicelib.extraction.columns import Header
from chalicelib.extraction.deriving.addresses import post_line
from chalicelib.extraction.deriving.notes import Note, find_notes
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold
from chalicelib.extraction.names import name_part
from chalicelib.extraction.numbers import Number
from chalicelib.extraction.page import Segment
from chalicelib.extraction.rate_rows import HIGHEST_RATE
from chalicelib.extraction.result import Field
from chalicelib.extraction.sections import PARTY_LABELS, section_of
from chalicelib.extraction.values import Kind, Value
from chalicelib.extraction.vocabulary import Hit, vocabulary

BELOW_NAME = 7  # lines under a name in which its address stands
FAR, WIDE = 3.0, 4.0  # line heights between two lines of one party's data, and between its texts side by side
MIN_NAME = 4  # letters of a name that is looked for
EXTRAS = ("charge", "discount", "rounding")
TAXED = ("tax_total", "tax_total_weak", "net_total", "tax_id")
MAX_TERMS, MIN_TERMS = 300, 4  # letters and words of payment terms
_TERMS = frozenset(map(fold, (
    "Payment Terms", "Terms of Payment", "Terms", "Payment Conditions", "Zahlungsbedingungen", "Zahlungsbedingung",
    "Zahlungskonditionen", "Conditions de paiement", "Condition de règlement", "Conditions de règlement",
    "Betalingsvoorwaarden", "Betalingsconditie", "Betalingstermijn", "Condizioni di pagamento", "Términos de pago",
    "Condiciones de pago", "Condições de pagamento", "Betalningsvillkor", "Betalingsbetingelser", "Betalingsbetingelse",
    "Maksuehto", "Maksuehdot", "Warunki płatności", "Platební podmínky", "Platobné podmienky", "Fizetési feltételek",
    "Condiții de plată", "Uvjeti plaćanja",
)))  # fmt: skip


_DAYS = frozenset(fold(word) for word in (
    "days day Tage Tagen jours dagen giorni días dias dagar dage dager päivää dní dni nap napon zile dana дни ημέρες "
    "päeva immediately sofort immédiat upon receipt"
).split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extra:
    """A row outside of the lines that a charge's or an allowance's label begins, with its amounts and its rates."""

    kind: str
    label: str
    amounts: tuple[Decimal, ...]
    rates: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pages say beside the fields."""

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    supplier_lines: tuple[str, ...]
    customer_lines: tuple[str, ...]
    telephones: tuple[str, ...]
    extras: tuple[Extra, ...]
    rates: frozenset[Decimal]
    amounts: frozenset[Decimal]
    notes: tuple[Note, ...]
    speaks_of_tax: bool
    prices_include_tax: bool
    quantity_header: str
    terms: str | None
    register_numbers: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    delivered_on: str | None = None


def find_facts(
    evidence: Evidence, supplier: Field | None, customer: Field | None, table_rows: frozenset[int], header: Header | None
) -> Facts:
    """Look for them on the pages."""
    from chalicelib.extraction.deriving.periods import find_delivery, find_period
    from chalicelib.extraction.deriving.registers import find_register_numbers

    segments = [segment for page in evidence.pages for segment in page.segments]
    return Facts(
        texts=tuple(segment.text for segment in segments),
        languages=tuple(evidence.languages[:2]),
        supplier_lines=tuple(_lines_under(evidence, supplier, customer)),
        customer_lines=tuple(_lines_under(evidence, customer, supplier)),
        telephones=tuple(s.text for s in segments if not _is_customers(evidence, s)),
        extras=tuple(_extras(evidence, table_rows)),
        rates=frozenset(v.amount for v in _numbers(evidence) if v.number and v.number.percent and v.amount >= 0),
        amounts=frozenset(abs(v.amount) for v in _numbers(evidence) if v.number and v.number.decimals),
        notes=tuple(find_notes(evidence)),
        speaks_of_tax=_speaks_of_tax(evidence),
        prices_include_tax=_says(evidence, "prices_include_tax") or bool(header and _has_only_gross(header)),
        quantity_header=_quantity_header(evidence, header),
        terms=_terms(evidence),
        register_numbers=tuple(find_register_numbers(evidence)),
        period=find_period(evidence),
        delivered_on=find_delivery(evidence),
    )


def _numbers(evidence: Evidence) -> list[Value]:
    return evidence.all_values(Kind.NUMBER)


def _is_customers(evidence: Evidence, segment: Segment) -> bool:
    section = section_of(evidence, segment)
    return section is not None and section.names()[0] in ("customer", "delivery")


def _lines_under(evidence: Evidence, name: Field | None, other: Field | None) -> Iterator[str]:
    """The lines that follow a party's name wherever it stands, behind it and under it, up to the other party's."""
    wanted, end = (fold(field.value) if field else "" for field in (name, other))
    if len(wanted) < MIN_NAME:
        return
    for page in evidence.pages:
        for segment in page.segments:
            if fold(name_part(segment.text)) == wanted or fold(segment.text) == wanted:
                behind = [*_rest_of_segment(segment), *_rest_of_row(evidence, segment)]
                yield from behind
                if not any(map(post_line, behind)):
                    yield from (below.text for below in _below(evidence, segment, {wanted, end}))


def _rest_of_segment(segment: Segment) -> list[str]:
    text = segment.text.replace("●", "·").replace("•", "·").replace("|", "·").replace(" - ", "·")
    return [part.strip(" ,") for part in text.split("·")][1:]


def _rest_of_row(evidence: Evidence, segment: Segment) -> Iterator[str]:
    """The texts closely behind it: a sender's line, set wide."""
    row, last = evidence.rows[segment.row], segment
    for other in row[row.index(segment) + 1 :]:
        if other.box.left - last.box.right > WIDE * segment.size:
            return
        last = other
        yield other.text.strip(" ,●•·|")


def _below(evidence: Evidence, segment: Segment, ends: set[str]) -> Iterator[Segment]:
    """The texts under a name at its left edge, up to the next party's label or name, or a gap."""
    last, found = segment, 0
    for number in range(segment.row + 1, segment.row + 3 * BELOW_NAME):
        row = evidence.rows.get(number, ())
        if not row or row[0].page != segment.page or found >= BELOW_NAME:
            return
        if any(_begins_party(evidence, other) for other in row if other.box.left <= segment.box.right):
            return
        below = next((other for other in row if abs(other.box.left - segment.box.left) < ALIGNED), None)
        if below is None:
            continue
        if below.box.top - last.box.bottom > FAR * segment.size or fold(name_part(below.text)) in ends:
            return
        last, found = below, found + 1
        yield below


def _begins_party(evidence: Evidence, segment: Segment) -> bool:
    hits = evidence.labels_by_segment.get(segment, ())
    return any(hit.start == 0 and hit.fills_segment and PARTY_LABELS & set(hit.names()) for hit in hits)


def _extras(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[Extra]:
    """One for each row with such a label, and for each such label over an amount."""
    for number, row in evidence.rows.items():
        labels = [hit for s in row for hit in evidence.labels_by_segment.get(s, ()) if hit.names()[0] in EXTRAS]
        if labels and number not in table_rows:
            label = min(labels, key=lambda hit: hit.box.left)
            beside = _extra_in(evidence, row, label)
            yield from filter(None, [beside or _extra_in(evidence, evidence.rows.get(number + 1, ()), label)])
    for claim in make_claims(evidence, Kind.NUMBER):
        over = claim.below and claim.label.fills_segment and claim.strength >= UNLABELLED_LIMIT
        if claim.name in EXTRAS and over and is_money(claim, table_rows) and claim.value.amount:
            yield Extra(claim.name, claim.label.text.strip(" :"), (claim.value.amount,))


def _extra_in(evidence: Evidence, row: Sequence[Segment], label: Hit) -> Extra | None:
    """The amounts of a row behind a label, the last first."""
    own = any(segment is label.segment for segment in row)
    if not own and any(hit.start == 0 for s in row[:1] for hit in evidence.labels_by_segment.get(s, ())):
        return None
    numbers = [v for s in row for v in evidence.values[s] if v.number]
    behind = [v for v in numbers if not own or v.box.left > label.box.left]
    amounts = [v.amount for v in behind if v.amount and v.number and _is_money(v.number)]
    if not amounts:
        return None
    rates = frozenset(v.amount for v in numbers if 0 <= v.amount <= HIGHEST_RATE)
    return Extra(label.names()[0], label.text.strip(" :"), tuple(reversed(amounts)), rates)


def _is_money(number: Number) -> bool:
    return not number.percent and bool(number.decimals or number.currency)


def _speaks_of_tax(evidence: Evidence) -> bool:
    return any(set(hit.names()) & set(TAXED) for hit in evidence.labels)


def _says(evidence: Evidence, name: str) -> bool:
    phrases = {text for text, found in vocabulary().meanings.items() if any(m.name == name for m in found)}
    return any(phrase in fold(s.text) for page in evidence.pages for s in page.segments for phrase in phrases)


def _has_only_gross(header: Header) -> bool:
    return header.has("gross_amount") and not header.has("net_amount")


def _quantity_header(evidence: Evidence, header: Header | None) -> str:
    """What is written over the column of quantities."""
    column = next((c for c in header.columns if c.name == "quantity"), None) if header else None
    if header is None or column is None:
        return ""
    rows = (evidence.rows.get(number, ()) for number in range(header.first_row, header.last_row + 1))
    over = [s.text for row in rows for s in row if s.box.left < column.box.right and s.box.right > column.box.left]
    return " ".join(over)


def _terms(evidence: Evidence) -> str | None:
    """What stands beside the label, or the sentence that says when to pay."""
    for hit in evidence.labels:
        if fold(hit.text) in _TERMS:
            row = evidence.rows[hit.segment.row]
            behind = " ".join(word.text for word in hit.segment.words[hit.end :]).strip(" :")
            following = [s for s in row[row.index(hit.segment) + 1 :][:1] if not evidence.labels_by_segment.get(s)]
            beside = behind or " ".join(segment.text for segment in following).strip(" :")
            if beside:
                return beside[:MAX_TERMS]
    return next(_sentences_of_paying(evidence), None)


def _sentences_of_paying(evidence: Evidence) -> Iterator[str]:
    """Sentences with a word for paying and a number of days, or "at once"."""
    languages = evidence.languages[:2]
    for page in evidence.pages:
        for segment in page.segments:
            for sentence in segment.text.split(". "):
                words = [fold(word) for word in sentence.split()]
                if len(words) >= MIN_TERMS and _means(words, "pay", languages) and _names_days(words):
                    yield sentence[:MAX_TERMS]


def _means(words: Sequence[str], name: str, languages: Sequence[str]) -> bool:
    known = vocabulary()
    return any(m.name == name and m.language in languages for word in words for m in known.lookup(word, "words"))


def _names_days(words: Sequence[str]) -> bool:
    return any(word in _DAYS for word in words)
