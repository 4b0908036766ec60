"""What names of companies and people, and lines of addresses, look like."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from chalicelib.extraction.letters import count_digits, count_letters, has_digit
from chalicelib.extraction.lexicon.bodies import names_body
from chalicelib.extraction.lexicon.care_of import is_care_of, is_for_attention, is_office, without_agent
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import phrases_of, vocabulary

_FORMS = """
GmbH AG KG OHG UG e.K. e.V. GbR mbH PartG eG KGaA SE Ltd Limited LLC L.L.C. Inc Incorporated Corp Corporation PLC LLP
Co Company Pty Pte Pvt B.V. BV N.V. NV VOF BVBA SPRL S.A. SA SAS S.A.S. SARL S.àr.l. EURL SASU SCI SRL S.r.l. S.p.A. SpA
S.n.c. S.a.s. S.L. SL S.L.U. SLU S.C. S.C.P. Lda Ltda Unipessoal AB HB ApS A/S AS ASA IVS I/S Oy Oyj Ky Tmi s.r.o.
a.s. v.o.s. spol. Sp.zo.o. zo.o. S.K.A. sp.j. Sp.k. Kft Zrt d.o.o. OÜ UAB SIA K.K. G.K. C.V. S.deR.L.
SNC SELARL SCOP EIRL GIE CIC e.U. gGmbH SRLS S.Coop. K/S P/S ehf. eGbR mbB PartGmbB VZW ASBL CommV CVBA SCRL S.A.U.
S.L.P. S.L.L. EOOD OOD EAD ULC DAC CLG e.Kfr. e.Kfm.
eGen e.Gen. FlexCo GAEC SCIC Comm.V. ENK NUF
Bt. Nyrt. Kkt. k.s. j.d.o.o. d.d. d.n.o. obrt PFA S.N.C. MTÜ Şti Ltd.Şti. A.Ş. ЕООД ООД АД ЕАД СД
Α.Ε. Ε.Π.Ε. Ο.Ε. Ε.Ε. Ι.Κ.Ε. Μ.Ι.Κ.Ε. ΑΒΕΕ 株式会社 有限会社 合同会社 (株) (有)
"""
LEGAL_FORMS = set(map(fold, _FORMS.split()))
# Forms that are common words or letters as well: only so written, at the end of a name.
_LAST_FORMS = frozenset({"ry", "rf", "OG", "EI", "DA", "ANS", "EARL", "E.I.M.", "EIM"})
# Forms that stand before the name in the Baltic and the Low Countries, Bulgaria and France, and those of Eastern names.
_LEADING_FORMS = set(
    map(fold, ("UAB", "AB", "MB", "IĮ", "VšĮ", "SIA", "AS", "OÜ", "MTÜ", "ЕТ", "NV", "BV", "VOF", "VZW"))
)
_FRENCH_FORMS = set(
    map(
        fold,
        ("SARL", "SAS", "SASU", "EURL", "SCI", "STE", "ETS", "SELARL", "SELAS", "SNC", "SCOP", "EARL", "GAEC", "SCEA"),
    )
)  # before the name as well
_FORMS_BEFORE_STROKE = {"ltd", "limited", "gmbh", "mbh", "llc", "kft"}
JAPANESE_FORMS = set(map(fold, ("株式会社", "有限会社", "合同会社")))
EASTERN_FORMS = JAPANESE_FORMS.union(map(fold, ("有限公司", "有限责任公司", "分公司")))
_TOWN = r"[^\W\d_]{2,}"
# Postal codes with their towns, by country or group of countries.
_POSTAL = re.compile(
    "|".join(
        (
            rf"\b(?:[A-Z]{{1,3}}[- ])?\d{{4,5}}(?:[- ]\d{{3}})?\s+{_TOWN}",  # most of Europe, Portugal, Brazil
            rf"\b\d{{3}} ?\d{{2}}\s+{_TOWN}",  # Sweden, Czechia, Slovakia, Greece
            rf"\b\d{{4}} ?[A-Z]{{2}}\s+{_TOWN}",  # the Netherlands
            rf"\b\d{{2}}-\d{{3}}\s+{_TOWN}",  # Poland
            rf"^{_TOWN}.* \(\d{{5}}\)",  # Spain, behind the town
            r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",  # the United Kingdom
            r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b",  # the United States
            r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b",  # Canada
            r"\b(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)\s+\d{4}\b",  # Australia
            # Ireland: without a space and a letter behind it is any number: "Station V104418"
            r"\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)(?: [0-9AC-FHKNPRTV-Y]{4}|(?!\d{4})[0-9AC-FHKNPRTV-Y]{4})(?:$|,)",
            rf"^{_TOWN}(?: {_TOWN}){{0,2}},? \d{{4}}(?:,|$)",  # New Zealand, South Africa
            r"\b\d{6}\b",  # India, China, Singapore, Romania
            r"\bL[TV]-?\d{4,5}\b",  # Latvia, behind the town, and Lithuania
            r"〒\s?\d{3}-?\d{4}",  # Japan
        )
    )
)
# Chinese numerals of amounts in words: two of them in a row are no name.
_AMOUNT_IN_WORDS = re.compile(r"[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬]{2}")
_CONTACT = re.compile(r"@|www\.|https?:|\btel\b|\bfax\b|\+\d{2}|\(\d{3}\)", re.IGNORECASE)
SEPARATORS = re.compile(r"\s+[-–—•·|*]\s+|\s*[•·●∙▪■|]\s*|\s{3,}|,\s+(?=\d|[^,]*\d)")
_DOTS = re.compile(r"[·•●∙▪■|]")
_DASHES = frozenset("-–—")
_ORNAMENT = re.compile(r"^[\u2190-\u2bff\ue000-\uf8ff]+\s*")  # arrows, shapes and the letters of icons before a name
# Irish counties as addresses have them; in "Kranich & Co." the same letters are a legal form.
_COUNTY = re.compile(
    r"\bCo[.,]? (?:Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Durham|Fermanagh|Galway|Kerry|"
    r"Kildare|"
    r"Kilkenny|Laois|Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Tyrone|"
    r"Waterford|Westmeath|Wexford|Wicklow)\b",
    re.IGNORECASE,
)
_FORM_IN_WORDS = re.compile(
    r"association (?:régie par la )?loi (?:de )?1901|eingetragene genossenschaft(?: mit .*)?|société anonyme",
    re.IGNORECASE,
)
_ROOM = re.compile(r"(?:flat|unit|suite|apt|apartment|room|floor|level|office)\.? \d+\w?", re.IGNORECASE)
# Where firms settle: "ZA de la Croix Blanche", "Pol. Ind. Norte", "Moor Lane Trading Estate".
_ZONE = re.compile(
    r"(?:Z\.?\s?[AI]\.?C?|ZAE) (?=(?i:d[eu]s? |d'|l[ae]s? |l'|nord|sud|est|ouest|\d))|"
    r"(?i:zone (?:artisanale|industrielle|d'activités)|parc d'activités|pol\. ?ind|polígono|"
    r"zona (?:industriale?|artigianale)|parque (?:industrial|empresarial)|gewerbe(?:gebiet|park)|"
    r"industrie(?:gebiet|park|terrein)|bedrijventerrein|.*(?:industrial|trading) estate$|.*business park$)"
)
_BRITISH_COUNTIES = {"antrim", "armagh", "derry", "down", "durham", "fermanagh", "tyrone"}
_SOLE_TRADER = re.compile(r"(?<=\w )s\. ?p\.(?=$|,)")  # in Slovenia; without its full stops it is a town's province
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")  # as of a legal form that is not listed: "C.B.", "S.S."
_CROATIAN_TRADE = re.compile(r"[^·|;]+?\bobrt za [^,·|;]+")  # what a craftsman's firm does is a part of its name
_BARE_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d")
# What family names begin with in Dutch and German, in small letters.
_PARTICLES = re.compile(r"(?:(?:van|von|de|den|der|ten|ter|zu|'t) )+(?=[^\W\d_])")
MAX_NAME_WORDS = 8
MAX_KEPT = 2_000  # texts: a page's lines are asked the same by many features
_CUT_SHORT = frozenset(
    {"bros", "coop", "assoc", "assocs", "cie", "intl", "mfg", "eng", "jr", "sr", "esq", "mfrs", "soc"}
)
MAX_NAME_LETTERS = 70
_WORDS_LIKE_FORMS = frozenset({"is", "as", "se"})
_BEHIND_FORM = frozenset({"agricola", "unipersonale", "unipersonal"})  # as registered: "Berg S.r.l. agricola"
_BETWEEN_FORMS = frozenset({"und", "and", "et", "y"})
ANNOUNCING = frozenset({"details", "opening", "yours"})
NOBODY = ("country", "salutation", "details", "confidential", "office", "addressee", "everyone", "profession")
LONGEST_SHORT_FORM = 4  # letters with the full stop that shortens it: "Ltd."
CUT_SHORT = 8  # letters that two names must share from the start to be one


@lru_cache(MAX_KEPT)
def has_legal_form(text: str) -> bool:
    """Whether a company's legal form stands in the text, or it is the name of a body that has none.

    >>> has_legal_form("Nordwind Textil GmbH"), has_legal_form("Vela s.r.o."), has_legal_form("Anna Berg")
    (True, True, False)
    >>> has_legal_form("UAB Kopa"), has_legal_form("株式会社みなと商事"), has_legal_form("as usual")
    (True, True, False)
    >>> has_legal_form("Your Payment is Due"), has_legal_form("Berg a.s."), has_legal_form("Berg I/S")
    (False, True, True)
    >>> has_legal_form("Kranich-Vertriebs-GmbH"), has_legal_form("AS PAYMENT AGENT"), has_legal_form("SARL Kranich")
    (True, False, True)
    >>> has_legal_form("Venekerhojen Liitto ry"), has_legal_form("Berg & Thal OG"), has_legal_form("Berg og Dal")
    (True, True, False)
    >>> has_legal_form("Kranich & Co."), has_legal_form("Mill Street, Co. Mayo"), has_legal_form("Comune di Feld")
    (True, False, True)
    >>> has_legal_form("N.V. Kranich"), has_legal_form("EARL Domaine Kranich")
    (True, True)
    """
    words = _COUNTY.sub(" ", text).replace(",", " ").split()
    if has_eastern_form(text) or _leads_with_form(words, text) or names_body(text):
        return True
    if len(words) > 1 and words[-1] in _LAST_FORMS and not text.isupper():
        return True
    ends = ["".join(words[-2:]), "".join(words[-3:]), "".join(words[-1:]).rpartition("-")[2]]
    words = [word for word in words[1:] if word not in _WORDS_LIKE_FORMS]
    if not LEGAL_FORMS.isdisjoint(map(fold, words + ends)):
        return True
    return _SOLE_TRADER.search(text) is not None


def _leads_with_form(words: Sequence[str], text: str) -> bool:
    """Whether the form stands before the name, as in the Baltic countries and France; not amid capitals: "AS AGENT"."""
    if len(words) < 2:  # noqa: PLR2004 - a form and a name
        return False
    if leads_with_french_form(text):
        return True
    if text.isupper() or not words[0].isupper():
        return False
    return fold(words[0]) in _LEADING_FORMS


def leads_with_french_form(text: str) -> bool:
    """Whether a French legal form stands before a name: "SARL Kranich".

    >>> leads_with_french_form("SARL Kranich"), leads_with_french_form("SARL"), leads_with_french_form("Kranich SARL")
    (True, False, False)
    """
    words = text.split()
    if len(words) < 2 or fold(words[0].partition(".")[0]) not in _FRENCH_FORMS:  # noqa: PLR2004 - a form and a name
        return False
    return not is_legal_form(text)


def has_eastern_form(text: str) -> bool:
    """Whether a Chinese or Japanese legal form ends or begins the text, written without a space.

    >>> [has_eastern_form(t) for t in ("上海瑞丰贸易有限公司", "株式会社青空", "本公司", "Kranich GmbH")]
    [True, True, False, False]
    """
    folded = fold(text)
    return folded.endswith(tuple(EASTERN_FORMS)) or folded.startswith(tuple(JAPANESE_FORMS))


def is_legal_form(text: str) -> bool:
    """Whether the text is a legal form and nothing else.

    >>> is_legal_form("Pty Ltd"), is_legal_form("GmbH & Co. KG"), is_legal_form("S.à r.l."), is_legal_form("Mill Ltd")
    (True, True, True, False)
    """
    words = list(filter(None, map(fold, text.split())))
    if not words:
        return False
    return LEGAL_FORMS.issuperset(words) or "".join(words) in LEGAL_FORMS


@lru_cache(MAX_KEPT)
def is_address(text: str) -> bool:
    """A street with a number, or a postal code with its town.

    >>> [is_address(t) for t in ("Ringstraße 20", "80333 München", "1025 RX Amsterdam", "Omaha NE 68102", "Kunden AG")]
    [True, True, True, True, False]
    >>> is_address("Castlebar, Co. Mayo")
    True
    """
    if has_postal_code(text) or _COUNTY.search(text):
        return True
    if not has_digit(text):
        return False
    return bool(_street().search(text) or re.match(r"\d+\w? [^\W\d]|[^\W\d].* \d+\w?$", text))


@lru_cache(MAX_KEPT)
def is_street(text: str) -> bool:
    """A street's name without its number.

    >>> is_street("Via Roma"), is_street("Mill Lane"), is_street("Mill Lane Bakery"), is_street("Lane Ltd")
    (True, True, False, False)
    >>> any(map(is_street, ("Mill Engineering", "Kranich Catering", "Dr. Anna Berg", "St. Mary Clinic")))
    False
    """
    return bool(_street_name().search(text)) and not has_legal_form(text)


@cache
def _street() -> re.Pattern[str]:
    """A word for a street, or a name that ends with one."""
    words = vocabulary().words
    streets, endings = _one_of(words["street"] + words["street_or_name"]), _one_of(words["street_ending"])
    return re.compile(rf"\b{streets}\b|{endings}\b|\bc/", re.IGNORECASE)


@cache
def _street_name() -> re.Pattern[str]:
    """A text that begins with the word for a street, or ends so: "Mill Street Bakery" is not a street.

    Names of people, saints and companies begin with some of the words as well, and end with "ring": "Engineering".
    """
    words = vocabulary().words
    streets, glued = words["street"], [ending for ending in words["street_ending"] if ending != "ring"]
    either = _one_of(streets + words["street_or_name"])
    return re.compile(rf"^{_one_of(streets)}\.? |^c/ |(?:\b{either}|{_one_of(glued)})$", re.IGNORECASE)


def _one_of(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(words))})"


def is_post_box(text: str) -> bool:
    """Whether a text begins as the number of a post box does.

    >>> is_post_box("PO Box 61"), is_post_box("Box Ltd")
    (True, False)
    """
    return fold(text).startswith(phrases_of("post_box"))


def is_postal_code(text: str) -> bool:
    """Whether a text is a British or Canadian postal code alone: the town stands in the line above.

    >>> is_postal_code("BS1 5TY"), is_postal_code("Bristol BS1 5TY")
    (True, False)
    """
    return bool(_BARE_CODE.fullmatch(text))


def is_in_irish_county(text: str) -> bool:
    """Whether an address's line names a county of the Republic of Ireland.

    >>> is_in_irish_county("Castlebar, Co. Mayo"), is_in_irish_county("Newry, Co. Down")
    (True, False)
    """
    found = _COUNTY.search(text)
    return found is not None and fold(found[0])[2:] not in _BRITISH_COUNTIES


@lru_cache(MAX_KEPT)
def has_postal_code(text: str) -> bool:
    """A postal code with its town."""
    return bool(_POSTAL.search(text))


def is_contact(text: str) -> bool:
    """A phone number, e-mail or web address."""
    return bool(_CONTACT.search(text))


def may_be_name(text: str) -> bool:
    """Whether the name that a text begins with is one."""
    return is_name(name_part(text))


@lru_cache(MAX_KEPT)
def is_name(text: str) -> bool:
    """Whether the text could be a name: letters, few words, no sentence, no contact data.

    >>> [is_name(t) for t in ("Nordwind GmbH", "Anna Berg", "12 items", "www.example.com", "a", "Total: 5")]
    [True, True, False, False, False, False]
    >>> is_name("P.O. Box 17, Feldberg"), is_name("Personal & confidential")
    (False, True)
    >>> [is_name(t) for t in ("van der Kraan Flora", "von hier", "Limited", "Flat 2")]
    [True, False, False, False]
    >>> is_name("Instalaciones Hnos. Berg, C.B."), is_name("We thank you.")
    (True, False)
    >>> [is_name(t) for t in ("ZA de la Croix Blanche", "Moor Trading Estate", "Zara Home", "Colli Agr. Coop.")]
    [False, False, True, True]
    """
    words = text.split()
    if len(text) > MAX_NAME_LETTERS or len(words) > MAX_NAME_WORDS:
        return False
    if count_letters(text) < max(2, count_digits(text) * 2):
        return False
    if _is_no_name(text) or _is_known(text):
        return False
    if has_legal_form(text):
        return True
    return not _is_sentence(words) and _starts_as_name(text)


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether a text of several words ends as a sentence does, and not as names of firms may: "Hill Bros.", "C.B."."""
    if len(words) <= 2 or _INITIALS.fullmatch(words[-1]):  # noqa: PLR2004 - "Anna Berg."
        return False
    return words[-1].endswith((".", "?", "!")) and fold(words[-1]) not in _CUT_SHORT


