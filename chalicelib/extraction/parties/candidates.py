"""The places on the pages that could be a party's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, takewhile

from chalicelib.extraction.letters import has_digit, text_of_words, texts_of
from chalicelib.extraction.lexicon.care_of import is_care_of, is_office
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import (
    SEPARATORS,
    has_legal_form,
    is_address,
    is_legal_form,
    is_name,
    is_postal_code,
    leading_company,
    leads_with_french_form,
    name_part,
    own_part,
    owner_of,
)
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Segment, Word
from chalicelib.extraction.parties.blocks import block_below, goes_on_with_address, is_over_address
from chalicelib.extraction.parties.pointing import completed, is_practice, with_form_beside
from chalicelib.extraction.parties.scene import FOOT, Scene
from chalicelib.extraction.parties.sections import is_labelled

UPPER_PART = 0.6  # of page 1, where parties stand; below it only what else speaks for
SAME_SIZE = 0.6  # points by which the sizes of type may differ that are taken for one
OWNER_SIZE = 0.9  # of the largest name's: an owner's line in smaller type stands beside the firm's
RECOGNISED_SIZE = 0.15  # of the larger: the same for lines whose height a recogniser measured
MAX_NAME_LINES = 3
MOST = 80  # candidates of a document; the first ones count


# What a name's second line begins with: "Stadtwerke" over "der Stadt Feld", "Régie des Eaux" over "du Val".
JOINING = frozenset({"&", "and", "d'", "da", "de", "del", "della", "delle", "der", "des", "di", "do", "du", "e", "et"})
JOINING |= {"for", "für", "och", "of", "og", "und", "van", "y"}


class NameOrigin(StrEnum):
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
    """A possible name, where it stands, and the lines of its block; `more` are the lines that it goes on in."""

    name: str
    segment: Segment
    block: tuple[Segment, ...]
    origin: NameOrigin = NameOrigin.PLAIN
    more: tuple[Segment, ...] = ()

    def overlaps(self, other: "Spot") -> bool:
        """Whether the two names have a line in common."""
        return bool({self.segment, *self.more} & {other.segment, *other.more})


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
            end = lines_of_name(block) if origin is NameOrigin.JOINED or is_practice(block) else 1
            yield Spot(name, segment, block[:1] + block[end:], origin, block[1:end])


def _names_at(scene: Scene, segment: Segment) -> Iterator[tuple[str, NameOrigin]]:
    if segment in scene.addressed:
        yield scene.addressed[segment], NameOrigin.POINTED
        return
    for name in _pointed_names(scene, segment):
        yield name, NameOrigin.POINTED
    for domain in scene.domains.get(segment, ()):
        yield domain, NameOrigin.DOMAIN
    if segment.row not in scene.table_rows and not is_labelled(scene.evidence, segment):
        yield from _plain_names(scene, segment)


def _pointed_names(scene: Scene, segment: Segment) -> Iterator[str]:
    """The names that labels point at in a text, and the one behind a label "Name:"."""
    for pointer in scene.pointers.get(segment, ()):
        yield pointer.name
    for place, name in scene.named:
        if place is segment:
            yield name


def _plain_names(scene: Scene, segment: Segment) -> list[tuple[str, NameOrigin]]:
    """The names that a text may be read as, where a party may stand in its place."""
    if segment.row >= scene.card_slip:
        return []
    if segment.size < scene.largest * OWNER_SIZE and _names_proprietor(segment):
        return []
    may_stand = has_legal_form if goes_on_with_address(scene.evidence, segment) else _may_stand
    names = [reading for reading in _readings(scene, segment) if is_name(reading[0]) and may_stand(reading[0])]
    return names if any(_is_interesting(scene, segment, name) for name, _ in names) else []


def _may_stand(name: str) -> bool:
    return not _is_day(name) and not is_legal_form(name)


def _names_proprietor(segment: Segment) -> bool:
    """Whether a line says who owns the firm: "Inh. Anna Berg"; that is a name only where no firm's is larger."""
    return vocabulary().means(segment.words[0].text, "proprietor")


def _readings(scene: Scene, segment: Segment) -> Iterator[tuple[str, NameOrigin]]:
    """The ways to cut a name out of a line; none where only its town can follow."""
    block = block_below(scene.evidence, segment)
    if any(map(is_postal_code, texts_of(block[1:2]))) or is_care_of(segment.text):
        return  # the town, or somebody else's agent
    if _names_proprietor(segment):
        yield name_part(text_of_words(segment.words[1:])), NameOrigin.PLAIN
        return
    yield completed(with_form_beside(scene.evidence, segment), block), NameOrigin.PLAIN
    lines = block[: lines_of_name(block)]
    if len(lines) > 1:
        yield " ".join(texts_of(lines)), NameOrigin.JOINED
    yield from _parts_of_line(segment)


