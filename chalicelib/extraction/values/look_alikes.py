"""Letters that a recogniser reads for digits, and the other way round: `1O.2O`, `DE3O 5075 ...`, `36AABCA7649DIZR`.

They are changed only where form or check digits prove it: in ibans and tax ids the check digits must be right
afterwards, amounts and dates must have their whole form. A word that was changed is marked, and the reading says which
fields were read from one (`mended:FIELD`). A recogniser's pages only: what was written is as its author wrote it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from chalicelib.extraction.letters import count_digits, count_letters, has_digit
from chalicelib.extraction.lexicon.currency_signs import is_currency
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Page, Segment, Word
from chalicelib.extraction.values.dates import find_dates
from chalicelib.extraction.values.identifiers import Identifier, find_ibans, find_vat_ids

_TO_DIGIT = str.maketrans("OoQDIl|SBZG", "00001115826")
_TO_LETTER = str.maketrans("015826", "OISBZG")
_TO_SMALL_LETTER = str.maketrans("10", "lo")
_LIKE_LETTERS = {"P": "F", "F": "P", "O": "DC", "D": "O", "C": "GO", "G": "C", "L": "I", "I": "L", "B": "R", "R": "B",
                 "E": "F", "Z": "S", "U": "LV", "V": "U", "H": "N", "N": "H"}  # fmt: skip
_D = "[0-9OoIlSBZ]"
# An amount: no S, B or Z in front, which may be a currency, and no l at the end, which may be litres.
_AMOUNT = re.compile(rf"(?<![\w.,/-])[0-9OoIl]{_D}{{0,2}}(?:[.,']{_D}{{3}})*[.,]{_D}[0-9OISB](?![\w/-]|[.,]\w)")
_DATE = re.compile(rf"(?<![\w.,/-]){_D}{{1,2}}([./-]){_D}{{1,2}}\1(?:{_D}{{2}}){{1,2}}(?![\w/-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9OIlSBZ]{2}(?: ?[0-9A-Zl]{4}){2,7}(?: ?[0-9A-Zl]{1,3})?(?!\w)")
# The countries whose VAT numbers have digits only.
_COUNTRIES = "BE|BG|DE|DK|EE|EL|FI|HR|HU|IT|LU|LV|MT|PL|PT|RO|SE|SI|SK|GB"
_VAT = re.compile(rf"(?<!\w)(?:{_COUNTRIES}) ?{_D}(?:[ .]?{_D}){{7,11}}(?!\w)")
_SLOVENE_VAT = re.compile(r"(?<!\w)S[1l] ?\d{8}(?!\w)")
_GSTIN = re.compile(r"(?<!\w)[0-9A-Zl]{15}(?!\w)")
_GSTIN_FORM = "ddaaaaaddddaxax"  # digits, letters, and either
LONG_ENOUGH = 8  # characters of a text that may hold an id
# A day, month and year separated by commas, or by a comma and a full stop: no amount has such a form.
_DATE_WITH_COMMAS = re.compile(r"(?<![\w.,/-])(\d{2})([.,])(\d{2})([.,])((?:19|20)\d{2})(?![\w/-]|[.,]\w)")
# An abbreviation of single letters with a digit among them: "C.1.F.", "s.r.0.", and the Polish "z 0.0.".
_ABBREVIATION = re.compile(r"(?<![\w.])(?:[^\W_]\.){2,4}(?![\w])")
_POLISH = re.compile(r"(?<=\b[zZ] )[0oO]\. ?[0oO]\.(?!\w)")
LEGAL_FORMS = frozenset({"doo", "sro", "zoo", "spzoo"})  # with more noughts than letters where they are misread
# A number up to its comma, and what may be its decimals.
_WHOLE, _DECIMALS = re.compile(r"-?\d{1,3}(?:\.?\d{3})*,"), re.compile(r"\d{2}%?[.:]?")
DECIMAL_GAP = 0.9  # of the type's size
MOST_OF_CELL = 3  # words: a number, its decimals, and a currency
# One digit before the small letters of a word: "Zah1bar", "H1insko", "0ldenburg".
_WORD = re.compile(r"(?<![\w./@-])(?:0[^\W\d_A-Z]{3,}|[^\W\d_]+[01][^\W\d_A-Z]{2,})(?![\w@]|\.\w|/\w)")
_LAST_LETTER = re.compile(r"(?<![\w./@-])[^\W\d_]+[^\W\d_A-Z][01](?![\w./@-])")
# A label whose colon a printer's few dots made a letter: "Datumt 12.11.2024".
_LABEL = re.compile(r"(?<![\w.])[^\W\d_]{4,}[t‡+](?= ?\d)")
# A month's name with digits for letters, between a day and a year: "12 0CT 2025".
_MONTH = re.compile(r"(?<=\d[ .-])(?=[^\W_]*\d)(?=\d?[^\W\d_])[^\W_]{3,9}(?=\.?[ .-](?:19|20)\d{2}\b)")
_ITALIAN = re.compile(r"(?:IT|SM)\d\d ?[01258]")


def mended_page(page: Page) -> Page:
    """A recognised page with its look-alikes changed, and with decimals where they belong: "149, 94"."""
    return page.with_segments(_mended_segment).with_segments(_with_decimals)


def _with_decimals(segment: Segment) -> Segment:
    """A cell of numbers in which digits behind a comma and a small gap belong to the number before it."""
    if len(segment.words) > MOST_OF_CELL:
        return segment  # "Mill Lane 48, 84 Leeds"
    words: list[Word] = []
    for word in segment.words:
        if words and _goes_on(words[-1], word, segment.size):
            last = words.pop()
            word = replace(last, text=last.text + word.text, box=around([last, word]), mended=True)  # noqa: PLW2901
        words.append(word)
    others = [word for word in words if not has_digit(word.text) and not is_currency(word.text)]
    joined = len(words) == len(segment.words) - 1 and not others
    return replace(segment, words=tuple(words)) if joined else segment


def _goes_on(number: Word, decimals: Word, size: float) -> bool:
    close = decimals.box.left - number.box.right < DECIMAL_GAP * size
    return close and bool(_WHOLE.fullmatch(number.text) and _DECIMALS.fullmatch(decimals.text))


def _mended_segment(segment: Segment) -> Segment:
    text = mended(segment.text)
    if text == segment.text:
        return segment
    words: list[Word] = []
    start = 0
    for word in segment.words:
        end = start + len(word.text)
        words.append(_mended_word(word, text[start:end]))
        start = end + 1
    return replace(segment, words=tuple(words))


def _mended_word(word: Word, text: str) -> Word:
    return word if text == word.text else replace(word, text=text, mended=True)


def mended(text: str) -> str:
    """A text with its look-alikes changed; it stays as long as it was.

    >>> mended("Total 1O.2O on O3.05.2O24, 1.5l of water, Nr. B1.20, SO.50"), mended("OLD 10.20")
    ('Total 10.20 on 03.05.2024, 1.5l of water, Nr. B1.20, SO.50', 'OLD 10.20')
    >>> mended("IBAN DE3O 5O75 OO94 0000 0485 67"), mended("DE3O 5O75 OO94 0000 0485 68")
    ('IBAN DE30 5075 0094 0000 0485 67', 'DE3O 5O75 OO94 0000 0485 68')
    >>> mended("IBAN PR76 3000 6000 0112 3456 7890 189")
    'IBAN FR76 3000 6000 0112 3456 7890 189'
    >>> mended("15,07,2024, 29.07,2024 and 1,234,567"), mended("45,13,2024")
    ('15.07.2024, 29.07.2024 and 1,234,567', '45,13,2024')
    >>> mended("C.1.F. A2904"), mended("Vela s.r.0."), mended("Brzeg Sp. z 0.0."), mended("version 1.0.")
    ('C.I.F. A2904', 'Vela s.r.o.', 'Brzeg Sp. z o.o.', 'version 1.0.')
    >>> mended("BRZEG SP. Z 0.0.")
    'BRZEG SP. Z o.o.'
    >>> mended("Drava d.0.0., S150223054"), mended("type S150223055")
    ('Drava d.o.o., SI50223054', 'type S150223055')
    >>> mended("Zah1bar in 0ldenburg, 9/2023 de1 3.4.2024"), mended("a1 h2o x1y2 www.a1b.example www.b0x.example")
    ('Zahlbar in Oldenburg, 9/2023 del 3.4.2024', 'a1 h2o x1y2 www.a1b.example www.b0x.example')
    >>> mended("Datumt 12.11.2024, Rabatt 3,00"), mended("Str1a 0x1f")
    ('Datum: 12.11.2024, Rabatt 3,00', 'Str1a 0x1f')
    >>> mended("12 0CT 2025, 3-N0V-2025"), mended("5. 0ktober 2025"), mended("12 0CTO 2025")
    ('12 OCT 2025, 3-NOV-2025', '5. Oktober 2025', '12 0CTO 2025')
    >>> mended("IBAN IT51 0083 5536 8100 0000 0044 718")
    'IBAN IT51 O083 5536 8100 0000 0044 718'
    >>> mended("VAT DEI36695976"), mended("GSTIN 36AABCA7649DIZR"), mended("GSTIN 36AABCA7649DI2R")
    ('VAT DE136695976', 'GSTIN 36AABCA7649D1ZR', 'GSTIN 36AABCA7649D1ZR')
    """
    if not has_digit(text):
        return text
    rules: list[tuple[re.Pattern[str], Callable[[str], str]]] = [
        (_AMOUNT, _amount), (_DATE, _date), (_DATE_WITH_COMMAS, _date_with_commas), (_ABBREVIATION, _abbreviation),
        (_POLISH, _polish), (_WORD, _word), (_LAST_LETTER, _known_word), (_LABEL, _label),
        (_MONTH, _month),
    ]  # fmt: skip
    if len(text) >= LONG_ENOUGH:
        rules += [(_IBAN, _iban), (_SLOVENE_VAT, _slovene_vat), (_VAT, _vat), (_GSTIN, _gstin)]
    for pattern, change in rules:
        text = pattern.sub(lambda match, change=change: change(match[0]), text)  # type: ignore[misc]
    return text


def _amount(text: str) -> str:
    digits, letters = count_digits(text), count_letters(text)
    return text.translate(_TO_DIGIT) if digits >= letters else text


def _date(text: str) -> str:
    changed = text.translate(_TO_DIGIT)
    return changed if count_digits(text) > len(text) // 2 and find_dates(changed) else text


def _date_with_commas(text: str) -> str:
    changed = text.replace(",", ".")
    return changed if find_dates(changed) else text


def _abbreviation(text: str) -> str:
    """An abbreviation with letters for its digits, where most of it is letters."""
    letters, digits = count_letters(text), count_digits(text)
    changed = text.translate(str.maketrans("10", "IO" if text.isupper() else "lo"))
    return changed if digits and (letters >= digits or fold(changed) in LEGAL_FORMS) else text


def _polish(text: str) -> str:
    """The end of the Polish form of a limited company, "z o.o."."""
    return text.translate(str.maketrans("0O", "oo"))


def _word(text: str) -> str:
    """A word with a digit amid its small letters, or a nought before them."""
    return ("O" if text[0] == "0" else text[0]) + text[1:].translate(_TO_SMALL_LETTER)


def _known_word(text: str) -> str:
    """A word that ends with a digit, where the letter makes it one that is known."""
    changed = text.translate(_TO_SMALL_LETTER)
    return changed if _is_known(changed) else text


def _month(text: str) -> str:
    """A month's name with its letters."""
    for table in (_TO_LETTER, _TO_SMALL_LETTER):
        changed = text.translate(table)
        if vocabulary().month(changed):
            return changed
    return text


