"""Which language a document is written in: by its labels, its titles and the small words between them."""

from collections import defaultdict
from collections.abc import Iterable

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Page

LABEL_WEIGHT = 1.0  # shared among the languages that use the word
STOPWORD_WEIGHT = 0.5
KANA_WEIGHT = 1.0  # for each text in it: only Japanese is written with kana
MIN_LABEL_LETTERS = 4  # shorter ones ("No", "Tel") say nothing of the language


def rank_languages(pages: Iterable[Page]) -> list[str]:
    """The languages that the pages show, the likeliest first; empty where none does."""
    scores: defaultdict[str, float] = defaultdict(float)
    texts: set[str] = set()  # each counts once: a table repeats the same words in every line
    for page in pages:
        for segment in page.segments:
            words = texts_of(segment.words)
            texts.update((fold(" ".join(words)), *map(fold, words)))
            _add_stopwords(scores, words)
            scores["ja"] += KANA_WEIGHT * any("\u3040" <= letter <= "\u30ff" for word in words for letter in word)
    _add_labels(scores, texts)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))  # equal ones in the same order every time
    return [language for language, score in ranked if score > 0]


def _add_labels(scores: defaultdict[str, float], texts: Iterable[str]) -> None:
    for folded in sorted(texts):
        if len(folded) < MIN_LABEL_LETTERS and folded.isascii():
            continue
        languages = {meaning.language for meaning in vocabulary().meanings.get(folded, ())}
        for language in sorted(languages):  # sums of fractions depend on their order
            scores[language] += LABEL_WEIGHT / len(languages)


def _add_stopwords(scores: defaultdict[str, float], words: list[str]) -> None:
    for word in words:
        for language in vocabulary().stopwords.get(word.casefold(), ()):
            scores[language] += STOPWORD_WEIGHT / 2
