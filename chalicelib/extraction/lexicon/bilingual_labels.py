"""Labels that stand side by side and are one: translated, remarked on, or followed by a word that adds nothing."""

from collections.abc import Iterable, Iterator

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold, is_ideographic
from chalicelib.extraction.lexicon.vocabulary import Hit, vocabulary

SUMMED = frozenset({"tax_total", "net_total", "discount", "charge", "prepaid"})


def joined(found: Iterable[Hit]) -> list[Hit]:
    """Labels that are one: with a slash between, with one in brackets, a sum's with "total" behind it, in two scripts.

    A label also begins where what leads to it does: "Dati del cedente", "発行日 Date".
    """
    labels: list[Hit] = []
    for hit in found:
        last = labels[-1] if labels else None
        if _announces(hit, hit.end):
            continue
        if last and last.end == hit.start and (last.text.endswith("/") or _totals(last, hit) or _translates(last, hit)):
            labels[-1] = Hit(hit.segment, last.start, hit.end, last.meanings)
        elif hit.start > 0 and (_announces(hit, hit.start) or (not last and _is_translation(hit))):
            labels = [Hit(hit.segment, 0, hit.end, hit.meanings)]
        elif not (last and (_in_brackets(last, hit) or _after_series(last, hit))):
            labels.append(hit)
    return labels


def _totals(last: Hit, hit: Hit) -> bool:
    """Whether a word only says that the amount before it is the whole one: "Steuern gesamt", "Tax total"."""
    return "total" in hit.names() and bool(SUMMED.intersection(last.names()))


def _translates(last: Hit, hit: Hit) -> bool:
    """Whether a label says the same as the one before it in the other script: "發票編號 Invoice No."."""
    same = set(_plain_names(last)) & set(_plain_names(hit))
    return bool(same) and last.text.isascii() != hit.text.isascii()


def _plain_names(hit: Hit) -> Iterator[str]:
    return (name.removesuffix("_weak") for name in hit.names())


def _announces(hit: Hit, end: int) -> bool:
    """Whether the words of a label's segment up to one only say what is coming: "Details of the" customer."""
    before = fold("".join(word.text for word in hit.segment.words[:end]))
    return any(meaning.name == "details" for meaning in vocabulary().lookup(before, "words"))


def _is_translation(hit: Hit) -> bool:
    """Whether a label that is set off translates the words before it: "発行日 Date:"."""
    set_off = hit.end == len(hit.segment.words) or hit.text.endswith((":", "："))
    before = hit.segment.words[: hit.start]
    return set_off and hit.text.isascii() and all(is_ideographic(word.text) for word in before)


def _in_brackets(last: Hit, hit: Hit) -> bool:
    """Whether a label only remarks on the one before: "Total VAT (reverse charge)"."""
    between = texts_of(hit.segment.words[last.end : hit.end])
    return bool(between) and between[0].startswith("(") and not any(word.endswith(")") for word in between[:-1])


def _after_series(last: Hit, hit: Hit) -> bool:
    """Whether a number's label stands between an invoice's series and its number: "Seria TAR nr. 0117"."""
    series = hit.segment.words[last.end : hit.start]
    numbers = all(any(name.startswith("invoice_number") for name in label.names()) for label in (last, hit))
    return numbers and len(series) == 1 and series[0].text.isalpha() and series[0].text.isupper()
