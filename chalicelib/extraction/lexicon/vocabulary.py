"""What invoices call things, read from `labels/*.toml`, and where those words stand on the pages.

All languages are loaded at once: invoices mix languages, and the next one may be in any. Where two languages
mean different things by one word, the language that the page shows decides (see `language.py`).
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from chalicelib.extraction.box import Box
from chalicelib.extraction.letters import has_letter, text_of_words, texts_of
from chalicelib.extraction.lexicon.currency_signs import SYMBOLS
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.geometry import around
from chalicelib.extraction.pages.page import Segment, Word

FOLDER = Path(__file__).parent / "labels"
MAX_LABEL_WORDS = 9
_CURRENCIES = frozenset(fold(sign) for sign in SYMBOLS if sign.isalpha())
SHORT, SHOWN = 3, 3  # letters of a label that is read only where its language is among the first that the pages show
LONGEST_ABBREVIATION = 7  # letters and the full stop: "faktnr.", but not "document."
LINE_OF_FORM = 5  # words at most: a longer line is a sentence
RATE = "0123456789%"  # glued to the name of a tax
LAST_LATIN = "\u0250"  # letters before it are Latin, with and without accents
MIN_ENDING_STEM = 3  # letters before an ending: "Handelsrechnung" is a title, "rechnung" alone is in the list itself


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says in one language: `table` is title, labels, columns or words; `name` the list's name."""

    table: str
    name: str
    language: str


