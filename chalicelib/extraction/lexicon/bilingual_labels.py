"""Labels that stand side by side and are one: translated, remarked on, or followed by a word that adds nothing."""

from collections.abc import Iterable

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import is_ideographic
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
        if last and _goes_on(last, hit):
            labels[-1] = Hit(hit.segment, last.start, hit.end, last.meanings)
        elif _begins_before(last, hit):
            labels = [Hit(hit.segment, 0, hit.end, hit.meanings)]
        elif not (last and _is_remark(last, hit)):
            labels.append(hit)
    return labels


def _goes_on(last: Hit, hit: Hit) -> bool:
    """Whether a label right behind another one makes one label with it."""
    if last.end != hit.start:
        return False
    return last.text.endswith("/") or _totals(last, hit) or _translates(last, hit)


def _begins_before(last: Hit | None, hit: Hit) -> bool:
    """Whether the words before a label are a part of it."""
    if hit.start == 0:
        return False
    return _announces(hit, hit.start) or (last is None and _is_translation(hit))


def _is_remark(last: Hit, hit: Hit) -> bool:
    """Whether a label only adds to the one before it."""
    return _in_brackets(last, hit) or _after_series(last, hit)


def _totals(last: Hit, hit: Hit) -> bool:
    """Whether a word only says that the amount before it is the whole one: "Steuern gesamt", "Tax total"."""
    return "total" in hit.names() and bool(SUMMED.intersection(last.names()))


def _translates(last: Hit, hit: Hit) -> bool:
    """Whether a label says the same as the one before it in the other script: "發票編號 Invoice No."."""
    return last.text.isascii() != hit.text.isascii() and not _plain_names(last).isdisjoint(_plain_names(hit))


def _plain_names(hit: Hit) -> set[str]:
    return {name.removesuffix("_weak") for name in hit.names()}


def _announces(hit: Hit, end: int) -> bool:
    """Whether the words of a label's segment up to one only say what is coming: "Details of the" customer."""
    return vocabulary().means("".join(texts_of(hit.segment.words[:end])), "details")


def _is_translation(hit: Hit) -> bool:
    """Whether a label that is set off translates the words before it: "発行日 Date:"."""
    set_off = hit.end == len(hit.segment.words) or hit.text.endswith((":", "："))
    before = texts_of(hit.segment.words[: hit.start])
    return set_off and hit.text.isascii() and all(map(is_ideographic, before))


def _in_brackets(last: Hit, hit: Hit) -> bool:
    """Whether a label only remarks on the one before: "Total VAT (reverse charge)"."""
    between = texts_of(hit.segment.words[last.end : hit.end])
    return bool(between) and between[0].startswith("(") and not any(word.endswith(")") for word in between[:-1])


def _after_series(last: Hit, hit: Hit) -> bool:
    """Whether a number's label stands between an invoice's series and its number: "Seria TAR nr. 0117"."""
    if not last.is_some("invoice_number") or not hit.is_some("invoice_number"):
        return False
    series = texts_of(hit.segment.words[last.end : hit.start])
    return len(series) == 1 and series[0].isalpha() and series[0].isupper()
