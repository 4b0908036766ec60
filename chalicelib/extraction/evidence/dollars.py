"""Whose dollar "$" is: the marks that invoices of each dollar country carry, counted.

An invoice with a bare "$" hardly ever says which; its numbers (ABN, GST, HST), states, postal codes, phones and web
addresses do. Without any mark it is the United States' dollar.
"""

import re
from collections import Counter
from collections.abc import Iterable

# Marks of a country, with what each is worth: 3 for what only its invoices print, 1 for what any address may hold.
_MARKS = {
    "AUD": (
        (3, r"\bA\.?B\.?N\.?(?:\s*:|\s+\d|$)|\bACN\b|\bBSB\b|\.com\.au\b|\bGST\s?\(10\s?%"),
        (1, r"\bAustralia\b|\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT)\b,? \d{4}\b|\+61\b"),
    ),
    "NZD": (
        (3, r"\bNZBN\b|\bIRD\b|\.co\.nz\b|\bGST\s?\(?(?:@ ?)?15\s?%"),
        (3, r"\bGST\b.{0,14}\b\d{2,3}[- ]\d{3}[- ]\d{3}\b(?![- ]?\d)"),
        (1, r"\bNew Zealand\b|\bNZ\b|\+64\b|\b(?:Auckland|Wellington|Christchurch|Hamilton|Tauranga|Dunedin)\b"),
    ),
    "CAD": (
        (3, r"\b(?:HST|QST|TVQ|PST)\b|\bRT ?0\d{3}\b|\bGST/HST\b"),
        (1, r"\bCanada\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE)\b,? [A-Z]\d[A-Z]"),
    ),
    "SGD": ((3, r"\bUEN\b|\.com\.sg\b|\bACRA\b"), (1, r"\bSingapore\b|\+65\b")),
    "HKD": ((3, r"\.com\.hk\b"), (1, r"\bHong Kong\b|\+852\b")),
    "TWD": ((3, r"\.com\.tw\b"), (1, r"\bTaiwan\b|\+886\b")),
    "MXN": ((3, r"\bRFC\b|\bCFDI\b|\.com\.mx\b"), (1, r"\bM[ée]xico\b|\+52\b")),
    "ARS": ((3, r"\bCUIT\b|\.com\.ar\b"), (1, r"\bArgentina\b")),
    "CLP": ((3, r"\bR\.?U\.?T\b|\bS\.?I\.?I\b|\.cl\b"), (1, r"\bChile\b|\+56\b")),
    "COP": ((3, r"\bDIAN\b|\.com\.co\b"), (1, r"\bColombia\b")),
    "USD": (
        (3, r"\b(?:EIN|FEIN)\b|\bsales tax\b|\bABA\b|\bACH\b"),
        (1, r"\bUnited States\b|\bUSA\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b"),
    ),
}
_PATTERNS = {
    code: [
        (points, re.compile(pattern, re.IGNORECASE if code == "USD" and points > 1 else 0)) for points, pattern in marks
    ]
    for code, marks in _MARKS.items()
}
MOST = 2  # times that one mark counts: customers abroad print theirs as well


def dollar_of(texts: Iterable[str]) -> str:
    """The dollar that the texts speak of.

    >>> dollar_of(["Harbour Tools, Geelong VIC 3220", "ABN: 51 824 753 556"]), dollar_of(["GST No: 86-838-724"])
    ('AUD', 'NZD')
    >>> dollar_of(["Total $5"]), dollar_of(["Denver, CO 80202", "Toronto, ON M5V 2T6", "HST 13%"])
    ('USD', 'CAD')
    >>> dollar_of(["GST (15%) $162.53"]), dollar_of(["GST (10%) $162.53"])
    ('NZD', 'AUD')
    """
    points: Counter[str] = Counter()
    lines = list(texts)
    for code, patterns in _PATTERNS.items():
        for worth, pattern in patterns:
            points[code] += worth * min(MOST, sum(bool(pattern.search(line)) for line in lines))
    code, best = points.most_common(1)[0]
    return code if best > points["USD"] else "USD"