@dataclass(slots=True)
class Vocabulary:
    """Every language's words, by their folded form."""

    meanings: dict[str, list[Meaning]] = field(default_factory=dict)
    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # `meanings` by table and language
    months: dict[str, dict[str, int]] = field(default_factory=dict)  # by language: "listopad" is two months
    stopwords: dict[str, list[str]] = field(default_factory=dict)  # the languages of each, by its casefolded form
    endings: list[tuple[str, Meaning]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)  # all languages' words of a name, as they are listed
    units: dict[str, str] = field(default_factory=dict)  # codes of UN/ECE Recommendation 20 by words in small letters

    def lookup(self, folded: str, table: str) -> list[Meaning]:
        """The meanings of a folded text in one table."""
        found = self.meanings.get(folded)
        return [meaning for meaning in found if meaning.table == table] if found else []

    def texts_in(self, table: str, languages: Iterable[str]) -> Iterable[str]:
        """The folded texts that a table lists in some languages, each once."""
        return dict.fromkeys(text for language in languages for text in self.texts.get((table, language), ()))

    def names_of(self, text: str, languages: Sequence[str] = ()) -> set[str]:
        """The names under which a word or phrase is listed, in one of the languages, or in any if none is given."""
        found = self.lookup(fold(text), "words")
        return {meaning.name for meaning in found if not languages or meaning.language in languages}

    def means(self, word: str, name: str, languages: Sequence[str] = ()) -> bool:
        """Whether a word or phrase is listed under a name, in one of the languages, or in any if none is given."""
        return name in self.names_of(word, languages)

    def means_any(self, words: Iterable[str], name: str, languages: Sequence[str] = ()) -> bool:
        """Whether one of some words is listed under a name."""
        return any(self.means(word, name, languages) for word in words)

    def month(self, name: str, languages: Sequence[str] = ()) -> int | None:
        """The month of a name: the one that it is in the likeliest of the languages that call one so."""
        found = self.months.get(fold(name))
        return found[min(found, key=lambda language: rank(language, languages))] if found else None

    def by_ending(self, folded: str) -> list[Meaning]:
        """The meanings of a title by its ending: "Handelsrechnung"."""
        found: list[Meaning] = []
        for ending, meaning in self.endings:
            if folded.endswith(ending) and len(folded) >= len(ending) + MIN_ENDING_STEM:
                found.append(meaning)
        return found


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once a process."""
    words = Vocabulary()
    for path in sorted(FOLDER.glob("*.toml")):
        _add(words, path.stem, parse_labels(path.read_text(encoding="utf-8")))
    return words


@cache
def phrases_of(name: str) -> tuple[str, ...]:
    """The folded words and phrases of all languages that are listed under a name."""
    return tuple(map(fold, vocabulary().words[name]))


def has_phrase(folded: str, phrases: Iterable[str]) -> bool:
    """Whether one of some phrases is in a folded text, perhaps as part of a word: "SEPA-Lastschriftverfahren"."""
    return any(map(folded.__contains__, phrases))


def denies(text: str) -> bool:
    """Whether a text has a word such as "not" or "no".

    >>> denies("gilt nicht als Rechnung"), denies("non vale come fattura"), denies("gilt als Rechnung")
    (True, True, False)
    """
    return vocabulary().means_any(text.split(), "not")


def is_said(words: Iterable[str], name: str, languages: Sequence[str]) -> bool:
    """Whether one of some words is listed under a name in one of the languages; not so where none are given."""
    if not languages:
        return False
    return vocabulary().means_any(words, name, languages)


def parse_labels(text: str) -> dict[str, object]:
    r"""A label file's content. As the files are written, a list is nearly JSON, which is read faster than by tomllib.

    Every document is read by a process of its own, which would spend more time on this than on a page.

    >>> parse_labels('[labels]\niban = [\n  "IBAN",\n]\n'), parse_labels("[labels]\niban = ['IBAN']  # everywhere\n")
    ({'labels': {'iban': ['IBAN']}}, {'labels': {'iban': ['IBAN']}})
    """
    try:
        return _read_as_written(text)
    except ValueError:
        return tomllib.loads(text)


def _read_as_written(text: str) -> dict[str, object]:
    """A file that has lists with one entry a line; a ValueError where it is written otherwise."""
    data: dict[str, object] = {}
    table = data
    for part in text.split("\n]\n"):
        before, begins, entries = part.rpartition(" = [\n")
        *lines, name = before.splitlines() if begins else [*part.splitlines(), ""]
        for line in filter(None, lines):
            key, equals, value = line.partition(" = ")
            if equals:
                table[key] = json.loads(value)
            else:
                table = data[json.loads(line.replace("[", '"').replace("]", '"'))] = {}
        if begins:
            table[name] = json.loads(f"[{entries.removesuffix(',')}]")
    return data


def _add(words: Vocabulary, language: str, data: Mapping[str, object]) -> None:
    """Add a language's words."""
    for table in ("title", "labels", "columns", "words"):
        for name, texts in _lists(data, table).items():
            _add_texts(words, Meaning(table, _meaning_name(table, name), language), name, texts)
    for code, texts in _lists(data, "units").items():
        words.units.update(dict.fromkeys(texts, code))
    for number, names in enumerate(_list(data, "months"), 1):
        for name in names:
            words.months.setdefault(fold(name), {})[language] = number
    for word in dict.fromkeys(map(str.casefold, _list(data, "stopwords"))):
        words.stopwords.setdefault(word, []).append(language)


def _add_texts(words: Vocabulary, meaning: Meaning, name: str, texts: list[str]) -> None:
    """Add a list of a table, or of a title's endings."""
    if name.endswith("_endings"):
        words.endings += [(fold(text), meaning) for text in texts]
        return
    for folded in map(fold, texts):
        words.meanings.setdefault(folded, []).append(meaning)
        words.texts.setdefault((meaning.table, meaning.language), []).append(folded)
    if meaning.table == "words":
        words.words.setdefault(name, []).extend(texts)


def _lists(data: Mapping[str, object], name: str) -> dict[str, list[str]]:
    """A table of lists by their names; an empty one where the language has none."""
    lists = data.get(name, {})
    assert isinstance(lists, dict)  # noqa: S101 - our own data files
    return lists


