"""Numbers as invoices print them: which mark is the decimal mark is decided for the document, not for the number.

`1.234,56`, `1,234.56`, `1 234,56`, `1'234.56`, `12,34,567.00` (lakh), `12.100,-`, `-5,00`, `5,00-`, `(5.00)`,
`$(5.00)`, `‹5.00›`, `5.00 CR`, `%20` (Turkey), `¥1,234-` (Japan, where the dash ends a whole amount).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from chalicelib.extraction.letters import count_digits
from chalicelib.extraction.lexicon.currency_signs import CODES, SYMBOLS

MAX_DIGITS = 15  # of a number: the largest sums of money have thirteen
SPACES = "\u00a0\u202f\u2009\u2007 "
_CENTS = re.compile(r"[.,]\d{2}$")
# "2.985.98": typed carelessly or recognised badly, but groups have three digits and cents two.
_ONE_MARK_FOR_BOTH = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{2}|\d{1,3}(?:,\d{3})+,\d{2}")
WHOLE = ("¥", "￥", "円")  # currencies without decimals, whose amounts may end with a dash
_CURRENCY = "|".join(re.escape(s) for s in sorted([*SYMBOLS, *CODES], key=len, reverse=True))
_CURRENCY = rf"(?!R-)(?:{_CURRENCY})"  # "R-2210" is no amount of rand
_NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d{1,4})?"  # 1 234,56 and 1'234.56
    r"|\d{1,3}(?:[.,]\d{2,3})+(?:[.,]\d{1,4})?"  # 1.234,56, 1,234.56 and 12,34,567.00
    r"|\d+(?:[.,]\d{1,6})?"  # 1234.56
    r"|[.,]\d{1,4}"
)
# ISO 4217 gives three decimals to the dinars of Bahrain, Iraq, Jordan, Kuwait, Libya and Tunisia and the rial of Oman.
_THOUSANDTHS = re.compile(
    r"\b(?:TND|KWD|BHD|OMR|JOD|LYD|IQD|DT|KD|BD|JD)\b|\b(?:[Dd]inars?|DINARS?|[Mm]illimes?|MILLIMES?|[Bb]aisas?)\b"
)
THREE = 3
_OPENING, _CLOSING = "(‹⟨〈<＜", ")›⟩〉>＞"
# The sign may stand before or behind the currency, and behind the amount; accountants write brackets or CR instead.
AMOUNT = re.compile(
    rf"(?<![\w.,/:#-])(?P<open>[{_OPENING}]\s?)?(?P<rate>(?<!\w)%(?=\d))?(?P<sign>[-−–+])?\s?"
    rf"(?:(?P<before>{_CURRENCY})\s?(?P<inner>[{_OPENING}])?)?\s?(?P<sign2>[-−–+])?\s?"
    rf"(?P<number>{_NUMBER})(?P<dash>,[-–—]+|\.[-–—]+)?"
    rf"(?P<trailing>[-−](?!\w)|\s[-−](?!\s?\w))?(?P<percent>\s?%)?(?:\s?(?P<after>{_CURRENCY})(?![^\W\d_]))?"
    rf"(?P<last>\s?[-−](?![\w\s]))?(?P<close>\s?[{_CLOSING}])?(?:\s?(?P<side>CR|Cr|DR|Dr)(?!\w)\.?)?"
    r"(?P<unit>[^\W\d_]{1,3}[²³]?(?![\w]))?"
    r"(?![\w/:]|[.,]\d|-\d)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its digits as printed, where it stands, and what stands beside it."""

    digits: str
    start: int
    end: int
    negative: bool
    percent: bool
    currency: str | None
    dashed: bool
    unit: str | None = None  # letters right behind it, as in "15kg"
    bracketed: bool = False

    @property
    def decimals(self) -> int | None:
        """How many digits follow the last mark; None where there is no mark."""
        match = re.search(r"[.,](\d+)$", self.digits)
        return len(match[1]) if match else None


def find_numbers(text: str) -> list[Number]:
    """Every number in a text.

    >>> [(n.digits, n.negative, n.currency) for n in find_numbers("Total EUR 1.234,50 and (5.00) or 12,50- €")]
    [('1.234,50', False, 'EUR'), ('5.00', True, None), ('12,50', True, '€')]
    >>> [(n.digits, n.negative, n.percent) for n in find_numbers("KDV(%20) ¥1,200- and ¥-500")]
    [('20', False, True), ('1,200', False, False), ('500', True, False)]
    >>> [n.negative for n in find_numbers("￥1,200.00- and ¥1,200-")]
    [True, False]
    >>> [n.negative for n in find_numbers("$80.00 CR; 8.00CR; $(80.00); -$80.00; $-80.00; ‹80.00›; ⟨ 80.00 ⟩; 5,00 €-")]
    [True, True, True, True, True, True, True, True]
    >>> [n.negative for n in find_numbers("$1,080.00 DR; 5 CR 2032; (29); <5.00; 80.00 CREDIT")]
    [False, False, False, False, False, False]
    >>> [n.negative for n in find_numbers("Total: 250.13 - Customer: Ana; 5.00 -; 5.00- EUR")]
    [False, True, True]
    >>> [n.digits for n in find_numbers("9,999,999,999,999.99 and 999,999,999,999,999,999,999.99")]
    ['9,999,999,999,999.99']
    """
    return [_number(match) for match in AMOUNT.finditer(text) if count_digits(match["number"]) <= MAX_DIGITS]


