"""Text made comparable: without case, accents, spaces and punctuation.

Labels are compared in this form because pages disagree about exactly these things: `Invoice No.`, `INVOICE-NO`, and
`In voice no` (kerning taken for a space by the program that wrote the PDF) are one label.
"""

import unicodedata
from functools import lru_cache

# Traditional Chinese and Japanese characters as simplified ones: a label is listed once and known in every script.
_TRADITIONAL = (
    "發発號碼單単額總計稅價価銷買賣売編統電話帳數項備註應営營業訂貨購開聯絡產幣實実預餘結繳費場機"
    "關稱識別納證據條務運輸時間書請區國與會員檢検驗験頁級規銀匯轉戶臺點減對貿製種類傳郵網圓円幾"
)
_SIMPLIFIED = (
    "发发号码单单额总计税价价销买卖卖编统电话账数项备注应营营业订货购开联络产币实实预余结缴费场机"
    "关称识别纳证据条务运输时间书请区国与会员检检验验页级规银汇转户台点减对贸制种类传邮网圆圆几"
)
# Letters that Unicode doesn't take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "№": "no"}
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
)
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
    >>> fold("總計") == fold("总 计"), fold("単価") == fold("單價")
    (True, True)
    """
    return text.casefold().translate(_FOLDED)


def is_ideographic(text: str) -> bool:
    """Whether a text is written in Chinese characters or kana.

    >>> is_ideographic("請求書番号"), is_ideographic("お支払期限："), is_ideographic("Nº"), is_ideographic("17")
    (True, True, False, False)
    """
    letters = text.strip("：:（）()・/")
    return bool(letters) and all("\u3040" <= letter <= "\u9fff" for letter in letters)
