"""What the pages say that no field holds: the lines under a party's name, charges and allowances, notes on tax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.extraction.amounts import UNLABELLED_LIMIT, is_money
from chalicelib.extraction.claims import ALIGNED, make_claims
from chalicelib.extraction.columns import Header
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
FAR = 3.0  # line heights between two lines of one party's data
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
        supplier_lines=tuple(_lines_under(evidence, supplier)),
        customer_lines=tuple(_lines_under(evidence, customer)),
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


def _lines_under(evidence: Evidence, name: Field | None) -> Iterator[str]:
    """The lines that follow a party's name wherever it stands: in the same line behind it, and under it."""
    wanted = fold(name.value) if name else ""
    if len(wanted) < MIN_NAME:
        return
    for page in evidence.pages:
        for segment in page.segments:
            if fold(name_part(segment.text)) == wanted or fold(segment.text) == wanted:
                yield from _rest_of_row(segment)
                yield from (below.text for below in _below(evidence, segment, wanted))


def _rest_of_row(segment: Segment) -> list[str]:
    return [part.strip() for part in segment.text.replace("●", "·").replace("•", "·").replace(" - ", "·").split("·")][1:]


def _below(evidence: Evidence, segment: Segment, wanted: str) -> Iterator[Segment]:
    """The texts under a name at its left edge, up to the next party's label or a gap."""
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
        if below.box.top - last.box.bottom > FAR * segment.size or fold(below.text) == wanted:
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
    if not own and any(evidence.labels_by_segment.get(segment) for segment in row[:1]):
        return None
    numbers = [v for s in row for v in evidence.values[s] if v.number and (not own or v.box.left > label.box.left)]
    amounts = [v.amount for v in numbers if v.amount and v.number and _is_money(v.number)]
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
    """The sentence, or what stands beside the label, that says when and how to pay."""
    for hit in evidence.labels:
        if fold(hit.text) in _TERMS:
            row = evidence.rows[hit.segment.row]
            beside = " ".join(word.text for word in hit.segment.words[hit.end :]) or " ".join(
                s.text for s in row[row.index(hit.segment) + 1 :][:1]
            )
            if beside.strip(" :"):
                return beside.strip(" :")[:MAX_TERMS]
    return next(_sentences_of_paying(evidence), None)


def _sentences_of_paying(evidence: Evidence) -> Iterator[str]:
    """Lines that ask for the payment: with a word for paying and a number of days, or "at once"."""
    languages = evidence.languages[:2]
    for page in evidence.pages:
        for segment in page.segments:
            words = [fold(word.text) for word in segment.words]
            if len(words) >= MIN_TERMS and _means(words, "pay", languages) and _names_days(words):
                yield segment.text[:MAX_TERMS]


_DAYS = frozenset(fold(word) for word in (
    "days day Tage Tagen jours dagen giorni días dias dagar dage dager päivää dní dni nap napon zile dana дни ημέρες päeva "
    "immediately sofort upon receipt"
).split())  # fmt: skip


def _means(words: Sequence[str], name: str, languages: Sequence[str]) -> bool:
    known = vocabulary()
    return any(m.name == name and m.language in languages for word in words for m in known.lookup(word, "words"))


def _names_days(words: Sequence[str]) -> bool:
    return any(word in _DAYS for word in words)
