"""Letters that a recogniser reads for digits, and the other way round: `1O.2O`, `DE3O 5075 ...`, `36AABCA7649DIZR`.

They are changed only where form or check digits prove it: in ibans and tax ids the check digits must be right
afterwards, amounts and dates must have their whole form. A word that was changed is marked, and the reading says which
fields were read from one (`mended:FIELD`). A recogniser's pages only: what was written is as its author wrote it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from chalicelib.extraction.letters import count_digits, count_letters, has_digit
from chalicelib.extraction.pages.page import Page, Segment, Word
from chalicelib.extraction.values.dates import find_dates
from chalicelib.extraction.values.identifiers import Identifier, find_ibans, find_vat_ids

_TO_DIGIT = str.maketrans("OoQDIl|SBZG", "00001115826")
_TO_LETTER = str.maketrans("015826", "OISBZG")
_D = "[0-9OoIlSBZ]"
# An amount: no S, B or Z in front, which may be a currency, and no l at the end, which may be litres.
_AMOUNT = re.compile(rf"(?<![\w.,/-])[0-9OoIl]{_D}{{0,2}}(?:[.,']{_D}{{3}})*[.,]{_D}[0-9OISB](?![\w/-]|[.,]\w)")
_DATE = re.compile(rf"(?<![\w.,/-]){_D}{{1,2}}([./-]){_D}{{1,2}}\1(?:{_D}{{2}}){{1,2}}(?![\w/-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9OIlSBZ]{2}(?: ?[0-9A-Zl]{4}){2,7}(?: ?[0-9A-Zl]{1,3})?(?!\w)")
# The countries whose VAT numbers have digits only.
_COUNTRIES = "BE|BG|DE|DK|EE|EL|FI|HR|HU|IT|LU|LV|MT|PL|PT|RO|SE|SI|SK|GB"
_VAT = re.compile(rf"(?<!\w)(?:{_COUNTRIES}) ?{_D}(?:[ .]?{_D}){{7,11}}(?!\w)")
_GSTIN = re.compile(r"(?<!\w)[0-9A-Zl]{15}(?!\w)")
_GSTIN_FORM = "ddaaaaaddddaxax"  # digits, letters, and either
LONG_ENOUGH = 8  # characters of a text that may hold an id


def mended_page(page: Page) -> Page:
    """A recognised page with its look-alikes changed."""
    return page.with_segments(_mended_segment)


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
    >>> mended("VAT DEI36695976"), mended("GSTIN 36AABCA7649DIZR"), mended("GSTIN 36AABCA7649DI2R")
    ('VAT DE136695976', 'GSTIN 36AABCA7649D1ZR', 'GSTIN 36AABCA7649D1ZR')
    """
    if not has_digit(text):
        return text
    rules: list[tuple[re.Pattern[str], Callable[[str], str]]] = [(_AMOUNT, _amount), (_DATE, _date)]
    if len(text) >= LONG_ENOUGH:
        rules += [(_IBAN, _iban), (_VAT, _vat), (_GSTIN, _gstin)]
    for pattern, change in rules:
        text = pattern.sub(lambda match, change=change: change(match[0]), text)  # type: ignore[misc]
    return text


def _amount(text: str) -> str:
    digits, letters = count_digits(text), count_letters(text)
    return text.translate(_TO_DIGIT) if digits >= letters else text


def _date(text: str) -> str:
    changed = text.translate(_TO_DIGIT)
    return changed if count_digits(text) > len(text) // 2 and find_dates(changed) else text


def _iban(text: str) -> str:
    if _is_right(find_ibans(text)):
        return text
    for changed in _as_ibans(text):
        found = find_ibans(changed)
        if found and found[0].checked and found[0].end == len(changed):
            return changed
    return text


def _is_right(found: Iterable[Identifier]) -> bool:
    """Whether the check digits of an identifier are right."""
    return any(identifier.checked for identifier in found)


def _as_ibans(text: str) -> Iterator[str]:
    """All digits behind the country, and digits behind a bank's four letters ("GB29 NWBK ...")."""
    yield text[:2] + text[2:].translate(_TO_DIGIT)
    head = 9 if text[4] == " " else 8
    yield text[:2] + text[2:4].translate(_TO_DIGIT) + text[4:head] + text[head:].translate(_TO_DIGIT)


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
