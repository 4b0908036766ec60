"""What a supplier is known by: tax id, bank account, web domain, the words of its letterhead.

A memory is found by the keys that its supplier's corrected document had. A document's own keys are what was read as the
supplier's, and what is printed anywhere: a tax id that was taken for the customer's, a domain in the footer.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from chalicelib.extraction.layout import Layout, Piece
from chalicelib.extraction.letters import count_digits, has_digit, texts_of
from chalicelib.extraction.memory.model import MAX_KEYS, Memory
from chalicelib.extraction.memory.texts import compact
from chalicelib.extraction.result import FieldName

MAX_PRINTED_KEYS = 40  # of one document that are looked up
MIN_DIGITS = 5  # of a tax id
MIN_PRINTED_DIGITS = 8  # of a number that may be one, wherever it is printed
MIN_NAME = 4  # letters and digits of a name that tells suppliers apart
MAX_NAME = 60
LETTERHEAD = 0.25  # of the first page's height, from its top
FOOTER = 0.12
TAX, IBAN, DOMAIN, NAME = "tax:", "iban:", "domain:", "name:"
_DOMAIN = re.compile(r"(?:@|\bwww\.|https?://)((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE)
_SHARED_MAIL = (
    "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com aol.com gmx.de gmx.net web.de "
    "t-online.de freenet.de orange.fr wanadoo.fr free.fr laposte.net libero.it proton.me protonmail.com mail.com "
    "yandex.ru mail.ru qq.com 163.com bigpond.com btinternet.com example.com"
)
SHARED_MAIL = frozenset(_SHARED_MAIL.split())
"""Domains of many people's mail, which tell no supplier."""

_SUPPLIERS = (
    (TAX, FieldName.SUPPLIER_TAX_ID), (IBAN, FieldName.IBAN), (DOMAIN, FieldName.SUPPLIER_EMAIL),
    (NAME, FieldName.SUPPLIER_NAME),
)  # fmt: skip
_CUSTOMERS = (
    (TAX, FieldName.CUSTOMER_TAX_ID), (DOMAIN, FieldName.CUSTOMER_EMAIL), (NAME, FieldName.CUSTOMER_NAME),
)  # fmt: skip

Values = Mapping[FieldName, str]


def keys_to_learn(values: Values, layout: Layout, company: Values) -> tuple[str, ...]:
    """What a supplier will be known by: its keys, and its web domain where one is printed; nothing of the customer's.

    `company` says who the company is that reads, as a customer; its own invoices teach nothing.
    """
    read, theirs = supplier_keys(values), customer_keys(values)
    if set(read).intersection(customer_keys(company)):
        return ()
    found = dict.fromkeys([*read, *_named_domains(values.get(FieldName.SUPPLIER_NAME, ""), layout)])
    return tuple(key for key in found if key not in theirs)[:MAX_KEYS]


def _named_domains(name: str, layout: Layout) -> Iterator[str]:
    """The printed domains that say the supplier's name; others may be its bank's, or its invoicing software's."""
    folded = compact(name)
    for piece in layout.pieces:
        for domain in _domains(piece.text):
            start = compact(domain.removeprefix(DOMAIN).rpartition(".")[0].rpartition(".")[2])[:MIN_NAME]
            if len(start) == MIN_NAME and folded.startswith(start):
                yield domain


def supplier_keys(values: Values) -> tuple[str, ...]:
    """What the supplier of an invoice is known by, the surest first.

    >>> supplier_keys({FieldName.SUPPLIER_TAX_ID: "DE 123 456 789", FieldName.SUPPLIER_EMAIL: "info@acme.test"})
    ('tax:de123456789', 'domain:acme.test')
    """
    return tuple(_keys(values, _SUPPLIERS))


def customer_keys(values: Values) -> tuple[str, ...]:
    """What the customer of an invoice is known by."""
    return tuple(_keys(values, _CUSTOMERS))


def _keys(values: Values, fields: Sequence[tuple[str, FieldName]]) -> Iterator[str]:
    for sort, name in fields:
        key = _key(sort, values.get(name, ""))
        if key:
            yield key


