"""The number of a document as labels are followed by it: `FA-2017-0008`, `F 2023 001`, `INV 2024 / 0042`."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chalicelib.extraction.letters import count_digits, has_digit
from chalicelib.extraction.lexicon.currency_signs import CODES
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.values.dates import find_dates

SHORT_WORD, LONGEST_PREFIX = 2, 3  # letters: a stray word before an id, a series inside it ("FT 2024/7")
MAX_DIGITS = 30  # tax authorities' access keys are longer: Brazil's have 44, Ecuador's 49
MAX_PARTS = 4  # of a number, separated by spaces
SEPARATORS = ("/", "-", "–", "\\")  # which may stand alone within a number: "2024 / 0042"
# "FV 5/04/2024": a number, the month and the year
_SERIES = re.compile(r"[A-Z]{1,4}[ -]?\d{1,4}\s?/\s?\d{2}\s?/\s?\d{4}$")
_TOKEN = re.compile(
    r"^[A-ZÀ-ÖØ-ÞĞİŞŠČŽĐΑ-ΩА-Я0-9](?:[\w./\\#&+–-]|\(\d+\)|(?<=\d)['’](?=\d{3}))*$|^[a-z]+[\w./-]*\d[\w./-]*$"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]?\d{3})*[.,]\d{2}")
_OTHER_PAPER = re.compile(r"(?:BL|BC|CDE|CMD|DDT|LS|DN|WZ|PO|SO)[ ./-]{0,2}\d")
_BARE_YEAR = re.compile(r"(?:[^\W\d_]{1,5}[./-]? )?20\d{2}")


def id_in(text: str) -> str | None:
    """The identifier that a text begins with, or None.

    >>> id_in(": FA-2017-0008"), id_in("471102 vom"), id_in("F 2023 001"), id_in("INV-100 USD"), id_in("12 March 2020")
    ('FA-2017-0008', '471102', 'F 2023 001', 'INV-100', None)
    >>> id_in("invoice_number_1"), id_in("Thank you"), id_in("0001/2024 (copy)")
    ('invoice_number_1', None, '0001/2024')
    >>> id_in("TAR nr. 0117"), id_in("GIN Nr. 000117")
    ('TAR 0117', 'GIN 000117')
    >>> id_in("35230800349443000435550910000007601298165025")
    >>> id_in("0/0(250)0/9208"), id_in("17(copy)")
    ('0/0(250)0/9208', None)
    >>> id_in("INV 2024 / 0042"), id_in("RE - 2024 - 17 - 4"), id_in("2024 /0042"), id_in("FV 5 / 04 / 2024")
    ('INV 2024 / 0042', 'RE - 2024 - 17 - 4', '2024 /0042', 'FV 5 / 04 / 2024')
    >>> id_in("77 / 3 May 2024"), id_in("77 - Page 1"), id_in("77 - 1,080.00"), id_in("77 / customer 5")
    ('77', '77', '77', '77')
    >>> id_in("10'884"), id_in("17'a")
    ("10'884", None)
    """
    taken = _parts_of_id(_before_date(text.strip(" :#.-–;|°º=*")))
    while taken and (taken[-1].isalpha() or taken[-1] in SEPARATORS):
        taken.pop()
    joined = " ".join(taken).rstrip(".,-/")
    return joined if 0 < count_digits(joined) <= MAX_DIGITS else None


def _parts_of_id(text: str) -> list[str]:
    """The words that may be parts of the identifier that a text begins with; a short word may stand before it."""
    taken: list[str] = []
    for token in _tokens(text):
        word = token.strip(" :,;()[]#")
        if _is_between(taken, word):
            continue
        if _may_belong(word, first=not taken):
            taken.append(word)
            if token.endswith((",", ";", ")")) or _is_full(taken):
                break
        elif taken or len(word) > SHORT_WORD:
            break
    return taken


def _is_between(taken: Sequence[str], word: str) -> bool:
    """Whether a word such as "No." stands between a series and its number."""
    return len(taken) == 1 and taken[0].isalpha() and vocabulary().means(word, "number")


def _is_full(taken: Sequence[str]) -> bool:
    """Whether a number has as many parts as one can have, not counting what separates them."""
    return len([part for part in taken if part not in SEPARATORS]) == MAX_PARTS


def id_in_sentence(text: str) -> str | None:
    """The identifier that a sentence gives after a verb: "The invoice number for this is M-1675.".

    >>> id_in_sentence("für diesen Vorgang lautet M-1675. Bitte"), id_in_sentence("is printed on page 2 of 3")
    ('M-1675', None)
    """
    said = vocabulary().words["is"]  # compared with their accents: "è" is a verb, "e" is not
    for verb, word in pairwise(text.split()):
        if verb.removesuffix(":") in said and has_digit(word):
            return id_in(word)
    return None


def is_bare_year(number: str) -> bool:
    """Whether a number is but a year, perhaps behind a prefix: what makes it one invoice's is missing.

    >>> is_bare_year("2024"), is_bare_year("INV 2024"), is_bare_year("2024 / 0042"), is_bare_year("T-2001")
    (True, True, False, False)
    """
    return bool(_BARE_YEAR.fullmatch(number))


def numbers_other_paper(number: str) -> bool:
    """Whether a number begins as those of delivery notes and orders do in French, Italian, German, Polish or English.

    >>> numbers_other_paper("BL014930"), numbers_other_paper("DDT 17/2025"), numbers_other_paper("BLUE-7")
    (True, True, False)
    """
    return bool(_OTHER_PAPER.match(number))


def _before_date(text: str) -> str:
    """The text up to the first date; nothing where it begins with one."""
    if _SERIES.match(text):
        return text
    starts = [date.start for date in find_dates(text) if not text[date.end : date.end + 1].isalnum()]
    first = min(starts, default=len(text))
    return "" if starts and first <= 1 else text[:first]


def _tokens(text: str) -> Iterator[str]:
    """The words of a text; a separator with an amount, or with nothing, behind it ends them."""
    words = text.split()
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 2]
        if word in SEPARATORS and (not behind or _AMOUNT.fullmatch(behind[0])):
            return
        yield word


def _may_belong(word: str, *, first: bool) -> bool:
    """Whether a word may be part of an identifier; behind the first, long words without digits are text."""
    if not first and word.startswith(SEPARATORS):
        return word in SEPARATORS or _may_belong(word[1:], first=True)
    is_text = word.isalpha() and (not word.isupper() or len(word) > LONGEST_PREFIX + first)
    return bool(_TOKEN.match(word)) and word not in CODES and not is_text
