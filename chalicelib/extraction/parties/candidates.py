"""The places on the pages that could be a party's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, takewhile

from chalicelib.extraction.letters import has_digit, text_of_words
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import (
    SEPARATORS,
    has_legal_form,
    has_postal_code,
    is_address,
    is_name,
    leading_company,
    name_part,
    owner_of,
)
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment, Word
from chalicelib.extraction.parties.blocks import block_below
from chalicelib.extraction.parties.pointing import completed
from chalicelib.extraction.parties.scene import FOOT, Scene
from chalicelib.extraction.parties.sections import is_labelled

UPPER_PART = 0.6  # of page 1, where parties stand; below it only what else speaks for
SAME_SIZE = 0.6  # points by which the sizes of type may differ that are taken for one
ADDRESS_LINES = slice(1, 6)  # of a block
MOST = 80  # candidates of a document; the first ones count


class Origin(StrEnum):
    """How a name was cut out of its line."""

    PLAIN = "plain"
    POINTED = "pointed"  # as its label points at it
    COMPANY = "company"  # up to its legal form, in a longer text
    WHOLE = "whole"  # with what stands behind a dash
    JOINED = "joined"  # with the next line, set in the same type
    BOLD = "bold"  # the words in bold that its line begins with
    DOMAIN = "domain"  # out of an e-mail or web address, where a logo alone names the sender
    BEHIND_COLON = "behind_colon"  # what stands behind a word that is no known label: "Carrier: ..."


@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """A possible name, where it stands, and the lines of its block."""

    name: str
    segment: Segment
    block: tuple[Segment, ...]
    origin: Origin = Origin.PLAIN


def spots(scene: Scene) -> list[Spot]:
    """All possible names, each once for each place where it stands."""
    found = chain.from_iterable(_spots_at(scene, segment) for segment in scene.evidence.segments)
    return list(islice(found, MOST))


def _spots_at(scene: Scene, segment: Segment) -> Iterator[Spot]:
    seen: set[str] = set()
    for name, origin in _names_at(scene, segment):
        if fold(name) not in seen:
            seen.add(fold(name))
            block = block_below(scene.evidence, segment)
            yield Spot(name, segment, block[:1] + block[2:] if origin is Origin.JOINED else block, origin)


def _names_at(scene: Scene, segment: Segment) -> Iterator[tuple[str, Origin]]:
    if segment in scene.addressed:
        yield scene.addressed[segment], Origin.POINTED
        return
    for pointer in scene.pointers.get(segment, ()):
        yield pointer.name, Origin.POINTED
    for place, name in scene.named:
        if place is segment:
            yield name, Origin.POINTED
    for domain in scene.domains.get(segment, ()):
        yield domain, Origin.DOMAIN
    if segment.row not in scene.table_rows and not is_labelled(scene.evidence, segment):
        names = [(name, origin) for name, origin in _readings(scene, segment) if is_name(name) and not _is_day(name)]
        if any(_is_interesting(scene, segment, name) for name, _ in names):
            yield from names


def _readings(scene: Scene, segment: Segment) -> Iterator[tuple[str, Origin]]:
    """The ways to cut a name out of a line."""
    plain = name_part(segment.text)
    block = block_below(scene.evidence, segment)
    yield completed(plain, block), Origin.PLAIN
    if goes_on(block):
        yield f"{segment.text} {block[1].text}", Origin.JOINED
    leading = takewhile(_is_bold, segment.words)
    bold = text_of_words(leading)
    if bold and bold != segment.text:
        yield name_part(bold), Origin.BOLD
    owner = owner_of(segment.text)
    company = leading_company(owner or segment.text)
    if company and company != plain:
        yield company, Origin.COMPANY
    announced = re.split(r"[:：]\s*", segment.text, maxsplit=1)[1:]
    if announced:
        yield name_part(announced[0]), Origin.BEHIND_COLON
    if SEPARATORS.search(segment.text) and not has_digit(segment.text):
        yield segment.text, Origin.WHOLE


def _is_bold(word: Word) -> bool:
    return word.bold


def _is_day(name: str) -> bool:
    """Whether a text is part of a date: "August 25th"."""
    words = re.findall(r"[^\W\d]+|\d+", name)
    return any(map(str.isdigit, words)) and any(map(vocabulary().month, words))


def goes_on(block: tuple[Segment, ...]) -> bool:
    """Whether a name goes on in the next line: both in one type, and then another type or a legal form ends it."""
    if len(block) == 1 or not is_name(block[1].text) or is_address(block[1].text):
        return False
    first, second = block[:2]
    if not _alike(first, second):
        return False
    if len(block) > 2 and not _alike(second, block[2]):  # noqa: PLR2004 - a third line
        return True
    return has_legal_form(second.text) and not has_legal_form(first.text) and not _restates(first, second)


def _restates(first: Segment, second: Segment) -> bool:
    """Whether the second line begins the name anew: a brand, and the company behind it."""
    return fold(first.text).startswith(fold(second.words[0].text))


def _alike(a: Segment, b: Segment) -> bool:
    return abs(a.size - b.size) < SAME_SIZE and a.bold == b.bold


def _is_interesting(scene: Scene, segment: Segment, name: str) -> bool:
    """Whether a party may stand in such a place: the first page's head, any foot; elsewhere companies and addresses."""
    place = scene.place(segment)
    if place > FOOT or (segment.page == 1 and place < UPPER_PART):
        return True
    return has_legal_form(name) or (segment.page == 1 and is_over_address(block_below(scene.evidence, segment)))


def is_over_address(block: tuple[Segment, ...]) -> bool:
    """Whether a postal code follows in a block."""
    return any(has_postal_code(line.text) for line in block[ADDRESS_LINES])