def _is_no_name(text: str) -> bool:
    """Whether a text is what else stands in addresses and beside names: a post box, a room, a "c/o", a zone, a form."""
    if ":" in text or "?" in text or is_contact(text) or _AMOUNT_IN_WORDS.search(text):
        return True
    if (_ZONE.match(text) or is_office(text)) and not has_legal_form(text):
        return True
    return _is_of_address(text) or is_legal_form(text) or _FORM_IN_WORDS.fullmatch(text) is not None


def _is_of_address(text: str) -> bool:
    """Whether a text leads a letter on: to an agent, a person, a post box, or a room."""
    if is_care_of(text) or is_for_attention(text) or is_post_box(text):
        return True
    return _ROOM.fullmatch(text) is not None


def _starts_as_name(text: str) -> bool:
    """Whether a text begins with a capital, or with small letters that family names begin with."""
    first = _PARTICLES.sub("", text, count=1)[0]
    return first.isupper() or not first.isascii()


def leading_company(text: str) -> str | None:
    """The company that a longer text begins with, by its legal form.

    >>> leading_company("Kranich Ltd. Registered office: 4 Mill Lane"), leading_company("Call us")
    ('Kranich Ltd.', None)
    >>> leading_company("Kranich Limited. Registered office: 4 Mill Lane")
    'Kranich Limited'
    >>> leading_company("Kranich S.r.l. agricola, Via Roma 5"), leading_company("Kranich S.r.l. con sede in Feld")
    ('Kranich S.r.l. agricola', 'Kranich S.r.l.')
    >>> leading_company("KRANICH, obrt za prevođenje, vl. Ana Horvat")
    'KRANICH, obrt za prevođenje'
    >>> leading_company("Kranich LLP is a limited partnership"), leading_company("Kranich GmbH und Co. KG, Feld")
    ('Kranich LLP', 'Kranich GmbH und Co. KG')
    >>> leading_company("N.V. Kranich · Allee 12, 9673 AB Feld"), leading_company("Kranich – SAS au capital de 1000 €")
    (None, None)
    >>> leading_company("· Kranich GmbH") is None
    True
    """
    trade = _CROATIAN_TRADE.match(text)
    words = _COUNTY.sub(" ", _DOTS.split(text, maxsplit=1)[0]).split()[:MAX_NAME_WORDS]
    name = trade[0].strip() if trade else _up_to_form(words)
    return name if name and is_name(name) else None


