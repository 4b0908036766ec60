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
from chalicelib.extraction.letters import text_of_words
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.geometry import union
from chalicelib.extraction.pages.page import Segment

FOLDER = Path(__file__).parent / "labels"
MAX_LABEL_WORDS = 9
SHORT, SHOWN = 3, 3  # letters of a label that is read only where its language is among the first that the pages show
LONGEST_ABBREVIATION = 7  # letters and the full stop: "faktnr.", but not "document."
LINE_OF_FORM = 5  # words at most: a longer line is a sentence
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
        return [meaning for meaning in self.meanings.get(folded, ()) if meaning.table == table]

    def texts_in(self, table: str, languages: Iterable[str]) -> Iterable[str]:
        """The folded texts that a table lists in some languages, each once."""
        return dict.fromkeys(text for language in languages for text in self.texts.get((table, language), ()))

    def means(self, word: str, name: str, languages: Sequence[str] = ()) -> bool:
        """Whether a word or phrase is listed under a name, in one of the languages, or in any if none is given."""
        found = self.lookup(fold(word), "words")
        return any(meaning.name == name and (not languages or meaning.language in languages) for meaning in found)

    def month(self, name: str, languages: Sequence[str] = ()) -> int | None:
        """The month of a name: the one that it is in the likeliest of the languages that call one so."""
        found = self.months.get(fold(name))
        return found[min(found, key=lambda language: _rank(language, languages))] if found else None

    def by_ending(self, folded: str) -> list[Meaning]:
        """The meanings of a title by its ending: "Handelsrechnung"."""
        return [
            meaning
            for ending, meaning in self.endings
            if folded.endswith(ending) and len(folded) >= len(ending) + MIN_ENDING_STEM
        ]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once a process."""
    words = Vocabulary()
    for path in sorted(FOLDER.glob("*.toml")):
        _add(words, path.stem, parse_labels(path.read_text(encoding="utf-8")))
    return words


def parse_labels(text: str) -> dict[str, object]:
    r"""A label file's content. Where each line is one list it is JSON too, which is read faster than by tomllib.

    Every document is read by a process of its own, which would spend more time on this than on a page.

    >>> parse_labels('[labels]\niban = ["IBAN"]'), parse_labels('[labels]\niban = [\n  "IBAN",  # everywhere\n]')
    ({'labels': {'iban': ['IBAN']}}, {'labels': {'iban': ['IBAN']}})
    """
    data: dict[str, object] = {}
    table = data
    try:
        for line in filter(None, text.splitlines()):
            key, equals, value = line.partition(" = ")
            if equals:
                table[key] = json.loads(value)
            else:
                table = data[json.loads(line.replace("[", '"').replace("]", '"'))] = {}
    except ValueError:
        return tomllib.loads(text)
    return data


def _add(words: Vocabulary, language: str, data: Mapping[str, object]) -> None:
    for table in ("title", "labels", "columns", "words"):
        lists = data.get(table, {})
        assert isinstance(lists, dict)  # noqa: S101 - our own data files
        for name, texts in lists.items():
            meaning = Meaning(table, _meaning_name(table, name), language)
            for text in texts:
                if name.endswith("_endings"):
                    words.endings.append((fold(text), meaning))
                else:
                    folded = fold(text)
                    words.meanings.setdefault(folded, []).append(meaning)
                    words.texts.setdefault((table, language), []).append(folded)
            if table == "words":
                words.words.setdefault(name, []).extend(texts)
    units = data.get("units", {})
    assert isinstance(units, dict)  # noqa: S101
    words.units.update({text: code for code, texts in units.items() for text in texts})
    months = data.get("months", [])
    assert isinstance(months, list)  # noqa: S101
    for number, names in enumerate(months, 1):
        for name in names:
            words.months.setdefault(fold(name), {})[language] = number
    stopwords = data.get("stopwords", [])
    assert isinstance(stopwords, list)  # noqa: S101
    for word in dict.fromkeys(text.casefold() for text in stopwords):
        words.stopwords.setdefault(word, []).append(language)


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
        return union(word.box for word in self.segment.words[self.start : self.end])

    @property
    def text(self) -> str:
        """The words as printed."""
        return text_of_words(self.segment.words[self.start : self.end])

    @property
    def fills_segment(self) -> bool:
        """Whether there is nothing else in the segment."""
        return self.start == 0 and self.end == len(self.segment.words)

    @property
    def ends_sentence(self) -> bool:
        """Whether it is the last word of a sentence, or of its last line, which nothing follows."""
        words = self.segment.words
        last = words[self.end - 1].text
        full_stop = last.endswith(".") and self.end == len(words) and self.text[0].islower()
        shortened = last.endswith(tuple(f"{word}." for word in vocabulary().words["number"]))  # "bestillingsnr."
        whole = len(last) > LONGEST_ABBREVIATION and not shortened
        return full_stop and whole and (self.fills_segment or len(words) > LINE_OF_FORM)

    @property
    def leads(self) -> bool:
        """Whether nothing but a number or a rate stands before it: "2. Abschlagsrechnung", "21% VAT on 100.00"."""
        return not any(letter.isalpha() for word in self.segment.words[: self.start] for letter in word.text)

    def names_in_its_language(self) -> tuple[str, ...]:
        """The names that the likeliest language gives it."""
        return tuple(dict.fromkeys(m.name for m in self.meanings if m.language == self.meanings[0].language))

    def names(self) -> tuple[str, ...]:
        """The names of its meanings, the likeliest first."""
        return tuple(dict.fromkeys(meaning.name for meaning in self.meanings))


def hits(segment: Segment, table: str, languages: Sequence[str] = (), start: int = 0) -> Iterator[Hit]:
    """Known texts in a segment from a word on: the longest first from the left, without overlap."""
    folded = [fold(word.text) for word in segment.words]
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
        found = vocabulary().lookup("".join(folded[start:end]), table)
        if not found and table == "title" and end - start == 1:
            found = vocabulary().by_ending(folded[start])
        found = found or _parts("".join(folded[start : end - 1]), segment.words[end - 1].text, table)
        found = _of_its_languages("".join(folded[start:end]), found, languages) if table == "labels" else found
        if found and folded[end - 1]:
            return Hit(segment, start, _swallow_punctuation(folded, end), by_language(found, languages))
    return None


def _is_bare_letter(segment: Segment, index: int) -> bool:
    """Whether a word is one letter amid others, with nothing behind it: "C/ Mayor", "A 1503", "à Paris"."""
    word = segment.words[index].text.rstrip("/")
    return len(word) == 1 and word.isalpha() and word < LAST_LATIN and len(segment.words) > 1


def _of_its_languages(folded: str, found: list[Meaning], languages: Sequence[str]) -> list[Meaning]:
    """A short word's meanings in the languages that the pages show: in the others "st", "not" or "km" is no label."""
    if not languages or len(folded) > SHORT or not folded.isascii():
        return found
    return [meaning for meaning in found if meaning.language in languages[:SHOWN]]


