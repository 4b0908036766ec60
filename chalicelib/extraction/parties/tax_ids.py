"""The parties' tax ids: which number is whose, decided by its label, its section and its neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED, Claim, make_claims, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import bare_number, texts_of
from chalicelib.extraction.lexicon.vocabulary import Hit, is_yours, vocabulary
from chalicelib.extraction.pages.page import Segment, Word
from chalicelib.extraction.parties.blocks import Party
from chalicelib.extraction.parties.choice import Parties, is_own
from chalicelib.extraction.parties.scene import FOOT
from chalicelib.extraction.parties.sections import Sections
from chalicelib.extraction.result import Context, Method
from chalicelib.extraction.values.identifiers import check_national, find_bare_tax_ids

LABELLED, UNLABELLED = 0.97, 0.8  # a number with a country's VAT form, with and without a label
BARE, REGISTER = 0.85, 0.6  # a number without country prefix behind a tax label, behind a register's label
# Labels of numbers without a prefix, with what one beside them scores.
LABELS_OF_BARE_NUMBERS = {"tax_id": BARE, "company_id": REGISTER, "customer_tax_id": BARE}
IN_BLOCK = 0.7  # a number without prefix and label under the supplier's name whose check digits are right
SET_OFF = 2.5  # line heights
HEAD = 0.5  # of the first page's height
BRITISH = 9  # digits
WRONG_DIGITS = 0.9  # of that, where the check digits are wrong


Labels = Mapping[tuple[int, int, int], str]  # of numbers, by their places


@dataclass(frozen=True, slots=True)
class _Sorting:
    """Sorts numbers by whose they are."""

    sections: Sections
    parties: Parties
    known: frozenset[str]
    heads: frozenset[tuple[int, int, int]]
    supplier: list[Candidate]
    buyer: list[Candidate]

    def add(self, candidate: Candidate, value: Value, label: str | None) -> None:
        """Put a number to the customer's where its label, its place or what is known of the company says so."""
        theirs = value.key in self.heads or _is_theirs(self.sections, value, self.parties, label)
        (self.buyer if theirs or bare_number(candidate.value) in self.known else self.supplier).append(candidate)


def tax_id_candidates(
    sections: Sections, claims: Sequence[Claim], parties: Parties, context: Context
) -> tuple[list[Candidate], list[Candidate]]:
    """The supplier's and the customer's candidates."""
    own = () if is_own(parties.supplier, context) else context.company_tax_ids
    labels = _labels_of_prefixed(sections.evidence)
    heads = frozenset(_in_head_alone(sections, parties, labels))
    sorting = _Sorting(sections, parties, frozenset(map(bare_number, own)), heads, [], [])
    _sort_prefixed(sorting, labels)
    for name, score in LABELS_OF_BARE_NUMBERS.items():
        for claim in strongest(claims, name):
            _sort_bare(sorting, claim, score)
    sorting.supplier.extend(_split_numbers(sections.evidence))
    return _ranked([*sorting.supplier, *_in_block(parties.supplier)]), _ranked(sorting.buyer)


def _sort_prefixed(sorting: _Sorting, labels: Labels) -> None:
    """Sort the numbers that have their country's letters in front, wherever they stand."""
    for value in _prefixed(sorting.sections.evidence, labels):
        label = labels.get(value.key)
        score = LABELLED if label in ("tax_id", "customer_tax_id") else UNLABELLED
        score *= 1.0 if value.checked else WRONG_DIGITS
        sorting.add(_candidate(value, value.text, score, checked=value.checked), value, label)


def _labels_of_prefixed(evidence: Evidence) -> Labels:
    """The name of the best label of each number with a country's letters, by its place."""
    by_strength = sorted(make_claims(evidence, Kind.VAT_ID), key=lambda claim: (claim.strength, claim.name == "tax_id"))
    return {claim.value.key: _whose(evidence, claim) for claim in by_strength}


def _prefixed(evidence: Evidence, labels: Labels) -> Iterator[Value]:
    """The numbers with a country's letters; with neither a label nor check digits they are "our network e-DE 900"."""
    for value in evidence.all_values(Kind.VAT_ID):
        if value.key in labels or value.checked is not False:
            yield value