def _up_to_form(words: Sequence[str]) -> str:
    """The words up to the last legal form before a sentence goes on; empty where there is none."""
    last = 0
    for number, word in enumerate(words[1:], 1):
        if _is_of_form(word, follows=last == number - 1 > 0):
            if words[number - 1] in _DASHES:
                break  # "Kranich – SAS" says what Kranich is
            last = number
        elif last and word.islower() and word not in _BETWEEN_FORMS:
            break
    return _without_stop(" ".join(words[: last + 1]).rstrip(",;")) if last else ""


def _without_stop(name: str) -> str:
    """A name without the full stop of a sentence: "Limited." ends one, "Ltd." and "S.r.l." do not."""
    form = name.rpartition(" ")[2]
    return name.rstrip(".") if form.count(".") == 1 and len(form) > LONGEST_SHORT_FORM else name


def _is_of_form(word: str, *, follows: bool) -> bool:
    """Whether a word is a legal form, or what is registered behind one."""
    if follows and word.rstrip(",;") in _BEHIND_FORM:
        return True
    return fold(word) in LEGAL_FORMS and word not in _WORDS_LIKE_FORMS


def owner_of(text: str) -> str | None:
    """What follows where a text says whose brand something is.

    >>> owner_of("Teehaus24 ist ein Angebot der Kranich GmbH, Feld"), owner_of("Kranich GmbH")
    ('Kranich GmbH, Feld', None)
    """
    found = _brand_of().search(text)
    return text[found.end() :].strip() or None if found else None


