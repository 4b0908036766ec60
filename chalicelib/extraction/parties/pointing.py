"""The name that a party's label points at: behind it, in a line "Name: ...", above, to the right, or below."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import ALIGNED, lines_below
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.lexicon.folding import is_ideographic
from chalicelib.extraction.lexicon.names import (
    has_eastern_form,
    has_legal_form,
    is_address,
    is_legal_form,
    is_name,
    may_be_name,
    name_part,
)
from chalicelib.extraction.lexicon.vocabulary import Hit, vocabulary
from chalicelib.extraction.lines.columns import is_header_row
from chalicelib.extraction.pages.geometry import overlap_y
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import block_below
from chalicelib.extraction.parties.sections import Sections, heading_strength, is_heading, is_labelled

ROLES = ("supplier", "customer", "customer_weak", "delivery")
ABOVE_LABEL = 1.6  # line heights
SMALL_TWINS = frozenset("cosvwxz")  # letters that differ from their capitals in size alone
_ITALIAN_OWNER = re.compile(r"di [^\W\d]+[^\d]*", re.IGNORECASE)
ADDRESS_REACH = 4  # lines from a name within which its address begins


class Place(StrEnum):
    """Where a name stands, seen from its label."""

    BEHIND = "behind"
    LINE = "line"  # in a line "Name: ..." of its section
    ABOVE = "above"
    RIGHT = "right"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a label says: whose name it announces, and where that name stands."""

    role: str
    strength: float
    place: Place
    segment: Segment
    name: str
    label: Hit


def pointers(evidence: Evidence, sections: Sections) -> Iterator[Pointer]:
    """The name of every party's label, for each of its roles."""
    for hit in evidence.labels:
        roles = list(filter(hit.is_named, ROLES))
        if not roles or not is_heading(hit):
            continue
        found = _name_of(evidence, sections, hit)
        if found:
            for role in roles:
                yield Pointer(role, heading_strength(hit), *found, hit)


Found = tuple[Place, Segment, str]


def _name_of(evidence: Evidence, sections: Sections, hit: Hit) -> Found | None:
    """The name that belongs to a party's label."""
    return _named_behind(evidence, hit) or _named_line(evidence, sections, hit) or _named_around(evidence, hit)


def _named_behind(evidence: Evidence, hit: Hit) -> Found | None:
    rest = _with_capital(hit)
    if hit.text.endswith("/") or not may_be_name(rest):  # after a slash: the label in another language
        return None
    return Place.BEHIND, hit.segment, completed(name_part(rest), block_below(evidence, hit.segment))


def _with_capital(hit: Hit) -> str:
    """What stands behind a label; behind a colon a recogniser may have taken a capital for its small twin: "S", "s"."""
    rest = text_of_words(hit.words_behind)
    if rest[:1] not in SMALL_TWINS or not hit.text.endswith((":", "：")):
        return rest
    is_recognised = hit.words_behind[0].confidence < 1
    return rest[0].upper() + rest[1:] if is_recognised else rest


def _named_around(evidence: Evidence, hit: Hit) -> Found | None:
    """The name above, to the right of or below a label."""
    below = [segment for _, segment in lines_below(evidence, hit)]
    nothing_below = _no_name_first(evidence, below)
    above = _above(evidence, hit) if nothing_below else None
    if above:
        return Place.ABOVE, above, name_part(above.text)
    right = _right(evidence, hit)
    if right and (nothing_below or _announces(hit) or is_labelled(evidence, below[0])):
        return Place.RIGHT, right, in_full(evidence, right)
    name = _named_below(evidence, hit, below)
    return (Place.BELOW, name, in_full(evidence, name)) if name else None


def _named_below(evidence: Evidence, hit: Hit, lines: Sequence[Segment]) -> Segment | None:
    """The name under a label; where a value stands beside that already, only one over a street."""
    name = first_name(evidence, lines)
    if name is None or not _has_value(evidence, hit):
        return name
    return name if _is_over_street(evidence, name) else None


def _no_name_first(evidence: Evidence, lines: Sequence[Segment]) -> bool:
    """Whether the first line that is neither labelled nor a title is an address, or there is none."""
    first = next(_unlabelled(evidence, lines), None)
    return first is None or is_address(first.text)


def _announces(hit: Hit) -> bool:
    """Whether a label stands alone, with a colon."""
    return hit.fills_segment and hit.text.endswith((":", "："))


def _unlabelled(evidence: Evidence, lines: Iterable[Segment]) -> Iterator[Segment]:
    """The lines that are neither labelled nor a document's title."""
    titles = {title.segment for title in evidence.titles}
    for line in lines:
        if line not in titles and not is_labelled(evidence, line):
            yield line


def _has_value(evidence: Evidence, hit: Hit) -> bool:
    """Whether what stands behind a label, or right of it, is no name but its value: "Customer: 86436"."""
    segment, text = behind(evidence, hit)
    if segment is None or not text:
        return False
    return segment is hit.segment or not is_labelled(evidence, segment)


def _is_over_street(evidence: Evidence, segment: Segment) -> bool:
    return any(is_address(line.text) for line in block_below(evidence, segment)[1:ADDRESS_REACH])


def in_full(evidence: Evidence, segment: Segment) -> str:
    """A line's name with its legal form, where only that went to the next line."""
    return completed(name_part(segment.text), block_below(evidence, segment))


def with_form_beside(evidence: Evidence, segment: Segment) -> str:
    """A line's name with the legal form that stands close behind it in smaller type: "FIDALZETTE", "S.à r.l."."""
    name = name_part(segment.text)
    near = chain.from_iterable(evidence.rows.get(segment.row + step, ()) for step in (-1, 0, 1))
    for other in near if not has_legal_form(name) else ():
        if _is_close_behind(other, segment) and is_legal_form(other.text):
            return f"{name} {other.text}"
    return name