def _list(data: Mapping[str, object], name: str) -> list[str]:
    """A list; an empty one where the language has none."""
    texts = data.get(name, [])
    assert isinstance(texts, list)  # noqa: S101
    return texts


def _meaning_name(table: str, name: str) -> str:
    """Titles keep their table in the name, so that they can stand among labels."""
    return f"title_{name.removesuffix('_endings')}" if table == "title" else name


@dataclass(frozen=True, eq=False)
class Hit:
    """A known text on the page: words `start` to `end` (exclusive) of a segment, with what they may mean."""

    segment: Segment
    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @cached_property
    def box(self) -> Box:
        """The rectangle around the words."""
        return around(self.words)

    @property
    def text(self) -> str:
        """The words as printed."""
        return text_of_words(self.words)

    @property
    def fills_segment(self) -> bool:
        """Whether there is nothing else in the segment."""
        return self.start == 0 and self.end == len(self.segment.words)

    @property
    def ends_sentence(self) -> bool:
        """Whether it is the last word of a sentence, or of its last line, which nothing follows."""
        words = self.segment.words
        if self.words_behind or not (self.fills_segment or len(words) > LINE_OF_FORM):
            return False
        last = words[-1].text
        if not last.endswith(".") or not self.text[0].islower():
            return False
        shortened = last.endswith(tuple(f"{word}." for word in vocabulary().words["number"]))  # "bestillingsnr."
        return len(last) > LONGEST_ABBREVIATION and not shortened

    @property
    def leads(self) -> bool:
        """Whether nothing but a number or a rate stands before it: "2. Abschlagsrechnung", "21% VAT on 100.00"."""
        return not has_letter("".join(texts_of(self.segment.words[: self.start])))

    def names_in_its_language(self) -> tuple[str, ...]:
        """The names that the likeliest language gives it."""
        return tuple(dict.fromkeys(m.name for m in self.meanings if m.language == self.meanings[0].language))

    def names(self) -> tuple[str, ...]:
        """The names of its meanings, the likeliest first."""
        return tuple(dict.fromkeys(meaning.name for meaning in self.meanings))

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return self.segment.words[self.start : self.end]

    @property
    def words_behind(self) -> tuple[Word, ...]:
        """The words of its segment that follow it."""
        return self.segment.words[self.end :]

    @property
    def name(self) -> str:
        """What it most likely means."""
        return self.meanings[0].name

    def is_named(self, *names: str) -> bool:
        """Whether it may mean one of these."""
        return any(meaning.name in names for meaning in self.meanings)

    def begins_as(self, *names: str) -> bool:
        """Whether it begins its segment, and may mean one of these."""
        return self.start == 0 and self.is_named(*names)

    def fills_as(self, *names: str) -> bool:
        """Whether there is nothing else in its segment, and it may mean one of these."""
        return self.fills_segment and self.is_named(*names)

    def heads_as(self, name: str) -> bool:
        """Whether it begins its segment, and most likely means this."""
        return self.start == 0 and self.name == name

    def is_some(self, kind: str) -> bool:
        """Whether it may mean something whose name begins so, as `invoice_number` and `invoice_number_weak` do."""
        return any(meaning.name.startswith(kind) for meaning in self.meanings)


def hits(segment: Segment, table: str, languages: Sequence[str] = (), start: int = 0) -> Iterator[Hit]:
    """Known texts in a segment from a word on: the longest first from the left, without overlap."""
    folded = list(map(fold, texts_of(segment.words)))
    while start < len(folded):
        hit = _longest(segment, folded, start, table, languages)
        if hit:
            yield hit
        start = hit.end if hit else start + 1


def _longest(segment: Segment, folded: list[str], start: int, table: str, languages: Sequence[str]) -> Hit | None:
    if not folded[start]:
        return None
    for end in range(min(len(folded), start + MAX_LABEL_WORDS), start, -1):
        if end == start + 1 and _is_bare_letter(segment, start):
            return None
        found = _meanings_of(segment, folded[start:end], end, table, languages) if folded[end - 1] else []
        if found:
            return Hit(segment, start, _swallow_punctuation(folded, end), by_language(found, languages))
    return None


