"""Who sends the invoice and who gets it.

Labels ("Bill to", "Seller") are the best evidence. Where there are none, the page's layout speaks: letterhead and footer
are the supplier's, the address block is the customer's. Each hint is worth the points given below; points are no
probabilities, `confidence.py` turns them into such.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.extraction.claims import ALIGNED, lines_below
from chalicelib.extraction.evidence import Evidence
from chalicelib.extraction.folding import fold
from chalicelib.extraction.geometry import height, overlap_x
from chalicelib.extraction.names import LEGAL_FORMS, SEPARATORS, has_legal_form, has_postal_code, is_address, is_name, name_part
from chalicelib.extraction.page import Page, Segment
from chalicelib.extraction.result import Context
from chalicelib.extraction.values import Kind
from chalicelib.extraction.vocabulary import Hit

# Points for a name being the supplier's.
LABELLED = 1.0
SENDER_LINE = 0.75  # name and address in one small line, as above the window of an envelope
LEGAL_FORM = 0.3
LARGEST = 0.3  # set in the largest type of the page's head
TOP = 0.2  # first tenth of page 1, less further down
FOOTER = 0.15  # last eighth of a page
REPEATED = 0.15  # stands more than once
IN_DOMAIN = 0.4  # is in an e-mail or web address
WITH_ADDRESS = 0.25  # an address follows
WITH_TAX_ID = 0.25  # a tax id or IBAN follows
CUSTOMER_WORDS = -1.0  # is the customer, or stands under a customer's or delivery label
TITLED = -0.5  # has the document's title in it
LABEL_WORDS = -0.3  # has a label's words in it
MIN_DOMAIN_WORD = 4  # letters: shorter words are in many domains by accident
MAIL_PROVIDERS = {"gmail", "outlook", "hotmail", "yahoo", "icloud", "gmx", "web", "orange", "free", "wanadoo", "live"}
HEAD, FOOT = 0.3, 0.88  # parts of the page's height
BLOCK_LEADING = 1.9  # line heights between the lines of one block
MAX_BLOCK_LINES = 8
SHORT_LABEL = 5  # letters: "from", "to", "an", "aan", "client" are also common words
SECTION_REACH = 14.0  # line heights that a party's label governs
PARTY_LABELS = {"customer", "supplier", "delivery"}
WINDOW, WINDOW_SHIFT = 10.0, 25.0  # line heights below the sender's line, points to its side
UNDER_SENDER_LINE = 0.95
ABOVE_LABEL = 1.6  # line heights


@dataclass(frozen=True)
class Party:
    """A name found, the points for it, and the lines that follow it."""

    name: str
    points: float
    segment: Segment
    lines: tuple[Segment, ...]
    labelled: bool = False


def find_customer(evidence: Evidence, table_rows: frozenset[int]) -> Party | None:
    """The customer, by label or by the address block."""
    labelled = _labelled(evidence, "customer")
    if labelled:
        return max(labelled, key=lambda party: party.points)
    return _address_block(evidence, table_rows)


def find_supplier(
    evidence: Evidence, customer: Party | None, context: Context, table_rows: frozenset[int]
) -> Party | None:
    """The supplier: by label, else the name that most speaks for."""
    parties = _labelled(evidence, "supplier")
    known = {fold(name) for name in context.company_names}
    taken = _customer_segments(evidence, customer)
    look = _Look.of(evidence)
    parties += [_scored(evidence, look, segment, name, taken) for segment, name in _names(evidence, table_rows)]
    parties = [party for party in parties if fold(party.name) not in known]
    if customer:
        parties = [party for party in parties if fold(party.name) != fold(customer.name)]
    return max(parties, key=lambda party: (round(party.points, 3), -party.segment.row), default=None)


def block_below(evidence: Evidence, segment: Segment) -> tuple[Segment, ...]:
    """A segment and the lines under it that form one block: same left edge, close together."""
    block = [segment]
    for number in range(segment.row + 1, segment.row + MAX_BLOCK_LINES * 2):
        row = evidence.rows.get(number)
        if not row or row[0].page != segment.page or len(block) >= MAX_BLOCK_LINES:
            break
        below = next((s for s in row if abs(s.box.left - segment.box.left) < ALIGNED or _centred(s, segment)), None)
        leading = min(s.box.top for s in row) - block[-1].box.top
        if leading > BLOCK_LEADING * max(block[-1].size, segment.size):
            break
        if below:
            block.append(below)
    return tuple(block)


def _centred(a: Segment, b: Segment) -> bool:
    return abs((a.box.left + a.box.right) - (b.box.left + b.box.right)) < ALIGNED or abs(a.box.right - b.box.right) < 1


def _labelled(evidence: Evidence, role: str) -> list[Party]:
    found: list[Party] = []
    for hit in evidence.labels:
        if role not in hit.names() or not _is_heading(hit):
            continue
        segment, name = _name_of(evidence, hit)
        if segment and name:
            points = LABELLED * _heading_strength(hit)
            found.append(Party(name, points, segment, block_below(evidence, segment), labelled=True))
    return found


def _is_heading(hit: Hit) -> bool:
    """A party's label begins its segment; a short one like "To" must be set off, for it is also a common word."""
    if hit.start > 0:
        return False
    set_off = hit.fills_segment or hit.text.rstrip().endswith(":") or hit.segment.words[hit.end].text == ":"
    rest = " ".join(word.text for word in hit.segment.words[hit.end :])
    part_of_name = fold(rest) in LEGAL_FORMS  # "Supplier Ltd"
    return set_off or (len(fold(hit.text)) > SHORT_LABEL and is_name(name_part(rest)) and not part_of_name)


