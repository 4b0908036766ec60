"""The document's currency: named beside a label, by code, or by the symbols beside amounts."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, repeat

from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.dollars import dollar_of
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, strongest
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import text_of_words, texts_of
from chalicelib.extraction.lexicon.currency_signs import BY_COUNTRY, CODES, NAMES, SYMBOLS, WORDS
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import Hit
from chalicelib.extraction.pages.page import words_of
from chalicelib.extraction.result import Method
from chalicelib.extraction.values.identifiers import country_of
from chalicelib.extraction.values.numbers import Number

LABELLED, BY_CODE, BY_SYMBOL, BY_SHARED_SYMBOL = 0.99, 0.95, 0.97, 0.9
COMMON = frozenset({"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "AUD", "NZD", "CAD"})
CENTS = 2  # decimals of an amount in rand or ringgit
WITH_CENTS = frozenset({"R", "RM"})  # signs that are other things' as well: France's register of craftsmen is "RM"
FROM_COUNTRY = 0.6  # nothing says it, but an invoice abroad would
DIRHAMS = ("DH", "Dh", "DHS", "Dhs", "dh", "dhs", "Dirhams", "dirhams")
# signs of several currencies
SHARED = {"$", "kr", "kr.", "¥", "￥", "Rs", "Rs.", "R", "Fr", "Fr.", *DIRHAMS}
_EMIRATES = re.compile(r"\bU\.?A\.?E\b|\b(?:Emirates|Dubai|Abu Dhabi|Sharjah|Ajman)\b|\+971\b", re.IGNORECASE)
WITHOUT_DECIMALS = {"JPY", "KRW", "HUF", "CLP", "VND", "ISK", "XOF", "XAF"}
SPOKEN = 2  # languages of a page in which a word may be a sign: "lei" is the law in Portugal
SIGN_WORDS = {
    "cs": ("Kč",), "sv": ("kr",), "da": ("kr",), "no": ("kr",), "pl": ("zł",), "hu": ("Ft",), "ro": ("lei",),
    "hr": ("kn",), "bg": ("лв",), "tr": ("TL",), "ja": ("円",), "zh": ("円",), "fr": (*DIRHAMS, "DT", "FCFA"),
    "en": ("Rs", "Rs.", "RM", *DIRHAMS), "de": ("DM", "Fr.", "SFr."),
}  # fmt: skip
# Which of the currencies that share a sign: first those whose code is on the page, then by language.
SHARING = {
    "$": ("USD", "AUD", "NZD", "CAD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS"),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("DKK", "SEK", "NOK", "ISK"),
    "¥": ("JPY", "CNY"), "￥": ("CNY", "JPY"), "Rs": ("INR", "PKR", "LKR"), "Rs.": ("INR", "PKR", "LKR"),
} | dict.fromkeys(DIRHAMS, ("MAD", "AED"))  # fmt: skip
BY_LANGUAGE = {
    ("kr", "da"): "DKK", ("kr", "no"): "NOK", ("kr", "sv"): "SEK",
    ("kr.", "da"): "DKK", ("kr.", "no"): "NOK", ("kr.", "sv"): "SEK", ("¥", "zh"): "CNY", ("￥", "ja"): "JPY",
}  # fmt: skip


def currency_candidates(
    evidence: Evidence, claims: Sequence[Claim], paid_in: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The currency, the likeliest first; `paid_in` are the signs beside the chosen totals.

    A page may repeat its amounts in the currency of the seller's books.
    """
    for claim in strongest(claims, "currency"):
        code = _code_in(claim.value.text)
        if code:
            return [Candidate(code, LABELLED, Method.LABEL, claim.value.segment.page, claim.value.box)]
    for hit in evidence.labels:  # "Amounts in Euro", where the word is another label's in some language
        code = _code_in(text_of_words(hit.words_behind)) if hit.name == "currency" else None
        if code:
            return [Candidate(code, LABELLED, Method.LABEL, hit.segment.page, hit.box)]
    return _by_votes(evidence, paid_in) or [*_by_name(evidence), *_by_country(evidence)]


def _code_in(text: str) -> str | None:
    """The currency that a text begins with, within its first words.

    >>> _code_in("(in) Euro"), _code_in("US dollars: USD"), _code_in("by card")
    ('EUR', 'USD', None)
    """
    for word in text.replace("(", " ").replace(")", " ").split()[:4]:
        code = _code_of(word.strip(":.,"))
        if code:
            return code
    return None


def _code_of(word: str) -> str | None:
    """The currency that a word is the code or the sign of."""
    return word if word in CODES else SYMBOLS.get(word)