def _in_head_alone(sections: Sections, parties: Parties, labels: Labels) -> Iterator[tuple[int, int, int]]:
    """Where the customer's number stands among the data over the lines, without a word that says whose it is.

    It is the only one there, no other is the customer's, and the supplier's own stands in its block or in the foot.
    """
    values = list(_prefixed(sections.evidence, labels))
    if any(_is_theirs(sections, value, parties, labels.get(value.key)) for value in values):
        return
    own = {bare_number(value.text) for value in values if _is_senders(sections.evidence, value, parties)}
    others = [value for value in values if bare_number(value.text) not in own]
    alone = len({bare_number(value.text) for value in others}) == len(own) == 1
    if alone and all(map(partial(_is_unclaimed_in_head, sections.evidence), others)):
        yield from (value.key for value in others)


def _is_unclaimed_in_head(evidence: Evidence, value: Value) -> bool:
    """Whether a number stands over the lines, and no label says that it is the sender's."""
    ours = (claim.value.key for claim in make_claims(evidence, Kind.VAT_ID) if _says_ours(claim))
    return _is_in_head(evidence, value) and value.key not in ours


def _says_ours(claim: Claim) -> bool:
    """Whether a label's line says that the number is the sender's: "Our VAT number", "USt-IdNr. des Lieferanten"."""
    return vocabulary().means_any(texts_of(claim.label.segment.words), "ours")


def _is_senders(evidence: Evidence, value: Value, parties: Parties) -> bool:
    """Whether a number stands in the supplier's block, right under it, or in a page's foot."""
    supplier, segment = parties.supplier, value.segment
    if supplier and (segment in supplier.lines or _is_right_under(evidence, segment, supplier)):
        return True
    return segment.box.top > FOOT * evidence.pages[segment.page - 1].height


def _is_in_head(evidence: Evidence, value: Value) -> bool:
    segment = value.segment
    return segment.page == 1 and segment.box.top < HEAD * evidence.pages[0].height


def _sort_bare(sorting: _Sorting, claim: Claim, score: float) -> None:
    """Sort the number without a country's letters that a label's text begins with."""
    evidence = sorting.sections.evidence
    for number in find_bare_tax_ids(claim.value.text)[:1]:
        checked = check_national(number.text, evidence.language) if claim.name != "company_id" else None
        candidate = _candidate(claim.value, number.text, score * claim.strength, checked=checked)
        sorting.add(candidate, claim.value, _whose(evidence, claim))


def _whose(evidence: Evidence, claim: Claim) -> str:
    """The label's name; "your VAT number" is the customer's."""
    before = _word_before(evidence, claim.label)
    yours = claim.name == "tax_id" and before is not None and is_yours(before.text, evidence.languages)
    return "customer_tax_id" if yours else claim.name


def _word_before(evidence: Evidence, label: Hit) -> Word | None:
    """The word before a label, also where it ends the line above: "... Ihre", "USt-IdNr. DE..."."""
    if label.start:
        return label.segment.words[label.start - 1]
    above = evidence.above(label.segment)
    return above.words[-1] if above else None


def _split_numbers(evidence: Evidence) -> Iterator[Candidate]:
    """British numbers that a receipt sets far apart: "VAT 232" and "153 895"; the check digits prove them."""
    for hit in evidence.labels:
        if hit.is_named("tax_id"):
            row = evidence.rows[hit.segment.row]
            behind = texts_of((*hit.words_behind, *row[row.index(hit.segment) + 1 :]))
            number = bare_number(" ".join(behind))
            if len(behind) > 1 and _is_british(number):
                yield Candidate(number, BARE, Method.LABEL, hit.segment.page, hit.segment.box, checked=True)


def _is_british(number: str) -> bool:
    from stdnum.gb import vat

    return number.isdigit() and len(number) == BRITISH and vat.is_valid(number)


