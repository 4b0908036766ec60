"""The address that stands with a party's name, and what is no name: a street, a town, columns' headings."""

import re
from collections.abc import Sequence
from functools import partial

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.lexicon.care_of import is_care_of, is_office, names_attention
from chalicelib.extraction.lexicon.names import (
    has_legal_form,
    has_postal_code,
    is_address,
    is_legal_form,
    is_post_box,
    is_street,
)
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.blocks import Party

REGISTRATIONS = ("tax_id", "customer_tax_id", "company_id")
NUMBERS = (Kind.VAT_ID, Kind.IBAN)


def names_nobody(evidence: Evidence, party: Party) -> bool:
    """Whether what was taken for a name is a street, a town, or columns' headings: "Qty Description Price Amount"."""
    if any(map(has_postal_code, texts_of(party.lines[1:3]))):
        return False  # "Vídeňská 1120" over its own town is a house's name
    if is_street(party.name):
        return True
    if has_postal_code(party.name) and not has_legal_form(party.name):
        return True
    found = evidence.column_names_in(party.segment)
    covered = sum([hit.end - hit.start for hit in found])
    return len(found) > 1 and covered == len(party.segment.words)


def party_address(evidence: Evidence, party: Party, other: Party | None) -> list[str]:
    """A party's address: behind its name with a town, as in a sender's line, else under it, else behind it."""
    behind = _address_behind(party)
    if any(map(has_postal_code, behind)):
        return behind
    return _address_lines(evidence, party, other) or behind


def _address_lines(evidence: Evidence, party: Party, other: Party | None) -> list[str]:
    """The lines of a party's block after its name, up to the first that is labelled or the other party's name.

    Neither the name's legal form in a line of its own nor the person to whose attention the letter is belongs to it.
    """
    labelled = list(filter(None, map(partial(_text_behind_label, evidence), party.lines[1:])))
    if labelled and any(hit.is_named("name") for hit in evidence.labels_of(party.segment)):
        return labelled  # a form, which labels each line
    lines: list[str] = []
    for segment in party.lines[1:]:
        if _is_no_line(evidence, party, segment, lines):
            continue
        if (other and segment is other.segment) or _ends_address(evidence, segment, lines):
            break
        lines.append(_written(evidence, segment))
    return lines


def _is_no_line(evidence: Evidence, party: Party, segment: Segment, lines: Sequence[str]) -> bool:
    """Whether a line stands among an address's and is none: the form of the name, for whom it is, a tax id."""
    if not lines and is_legal_form(segment.text) and party.name.endswith(segment.text):
        return True
    if names_attention(segment.text) or is_office(segment.text) or _is_bare_id(evidence, segment):
        return True
    return _is_registration(evidence, segment) and not any(map(has_postal_code, lines))


def _written(evidence: Evidence, segment: Segment) -> str:
    """What a line says of the address."""
    labelled = _text_behind_label(evidence, segment)
    if labelled:
        return labelled
    return segment.text if is_care_of(segment.text) else _before_labels(evidence, segment)


def _ends_address(evidence: Evidence, segment: Segment, lines: Sequence[str]) -> bool:
    """Whether a line does not belong to an address: it begins with a label, or has one and is no street or town.

    Under the town any label ends it: "re our quote 4711".
    """
    if _text_behind_label(evidence, segment) or is_care_of(segment.text):
        return False
    if vocabulary().means(segment.text, "salutation"):
        return True
    if evidence.starts_with_label(segment):
        return True
    if any(value.kind is Kind.EMAIL for value in evidence.values[segment]):
        return True
    if not evidence.labels_of(segment):
        return False
    return not is_address(segment.text) or any(map(has_postal_code, lines))


def _before_labels(evidence: Evidence, segment: Segment) -> str:
    """A line up to its first label with a colon: "204 Regional Rd, Greensboro, NC 27409 Tel: (336) 297-9494"."""
    ends = [hit.start for hit in evidence.labels_of(segment) if hit.text.endswith(":")]
    return text_of_words(segment.words[: min(ends, default=len(segment.words))])


def _text_behind_label(evidence: Evidence, segment: Segment) -> str:
    """What a label for an address is followed by in its line: "Address: 3 Mill Lane"; empty without such a label."""
    first = next(iter(evidence.labels_of(segment)), None)
    if first is None or first.start or not vocabulary().means(first.text, "address"):
        return ""
    return segment.text.partition(first.text)[2].strip(" :")


def _is_registration(evidence: Evidence, segment: Segment) -> bool:
    """Whether a line has a register's or the tax office's number of a party: its address may follow."""
    labels = evidence.labels_of(segment)
    return bool(labels) and all(hit.is_named(*REGISTRATIONS) for hit in labels)


def _is_bare_id(evidence: Evidence, segment: Segment) -> bool:
    """Whether a line is a tax id or an account's number without a word that says so."""
    words = len(segment.words)
    return any(value.kind in NUMBERS and value.end - value.start == words for value in evidence.values[segment])


def _address_behind(party: Party) -> list[str]:
    """The address that follows a name in its own line: "To: Mill Ltd, PO Box 61, Leeds"."""
    _, found, rest = party.segment.text.partition(party.name)
    parts = list(filter(None, re.split(r"\s*[,·•|]\s*", rest))) if found else []
    return parts if any(map(is_address, parts)) or any(map(is_post_box, parts)) else []