def _meanings_of(
    segment: Segment, folded: list[str], end: int, table: str, languages: Sequence[str]
) -> Sequence[Meaning]:
    """What the folded words of a segment up to one may mean together."""
    text = "".join(folded)
    found = vocabulary().lookup(text, table)
    if not found and table == "title" and len(folded) == 1:
        found = vocabulary().by_ending(text)
    found = found or _parts("".join(folded[:-1]), segment.words[end - 1].text, table)
    return _of_its_languages(text, found, languages) if table == "labels" else found


def _is_bare_letter(segment: Segment, index: int) -> bool:
    """Whether a word is one letter amid others, with nothing behind it: "C/ Mayor", "A 1503", "à Paris"."""
    word = segment.words[index].text.rstrip("/")
    return len(word) == 1 < len(segment.words) and word.isalpha() and word < LAST_LATIN


def _of_its_languages(folded: str, found: list[Meaning], languages: Sequence[str]) -> list[Meaning]:
    """A short word's meanings in the languages that the pages show: in the others "st", "not" or "km" is no label.

    So it is with a currency's name: "Euro" is a label in Finnish alone.
    """
    if not languages or not folded.isascii() or (len(folded) > SHORT and folded not in _CURRENCIES):
        return found
    return [meaning for meaning in found if meaning.language in languages[:SHOWN]]


def is_yours(word: str, languages: Sequence[str]) -> bool:
    """Whether a word addresses the reader of the pages: "your", "Ihre", "votre"."""
    return is_said((word,), "yours", languages[:SHOWN])


def by_language(meanings: Iterable[Meaning], languages: Sequence[str]) -> tuple[Meaning, ...]:
    """Meanings in the order of the languages that the pages show."""
    return tuple(sorted(meanings, key=lambda meaning: rank(meaning.language, languages)))


def rank(language: str, languages: Sequence[str]) -> int:
    """The place of a language among those that the pages show; after them all where the pages do not show it."""
    return languages.index(language) if language in languages else len(languages)


def _parts(before: str, printed: str, table: str) -> list[Meaning]:
    """The meanings of a last word's parts: "Order no./Date"; of a tax with its rate glued on: "CGST9", "VAT20%"."""
    folded = fold(printed)
    if "/" not in printed and not folded.endswith(tuple(RATE)):
        return []  # most words
    bare = folded.rstrip(RATE)
    if table == "labels" and len(bare) > 2 and bare != folded:  # noqa: PLR2004 - shorter ones are other words
        return [m for m in vocabulary().lookup(before + bare, table) if m.name.startswith("tax_total")]
    parts = printed.split("/")
    if len(parts) < 2 or not all(map(_is_part, parts)):  # noqa: PLR2004
        return []
    return sorted(_of_parts(before, parts, table), key=lambda meaning: not meaning.name.startswith("description"))


def _is_part(text: str) -> bool:
    return len(text) > 1 and text.strip(".:").isalpha()


def _of_parts(before: str, parts: Sequence[str], table: str) -> list[Meaning]:
    """What words with slashes between them mean, one after the other; none where the first is not known."""
    found = vocabulary().lookup(before + fold(parts[0]), table)
    if before and not found:
        return []
    of_another = bool(found) and not any(meaning.name.startswith("invoice") for meaning in found)
    dropped = "issue_date_weak" if of_another else None  # "Order no./Date" is the order's
    for part in parts[1:]:
        found += [meaning for meaning in vocabulary().lookup(fold(part), table) if meaning.name != dropped]
    return found


def _swallow_punctuation(folded: list[str], end: int) -> int:
    while end < len(folded) and not folded[end]:
        end += 1
    return end