def _in_block(party: Party | None) -> Iterator[Candidate]:
    """Numbers that stand alone in a line of the supplier's address and are some country's valid tax number."""
    for segment in party.lines if party else ():
        text = bare_number(segment.text)
        if len(segment.words) == 1 and _is_valid_somewhere(text):
            yield Candidate(text, IN_BLOCK, Method.LAYOUT, segment.page, segment.box, checked=True)


def _is_valid_somewhere(number: str) -> bool:
    from stdnum.au import abn
    from stdnum.es import nif
    from stdnum.it import iva
    from stdnum.pl import nip

    return any(check.is_valid(number) for check in (nif, nip, iva, abn))


def _candidate(value: Value, text: str, score: float, *, checked: bool | None) -> Candidate:
    return Candidate(text, score, Method.LABEL, value.segment.page, value.box, checked)


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    """The best first; a number without its country's letters is no rival of the one with them."""
    endings: set[str] = set()
    for candidate in candidates:
        number = bare_number(candidate.value)
        endings.update([number[start:] for start in range(1, len(number))])
    whole = [candidate for candidate in candidates if bare_number(candidate.value) not in endings]
    return sorted(whole, key=lambda c: -c.score)


def _is_theirs(sections: Sections, value: Value, parties: Parties, label: str | None) -> bool:
    """Whether a number is the customer's by its label or its place."""
    return label == "customer_tax_id" or _is_customers(sections, value, parties)


def _is_customers(sections: Sections, value: Value, parties: Parties) -> bool:
    customer, segment = parties.customer, value.segment
    if customer is None:
        return _is_in_section(sections, segment)
    if segment in customer.lines:
        return True
    if _is_under_title(sections.evidence, segment, customer):
        return False
    if _is_right_under(sections.evidence, segment, customer):
        return True
    if _is_behind_heading(sections.evidence, segment):
        return True
    return _is_beside(segment, customer, parties.supplier) or _is_in_section(sections, segment)


def _is_in_section(sections: Sections, segment: Segment) -> bool:
    """Whether a text stands under the customer's heading; a place of delivery alone has no id under it."""
    return sections.role(segment) == "customer"


def _is_behind_heading(evidence: Evidence, segment: Segment) -> bool:
    """Whether the text to the left in its row is the customer's heading: "Customer:", "ID 60192844"."""
    return any(hit.fills_as("customer") for hit in evidence.labels_before(segment))


def _is_under_title(evidence: Evidence, segment: Segment, customer: Party) -> bool:
    """Whether the invoice's title stands between the customer's address and a number, which is the sender's."""
    last = customer.lines[-1]
    if segment.page != last.page:
        return False
    titles = [hit.segment.row for hit in evidence.titles if hit.heads_as("title_invoice")]
    return any(last.row < row < segment.row for row in titles)


def _is_beside(segment: Segment, party: Party, other: Party | None) -> bool:
    """Whether a text stands in the row of a party's name, which the other party has no part in."""
    rows = {line.row for line in other.lines} if other else set()
    return segment.row == party.segment.row and segment.row not in rows


def _is_right_under(evidence: Evidence, segment: Segment, party: Party) -> bool:
    """Whether a text is the next one in the party's column, set off by no more than two empty lines.

    Other numbers of its registration may stand between.
    """
    last = party.lines[-1]
    if segment.page != last.page or segment.row <= last.row or len(party.lines) == 1:
        return False
    rows = chain.from_iterable(evidence.rows.get(row, ()) for row in range(last.row + 1, segment.row))
    between = [other for other in rows if _is_aligned(other, last)]
    first = between[0] if between else segment
    close = first.box.top - last.box.bottom < SET_OFF * last.size
    return close and _is_aligned(segment, last) and all(_is_registration(evidence, other) for other in between)


def _is_registration(evidence: Evidence, segment: Segment) -> bool:
    """Whether a line begins with the label of a tax office's or a register's number."""
    return any(hit.start == 0 and hit.is_named(*LABELS_OF_BARE_NUMBERS) for hit in evidence.labels_of(segment)[:1])


def _is_aligned(one: Segment, other: Segment) -> bool:
    return abs(one.box.left - other.box.left) < ALIGNED