def _heading_strength(hit: Hit) -> float:
    strength = 1.0 if hit.names()[0] in ("customer", "supplier") else 0.6
    return strength * (0.9 if len(fold(hit.text)) <= 3 else 1.0) * (1.0 if hit.segment.page == 1 else 0.7)  # noqa: PLR2004


def _name_of(evidence: Evidence, hit: Hit) -> tuple[Segment | None, str | None]:
    """The name that belongs to a party's label: behind it, to the right, above, or below."""
    rest = " ".join(word.text for word in hit.segment.words[hit.end :])
    if is_name(name_part(rest)):
        return hit.segment, name_part(rest)
    named = _named_line(evidence, hit)
    if named:
        return named
    below = [segment for _, segment in lines_below(evidence, hit)]
    first = next((s for s in below if not _is_labelled(evidence, s)), None)
    above = _above(evidence, hit)
    if above and (first is None or is_address(first.text)):
        return above, name_part(above.text)
    right = _right(evidence, hit)
    if right and (first is None or is_address(first.text) or _is_labelled(evidence, below[0])):
        return right, name_part(right.text)
    for segment in below:
        if not _is_labelled(evidence, segment) and is_name(name_part(segment.text)) and not is_address(segment.text):
            return segment, name_part(segment.text)
    return None, None


def _named_line(evidence: Evidence, hit: Hit) -> tuple[Segment, str] | None:
    """A line "Name: ..." in the label's section."""
    for label in evidence.labels:
        near = hit.segment.row < label.segment.row and label.segment.page == hit.segment.page
        alone = label.fills_segment or label.text.endswith(":")
        if near and alone and label.names()[0] == "name" and section_of(evidence, label.segment) is hit:
            segment, text = _behind(evidence, label)
            if segment and is_name(name_part(text)):
                return segment, name_part(text)
    return None


def _behind(evidence: Evidence, label: Hit) -> tuple[Segment | None, str]:
    """What stands behind a label in its segment or, where it fills that, in the next."""
    if not label.fills_segment:
        return label.segment, " ".join(word.text for word in label.segment.words[label.end :])
    row = evidence.rows[label.segment.row]
    following = row[row.index(label.segment) + 1 :]
    return (following[0], following[0].text) if following else (None, "")