def is_yours(word: str, languages: Sequence[str]) -> bool:
    """Whether a word addresses the reader of the pages: "your", "Ihre", "votre"."""
    return bool(languages) and vocabulary().means(word, "yours", languages[:SHOWN])


def by_language(meanings: Iterable[Meaning], languages: Sequence[str]) -> tuple[Meaning, ...]:
    """Meanings in the order of the languages that the pages show."""
    return tuple(sorted(meanings, key=lambda meaning: _rank(meaning.language, languages)))


def _rank(language: str, languages: Sequence[str]) -> int:
    return languages.index(language) if language in languages else len(languages)


def _parts(before: str, printed: str, table: str) -> list[Meaning]:
    """The meanings of a last word's parts: "Order no./Date"; of a tax with its rate glued on: "CGST9", "VAT20%"."""
    folded = fold(printed)
    bare = folded.rstrip("0123456789%")
    if bare != folded and len(bare) > 2 and table == "labels":  # noqa: PLR2004 - shorter ones are other words
        return [m for m in vocabulary().lookup(before + bare, table) if m.name.startswith("tax_total")]
    parts = printed.split("/")
    if len(parts) < 2 or not all(len(part) > 1 and part.strip(".:").isalpha() for part in parts):  # noqa: PLR2004
        return []
    first = vocabulary().lookup(before + fold(parts[0]), table)
    if before and not first:
        return []
    of_another = first and not any(meaning.name.startswith("invoice") for meaning in first)
    found = [
        *first,
        *(
            meaning
            for part in parts[1:]
            for meaning in vocabulary().lookup(fold(part), table)
            if not (of_another and meaning.name == "issue_date_weak")  # "Order no./Date" is the order's
        ),
    ]
    return sorted(found, key=lambda meaning: not meaning.name.startswith("description"))


def _swallow_punctuation(folded: list[str], end: int) -> int:
    while end < len(folded) and not folded[end]:
        end += 1
    return end
