"""The terms of payment (BT-20): what stands beside their label, or the sentence that says when to pay."""

from collections.abc import Iterator, Sequence

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary

MAX_TERMS, MIN_TERMS = 300, 4  # letters and words of payment terms
_TERMS = frozenset(map(fold, (
    "Payment Terms", "Terms of Payment", "Terms", "Payment Conditions", "Zahlungsbedingungen", "Zahlungsbedingung",
    "Zahlungskonditionen", "Conditions de paiement", "Condition de règlement", "Conditions de règlement",
    "Betalingsvoorwaarden", "Betalingsconditie", "Betalingstermijn", "Condizioni di pagamento", "Términos de pago",
    "Condiciones de pago", "Condições de pagamento", "Betalningsvillkor", "Betalingsbetingelser", "Betalingsbetingelse",
    "Maksuehto", "Maksuehdot", "Warunki płatności", "Platební podmínky", "Platobné podmienky", "Fizetési feltételek",
    "Condiții de plată", "Uvjeti plaćanja",
)))  # fmt: skip
_DAYS = frozenset(map(fold, (
    "days", "day", "Tage", "Tagen", "jours", "dagen", "giorni", "días", "dias", "dagar", "dage", "dager", "päivää",
    "dní", "dni", "nap", "napon", "zile", "dana", "дни", "ημέρες", "päeva", "immediately", "sofort", "immédiat", "upon",
    "receipt",
)))  # fmt: skip


def find_terms(evidence: Evidence) -> str | None:
    """What stands beside the label, or the sentence that says when to pay."""
    for hit in evidence.labels:
        if fold(hit.text) in _TERMS:
            row = evidence.rows[hit.segment.row]
            behind = " ".join(word.text for word in hit.segment.words[hit.end :]).strip(" :")
            following = [s for s in row[row.index(hit.segment) + 1 :][:1] if not evidence.labels_by_segment.get(s)]
            beside = behind or " ".join(segment.text for segment in following).strip(" :")
            if beside:
                return beside[:MAX_TERMS]
    return next(_sentences_of_paying(evidence), None)


def _sentences_of_paying(evidence: Evidence) -> Iterator[str]:
    """Sentences with a word for paying and a number of days, or "at once"."""
    languages = evidence.languages[:2]
    for page in evidence.pages:
        for segment in page.segments:
            for sentence in segment.text.split(". "):
                words = [fold(word) for word in sentence.split()]
                if len(words) >= MIN_TERMS and _means(words, "pay", languages) and _names_days(words):
                    yield sentence[:MAX_TERMS]


def _means(words: Sequence[str], name: str, languages: Sequence[str]) -> bool:
    known = vocabulary()
    return any(m.name == name and m.language in languages for word in words for m in known.lookup(word, "words"))


def _names_days(words: Sequence[str]) -> bool:
    return any(word in _DAYS for word in words)