@cache
def _brand_of() -> re.Pattern[str]:
    return re.compile(rf"\b{_one_of(vocabulary().words['brand_of'])}\s", re.IGNORECASE)


def _is_known(text: str) -> bool:
    """Whether the text is a country, a salutation, a title, a label, a column's header or a heading, and no more."""
    for meaning in vocabulary().meanings.get(fold(text), ()):
        if meaning.table != "words" or meaning.name in NOBODY:
            return True
    return _is_announcement(text)


def _is_announcement(text: str) -> bool:
    """A heading that says whose or what data follow, or how a letter opens: "Dati relativi al ...", "Dear Anna".

    So does one that addresses the reader: "Your water bill".
    """
    first = text.split(maxsplit=1)[0]
    return not ANNOUNCING.isdisjoint(vocabulary().names_of(first)) and not has_legal_form(text)


def own_part(text: str) -> str:
    """A line without the agent behind a name; in Denmark a company behind "v/" is one, and a person the firm's owner.

    >>> own_part("Strandkanten v/ Kranich Sund ApS"), own_part("Maler Kranich v/Anna Kranich")
    ('Strandkanten', 'Maler Kranich v/Anna Kranich')
    """
    text = without_agent(text)
    before, _, behind = text.partition(" v/")
    return before if has_legal_form(behind) else text