def _is_close_behind(other: Segment, segment: Segment) -> bool:
    if other.page != segment.page or overlap_y(other.box, segment.box) <= 0:
        return False
    return 0 <= other.box.left - segment.box.right < segment.size


def completed(name: str, block: Sequence[Segment]) -> str:
    """A name with what the next line of its block holds of it.

    That is its legal form, the rest of a Chinese word, or whose firm it is: "Verdi S.n.c." over "di Rossi & C.",
    "Zahnarztpraxis" over "Dr. Berg".
    """
    if len(block) < 2:  # noqa: PLR2004 - there is no next line
        return name
    following = block[1].text
    if is_practice(block):
        return f"{name} {name_part(following)}"
    if _ITALIAN_OWNER.fullmatch(following) and not is_address(following):
        return f"{name} {following}"
    if has_legal_form(name):
        return name
    if is_legal_form(following):
        return f"{name} {following}"
    return name + following if _is_cut(name, following) else name


def is_practice(block: Sequence[Segment]) -> bool:
    """Whether a block begins with a practice, alone in its line, over whose it is."""
    if len(block) < 2 or not vocabulary().means(block[0].text, "practice"):  # noqa: PLR2004 - it, and whose it is
        return False
    return is_name(block[1].text) and not has_legal_form(block[1].text) and not is_address(block[1].text)


def _is_cut(name: str, following: str) -> bool:
    """Whether a Chinese or Japanese name goes on in the next line with its legal form."""
    if not is_ideographic(name) or not is_ideographic(following):
        return False
    return has_eastern_form(name + following)


def _named_line(evidence: Evidence, sections: Sections, hit: Hit) -> Found | None:
    """A line "Name: ..." in the label's section."""
    at_side = any(side.hit is hit for side in evidence.sides)
    first_row = 0 if at_side else hit.segment.row + 1
    for label in evidence.labels:
        if label.segment.page != hit.segment.page or label.segment.row < first_row:
            continue
        if _is_name_label(label) and sections.governing(label.segment) is hit:
            found = _named_by(evidence, label)
            if found:
                return found
    return None


def _is_name_label(label: Hit) -> bool:
    """Whether a label says "Name", alone or with a colon."""
    if label.name != "name":
        return False
    return label.fills_segment or label.text.endswith((":", "："))


def _named_by(evidence: Evidence, label: Hit) -> Found | None:
    """The name behind a label "Name:", or under it."""
    segment, text = behind(evidence, label)
    if segment and may_be_name(text):
        return Place.LINE, segment, _with_next_line(evidence, label, name_part(text))
    first = _under(evidence, label)
    if first and may_be_name(first.text):
        return Place.LINE, first, name_part(first.text)
    return None


def _with_next_line(evidence: Evidence, label: Hit, name: str) -> str:
    """The name behind a label, with the line under the label where only that has the legal form: "G. & C. S.n.c."."""
    if has_legal_form(name):
        return name
    for line in evidence.rows.get(label.segment.row + 1, ()):
        is_under = abs(line.box.left - label.box.left) < ALIGNED and line.page == label.segment.page
        if is_under and has_legal_form(line.text) and is_name(line.text) and not is_labelled(evidence, line):
            return f"{name} {line.text}"
    return name


def _under(evidence: Evidence, label: Hit) -> Segment | None:
    """The first text under a label that is alone in its cell of a form; under a table's header it is a product."""
    if not label.fills_segment or is_header_row(evidence, evidence.rows[label.segment.row]):
        return None
    return next((s for _, s in lines_below(evidence, label) if not is_labelled(evidence, s)), None)


def behind(evidence: Evidence, label: Hit) -> tuple[Segment | None, str]:
    """What stands behind a label in its segment or, where it fills that, in the next."""
    if not label.fills_segment:
        return label.segment, text_of_words(label.words_behind)
    following = _following(evidence, label)
    return (following[0], following[0].text) if following else (None, "")


def _following(evidence: Evidence, label: Hit) -> Sequence[Segment]:
    """The texts to the right of a label's."""
    row = evidence.rows[label.segment.row]
    return row[row.index(label.segment) + 1 :]


def _right(evidence: Evidence, hit: Hit) -> Segment | None:
    for segment in _following(evidence, hit)[:1]:
        if may_be_name(segment.text) and not is_labelled(evidence, segment):
            return segment
    return None


def _above(evidence: Evidence, hit: Hit) -> Segment | None:
    """The line right above a label, where a form writes the name over it."""
    for segment in evidence.rows.get(hit.segment.row - 1, ()):
        if _is_right_above(segment, hit) and is_name(segment.text) and not is_labelled(evidence, segment):
            return segment
    return None


def _is_right_above(segment: Segment, hit: Hit) -> bool:
    if segment.page != hit.segment.page or abs(segment.box.left - hit.box.left) >= ALIGNED:
        return False
    return 0 <= hit.box.top - segment.box.bottom <= ABOVE_LABEL * hit.segment.size


def first_name(evidence: Evidence, lines: Sequence[Segment]) -> Segment | None:
    """The name among a block's lines: the first, unless that is a person's and a company follows before the address."""
    first: Segment | None = None
    for segment in _unlabelled(evidence, lines):
        if first is None:
            if _is_company(segment):
                return segment
            first = None if _ends_names(segment) else segment
        elif _ends_names(segment):
            return first
        elif _is_company(segment) and not is_legal_form(name_part(segment.text)):
            return segment
    return first


def _ends_names(segment: Segment) -> bool:
    """Whether a line is an address, or no name."""
    return is_address(segment.text) or not may_be_name(segment.text)


def _is_company(segment: Segment) -> bool:
    return has_legal_form(name_part(segment.text))