def _label(text: str) -> str:
    """A label with its colon, where the word is no other that is known."""
    known = vocabulary().lookup(fold(text[:-1]), "labels")
    return f"{text[:-1]}:" if known and not (text[-1].isalpha() and _is_known(text)) else text


def _is_known(word: str) -> bool:
    return word.casefold() in vocabulary().stopwords or fold(word) in vocabulary().meanings


def _iban(text: str) -> str:
    if _is_right(find_ibans(text)):
        return text
    for changed in (*_as_ibans(text), *_of_other_countries(text)):
        found = find_ibans(changed)
        if found and found[0].checked and found[0].end == len(changed):
            return changed
    return text


def _of_other_countries(text: str) -> Iterator[str]:
    """The account with a letter of its country changed: "PR76 ..." is France's."""
    for index, letter in enumerate(text[:2]):
        for other in _LIKE_LETTERS.get(letter, ""):
            yield text[:index] + other + text[index + 1 :]


def _is_right(found: Iterable[Identifier]) -> bool:
    """Whether the check digits of an identifier are right."""
    return any(identifier.checked for identifier in found)


def _as_ibans(text: str) -> Iterator[str]:
    """All digits behind the country, and digits behind a bank's four letters ("GB29 NWBK ...")."""
    yield text[:2] + text[2:].translate(_TO_DIGIT)
    head = 9 if text[4] == " " else 8
    yield text[:2] + text[2:4].translate(_TO_DIGIT) + text[4:head] + text[head:].translate(_TO_DIGIT)
    if _ITALIAN.match(text):  # a letter stands behind the check digits
        at = head - 4
        yield text[:at] + text[at].translate(_TO_LETTER) + text[at + 1 :].translate(_TO_DIGIT)


def _slovene_vat(text: str) -> str:
    changed = f"SI{text[2:]}"
    return changed if _is_right(find_vat_ids(changed)) else text


def _vat(text: str) -> str:
    changed = text[:2] + text[2:].translate(_TO_DIGIT)
    return changed if changed != text and _is_right(find_vat_ids(changed)) else text


def _gstin(text: str) -> str:
    if _is_right(find_vat_ids(text)):
        return text
    by_form = {"d": _TO_DIGIT, "a": _TO_LETTER, "x": {}}
    fixed = "".join(c.translate(by_form[form]) for c, form in zip(text, _GSTIN_FORM, strict=True))
    for changed in (fixed, fixed[:12] + fixed[12].translate(_TO_DIGIT) + fixed[13:]):
        if _is_right(find_vat_ids(changed)):
            return changed
    return text