@lru_cache(MAX_KEPT)
def name_part(text: str) -> str:
    """The name that a line begins with, where an address follows on the same line.

    >>> name_part("Kranich GmbH · Allee 17 · 12345 Feld"), name_part("Kranich Ltd., 42 Milky Way, Feld")
    ('Kranich GmbH', 'Kranich Ltd.')
    >>> name_part("Kranich Lda., Rua Alta, 7"), name_part("Kranich, Lane & Court LLP")
    ('Kranich Lda.', 'Kranich, Lane & Court LLP')
    >>> name_part("Strandkanten Owners c/o Kranich Estates Ltd")
    'Strandkanten Owners'
    >>> name_part("Wholesale Dept - Mill Bakery Ltd"), name_part("Mill Bakery - Wholesale")
    ('Mill Bakery Ltd', 'Mill Bakery')
    >>> name_part("MILL ELECTRICAL LT D"), name_part("Kranich Ltdl"), name_part("▲ kranich")
    ('MILL ELECTRICAL LTD', 'Kranich Ltd', 'kranich')
    """
    text = own_part(_ORNAMENT.sub("", text))
    parts = SEPARATORS.split(text.strip(" :：·•|-–,*"), maxsplit=1)
    name = parts[-1] if is_office(parts[0]) and not has_legal_form(parts[0]) else parts[0]
    return _mended(_without_street(name.strip(" :,")))