def _number(match: re.Match[str]) -> Number:
    percent = bool(match["percent"] or match["rate"])
    return Number(
        digits=match["number"],
        start=match.start("number"),
        end=match.end("number"),
        negative=_has_minus(match) or (not percent and _is_taken_off(match)),
        percent=percent,
        currency=match["before"] or match["after"],
        dashed=bool(match["dash"]),
        unit=match["unit"],
        bracketed=_is_bracketed(match),
    )


def _has_minus(match: re.Match[str]) -> bool:
    """Whether a minus stands before or behind; behind a whole amount of a currency without decimals it only ends it."""
    closed = match["before"] in WHOLE and not _CENTS.search(match["number"])
    signs = match.group("sign", "sign2") if closed else match.group("sign", "sign2", "trailing", "last")
    return any(sign.strip() in tuple("-−–") for sign in filter(None, signs))


def _is_taken_off(match: re.Match[str]) -> bool:
    """Whether brackets or "CR" say that the amount is negative."""
    return _is_bracketed(match) or _is_credit(match)


def _is_bracketed(match: re.Match[str]) -> bool:
    """Whether brackets make the amount a loss; a whole number in them is a note: "Karnataka (29)", "(1)"."""
    printed = match.groupdict("")
    opening, closing = (printed["open"] or printed["inner"]).strip(), printed["close"].strip()
    if not opening or not closing or _OPENING.index(opening) != _CLOSING.index(closing):
        return False
    return bool(printed["inner"]) or _has_mark(match)


def _is_credit(match: re.Match[str]) -> bool:
    """Whether "CR" behind an amount says that it is owed to the customer; "DR" says what an invoice's amounts are."""
    if (match["side"] or "").upper() != "CR":
        return False
    return any(match.group("before", "after")) or _has_mark(match)


def _has_mark(match: re.Match[str]) -> bool:
    """Whether a number has a mark before its decimals or thousands."""
    return re.search(r"[.,]", match["number"]) is not None


def decimal_mark(numbers: Iterable[Number]) -> str | None:
    """The decimal mark that the document's unambiguous numbers show; None where there are none.

    >>> decimal_mark(find_numbers("1.000 and 2.500,00 and 7,5")), decimal_mark(find_numbers("1.000"))
    (',', None)
    """
    votes: Counter[str] = Counter()
    for number in numbers:
        mark = ("," if number.dashed else None) or _own_mark(number.digits)
        if mark:
            votes[mark] += 1
    return votes.most_common(1)[0][0] if votes else None


def _own_mark(digits: str) -> str | None:
    marks = [letter for letter in digits if letter in ".,"]
    if not marks:
        return None
    if len(set(marks)) > 1:
        return marks[-1]
    tail = len(digits) - digits.rindex(marks[0]) - 1
    if _ONE_MARK_FOR_BOTH.fullmatch(digits):
        return marks[0]
    if len(marks) > 1:
        return {".": ",", ",": "."}[marks[0]] if tail == 3 else None  # noqa: PLR2004 - groups have three digits
    return marks[0] if tail != 3 or re.search(r"^0|[ '’]", digits) else None  # noqa: PLR2004


def parse_digits(digits: str, mark: str | None) -> Decimal:
    """The value of printed digits, where `mark` is what the document uses before decimals.

    >>> parse_digits("1.234", ","), parse_digits("1.234", "."), parse_digits("1.234", None), parse_digits("3.50", ",")
    (Decimal('1234'), Decimal('1.234'), Decimal('1234'), Decimal('3.50'))
    >>> parse_digits("2.985.98", "."), parse_digits("0,600", None)
    (Decimal('2985.98'), Decimal('0.600'))
    >>> parse_digits("12,34,567.00", "."), parse_digits("1 234,5", None), parse_digits("1'234.56", ",")
    (Decimal('1234567.00'), Decimal('1234.5'), Decimal('1234.56'))
    """
    own = _own_mark(digits)
    if own is None and digits.count(".") + digits.count(",") == 1:
        own = mark if mark and mark in digits else None
    text = re.sub(rf"[{SPACES}'’]", "", digits)
    if own:
        whole, _, fraction = text.rpartition(own) if own in text else (text, "", "0")
        text = re.sub(r"[.,]", "", whole) + "." + fraction
    else:
        text = re.sub(r"[.,]", "", text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def mark_before_thousandths(numbers: Iterable[Number], texts: Iterable[str]) -> str | None:
    """The decimal mark of a page that speaks of such a currency and prints three digits behind its only mark.

    >>> mark_before_thousandths(find_numbers("376,000 71,440"), ["Quatre cents dinars"])
    ','
    >>> mark_before_thousandths(find_numbers("376,000 71,440"), ["Paris"])
    """
    marks = Counter(mark for number in numbers for mark in number.digits if mark in ".," and number.decimals == THREE)
    if len(marks) != 1 or not any(_THOUSANDTHS.search(text) for text in texts):
        return None
    return next(iter(marks))