def _key(sort: str, text: str) -> str | None:
    """A key, where a text is enough for one.

    >>> _key(NAME, "Café Nord, S.A."), _key(DOMAIN, "info@gmail.com"), _key(TAX, "none")
    ('name:cafenordsa', None, None)
    """
    if sort == DOMAIN:
        return next((key for key in _domains(text)), None)
    folded = compact(text)
    if sort == NAME:
        return f"{NAME}{folded[:MAX_NAME]}" if len(folded) >= MIN_NAME else None
    return sort + folded if count_digits(folded) >= MIN_DIGITS else None


def _domains(text: str) -> Iterator[str]:
    for found in _DOMAIN.findall(text):
        domain = found.lower().removeprefix("www.")
        if domain not in SHARED_MAIL:
            yield DOMAIN + domain


def printed_keys(values: Values, layout: Layout) -> tuple[str, ...]:
    """All by which a memory may be found: what was read as the supplier's first, then what is printed."""
    found = dict.fromkeys([*supplier_keys(values), *_printed(layout)])
    return tuple(found)[:MAX_PRINTED_KEYS]


def _printed(layout: Layout) -> Iterator[str]:
    for piece in layout.pieces:
        yield from _domains(piece.text)
    for piece in layout.pieces:
        for value in piece.values:
            if value.kind in ("iban", "vat_id"):
                yield (IBAN if value.kind == "iban" else TAX) + compact(value.value)
    yield from _letterhead(layout)
    for piece in layout.pieces:
        yield from _numbers(piece)


def _numbers(piece: Piece) -> Iterator[str]:
    """The long numbers of a piece, of any country's form: "ABN 51 824 753 556"."""
    for numeric, words in groupby(texts_of(piece.words), key=has_digit):
        number = compact("".join(words)) if numeric else ""
        if count_digits(number) >= MIN_PRINTED_DIGITS and len(number) <= MAX_NAME:
            yield TAX + number


def _letterhead(layout: Layout) -> Iterator[str]:
    """The texts at the head and the foot of the first page, of which one may be the supplier's name."""
    shape = layout.shape(1)
    for piece in layout.pieces if shape else ():
        middle = (piece.top + piece.bottom) / 2 / (shape.height if shape else 1)
        if piece.page == 1 and (middle < LETTERHEAD or middle > 1 - FOOTER):
            key = _key(NAME, piece.text)
            if key:
                yield key


@dataclass(frozen=True, slots=True)
class Known:
    """Which of the memories that were found is the supplier's; `unclear` where several could be."""

    memory: Memory | None = None
    unclear: bool = False


def choose(memories: Sequence[Memory], values: Values, layout: Layout) -> Known:
    """The memory of the document's supplier.

    One whose keys are the customer's only is no supplier's; one with another tax id than the printed is another firm of
    the same group. Of several, the one counts that shares what was read as the supplier's tax id or account.
    """
    read, theirs, printed = supplier_keys(values), customer_keys(values), set(printed_keys(values, layout))
    fitting = [each for each in memories if _fits(each, read, theirs, printed)]
    for sorts in ((TAX, IBAN), (TAX, IBAN, DOMAIN, NAME)):
        keys = {key for key in read if key.startswith(sorts)}
        of_supplier = [each for each in fitting if not keys.isdisjoint(each.keys)]
        if of_supplier:
            return _only(of_supplier)
    return _only(fitting)


def _only(memories: Sequence[Memory]) -> Known:
    """The memory where there is but one; several leave it unclear."""
    return Known(memories[0] if len(memories) == 1 else None, unclear=len(memories) > 1)


def _fits(memory: Memory, read: Sequence[str], theirs: Sequence[str], printed: Collection[str]) -> bool:
    known = set(memory.keys)
    mine = known.intersection(read)
    if not mine and not known.intersection(printed):
        return False
    if known.intersection(theirs) and not mine:
        return False
    return not any(_contradict(one, other, printed) for one in known for other in read)


def _contradict(known: str, read: str, printed: Collection[str]) -> bool:
    """Whether a tax id is another one than is known, of the same sort: a country's, or without a country's letters."""
    if known == read or known in printed or not (known.startswith(TAX) and read.startswith(TAX)):
        return False
    start = len(TAX)
    return _country(known[start:]) == _country(read[start:])


def _country(tax_id: str) -> str:
    return tax_id[:2] if tax_id[:2].isalpha() else ""
