"""Text made comparable: without case, accents, spaces and punctuation.

Labels are compared in this form because pages disagree about exactly these things: `Invoice No.`, `INVOICE-NO`, and
`In voice no` (kerning taken for a space by the program that wrote the PDF) are one label.
"""

import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "№": "no"})
# Signs that carry meaning in a label: "Invoice #" is not "Invoice".
_SIGNS = {"#": "#", "°": "o", "º": "o", "%": "%"}


class _Folded(dict[int, str]):
    """What is left of each letter, found out when it is first met: translating is faster than looking at each again."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code).translate(_LETTERS))
        self[code] = "".join(_SIGNS.get(letter, letter) for letter in letters if letter.isalnum() or letter in _SIGNS)
        return self[code]


_FOLDED = _Folded()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The comparable form.

    >>> fold("ΤΙΜΟΛΌΓΙΟ ΠΏΛΗΣΗΣ") == fold("Τιμολόγιο πώλησης"), fold("KREDİ"), fold("Sıra №")
    (True, 'kredi', 'sirano')
    >>> fold("Invoice No."), fold("Échéance"), fold("Ver käufer:"), fold("N° facture"), fold("Straße"), fold("发票号码")
    ('invoiceno', 'echeance', 'verkaufer', 'nofacture', 'strasse', '发票号码')
    """
    return text.casefold().translate(_FOLDED)