def _parts_of_line(segment: Segment) -> Iterator[tuple[str, NameOrigin]]:
    """The names that are only a part of a line, and the whole line where a dash may belong to the name."""
    leading = takewhile(_is_bold, segment.words)
    bold = text_of_words(leading)
    if bold and bold != segment.text:
        yield name_part(bold), NameOrigin.BOLD
    company = leading_company(owner_of(segment.text) or own_part(segment.text))
    if company and company != name_part(segment.text):
        yield company, NameOrigin.COMPANY
    announced = re.split(r"[:：]\s*", segment.text, maxsplit=1)[1:]
    if announced:
        yield name_part(announced[0]), NameOrigin.BEHIND_COLON
    before = SEPARATORS.split(segment.text, maxsplit=1)[0]
    if before != segment.text and not has_digit(segment.text) and not is_office(before):
        yield segment.text, NameOrigin.WHOLE


def _is_bold(word: Word) -> bool:
    return word.bold


def _is_day(name: str) -> bool:
    """Whether a text is part of a date: "August 25th"."""
    words = re.findall(r"[^\W\d]+|\d+", name)
    if not any(map(str.isdigit, words)):
        return False
    return any(map(vocabulary().month, words))


def lines_of_name(block: tuple[Segment, ...]) -> int:
    """Over how many lines of its block a name goes: all in one type, until another type or a legal form ends it."""
    if is_practice(block):
        return 2
    longest = MAX_NAME_LINES if is_name(block[0].text) else 1
    for count in range(2, longest + 1):
        if len(block) < count or not _continues(*block[count - 2 : count]):
            break
        if _ends_with(block, count):
            return count
    return 1


def _continues(first: Segment, second: Segment) -> bool:
    """Whether a line may go on with the name of the line above it."""
    if _begins_anew(first, second):
        return False
    if _names_profession(second):
        return True  # "Berg & Thal", and smaller "Steuerberater Partnerschaft mbB"
    if not _alike(first, second) or _changes_case(first, second):
        return False
    if second.words[0].text in JOINING or is_legal_form(second.text):
        return True
    return is_name(second.text) and not has_legal_form(first.text)


def _begins_anew(first: Segment, second: Segment) -> bool:
    """Whether a line is no part of the name above it: an address, an owner, "SARL Berg", the firm of "Mr Hartley"."""
    if leads_with_french_form(second.text) or is_address(second.text) or _names_proprietor(second):
        return True
    return vocabulary().means(first.words[0].text, "salutation")


def _names_profession(segment: Segment) -> bool:
    """Whether a line is a profession with a legal form."""
    return has_legal_form(segment.text) and vocabulary().means_any(texts_of(segment.words[:1]), "profession")


def _ends_with(block: tuple[Segment, ...], count: int) -> bool:
    """Whether a name ends with a line of its block: the next is in another type, or the legal form has come."""
    last = block[count - 1]
    if len(block) > count:
        if not _alike(last, block[count]):
            return True
    elif last.text.startswith("& "):
        return True
    if not has_legal_form(last.text) or _restates(block[0], last):
        return False
    return not any(map(has_legal_form, texts_of(block[: count - 1])))


def _restates(first: Segment, second: Segment) -> bool:
    """Whether the second line begins the name anew: a brand, and the company behind it."""
    return fold(first.text).startswith(fold(second.words[0].text))


def _alike(a: Segment, b: Segment) -> bool:
    same = RECOGNISED_SIZE * max(a.size, b.size) if _is_recognised(a) else SAME_SIZE
    return abs(a.size - b.size) < same and a.bold == b.bold


def _changes_case(first: Segment, second: Segment) -> bool:
    """Whether only one of two recognised lines is in capitals, which tells types apart: a brand, and its owner."""
    if not _is_recognised(first) or is_legal_form(second.text):
        return False
    return first.text.isupper() != second.text.isupper()


def _is_recognised(segment: Segment) -> bool:
    """Whether a text was recognised: its height is that of its letters, and nothing says what is bold."""
    return any(word.confidence < 1 for word in segment.words)


def _is_interesting(scene: Scene, segment: Segment, name: str) -> bool:
    """Whether a party may stand in such a place: the first page's head, any foot; elsewhere companies and addresses."""
    place = scene.place(segment)
    if place > FOOT or has_legal_form(name):
        return True
    if segment.page > 1:
        return False
    return place < UPPER_PART or is_over_address(block_below(scene.evidence, segment))