def section_of(evidence: Evidence, segment: Segment) -> Hit | None:
    """The party's label that governs a place: the nearest above in the same column, within reach."""
    best: Hit | None = None
    for hit in evidence.labels:
        if not set(hit.names()) & PARTY_LABELS or not _is_heading(hit):
            continue
        if hit.segment.page != segment.page or hit.segment.row > segment.row:
            continue
        aligned = abs(hit.box.left - segment.box.left) < ALIGNED * 3 or overlap_x(hit.box, segment.box) > 0
        indented = 0 <= segment.box.left - hit.box.left < 200 and len(evidence.rows[hit.segment.row]) == 1  # noqa: PLR2004
        in_reach = segment.box.top - hit.box.bottom <= SECTION_REACH * height(hit.box)
        if in_reach and (aligned or indented) and (best is None or hit.segment.row >= best.segment.row):
            best = hit
    return best


def _is_labelled(evidence: Evidence, segment: Segment) -> bool:
    found = evidence.labels_by_segment.get(segment, ())
    if not found or found[0].start > 0 or found[0].names()[0].startswith("title_"):
        return False
    return _is_heading(found[0]) or not set(found[0].names()) & PARTY_LABELS


def _right(evidence: Evidence, hit: Hit) -> Segment | None:
    row = evidence.rows[hit.segment.row]
    following = row[row.index(hit.segment) + 1 :]
    if following and not _is_labelled(evidence, following[0]) and is_name(name_part(following[0].text)):
        return following[0]
    return None


def _above(evidence: Evidence, hit: Hit) -> Segment | None:
    """The line right above a label, where a form writes the name over it."""
    row = evidence.rows.get(hit.segment.row - 1, ())
    for segment in row:
        close = 0 <= hit.box.top - segment.box.bottom <= ABOVE_LABEL * hit.segment.size
        if segment.page == hit.segment.page and close and abs(segment.box.left - hit.box.left) < ALIGNED:
            if is_name(segment.text) and not _is_labelled(evidence, segment):
                return segment
    return None


def _address_block(evidence: Evidence, table_rows: frozenset[int]) -> Party | None:
    """The block in the upper part of page 1 that is a name over an address, preferably without contact data."""
    page = evidence.pages[0]
    best = _under_sender_line(evidence)
    if best:
        return best
    for segment in page.segments:
        if segment.box.top > page.height / 2 or segment.row in table_rows or _is_labelled(evidence, segment):
            continue
        name = name_part(segment.text)
        block = block_below(evidence, segment)
        if (
            not is_name(name)
            or name != segment.text.strip(" :,")
            or not any(has_postal_code(s.text) for s in block[1:6])
        ):
            continue
        points = 0.6 - 0.3 * _has_own_data(evidence, block) - 0.1 * is_address(segment.text)
        points += 0.1 * (page.height * 0.1 < segment.box.top < page.height * 0.35)
        points -= 0.2 * any(hit.segment in block for hit in evidence.titles)
        if best is None or points > best.points:
            best = Party(name, points, segment, block)
    return best


def _under_sender_line(evidence: Evidence) -> Party | None:
    """The block under the sender's line is what the envelope's window shows: the customer."""
    page = evidence.pages[0]
    for line in page.segments:
        if line.box.top > page.height / 2 or not is_sender_line(line) or line.size > _usual_size(page):
            continue
        for segment in page.segments:
            gap = (segment.box.top - line.box.bottom) / line.size
            beneath = 0 <= gap < WINDOW and abs(segment.box.left - line.box.left) < WINDOW_SHIFT
            if beneath and is_name(segment.text) and not _is_labelled(evidence, segment):
                return Party(segment.text, UNDER_SENDER_LINE, segment, block_below(evidence, segment))
    return None