def _by_votes(evidence: Evidence, paid_in: frozenset[str]) -> list[Candidate]:
    """The currency whose sign stands beside most amounts, or else anywhere on the pages."""
    spoken = set(chain.from_iterable(SIGN_WORDS.get(language, ()) for language in evidence.languages[:SPOKEN]))
    words = _words(evidence)
    codes = Counter(filter(CODES.__contains__, words))
    votes = _signs_of_amounts(evidence, spoken) + _signs_of_totals(evidence, spoken) or codes
    votes = votes or Counter(filter(None, map(_sign_in, words, repeat(spoken))))
    if not votes:
        return []
    beside_totals = Counter({sign: votes[sign] for sign in filter(paid_in.__contains__, votes)})
    sign = (beside_totals or votes).most_common(1)[0][0]
    if sign in CODES:
        return [Candidate(sign, BY_CODE)]
    code = _resolve(sign, codes, evidence)
    return [Candidate(code, BY_SHARED_SYMBOL if sign in SHARED else BY_SYMBOL)]


def _words(evidence: Evidence) -> list[str]:
    """The words of the pages, those with a stroke in parts: "Price/€"."""
    found: list[str] = []
    for word in words_of(evidence.pages):
        found += [part.strip(":.,;()[]") for part in word.text.split("/")]
    return found


def _signs_of_amounts(evidence: Evidence, spoken: set[str]) -> Counter[str]:
    """How often each sign or code stands beside an amount."""
    votes: Counter[str] = Counter()
    for value in evidence.all_values(Kind.NUMBER):
        if value.number and value.number.currency and not _is_no_amount(value, value.number, spoken):
            votes[value.number.currency] += 1
    return votes


def _is_no_amount(value: Value, number: Number, spoken: set[str]) -> bool:
    """Whether letters like a currency's stand beside a mark, a number plate or a month: "CAD 01/2031" is its last."""
    is_month = "/" in value.segment.words[value.end - 1].text and number.decimals is None
    return is_month or _is_mark(number, spoken) or _is_plate(value)


def _is_plate(value: Value) -> bool:
    """Whether a whole number with capitals at its end is one word, as a number plate is: "4418KZT", not "1500EUR"."""
    last, number = value.segment.words[value.end - 1].text, value.number
    whole = number is not None and number.decimals is None and last[0].isdigit()
    return whole and last[-3:] in CODES - WITHOUT_DECIMALS - COMMON


def _signs_of_totals(evidence: Evidence, spoken: set[str]) -> Counter[str]:
    """How often each sign or code stands in a total's label: "TOTAL NZ$"."""
    votes: Counter[str] = Counter()
    for hit in filter(_names_total, evidence.labels):
        for word in hit.segment.words:
            text = word.text.strip(":.,;()[]")
            sign = text if text in CODES else _sign_in(text, spoken)
            votes.update([sign] if sign else ())
    return votes


def _names_total(hit: Hit) -> bool:
    return hit.is_named("total", "amount_due")


def _is_mark(number: Number, spoken: set[str]) -> bool:
    """Whether letters beside a number belong to a name, a code or a measure: "Račun R1", "RM 29", "18.3 Cu Ft"."""
    sign = number.currency or ""
    if sign in WITH_CENTS:
        return number.decimals != CENTS
    word = sign.strip(".").isalpha() and sign not in CODES and sign not in spoken
    return word and number.decimals not in (CENTS, CENTS + 1)


def _sign_in(word: str, spoken: set[str]) -> str | None:
    """The sign that a word is, or ends with behind a stroke: "€", "Total/€"."""
    last = word.rpartition("/")[2]
    if last not in SYMBOLS:
        return None
    known = not last.isalpha() or (last == word and (word in spoken or fold(word) == "euro"))
    return last if known else None


def _by_name(evidence: Evidence) -> list[Candidate]:
    """Currencies that are named: "合计人民币", "Six Lakhs Rupees only"."""
    votes: Counter[str] = Counter()
    for text in evidence.texts:
        votes.update([code for name, code in NAMES.items() if name in text])
    for word in " ".join(evidence.texts).lower().split():
        code = WORDS.get(word.strip(".,:;()*#"))
        votes.update([code] if code else ())
    if votes.keys() == {"MAD"}:
        return [Candidate(_dirham(evidence.texts), BY_SHARED_SYMBOL)]
    return [Candidate(code, BY_SYMBOL) for code, _ in votes.most_common(1)]


def _by_country(evidence: Evidence) -> list[Candidate]:
    """Where no currency is printed, that of the country where all parties are registered for tax."""
    numbers = [value.text for value in evidence.all_values(Kind.VAT_ID) if value.checked is not False]
    codes = {BY_COUNTRY.get(country) for country in map(country_of, numbers) if country}
    code = codes.pop() if len(codes) == 1 else None
    return [Candidate(code, FROM_COUNTRY, Method.LAYOUT)] if code else []


def _resolve(sign: str, codes: Counter[str], evidence: Evidence) -> str:
    for code, _ in codes.most_common():
        if code in SHARING.get(sign, ()):
            return code
    if sign == "$":
        return dollar_of(" ".join(texts_of(row)) for row in evidence.rows.values())
    if sign in DIRHAMS:
        return _dirham(evidence.texts)
    return BY_LANGUAGE.get((sign, evidence.language or ""), SYMBOLS[sign])


def _dirham(texts: Sequence[str]) -> str:
    """Morocco's, unless the pages speak of the Emirates."""
    return "AED" if any(map(_EMIRATES.search, texts)) else "MAD"