def _without_street(name: str) -> str:
    """The name without a street behind a comma whose number stands behind another: "Kranich Lda., Rua Alta, 7"."""
    before, _, behind = name.partition(", ")
    if not behind or not has_legal_form(before):
        return name
    return before.rstrip(",") if is_street(behind) else name


def _mended(name: str) -> str:
    """The name with its legal form in one piece, where letters set wide apart tore off the last: "MILL LT D".

    A stroke that a recogniser took for an "l" behind the form is no part of it.
    """
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - there is no form behind a name
        return name
    if words[-1][-1:] in ("l", "|") and fold(words[-1])[:-1] in _FORMS_BEFORE_STROKE:
        return name[:-1]
    return " ".join([*words[:-2], "".join(words[-2:])]) if _is_torn(words) else name


def _is_torn(words: Sequence[str]) -> bool:
    """Whether a name's last word is the last letter of the legal form before it."""
    if len(words) < 3 or len(words[-1]) > 1 or len(words[-2]) == 1:  # noqa: PLR2004 - a name, a form and its letter
        return False
    return fold("".join(words[-2:])) in LEGAL_FORMS


def same_name(name: str, other: str) -> bool:
    """The same name, or one that was cut short at the end of a line."""
    a, b = sorted((fold(name), fold(other)), key=len)
    if a == b:
        return True
    return len(a) >= CUT_SHORT and b.startswith(a)