def _usual_size(page: Page) -> float:
    sizes = sorted(segment.size for segment in page.segments)
    return sizes[len(sizes) // 2]


def _has_own_data(evidence: Evidence, block: Sequence[Segment]) -> bool:
    """Bank data, tax ids, phones and web addresses are what a sender prints about himself."""
    own = ("tax_id", "company_id", "iban", "bic")
    labelled = any(hit.names()[0] in own for s in block for hit in evidence.labels_by_segment.get(s, ()))
    kinds = (Kind.IBAN, Kind.VAT_ID, Kind.EMAIL)
    return (
        labelled
        or any(v.kind in kinds for s in block for v in evidence.values[s])
        or any("www." in s.text for s in block)
    )


def _customer_segments(evidence: Evidence, customer: Party | None) -> set[Segment]:
    taken = set(customer.lines) if customer else set()
    for hit in evidence.labels:
        if hit.names()[0] in ("customer", "delivery") and _is_heading(hit):
            below = [segment for _, segment in lines_below(evidence, hit)]
            taken.update(block_below(evidence, below[0]) if below else ())
    return taken


def _names(evidence: Evidence, table_rows: frozenset[int]) -> Iterator[tuple[Segment, str]]:
    for page in evidence.pages:
        for segment in page.segments:
            in_head = segment.box.top < page.height * HEAD
            in_foot = segment.box.top > page.height * FOOT
            text = name_part(segment.text)
            interesting = (page.number == 1 and in_head) or in_foot or has_legal_form(text)
            if interesting and segment.row not in table_rows and is_name(text) and not _is_labelled(evidence, segment):
                yield segment, text


def is_sender_line(segment: Segment) -> bool:
    """A name with its whole address behind it in one line, as above the window of an envelope."""
    name, *address = SEPARATORS.split(segment.text.strip())
    return len(address) > 1 and is_name(name) and any(has_postal_code(part) for part in address)


@dataclass(frozen=True, slots=True)
class _Look:
    """What all names are compared with: the largest type in the head, how often texts occur, web domains."""

    largest: float
    occurrences: Counter[str]
    domains: frozenset[str]

    @classmethod
    def of(cls, evidence: Evidence) -> "_Look":
        titled = {hit.segment for hit in evidence.titles}
        page = evidence.pages[0]
        sizes = [
            s.size for s in page.segments if s not in titled and s.box.top < page.height * HEAD and is_name(s.text)
        ]
        segments = [segment for page in evidence.pages for segment in page.segments]
        texts = Counter(fold(name_part(segment.text)) for segment in segments)
        domains = frozenset(filter(None, (_domain(word.text) for s in segments for word in s.words)))
        return cls(max(sizes, default=0.0), texts, domains)

    def has_domain_of(self, name: str) -> bool:
        """Is the name, or a long word of it, a web domain on the pages?"""
        words = [word for word in (fold(part) for part in name.split()) if len(word) >= MIN_DOMAIN_WORD]
        joined = fold(name)
        return any(joined.startswith(domain) or any(word in domain for word in words) for domain in self.domains)


def _domain(word: str) -> str | None:
    """The folded domain of an e-mail or web address without its ending; mail providers are nobody's."""
    word = word.lower()
    if "@" not in word and "www." not in word and "://" not in word:
        return None
    host = word.rpartition("@")[2].rpartition("://")[2].removeprefix("www.").partition("/")[0]
    domain = fold(host.rpartition(".")[0])
    return domain if len(domain) >= MIN_DOMAIN_WORD and domain not in MAIL_PROVIDERS else None


def _scored(evidence: Evidence, look: _Look, segment: Segment, name: str, taken: set[Segment]) -> Party:
    page = evidence.pages[segment.page - 1]
    block = block_below(evidence, segment)
    place = segment.box.top / page.height
    in_head = segment.page == 1 and place < HEAD
    sender_line = is_sender_line(segment)
    points = SENDER_LINE * sender_line + LEGAL_FORM * has_legal_form(name)
    points += TOP * (1 - place / HEAD) * in_head + FOOTER * (place > FOOT)
    points += LARGEST * (in_head and segment.size >= look.largest - 0.5)
    points += REPEATED * (look.occurrences[fold(name)] > 1) + IN_DOMAIN * look.has_domain_of(name)
    points += WITH_ADDRESS * any(is_address(s.text) for s in block[1:4]) + WITH_TAX_ID * _has_own_data(evidence, block)
    points += CUSTOMER_WORDS * (segment in taken)
    points += TITLED * any(hit.segment is segment for hit in evidence.titles)
    points += LABEL_WORDS * any(hit.segment is segment for hit in evidence.labels)
    return Party(name, points, segment, block)
