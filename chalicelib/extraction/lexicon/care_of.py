"""Lines of an address that say with whom somebody is to be found, or who in a company is to get the letter.

"c/o Berg Immobilien AG", "v/ Boligadmin ApS", "z. Hd. Frau Berg", "t.a.v. de boekhouding": the name in such a line is
an agent's or a person's, and never the party's own. A line may also name an office alone: "The Finance Manager".
"""

import re
from functools import cache, lru_cache
from itertools import accumulate

from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary

MAX_OFFICE_WORDS = 5
MAX_KEPT = 2_000  # texts: a page's lines are asked the same by many features
ATTENTION_WORDS = 4  # that a line for somebody's attention may begin with
SHORT = 4  # letters and full stops of abbreviations that are initials where they are capitals: "c.a.", "C.A. Rossi"
# "Chez" with a capital is how inns are called, where no person is named.
_CARE_OF = re.compile(
    r"(?i:c/[o-]|v/(?=\s|[^\W\d]{2})|p/a|i/o|presso\s|aux (?:bons )?soins d|in care of\s)|[pP]\.\s?a\.\s"
    r"|chez\s|Chez (?:M|Mr|Mme|Mlle|Monsieur|Madame)\b"
    r"|(?:bei|über|im Hause?|hos|ved|door|bij|genom|par|przez|prin|tramite) (?=[^\W\d_a-z])"
    r"|i\. ?H(?:s|se)?\.\s|(?i:p(?:er|\.) Adr(?:esse|\.)\s|represented by\s|vertreten durch\s|vertr\. d(?:urch|\.)\s"
    r"|représentée? par\s|rappresentat[ao] da\s|vertegenwoordigd door\s|reprezentowan[aey] przez\s|zastoupen[aoý]?\s)"
)

# The same behind a name in its line.
_AGENT = re.compile(r"(?i:(?<![\s,])[\s,]+(?:c/o|p/a|att\.|attn[.:]?|fao|z\. ?hd?\.|t\.a\.v\.)\s)")


def without_agent(text: str) -> str:
    """A name without the agent, or the person who is to get the letter, that stands behind it in its line.

    >>> without_agent("Strandkanten c/o Berg Immobilien AG"), without_agent("Maler Berg v/Anna Berg")
    ('Strandkanten', 'Maler Berg v/Anna Berg')
    """
    return _AGENT.split(text, maxsplit=1)[0] or text


def is_care_of(text: str) -> bool:
    """Whether a line of an address says with whom somebody is to be found.

    >>> is_care_of("c/o Berg Immobilien AG"), is_care_of("v/ Boligadmin Sund ApS"), is_care_of("chez Mme Berg")
    (True, True, True)
    >>> is_care_of("Corporate Ltd"), is_care_of("Chez Marcel SARL"), is_care_of("V. Berg")
    (False, False, False)
    >>> is_care_of("p.a. Muster Beheer BV"), is_care_of("P. A. Berg AB"), is_care_of("I.H. Berg & Sons Ltd")
    (True, False, False)
    """
    return _CARE_OF.match(text) is not None


@lru_cache(MAX_KEPT)
def is_office(text: str) -> bool:
    """Whether a line names an office that letters go to, or a department; a company may be called so with its form.

    >>> [is_office(text) for text in ("The Estates Bursar", "Estates Dept.", "Abt. Einkauf", "Head of Sales")]
    [True, True, True, True]
    >>> [is_office(text) for text in ("The Bread Shop", "Estates Bursar", "Department of Health", "Mill Bakery")]
    [False, False, False, False]
    """
    known, words = vocabulary(), text.split()
    if known.means(text, "office"):
        return True
    if not 1 < len(words) <= MAX_OFFICE_WORDS:
        return False
    if known.means_any((words[0], " ".join(words[:2])), "office_begins") or known.means(words[-1], "office_ends"):
        return True
    return words[0] == "The" and known.means(words[-1], "role")


@lru_cache(MAX_KEPT)
def names_attention(text: str) -> bool:
    """Whether a line says for whose attention the letter is.

    >>> names_attention("Attn Anna Berg"), names_attention("Do rąk własnych"), names_attention("Anna Berg")
    (True, True, False)
    """
    starts = accumulate(map(fold, text.split()[:ATTENTION_WORDS]))
    return vocabulary().means_any(starts, "attention")


def is_for_attention(text: str) -> bool:
    """The same, by the letters as they are written: what begins so is no name, and names begin with alike letters.

    >>> [is_for_attention(text) for text in ("z. Hd. Frau Berg", "À l'attention de Berg SARL", "Att. Kreditor")]
    [True, True, True]
    >>> [is_for_attention(text) for text in ("AT&T Ltd", "Ca' Rossa S.r.l.", "C.A. Rossi S.r.l.")]
    [False, False, False]
    """
    return _attention().match(text) is not None


@cache
def _attention() -> re.Pattern[str]:
    phrases = sorted(vocabulary().words["attention"], key=len, reverse=True)
    short = [re.escape(phrase) for phrase in phrases if _is_initials(phrase)]
    long = [re.escape(phrase) for phrase in phrases if not _is_initials(phrase)]
    return re.compile(rf"(?:{'|'.join(short)}|(?i:{'|'.join(long)}))[.:]*\s")


def _is_initials(phrase: str) -> bool:
    return "." in phrase and len(phrase) <= SHORT
